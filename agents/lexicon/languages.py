"""What telling languages and cutting sentences needs to know: `languages.toml` as sets of words.

Read once, when first imported, by `agents.extraction.text` and `agents.extraction.language`; it holds no
names.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))

STOP_WORDS: dict[str, frozenset[str]] = {lang: frozenset(words.split()) for lang, words in _DATA["stop_words"].items()}
NEVER_ENDS = frozenset(_DATA["full_stop"]["never"].split())
MAY_END = frozenset(_DATA["full_stop"]["maybe"].split())
STARTERS = frozenset(_DATA["full_stop"]["starters"].split())
