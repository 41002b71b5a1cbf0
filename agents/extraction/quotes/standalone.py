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
from agents.extraction.quotes.nearby import (
    before_colon,
    follower,
    is_alone,
    is_named,
    signature,
    speaks,
    subject_before,
)
from agents.extraction.quotes.speaking import clause_subject
from agents.extraction.quotes.tokens import NAME, SAID, Token, Unit, is_final
from agents.records import QuoteType, Span

_FRAGMENT = 7  # words from which unowned marked words inside a sentence are taken for speech
_SENTENCE = 3  # words from which marked words that stand alone are


@dataclass(slots=True)
class Act:
    """One speech act of the text in characters.

    `unit` is the sentence it has reached, `origin` the one whose tokens its attribution counts, `type` a type
    that its words alone do not show.
    """

    pieces: list[Span]
    speaker: Span | None
    via: str
    unit: int
    attribution: Attribution | None = None
    type: QuoteType | None = None
    origin: int = -1

    def __post_init__(self) -> None:
        if self.origin < 0:
            self.origin = self.unit


class Standalone:
    """Walks the units in order and places each unowned stretch."""

    def __init__(
        self,
        body: str,
        regions: Sequence[Region],
        units: Sequence[Unit],
        g: Grammar | None,
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
        if not acts and not unit.regions:
            return
        tokens = unit.tokens
        marked = [k for k, t in enumerate(tokens) if t.shape == "Q"] if unit.regions else []
        alone = bool(marked) and is_alone(self.g, tokens)
        for nth, k in enumerate(marked):
            if nth >= budget.MARKS:
                self.passed_over += len(marked) - nth
                break
            region = self.regions[tokens[k].region]
            if k not in owned:
                self._place(number, unit, k, region, acts, alone=alone)
            if not region.open_end:
                self.open = None
        for act in acts:
            if act.speaker is None and act.via == "continued":
                if self.last is None or unit.paragraph - self.units[self.last.unit].paragraph > 1:
                    continue
                act.speaker = self.last.speaker
                if self._merged(number, act):
                    continue
            self.acts.append(act)
        if acts:
            spoken = [a for a in acts if self._is_direct(a)]
            self.last = max(spoken or acts, key=lambda a: a.pieces[-1][1])
        if marked and self.regions[tokens[marked[-1]].region].open_end:
            self.open = self.last

    def _merged(self, number: int, act: Act) -> bool:
        """Join a sentence reported by its subjunctive alone to the one before it."""
        assert self.last is not None
        then = self.units[self.last.unit]
        one = self.last.attribution
        if (
            one is None
            or one.frame != "free"
            or self.last.unit != number - 1
            or then.paragraph != self.units[number].paragraph
        ):
            return False
        self.last.pieces[-1] = (self.last.pieces[-1][0], act.pieces[-1][1])
        self.last.unit = number
        return True

    def _place(self, number: int, unit: Unit, k: int, region: Region, acts: Sequence[Act], *, alone: bool) -> None:
        token = unit.tokens[k]
        words = len(self.body[region.inner[0] : region.inner[1]].split())
        if self.open is not None:
            self.open.pieces.append((token.start, token.end))
        elif alone:
            self._place_alone(number, unit, token, words)
        elif not is_named(self.g, unit.tokens, k):
            self._place_inside(number, unit, k, words, acts)

    def _new(self, number: int, span: Span, speaker: Span | None, via: str) -> None:
        act = Act([span], speaker, via, number)
        self.acts.append(act)
        self.last = act

    def _place_alone(self, number: int, unit: Unit, token: Token, words: int) -> None:
        """Place marked words that are a sentence of their own."""
        span = (token.start, token.end)
        signed = signature(unit.tokens, self.units[number + 1].tokens if number + 1 < len(self.units) else ())
        if signed is not None:
            self._new(number, span, signed, "dash")
            return
        inner = self.body[token.start + 1 : token.end - 1].rstrip()
        if words < _SENTENCE and not inner.endswith((".", "!", "?", ",")):
            return
        before = self.units[number - 1] if number else None
        introduced = self._introduced(number, unit)
        if introduced is not None:
            self._new(number, span, introduced, "implicit")
        elif self.last is not None and self.last.unit < number and self._goes_on(number, unit):
            self._go_on(number, unit, span, self.last)
        elif before is not None:
            near = unit.paragraph - before.paragraph <= 1
            subject = self._subject_before(before, len(before.tokens)) if near else None
            self._new(number, span, subject or (self.last.speaker if self.last else None), "implicit")

    def _subject_before(self, unit: Unit, k: int) -> Span | None:
        """Find the subject of the clause before the token `k` of a unit."""
        if self.parsed is not None:
            at = unit.tokens[k].start if k < len(unit.tokens) else unit.end
            return clause_subject(self.parsed(unit), at)
        return subject_before(self.g, unit.tokens, k)

    def _introduced(self, number: int, unit: Unit) -> Span | None:
        """Find the subject of the sentence before, where it has a verb of speech and nothing said: "Roa agreed."""
        before = self.units[number - 1] if number else None
        if before is None or before.paragraph != unit.paragraph or (self.last and self.last.unit == number - 1):
            return None
        return self._subject_before(before, len(before.tokens)) if speaks(self.g, before.tokens) else None

    def _go_on(self, number: int, unit: Unit, span: Span, last: Act) -> None:
        """Let the last speaker speak on: in the same quote if it stands right before, else in a new one."""
        then = self.units[last.unit]
        if then.paragraph == unit.paragraph and last.unit == number - 1 and self._is_direct(last):
            last.pieces.append(span)
            last.unit = number
        else:
            self._new(number, span, last.speaker, "continued")

    def _is_direct(self, act: Act) -> bool:
        return self.body[act.pieces[-1][1] - 1] in "\"”»“'’«›‹」』"

    def _goes_on(self, number: int, unit: Unit) -> bool:
        """Tell whether the last act is near enough to speak on: in this paragraph, or at the end of the one before."""
        assert self.last is not None
        then = self.units[self.last.unit]
        if then.paragraph == unit.paragraph:
            return True
        return unit.paragraph - then.paragraph <= 1 or self.last.unit == number - 1

    def _place_inside(self, number: int, unit: Unit, k: int, words: int, acts: Sequence[Act]) -> None:
        """Place marked words that stand in a sentence with others."""
        token = unit.tokens[k]
        span = (token.start, token.end)
        named = self._before_colon(unit, k) if words >= 2 else None
        if named is not None:
            self._new(number, span, named, "colon")
            return
        ends = self.body[token.end - 2]
        follows = follower(self.g, unit.tokens, k) if ends in ",?!" and token.low == SAID and words >= 2 else None
        if follows is not None:
            self._new(number, span, follows, "subject")
        elif token.low != NAME and (words >= _FRAGMENT or self._is_sentence(token, words)):
            self._place_fragment(number, unit, k, acts)

    def _before_colon(self, unit: Unit, k: int) -> Span | None:
        """Find who speaks before a colon: the subject of a clause there, else the name."""
        named = before_colon(unit.tokens, k)
        return (self._subject_before(unit, k) or named) if named is not None else None

    def _is_sentence(self, token: Token, words: int) -> bool:
        inner = self.body[token.start + 1 : token.end - 1].strip()
        return inner[:1].isupper() and inner[-1:] in ".!?," and words >= _SENTENCE

    def _place_fragment(self, number: int, unit: Unit, k: int, acts: Sequence[Act]) -> None:
        """Give a long stretch inside a sentence to the speaker, or the subject, nearest to it."""
        tokens = unit.tokens
        span = (tokens[k].start, tokens[k].end)
        if k == 0 and not acts and self.last is not None and self._goes_on(number, unit):
            last = len(tokens) - 1
            while last > 0 and is_final(tokens[last]):
                last -= 1
            self._new(number, (span[0], tokens[last].end), self.last.speaker, "continued")  # «"It leaks" everywhere.»
            return
        near = min(acts, key=lambda a: abs(a.pieces[0][0] - span[0])) if acts else None
        subject = near.speaker if near is not None else self._subject_before(unit, k)
        if near is None and subject is None and self.last is not None:
            subject = self.last.speaker
        self._new(number, span, subject, "fragment")
