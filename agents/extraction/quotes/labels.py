"""Speech that a label in front of a paragraph gives away: transcripts ("LIND: We were slow.") and headlines.

Called by `find` before sentences are read.  Questions of the interviewer are left out: they state nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from agents.extraction.quotes.grammar import Grammar
from agents.extraction.text import Text
from agents.records import QuoteType, Span

_CAPITALS = re.compile(r"((?:[^\W\d_a-z]|[.'’ -]){2,40}?)(?: \([^)]{1,40}\))?:\s+(?=\S)")
_NAME = re.compile(r"((?:[A-ZÀ-ÞА-ЯІЇЄҐ][\w.'’-]*\s){0,3}[A-ZÀ-ÞА-ЯІЇЄҐ][\w.'’-]*):\s+(?=\S)")
_MARKS = "\"“„«»‘'"
_LONGEST = 160  # characters of a headline


class Label(NamedTuple):
    """A labelled paragraph: its number, the words of the label, what it says, and what that makes it."""

    paragraph: int
    speaker: Span
    content: Span
    type: QuoteType


def labels(text: Text, g: Grammar) -> dict[int, Label]:
    """Find the labelled paragraphs of a text, by number."""
    body, found = text.body, {}
    silent = g.speech.word_class("interviewers")
    for number, (start, end) in enumerate(text.paragraphs):
        match = _CAPITALS.match(body, start, end)
        if match is not None and match[1].isupper():
            found[number] = Label(number, match.span(1), (match.end(), end), "transcript")
    if len(found) < 2:
        found = {}
    spoken = {n: one for n, one in found.items() if body[slice(*one.speaker)].lower().strip() not in silent}
    return spoken or _headline(text, g)


def _headline(text: Text, g: Grammar) -> dict[int, Label]:
    """Read "Renn: tax is absurd" at the top of an article."""
    if not text.paragraphs or not g.speech.forms:
        return {}
    start, end = text.paragraphs[0]
    match = _NAME.match(text.body, start, end) if end - start <= _LONGEST else None
    if match is None or not _speaks(text, match[1], g):
        return {}
    content = text.body[match.end() : end]
    if content[0] in _MARKS:
        return {}
    return {0: Label(0, match.span(1), (match.end(), end), "headline")}


def _speaks(text: Text, name: str, g: Grammar) -> bool:
    """Tell whether a label names somebody: no rubric, and the article comes back to it."""
    words = name.lower().removeprefix("the ").split()
    if words[0] in g.speech.word_class("rubrics"):
        return False
    return len(text.paragraphs) == 1 or words[-1] in text.body[text.paragraphs[0][1] :].lower()


def finished(body: str, content: Span) -> Span:
    """Leave out the full stop some sources put behind a headline."""
    end = content[1]
    while end > content[0] and body[end - 1] in ". ":
        end -= 1
    return content[0], end
