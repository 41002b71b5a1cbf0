"""One text and its parts: paragraphs and sentences, as spans of the original characters.

Called first, by `agents.extraction.read`; everything else asks it where a sentence begins and ends.
It changes no character and knows no names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cache, cached_property

from agents.extraction import budget, datelines
from agents.extraction.language import detect, normalise
from agents.lexicon.languages import MAY_END, NEVER_ENDS, STARTERS
from agents.records import Span

_MARKS = "\"'“”‘’«»„‟‹›()[]{}"
# A run of marks is tried from its first one only: what fails there fails from the others too.  The set stands first, so
# that the search can leap from mark to mark.
_BREAK = re.compile(
    r"([.!?…。！？؟](?<![.!?…。！？؟].)[.!?…。！？؟]*)([\"'”’»›)\]」』]*)(\s+|(?=[“\"‘]?[A-Z])|(?<=[。！？])|(?<=[。！？][”」』])|$)"
)
_WORD = re.compile(rf"[{re.escape(_MARKS)}\s]*((?:[^\W_]+|-)*)")
_LINE_BREAK = re.compile(r"\n\s*")
_BULLET = re.compile(r"(?:[-*•·–—▪■►]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?$")
_SAYING = re.compile(
    r"[\s\"'“‘(]*(?:(?:[A-Z][\w.’'-]*|the|a|an|his|her)\s+){1,4}"
    r"(?:said|says|asked|asks|told|wrote|added|shouted|cried|replied|tweeted|demanded|wondered|exclaimed|quipped)\b"
)


class Text:
    """A text with its parts: `body` as given, and spans `(start, end)` into it.

    `cuts` counts by unit what was too large to be read in one piece, or was passed over (see `budget`).
    """

    def __init__(self, body: str, *, title: str = "", lang: str = "", headline: Span | None = None) -> None:
        """Keep what is needed.  `headline` is what is read of the title: section and publisher are of no sentence."""
        self.body = body
        self.title = title
        self.headline = headline
        self.cuts: Counter[str] = Counter()
        self._declared = lang
        self.is_dateline = cache(self._is_dateline)

    @cached_property
    def lang(self) -> str:
        """The declared language as two letters, else the detected one; `und` when neither tells."""
        return normalise(self._declared) or detect(self.body)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs without the white space around them; a title that stands in front is one of its own."""
        wrapped = _is_wrapped(self.body)
        spans: list[Span] = []
        start = 0
        for gap in _LINE_BREAK.finditer(self.body):
            stop, following = gap.span()
            soft = following < len(self.body) and _is_soft(self.body, stop, following, wrapped)
            if soft and not (start == 0 and self.body[:stop].strip() == self.title.strip()):
                continue
            _append(spans, self.body, start, stop)
            start = following
        _append(spans, self.body, start, len(self.body))
        if self.headline is not None and spans and spans[0][0] <= self.headline[0] < self.headline[1] <= spans[0][1]:
            spans[0] = self.headline
        return tuple(spans)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in order; none reaches over the end of a paragraph, and a dateline is one of its own."""
        spans: list[Span] = []
        for start, end in self.paragraphs:
            first = datelines.end_of(self.body, start, end)
            _append(spans, self.body, start, first)
            _split(self, first, end, spans)
        if max((end - start for start, end in spans), default=0) <= budget.SENTENCE:
            return tuple(spans)
        cut = tuple(piece for start, end in spans for piece in budget.pieces(self.body, start, end))
        self.cuts["sentence"] += len(cut) - len(spans)
        return cut

    def sentence_at(self, offset: int) -> int:
        """Give the index of the sentence that holds the offset, or of the last one before it (0 at least)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence_span(self, offset: int) -> Span:
        """Give the span of the sentence around an offset; the whole body where there is no sentence."""
        return self.sentences[self.sentence_at(offset)] if self.sentences else (0, len(self.body))

    def _is_dateline(self, index: int) -> bool:
        """Tell whether the sentence of that index is only where, when and by whom a paragraph was written."""
        start, end = self.sentences[index]
        return datelines.end_of(self.body, start, len(self.body)) >= end > start

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


def _is_soft(body: str, stop: int, following: int, wrapped: bool) -> bool:
    """Tell whether the line break at `stop` only folds the line; an empty line or a list item never does."""
    if body.count("\n", stop, following) > 1 or _BULLET.match(body, following):
        return False
    line = body[body.rfind("\n", 0, stop) + 1 : stop].rstrip()
    return len(line) > 40 and (wrapped or (body[following].islower() and line[-1] not in ".!?:;"))


def _split(text: Text, start: int, end: int, spans: list[Span]) -> None:
    body, first = text.body, start
    for stop in _BREAK.finditer(body, start, end):
        if stop.end() < end and not _ends_sentence(text, stop, start, end):
            continue
        cut = stop.end(2)
        spans.append((first, cut))
        first = stop.end()
    if first < end:
        spans.append((first, end))


def _ends_sentence(text: Text, stop: re.Match[str], start: int, end: int) -> bool:
    body = text.body
    marks, closers, gap = stop.groups()
    if marks[-1] in "。！？؟":
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
    return _full_stop_ends(text, stop.start(), start, following)


def _full_stop_ends(text: Text, at: int, start: int, following: str) -> bool:
    """Decide about a plain full stop by the word before it and the word after it."""
    body = text.body
    left = max(start, at - 24)
    word = body[left:at].rsplit(maxsplit=1)[-1].strip(_MARKS) if body[left:at].strip() else ""
    lower = word.lower()
    if lower in NEVER_ENDS:
        return lower == "no" and not following[:1].isdigit()
    if len(word) == 1 and word.isupper():  # an initial; but "Plan B. The ..."
        return following in STARTERS
    if _DOTTED.match(word):
        return following in STARTERS or not following[:1].isalnum()
    if lower in MAY_END and word[:1].isupper():
        return following in STARTERS
    if word.isdigit() and len(word) <= 2:  # a list item, a German ordinal
        return text.lang != "de" and (left > start or body[start:at].strip() != word)
    return True


def _first_word(body: str, at: int, end: int) -> str:
    """Give the first word from `at`, marks before it left out; a mark alone when no word follows."""
    found = _WORD.match(body, at, end)
    assert found is not None  # it may be empty
    return found.group(1) or body[found.end() : found.end() + 1]
