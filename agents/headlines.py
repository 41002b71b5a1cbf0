"""headline(kind, status, sources, targets, ...): a deed as an editor would head it, "U.S. imposes sanctions on Russia".

Templates are data (`agents/lexicon/headlines.toml`).  Plain values in, a line out: what is odd or missing is left out
and never raises.  Called wherever an alert gets its headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from agents.lexicon.headlines import Forms, Headlines, Kind, standard, told_at
from agents.lexicon.templates import Part, Piece, Template
from agents.limits import HEADLINE_CHARS, PARTIES
from agents.side_names import Side, before_noun, joined, side, where

_PREPOSITION = re.compile(r" (?:of|on|with|to|from|for|between|towards|against|in|into|about)\b")


def headline(
    kind: str,
    status: str = "done",
    sources: Iterable[str] = (),
    targets: Iterable[str] = (),
    *,
    about: str = "",
    place: str = "",
    day: date | None = None,
    told: date | None = None,
    turn: tuple[str, date] | None = None,
    wording: str = "",
) -> str:
    """Head a deed; "" where its kind has no form for the sides that are known.

    `sources` and `targets` are names as the lexicon has them; of a mutual deed of which nobody is said to have done it
    all stand in `sources`.  `about` is the object of its rule, `wording` the words of the article that tell it, `day`
    when it was or will be done, `told` when that was reported, `turn` the kind and day of the deed that it takes back.
    """
    known = standard()
    of_kind = known.words.kinds.get(kind)
    if of_kind is None:
        return ""
    writing = _Writing.of(of_kind, status, about, wording or "", known)
    doing = side(sources or (), Side(), known)
    suffering = side(targets or (), doing, known)
    tail = writing.tail(of_kind, _date(day), _date(told), turn)
    for most in (PARTIES, 1):  # many long names do not fit
        line = writing.line(doing, suffering, place, most)
        if line and len(line) + len(tail) <= HEADLINE_CHARS:
            return line[0].upper() + line[1:] + tail
    return ""


def _date(day: object) -> date | None:
    """Give a day without its hour; None for what is none."""
    return day.date() if isinstance(day, datetime) else day if isinstance(day, date) else None


@dataclass(frozen=True, slots=True)
class _Writing:
    """What stays the same while the lines of a kind are tried."""

    known: Headlines
    forms: Forms
    status: str
    wording: str

    @classmethod
    def of(cls, kind: Kind, status: str, about: str, wording: str, known: Headlines) -> _Writing:
        """Choose the forms, and the status by which verbs are written: what is said was done when it was announced."""
        forms = kind.forms(about, wording)
        said = status if status in known.words.statuses["active"] else "done"
        return cls(known, forms, "done" if said == "announced" and forms.spoken else said, wording)

    def line(self, doing: Side, suffering: Side, place: str, most: int) -> str:
        """Fill the first form that can be filled; "" where none can."""
        others = self.known.words.others
        everybody = doing.with_side(suffering)
        at = where(place, everybody, self.known)
        bodies = suffering.bodies if len(suffering.names) == 1 else ()
        slots = {
            "source": joined(doing.names, most, others),
            "target": joined(suffering.names, most, others),
            "all": joined(everybody.names, 2 * most, others),
            "adjective": joined(suffering.adjectives, most, others),
            "body": "".join(bodies),
            "place": before_noun(at),
            "where": at,
        }
        several = {"source": doing.several, "target": suffering.several, "all": everybody.several}
        lines = (self._filled(line, slots, several) for line in self._fitting(doing, suffering))
        return next((line for line in lines if line), "")

    def _fitting(self, doing: Side, suffering: Side) -> list[Template]:
        """Give the forms for the sides that are known, the best first."""
        forms: dict[str, list[Template]] = {"active": [], "passive": [], "mutual": []}
        for form, line in self.forms.lines():
            forms[form].append(line)
        said, together = forms["active" if doing.names else "passive"], forms["mutual"]
        if self.forms.together or (len(doing.names) > 1 and not suffering.names):
            return [*together, *said] if len(doing.names + suffering.names) > 1 else said
        return [*said, *together] if len(doing.names + suffering.names) > 1 else said

    def _filled(self, line: Template, slots: dict[str, str], several: dict[str, bool]) -> str:
        """Fill a line; "" where a slot that it needs is empty."""
        written = ""
        for part in line.parts:
            filled = self._part(part, slots, several, line, written)
            if not filled and not part.optional:
                return ""
            written += filled
        told = " ".join(written.split())
        return self.known.words.denied.format(told) if self.status == "denied" and told else told

    def _part(
        self, part: Part, slots: dict[str, str], several: dict[str, bool], line: Template, ahead_of_it: str
    ) -> str:
        filled = ""
        for piece in part.pieces:
            if piece.sort == "words":
                filled += piece.text
            elif piece.sort == "slot":
                told = slots[piece.text] if piece.text in slots else self._noun(piece.text)
                if not told:
                    return ""
                filled += told
            else:
                subject = line.parts[0].pieces[0].text
                many = several[subject] if subject in several else self._are_many(ahead_of_it + filled)
                filled += self._verb(piece, many)
        return filled

    def _verb(self, piece: Piece, many: bool) -> str:
        forms = self.known.verbs[piece.text]
        voice = "ahead" if self.forms.ahead and piece.sort == "active" else piece.sort
        status = "done" if self.forms.ahead and self.status == "announced" else self.status
        return self.known.words.statuses[voice][status].format(
            base=forms.base,
            present=forms.base if many else forms.present,
            past=forms.past,
            participle=forms.participle,
            do="do" if many else "does",
            was="were" if many else "was",
        )

    def _noun(self, group: str) -> str:
        """Give the noun of a group that the words have; of several the first, if all are names of one thing."""
        words = self.known.words
        places = {noun: told_at(spellings, self.wording) for noun, spellings in words.nouns[group].items()}
        told = sorted((at, -len(noun), noun) for noun, at in places.items() if at >= 0)
        finest = [noun for _, _, noun in told if not any(noun != other and noun in other for _, _, other in told)]
        if finest and (len(finest) == 1 or group in words.one_thing):
            return finest[0]
        return next(iter(words.nouns[group]))

    def _are_many(self, subject: str) -> bool:
        """Tell whether a subject of common nouns is many."""
        number = self.known.words.number
        head = _PREPOSITION.split(subject.strip(), maxsplit=1)[0].split()
        last = head[-1].casefold() if head else ""
        return last in number.many or (last.endswith("s") and last not in number.one)

    def tail(self, kind: Kind, day: date | None, told: date | None, turn: tuple[str, date] | None) -> str:
        """Say when it was or will be, and what it takes back."""
        tail = ""
        to_come = self.forms.ahead or self.status == "announced"
        if kind.dated and day is not None and day != told and (told is None or (day > told) == to_come):
            tail = f" on {self._day(day, told)}"
        since = _date(turn[1]) if turn is not None else None
        if turn is not None and since is not None:
            old = self.known.words.kinds.get(turn[0])
            phrase = (old.turned if old is not None else "") or self.known.words.turned
            tail += f", {phrase.format(day=self._day(since, told or day))}"
        return tail

    def _day(self, day: date, told: date | None) -> str:
        """Write a day as "3 October", with its year where that is not the year in which it is told."""
        year = f" {day.year}" if told is not None and told.year != day.year else ""
        return f"{day.day} {self.known.words.months[day.month - 1]}{year}"
