"""One text and its parts: paragraphs and sentences, as spans of the original characters.

Called first, by `agents.extraction.read`; everything else asks it where a sentence begins and ends.
It changes no character and knows no names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from agents.extraction.language import detect, normalise
from agents.lexicon.languages import MAY_END, NEVER_ENDS, STARTERS
from agents.records import Span

_LETTERED = frozenset({"Plan", "Vitamin", "Class", "Group", "Type", "Grade"})  # "Plan B." may end a sentence
_MARKS = "\"'“”‘’«»„‟‹›()[]{}"
_BREAK = re.compile(
    r"([.!?…]+|[。！？؟]+)([\"'”’»›)\]」』]*)(\s+|(?=[“\"‘]?[A-Z])|(?<=[。！？])|(?<=[。！？][”」』])|$)"
)
_LINE_BREAK = re.compile(r"[^\S\n]*\n\s*")
_BULLET = re.compile(r"(?:[-*•·–—▪■►]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?$")
_SAYING = re.compile(
    r"[\s\"'“‘(]*(?:(?:[A-Z][\w.’'-]*|the|a|an|his|her)\s+){1,4}"
    r"(?:said|says|asked|asks|told|wrote|added|shouted|cried|replied|tweeted|demanded|wondered|exclaimed|quipped)\b"
)


class Text:
    """A text with its parts: `body` as given, and spans `(start, end)` into it."""

    def __init__(self, body: str, *, title: str = "", lang: str = "") -> None:
        self.body = body
        self.title = title
        self._declared = lang

    @cached_property
    def lang(self) -> str:
        """The declared language as two letters, else the detected one; `und` when neither tells."""
        return normalise(self._declared) or detect(self.body)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs, headline and list items among them, without the white space around them."""
        wrapped = _is_wrapped(self.body)
        spans: list[Span] = []
        start = 0
        for gap in _LINE_BREAK.finditer(self.body):
            if gap.end() < len(self.body) and _is_soft(self.body, start, gap, wrapped):
                continue
            _append(spans, self.body, start, gap.start())
            start = gap.end()
        _append(spans, self.body, start, len(self.body))
        return tuple(spans)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in order; none reaches over the end of a paragraph."""
        spans: list[Span] = []
        for start, end in self.paragraphs:
            _split(self.body, start, end, self.lang, spans)
        return tuple(spans)

    def sentence_at(self, offset: int) -> int:
        """Give the index of the sentence that holds the offset, or of the last one before it (0 at least)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence_span(self, offset: int) -> Span:
        """Give the span of the sentence around an offset; the whole body where there is no sentence."""
        return self.sentences[self.sentence_at(offset)] if self.sentences else (0, len(self.body))

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]


def _append(spans: list[Span], body: str, start: int, end: int) -> None:
    piece = body[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        spans.append((start, end))


def _is_wrapped(body: str) -> bool:
    """Tell whether the lines were folded at a width, as in mails and plain-text wires."""
    if max(map(len, body.split("\n"))) > 101:
        return False
    lines = [line for line in body.splitlines() if line.strip()]
    if len(lines) < 4:
        return False
    open_ended = sum(line.rstrip()[-1:] not in ".!?:”\"'" for line in lines)
    return open_ended > 0.6 * len(lines) and sum(len(line) > 50 for line in lines) > 0.6 * len(lines)


def _is_soft(body: str, start: int, gap: re.Match[str], wrapped: bool) -> bool:
    """Tell whether a line break only folds the line; an empty line or a list item never does."""
    if gap.group().count("\n") > 1 or gap.start() == start or _BULLET.match(body, gap.end()):
        return False
    line_start = body.rfind("\n", 0, gap.start()) + 1
    long_enough = gap.start() - line_start > 40
    return long_enough and (wrapped or (body[gap.end()].islower() and body[gap.start() - 1] not in ".!?:;"))


def _split(body: str, start: int, end: int, lang: str, spans: list[Span]) -> None:
    first = start
    for stop in _BREAK.finditer(body, start, end):
        if stop.end() < end and not _ends_sentence(body, stop, start, end, lang):
            continue
        cut = stop.end(2)
        if cut > first:
            _append(spans, body, first, cut)
        first = stop.end()
    _append(spans, body, first, end)


def _ends_sentence(body: str, stop: re.Match[str], start: int, end: int, lang: str) -> bool:
    marks, closers, gap = stop.groups()
    if marks[0] in "。！？؟":
        return True
    following = _first_word(body, stop.end(), end)
    if not gap:  # "…he said.The minister": only where a word follows that likes to begin a sentence
        return following in STARTERS and body[max(start, stop.start() - 2) : stop.start()].islower()
    if following[:1].islower() or not following:
        return False
    if closers and marks != ".":  # “Why?” John asked.
        return not _SAYING.match(body, stop.end(), end)
    if marks != "." or closers.strip("'’"):
        return True
    return _full_stop_ends(body, stop, start, following, lang)


def _full_stop_ends(body: str, stop: re.Match[str], start: int, following: str, lang: str) -> bool:
    """Decide about a plain full stop by the word before it and the word after it."""
    at = stop.start()
    left = max(start, at - 24)
    word = body[left:at].rsplit(maxsplit=1)[-1].strip(_MARKS) if body[left:at].strip() else ""
    lower = word.lower()
    if lower in NEVER_ENDS:
        return lower == "no" and not following[:1].isdigit()
    if len(word) == 1 and word.isupper():  # an initial; but "Plan B. The ..."
        return following in STARTERS and following != "A" and not _follows_name(body, at)
    if _DOTTED.match(word):
        return following in STARTERS or not following[:1].isalnum()
    if lower in MAY_END and word[:1].isupper():
        return following in STARTERS
    if word.isdigit() and len(word) <= 2:  # a list item, a German ordinal
        return lang != "de" and body[start:at].strip() != word
    return True


def _follows_name(body: str, at: int) -> bool:
    """Tell whether the initial that ends at `at` stands after a capitalised word ("George W.")."""
    before = body[max(0, at - 20) : max(0, at - 2)].split()
    return (
        bool(before)
        and before[-1][:1].isupper()
        and before[-1] not in {"Plan", "Vitamin", "Class", "Group", "Type", "Grade"}
    )


def _first_word(body: str, at: int, end: int) -> str:
    """Give the first word from `at`, marks before it left out; a mark alone when no word follows."""
    while at < end and (body[at] in _MARKS or body[at].isspace()):
        at += 1
    stop = at
    while stop < end and (body[stop].isalnum() or body[stop] == "-"):
        stop += 1
    return body[at:stop] or body[at : at + 1]
