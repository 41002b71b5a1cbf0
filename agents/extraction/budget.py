"""How much the steps of reading take at once: what compares each with each must not meet a hundred thousand of them.

Every size is stated here and far above what news holds (in brackets: the most in 8,838 articles and sentences).
What is cut, or passed over, is counted by unit in `Text.cuts`, and `agents.reader` tells it in `Findings.cuts`; nothing
is dropped unsaid.  `tests/bench/bench_hostile.py` shows what the sizes hold back.
"""

from __future__ import annotations

from collections.abc import Iterator

from agents.records import Span

SENTENCE = 1_500  # characters of a sentence; a longer one is read as several (1,223)
RUN = 40  # words of a run of names; a longer one is read as several, one call deeper with every cut (24)
NAMES = 5_000  # of a text; what stands behind them is read as if it named nobody (593)
MARKS = 24  # marked stretches of a sentence that no cue owns; the others are nobody's words (6)
TOKENS = 500  # of a sentence in which who speaks is looked for; joined by marks it may be longer (221)
SENTENCES = 2_000  # of a text that are read for deeds, and as many for speech (377)
TRIGGERS = 60  # of a sentence; what stands behind them is not read for deeds (34)
DEEDS = 800  # patterns that hold in a text; the sentences behind them are not read for deeds (178)


def pieces(body: str, start: int, end: int) -> Iterator[Span]:
    """Cut a sentence into pieces of at most SENTENCE characters, at white space where there is any."""
    while end - start > SENTENCE:
        stop = start + SENTENCE
        at = max(body.rfind(" ", start + 1, stop + 1), body.rfind("\n", start + 1, stop + 1))
        following = at + 1 if at > 0 else stop
        piece = body[start:following].rstrip()
        if piece:
            yield start, start + len(piece)
        start = following
        while start < end and body[start].isspace():
            start += 1
    if start < end:
        yield start, end
