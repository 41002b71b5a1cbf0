"""The doctor's look at what people edit: the lexicon and the list of feeds."""

from __future__ import annotations

import time
from pathlib import Path

from agents.lexicon import load as load_lexicon
from agents.lexicon.errors import LexiconError
from streams.doctor.check import Check
from streams.feeds.catalogue import BUNDLED, CatalogueError
from streams.feeds.catalogue import load as load_feeds
from streams.settings import Settings

SLOW_S = 5.0


def examine(settings: Settings) -> list[Check]:
    """Make the checks of the data files.  Blocks for as long as loading them takes."""
    return [lexicon(), feeds(settings)]


def lexicon() -> Check:
    """Load the lexicon and say how long that took."""
    began = time.perf_counter()
    try:
        loaded = load_lexicon()
    except LexiconError as error:
        return Check("lexicon", "fail", str(error), "mend that entry: agents/lexicon/README.md says how")
    took = time.perf_counter() - began
    hint = "a start should not wait that long" if took > SLOW_S else ""
    return Check("lexicon", "warn" if hint else "ok", f"version {loaded.version}, loaded in {took:.2f} s", hint)


def feeds(settings: Settings) -> Check:
    """Read the list of feeds."""
    path = Path(settings.feeds_file) if settings.feeds_file else BUNDLED
    try:
        listed = load_feeds(path)
    except CatalogueError as error:
        return Check("feeds", "fail", str(error), "mend that entry, or set another feeds.file")
    if not listed:
        return Check("feeds", "warn", f"{path} lists no feed", "nothing will be polled")
    return Check("feeds", "ok", f"{len(listed)} feeds in {path}")
