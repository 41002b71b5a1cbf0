"""What telling languages, cutting sentences and cutting words need to know: `languages.toml` as sets of words.

Read once, when first imported, by `agents.extraction.text`, `language` and `words`; it holds no names.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))

STOP_WORDS: dict[str, frozenset[str]] = {lang: frozenset(words.split()) for lang, words in _DATA["stop_words"].items()}
NEVER_ENDS = frozenset(_DATA["full_stop"]["never"].split())
MAY_END = frozenset(_DATA["full_stop"]["maybe"].split())
STARTERS = frozenset(_DATA["full_stop"]["starters"].split())

CLITICS, WHOLE, PARTED, LEADING, DOMAINS = (
    frozenset(_DATA["words"][part].split()) for part in ("clitics", "whole", "parted", "leading", "domains")
)
