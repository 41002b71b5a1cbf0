"""Marked words that no cue in their sentence owns: speech that goes on, speech with an unsaid cue, or no speech.

Called by `find` after the attributions of every sentence are known.  Looks at neighbours, never at meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.german_phrases import main_subject
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.marks import Region
from agents.extraction.quotes.subjects import clause_subject
from agents.extraction.quotes.tokens import DASHES, SAID, Token, Unit, is_final
from agents.records import QuoteType, Span

_FRAGMENT = 6  # words from which unowned marked words inside a sentence are taken for speech
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

    def __init__(self, body: str, regions: Sequence[Region], units: Sequence[Unit], g: Grammar | None) -> None:
        self.body = body
        self.regions = regions
        self.units = units
        self.g = g
        self.acts: list[Act] = []
        self.last: Act | None = None
        self.open: Act | None = None

    def take(self, number: int, acts: Sequence[Act], owned: set[int]) -> None:
        """Take the acts of one unit, then place the stretches that none of them owns."""
        unit = self.units[number]
        if not acts and not unit.regions:
            return
        marked = [k for k, t in enumerate(unit.tokens) if t.shape == "Q"]
        for k in marked:
            region = self.regions[unit.tokens[k].region]
            if k not in owned:
                self._place(number, unit, k, region, acts)
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
        if marked and self.regions[unit.tokens[marked[-1]].region].open_end:
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

    def _place(self, number: int, unit: Unit, k: int, region: Region, acts: Sequence[Act]) -> None:
        token = unit.tokens[k]
        words = len(self.body[region.inner[0] : region.inner[1]].split())
        if self.open is not None:
            self._extend(self.open, token)
            return
        alone = self._alone(unit.tokens)
        if alone:
            self._place_alone(number, unit, token, words)
        elif not _named(self.g, unit.tokens, k):
            self._place_inside(number, unit, k, words, acts)

    def _alone(self, tokens: Sequence[Token]) -> bool:
        """Tell whether a unit is nothing but marked words, with a name after a dash at most."""
        for k, token in enumerate(tokens):
            if token.low in DASHES and k and len(tokens) - k < 9:
                return True
            if token.shape not in "Qp" and not (self.g and token.low in self.g.coordinators):
                return False
        return True

    def _extend(self, act: Act, token: Token) -> None:
        act.pieces.append((token.start, token.end))

    def _new(self, number: int, token: Token, speaker: Span | None, via: str) -> None:
        act = Act([(token.start, token.end)], speaker, via, number)
        self.acts.append(act)
        self.last = act

    def _place_alone(self, number: int, unit: Unit, token: Token, words: int) -> None:
        signed = self._signature(number, unit)
        if signed is not None:
            self._new(number, token, signed, "dash")
            return
        inner = self.body[token.start + 1 : token.end - 1].rstrip()
        if words < _SENTENCE and not inner.endswith((".", "!", "?", ",")):
            return
        before = self.units[number - 1] if number else None
        if self.last is not None and self.last.unit < number and self._goes_on(number, unit):
            if (
                self.units[self.last.unit].paragraph == unit.paragraph
                and self.last.unit == number - 1
                and self._is_direct(self.last)
            ):
                self._extend(self.last, token)
                self.last.unit = number
            else:
                self._new(number, token, self.last.speaker, "continued")
            return
        if before is not None and self.g is not None and unit.paragraph - before.paragraph <= 1:
            subject = self._main(before.tokens, len(before.tokens))
            if subject is not None:
                self._new(number, token, _chars(before.tokens, *subject), "implicit")
                return
        if before is not None:
            self._new(number, token, self.last.speaker if self.last else None, "implicit")

    def _main(self, tokens: Sequence[Token], at: int) -> Span | None:
        """Find the subject of the clause before token `at`, by the language's own rule."""
        if self.g is None:
            return None
        if self.g.speech.lang == "de":
            return main_subject(self.g, tokens, at)
        subject = clause_subject(self.g, tokens, at, 0)
        return (subject.first, subject.last) if subject is not None else None

    def _is_direct(self, act: Act) -> bool:
        return self.body[act.pieces[-1][1] - 1] in "\"”»“'’«›‹」』"

    def _goes_on(self, number: int, unit: Unit) -> bool:
        """Tell whether the last act is near enough to speak on: in this paragraph, or at the end of the one before."""
        assert self.last is not None
        then = self.units[self.last.unit]
        if then.paragraph == unit.paragraph:
            return True
        before = self.units[number - 1]
        if before.tokens[-1].low == ":" or (len(before.tokens) > 1 and before.tokens[-2].low == ":"):
            return self.last.unit == number - 1
        return unit.paragraph - then.paragraph <= 1 or self.last.unit == number - 1

    def _signature(self, number: int, unit: Unit) -> Span | None:
        """Read a name after a dash, behind the words or in the next line: «"…" — Hanneke Vos»."""
        tokens = unit.tokens
        for k, token in enumerate(tokens):
            if token.low in DASHES and k + 1 < len(tokens) and tokens[k + 1].shape == "C":
                return _chars(tokens, k + 1, _name_end(tokens, k + 1))
        if number + 1 < len(self.units):
            after = self.units[number + 1].tokens
            if len(after) < 12 and after[0].low in DASHES and len(after) > 1 and after[1].shape == "C":
                return _chars(after, 1, _name_end(after, 1))
        return None

    def _place_inside(self, number: int, unit: Unit, k: int, words: int, acts: Sequence[Act]) -> None:
        tokens, g = unit.tokens, self.g
        token = tokens[k]
        before = tokens[k - 1] if k else None
        if before is not None and before.low == ":" and k >= 2 and words >= 2:
            first = g.phrase_left(tokens, k - 2, 0) if g else k - 2
            if g is not None and g.speech.lang == "de":
                subject = main_subject(g, tokens, k)
                if subject is not None:
                    self._new(number, token, _chars(tokens, *subject), "colon")
                    return
            if k - 2 - first >= 6 or first > k - 2 or tokens[first].shape != "C":
                first = k - 2
                while first > 0 and tokens[first - 1].shape == "C":
                    first -= 1
            if tokens[first].shape == "C":
                self._new(number, token, _chars(tokens, first, k - 2), "colon")
                return
        follower = self._follower(tokens, k)
        if follower is not None and token.low == SAID and words >= 2:
            self._new(number, token, follower, "subject")
            return
        inner = self.body[token.start + 1 : token.end - 1].strip()
        sentence = inner[:1].isupper() and inner[-1:] in ".!?," and words >= _SENTENCE
        if words < _FRAGMENT and not sentence:
            return
        if acts:
            near = min(acts, key=lambda a: abs(a.pieces[0][0] - token.start))
            self._new(number, token, near.speaker, "fragment")
            return
        subject = self._main(tokens, k) if k else None
        if subject is not None:
            self._new(number, token, _chars(tokens, *subject), "fragment")
        elif self.last is not None:
            self._new(number, token, self.last.speaker, "fragment")
        else:
            self._new(number, token, None, "fragment")

    def _follower(self, tokens: Sequence[Token], k: int) -> Span | None:
        """Find who follows the marked words with a verb nobody listed: «"The answer is no," Roa riffed»."""
        g = self.g
        if g is None or k + 2 >= len(tokens) or self.body[tokens[k].end - 2] not in ",?!" or tokens[k + 1].shape == "p":
            return None
        last = g.phrase_right(tokens, k + 1, len(tokens) - 1)
        verb = next((m for m in range(k + 2, min(last + 2, len(tokens))) if g.is_verbal(tokens[m])), None)
        return _chars(tokens, k + 1, verb - 1) if verb is not None else None


def _named(g: Grammar | None, tokens: Sequence[Token], k: int) -> bool:
    """Tell whether marked words are a title, a nickname, a slogan on a sign."""
    if g is None or not k:
        return False
    known = g.speech.word_class("not_speech")
    return any(t.low in known for t in tokens[max(0, k - 2) : k])


def _name_end(tokens: Sequence[Token], first: int) -> int:
    last = first
    while last + 1 < len(tokens) and (
        tokens[last + 1].shape in "Cn" or (tokens[last + 1].low == "." and not is_final_at(tokens, last + 1))
    ):
        last += 1
    return last


def is_final_at(tokens: Sequence[Token], k: int) -> bool:
    """Tell whether the mark at k ends the unit."""
    return k == len(tokens) - 1 and is_final(tokens[k])


def _chars(tokens: Sequence[Token], first: int, last: int) -> Span:
    return tokens[first].start, tokens[last].end
