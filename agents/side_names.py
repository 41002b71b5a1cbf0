"""How a headline calls those who take part, and where it was: "U.S.", "Palestinian refugees", "in Geneva".

Called by `agents.headlines`; short names, adjectives and words of places are data (`agents/lexicon/headlines.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agents.lexicon.headlines import Headlines

_NAME_CHARS = 80
_PLACE_CHARS = 40
_ID = re.compile(r"[A-Za-z]{1,4}:\S*")  # of somebody whom no table names
_ODD = re.compile(r"[\s_→\x00-\x1f]+")
_ENDS = " \t.,;:!?…–—-'\"“”‘’()"
_DOTTED = re.compile(r"(?:\w\.){2,}$")  # "U.S."


@dataclass(frozen=True, slots=True)
class Side:
    """Those on one side by their short names, each as it was `given` and with its adjective; `bodies` are no states."""

    names: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    several: bool = False

    def with_side(self, other: Side) -> Side:
        """Put two sides side by side."""
        names = self.names + other.names
        return Side(
            names,
            self.given + other.given,
            self.adjectives + other.adjectives,
            self.bodies + other.bodies,
            len(names) > 1 or self.several or other.several,
        )


def side(names: Iterable[object], besides: Side, told: Headlines) -> Side:
    """Give each of a side once, without those who stand `besides`; what is no name is left out."""
    words, found = told.words, Side()
    for given in names:
        name = clean(given)
        state, _, unit = name.partition(", ")
        adjective = told.adjectives.get(state, "")
        short = f"{adjective} {unit}" if unit and adjective else words.names.get(name, name)
        taken = {other.casefold() for other in (*found.names, *besides.names)}
        if short and not _ID.fullmatch(name) and short.casefold() not in taken:
            alone = (short,)
            spoken = (adjective,) if adjective and not unit else alone
            many = short.split()[-1].casefold() in words.number.many
            found = found.with_side(Side(alone, (name,), spoken, () if name in told.states else alone, many))
    return found


def clean(name: object) -> str:
    """Give a name without what no headline holds; "" for what is none."""
    text = " ".join(_ODD.sub(" ", name).split()) if isinstance(name, str) else ""
    if len(text) > _NAME_CHARS:
        text = text[: _NAME_CHARS + 1].rsplit(" ", 1)[0][:_NAME_CHARS]
    return text if _DOTTED.search(text) else text.strip(_ENDS)


def joined(names: Sequence[str], most: int, others: str) -> str:
    """Write names as a row: "France, Germany and Poland"; behind so many, the word for the `others`."""
    shown = [*names[:most], others] if len(names) > most else list(names)
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def where(place: str, sides: Side, told: Headlines) -> str:
    """Say where it was, with its preposition; "" where that is no more than who took part."""
    name, words = clean(place), told.words
    if not name or len(name) > _PLACE_CHARS:
        return ""
    last, spaced = name.split()[-1], f" {name} ".casefold()
    own = (f" {said} ".casefold() for said in (*sides.names, *sides.given, *sides.adjectives))
    if last in words.places.nowhere or any(said in spaced or spaced in said for said in own):
        return ""
    short = words.names.get(name, name)
    called = name if short.casefold() in words.number.many else short
    return f"{'on' if last in words.places.on else 'at' if last in words.places.at else 'in'} {called}"


def before_noun(where_it_was: str) -> str:
    """Give a place as it may stand before a noun: "Budapest summit"; "" where it may not."""
    name = where_it_was.removeprefix("in ")
    return name if name != where_it_was and name[:1].isupper() and len(name.split()) < 3 else ""
