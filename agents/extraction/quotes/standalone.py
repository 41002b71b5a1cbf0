"""Marked words that no cue in their sentence owns: speech that goes on, speech with an unsaid cue, or no speech.

Called by `find` after the attributions of every sentence are known.  Looks at neighbours, never at meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agents.extraction import budget
from agents.extraction.marks import Region
from agents.extraction.parse.parse import Sentence
from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.nearby import Nearby
from agents.extraction.quotes.speaking import clause_subject
from agents.extraction.quotes.tokens import NAME, SAID, Token, Unit, is_final
from agents.records import QuoteType, Span

_FRAGMENT = 7  # words from which unowned marked words inside a sentence are taken for speech
_SENTENCE = 3  # words from which marked words that stand alone are
_CLOSING = tuple("\"”»“'’«›‹」』")


@dataclass(slots=True)
class Act:
    """One speech act of the text in characters.

    `unit` is the sentence it has reached, `type` a type that its words alone do not show.
    """

    pieces: list[Span]
    speaker: Span | None
    via: str
    unit: int
    attribution: Attribution | None = None
    type: QuoteType | None = None


class Standalone:
    """Walks the units in order and places each unowned stretch."""

    def __init__(
        self,
        body: str,
        regions: Sequence[Region],
        units: Sequence[Unit],
        g: Grammar,
        parsed: Callable[[Unit], Sentence] | None = None,
    ) -> None:
        self.body = body
        self.regions = regions
        self.units = units
        self.g = g
        self.parsed = parsed
        self.acts: list[Act] = []
        self.last: Act | None = None
        self.open: Act | None = None
        self.passed_over = 0  # stretches of sentences that have too many

    def take(self, number: int, acts: Sequence[Act], owned: set[int]) -> None:
        """Take the acts of one unit, then place the stretches that none of them owns."""
        unit = self.units[number]
        marked = (
            [(k, t, self.regions[t.region]) for k, t in enumerate(unit.tokens) if t.region >= 0] if unit.regions else []
        )
        self.passed_over += max(0, len(marked) - budget.MARKS)
        for k, token, region in marked[: budget.MARKS]:
            if k not in owned:
                self._place(number, k, token, acts)
            if not region.open_end:
                self.open = None
        self.acts.extend(act for act in acts if not self._continues(number, act))
        if acts:
            spoken = [act for act in acts if self._is_direct(act)]
            self.last = max(spoken or acts, key=lambda act: act.pieces[-1][1])
        if marked and marked[-1][2].open_end:
            self.open = self.last

    def _continues(self, number: int, act: Act) -> bool:
        """Give a sentence reported by its subjunctive alone to whoever spoke last; join it to another before it."""
        if act.speaker is not None or act.via != "continued":
            return False
        last = self.last
        if last is None or self._paragraphs_between(last.unit, number) > 1:
            return True
        act.speaker = last.speaker
        free = last.attribution is not None and last.attribution.frame == "free"
        if not free or last.unit != number - 1 or self._paragraphs_between(last.unit, number):
            return False
        last.pieces[-1] = (last.pieces[-1][0], act.pieces[-1][1])
        last.unit = number
        return True

    def _paragraphs_between(self, first: int, second: int) -> int:
        return self.units[second].paragraph - self.units[first].paragraph

    def _place(self, number: int, k: int, token: Token, acts: Sequence[Act]) -> None:
        near = Nearby(self.g, self.units[number])
        if self.open is not None:
            self.open.pieces.append((token.start, token.end))
        elif near.is_alone():
            self._place_alone(number, near, token)
        elif not near.is_named(k):
            self._place_inside(number, near, k, acts)

    def _new(self, number: int, span: Span, speaker: Span | None, via: str) -> None:
        self.last = Act([span], speaker, via, number)
        self.acts.append(self.last)

    def _place_alone(self, number: int, near: Nearby, token: Token) -> None:
        """Place marked words that are a sentence of their own."""
        span = (token.start, token.end)
        signed = near.signature() or self._signed_below(number)
        inner = self.body[token.start + 1 : token.end - 1].rstrip()
        if signed is not None:
            self._new(number, span, signed, "dash")
        elif len(inner.split()) < _SENTENCE and not inner.endswith((".", "!", "?", ",")):
            return
        elif (introduced := self._introduced(number)) is not None:
            self._new(number, span, introduced, "implicit")
        elif self.last is not None and self.last.unit < number and self._goes_on(number):
            self._go_on(number, span, self.last)
        elif number:
            subject = self._subject_before(number - 1)
            self._new(number, span, subject or (self.last.speaker if self.last else None), "implicit")

    def _signed_below(self, number: int) -> Span | None:
        below = self.units[number + 1 : number + 2]
        return Nearby(self.g, below[0]).signed_below() if below else None

    def _subject_before(self, number: int, k: int | None = None) -> Span | None:
        """Find the subject of the clause before the token `k` of a unit, or before its end."""
        unit = self.units[number]
        if self.parsed is not None:
            return clause_subject(self.parsed(unit), unit.end if k is None else unit.tokens[k].start)
        return Nearby(self.g, unit).subject_before(len(unit.tokens) if k is None else k)

    def _introduced(self, number: int) -> Span | None:
        """Find the subject of the sentence before, where it has a verb of speech and nothing said: "Roa agreed."."""
        before = number - 1
        if before < 0 or self._paragraphs_between(before, number) or (self.last and self.last.unit == before):
            return None
        return self._subject_before(before) if Nearby(self.g, self.units[before]).speaks() else None

    def _go_on(self, number: int, span: Span, last: Act) -> None:
        """Let the last speaker speak on: in the same quote if it stands right before, else in a new one."""
        if last.unit == number - 1 and not self._paragraphs_between(last.unit, number) and self._is_direct(last):
            last.pieces.append(span)
            last.unit = number
        else:
            self._new(number, span, last.speaker, "continued")

    def _is_direct(self, act: Act) -> bool:
        return self.body.endswith(_CLOSING, 0, act.pieces[-1][1])

    def _goes_on(self, number: int) -> bool:
        """Tell whether the last act is near enough to speak on: in this paragraph, or at the end of the one before."""
        return self.last is not None and self._paragraphs_between(self.last.unit, number) <= 1

    def _place_inside(self, number: int, near: Nearby, k: int, acts: Sequence[Act]) -> None:
        """Place marked words that stand in a sentence with others."""
        token = near.tokens[k]
        span = (token.start, token.end)
        inner = self.body[token.start + 1 : token.end - 1].strip()
        words = len(inner.split())
        named = near.before_colon(k) if words > 1 else None
        follows = near.follower(k) if words > 1 and token.low == SAID and inner.endswith((",", "?", "!")) else None
        whole = inner[:1].isupper() and inner.endswith((".", "!", "?", ",")) and words >= _SENTENCE
        if named is not None:
            self._new(number, span, self._subject_before(number, k) or named, "colon")
        elif follows is not None:
            self._new(number, span, follows, "subject")
        elif token.low != NAME and (words >= _FRAGMENT or whole):
            self._place_fragment(number, k, acts)

    def _place_fragment(self, number: int, k: int, acts: Sequence[Act]) -> None:
        """Give a long stretch inside a sentence to the speaker, or the subject, nearest to it."""
        tokens = self.units[number].tokens
        start, end = tokens[k].start, tokens[k].end
        last = self.last.speaker if self.last is not None else None
        if k == 0 and not acts and self._goes_on(number):  # «"It leaks" everywhere.»
            self._new(number, (start, max(t.end for t in tokens if not is_final(t))), last, "continued")
        elif acts:
            self._new(number, (start, end), min(acts, key=lambda a: abs(a.pieces[0][0] - start)).speaker, "fragment")
        else:
            self._new(number, (start, end), self._subject_before(number, k) or last, "fragment")
