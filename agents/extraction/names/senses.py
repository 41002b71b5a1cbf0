"""Actor or place: whether "Moscow" speaks and acts in a sentence, or is only where something happens.

Called by `linking` for states, capitals and metonyms.  It looks at four words before and two after; the
words that decide are in `actors/shapes.toml`, section `sense`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec import Struct

from agents.lexicon.names import Names
from agents.records import Sense

_BEFORE = 60
_MARKS = ".;:!?\n,("
_WORD = re.compile(r"[\w’'-]+")
_DATE = r"[A-Z][a-z]{2,8}\.? \d{1,2}"
_DATELINE = re.compile(
    rf"(?:, ?[A-Z][\w. ]{{2,24}})?(?:, ?{_DATE}(?:, \d{{4}})?)?(?:\s*\([\w ./-]{{2,30}}\))?\s*(?:-{{1,2}}|–|—|\|)\s"
    rf"|,? {_DATE}[ ,]*\("
)
_AFTER = re.compile(r"(['’]s?)?\s?([\w’'-]+|[,.;:?!])?(?:\s([\w’'-]+))?")
_BEFORE_SEATS = ("before", "on")
_AGAINST = ("on", "towards", "toward", "against")


class Around(Struct, frozen=True, gc=False):
    """The words around a name, in lower case, the nearest last in `before`."""

    before: list[str]
    possessive: bool
    following: str
    second: str
    capital_follows: bool


def around(body: str, start: int, end: int) -> Around:
    """Cut the words around a span; a mark other than a quotation mark ends `before`."""
    left = body[max(0, start - _BEFORE) : start].lower()
    before = _WORD.findall(left, max(map(left.rfind, _MARKS)) + 1)[-5:]
    after = _AFTER.match(body, end)
    assert after is not None  # it may be empty
    mark, word, second = after.groups("")
    return Around(before, mark != "", word.lower(), second.lower(), word[:1].isupper())


def is_dateline(body: str, end: int) -> bool:
    """Tell whether a city at the beginning of a paragraph, ending at `end`, is a dateline: `KYIV, Ukraine (AP) -`."""
    return _DATELINE.match(body, end) is not None


def of_state(words: Around, names: Names, *, modifies: bool) -> Sense:
    """Decide about a state: an actor unless a preposition of place or motion stands before it.

    `modifies` is true of names that are adjectives too ("in US policy" is about the actor, "in the US" is not).
    """
    word = words.following
    if modifies and word.isalpha() and not words.capital_follows and word not in names.shapes["common.stop"]:
        return "actor"
    return "place" if _is_place(words, names, _STATE) else "actor"


def of_capital(words: Around, names: Names) -> Sense:
    """Decide about a capital: an actor only where it is subject, possessor or the other side of an act."""
    if _is_place(words, names, _CAPITAL) or words.capital_follows or _is_of_place(words, names):
        return "place"  # "the Baghdad Provincial Council" is the city's
    return "actor" if words.possessive or _last(words, names) or _acts(words, names) else "place"


def of_seat(words: Around, names: Names) -> Sense:
    """Decide about a palace, a parliament or a street: an actor, but a place where one goes or stands."""
    return "place" if _is_place(words, names, _SEAT) or _is_of_place(words, names) else "actor"


def _is_of_place(words: Around, names: Names) -> bool:
    """Tell whether the word after says that a name is only where something is: `the Moncloa gardens`."""
    return words.following in names.shapes["sense.place_after"]


def _last(words: Around, names: Names) -> str:
    """Give the nearest word before that is no article and no "northern"."""
    return next((w for w in reversed(words.before) if w not in names.shapes["sense.skip_before"]), "")


def _acts(words: Around, names: Names) -> bool:
    """Tell whether the word after looks like a verb in the third person, or an adverb before one."""
    word = words.following
    if word in names.shapes["sense.auxiliaries"]:
        return True
    free = word.isalpha() and word not in names.shapes["common.stop"]
    if free and words.second in names.shapes["sense.objects"]:  # "Vilnius shut the border"
        return True
    return len(word) > 3 and word.endswith(("s", "ed", "ly"))


class _Ways(NamedTuple):
    """Which prepositions make a place of a name: at once, or by the words before them."""

    near: str
    by: dict[str, tuple[str, int, bool]]  # words to look for, among how many, and whether one of them makes it a place


_STATE = _Ways("near", {"from": ("from_actor", 4, False), "to": ("motion", 4, True), "of": ("of_place", 2, True)})
_CAPITAL = _Ways("near_city", _STATE.by | {"of": ("of_actor", 2, False)} | dict.fromkeys(_AGAINST, ("attack", 4, True)))
_SEAT = _Ways(
    "near", _STATE.by | {"from": ("from_place", 2, True)} | dict.fromkeys(_BEFORE_SEATS, ("from_actor", 4, False))
)


def _is_place(words: Around, names: Names, ways: _Ways) -> bool:
    last = _last(words, names)
    if last not in ways.by:
        return last in names.shapes[f"sense.{ways.near}"]
    shape, reach, place = ways.by[last]
    return names.shapes[f"sense.{shape}"].isdisjoint(words.before[-1 - reach : -1]) is not place
