"""Actor or place: whether "Moscow" speaks and acts in a sentence, or is only where something happens.

Called by `linking` for states, capitals and metonyms.  It looks at four words before and two after; the
words that decide are in `actors/shapes.toml`, section `sense`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

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


class Around(NamedTuple):
    """The words around a name, in lower case, the nearest last in `before`."""

    before: list[str]
    possessive: bool
    following: str
    second: str
    capital_follows: bool


def around(body: str, start: int, end: int) -> Around:
    """Cut the words around a span; a mark other than a quotation mark ends `before`."""
    left = body[max(0, start - _BEFORE) : start]
    stop = max(map(left.rfind, _MARKS))
    before = _WORD.findall(left[stop + 1 :].lower())[-5:] if stop < len(left.rstrip()) else []
    after = _AFTER.match(body, end)
    mark, word, second = after.groups() if after else (None, None, None)
    return Around(
        before, bool(mark), (word or "").lower(), (second or "").lower(), bool(word) and (word or "")[0].isupper()
    )


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
    return "place" if _is_place_by_preposition(words, names, city=False) else "actor"


def of_capital(words: Around, names: Names) -> Sense:
    """Decide about a capital: an actor only where it is subject, possessor or the other side of an act."""
    shapes = names.shapes
    if _is_place_by_preposition(words, names, city=True):
        return "place"
    if words.possessive:
        return "place" if words.capital_follows or words.following in shapes["sense.place_after"] else "actor"
    if words.following in shapes["sense.place_after"] or (words.capital_follows and words.following.isalpha()):
        return "place"  # "the Baghdad Provincial Council" is the city's
    if words.before and _last(words, names):
        return "actor"
    return "actor" if _acts(words, names) else "place"


def of_seat(words: Around, names: Names) -> Sense:
    """Decide about a palace, a parliament or a street: an actor, but a place where one goes or stands."""
    shapes = names.shapes
    last = _last(words, names)
    earlier = words.before[-5:-1]
    if words.following in shapes["sense.place_after"] and not words.possessive:
        return "place"
    if last in ("from", "of"):
        return "place" if shapes[f"sense.{last}_place"].intersection(earlier[-2:]) else "actor"
    if last in ("before", "on"):
        return "actor" if words.possessive or shapes["sense.from_actor"].intersection(earlier) else "place"
    return "place" if _is_place_by_preposition(words, names, city=False) else "actor"


def _last(words: Around, names: Names) -> str:
    """Give the nearest word before that is no article and no "northern"."""
    return next((w for w in reversed(words.before) if w not in names.shapes["sense.skip_before"]), "")


def _acts(words: Around, names: Names) -> bool:
    """Tell whether the word after looks like a verb in the third person, or an adverb before one."""
    word = words.following
    if word in names.shapes["sense.auxiliaries"] or word == "and":
        return True
    free = word.isalpha() and not words.capital_follows and word not in names.shapes["common.stop"]
    if free and words.second in names.shapes["sense.objects"]:  # "Vilnius shut the border"
        return True
    return len(word) > 3 and word.isalpha() and word.endswith(("s", "ed", "ly")) and not words.capital_follows


def _is_place_by_preposition(words: Around, names: Names, *, city: bool) -> bool:
    last = _last(words, names)
    earlier = frozenset(words.before[-5:-1])
    beside = frozenset(words.before[-3:-1])

    def has(near: frozenset[str], kind: str) -> bool:
        return not near.isdisjoint(names.shapes[f"sense.{kind}"])

    match last:
        case "from":
            return not has(earlier, "from_actor")
        case "to":
            return has(earlier, "motion")
        case "of":
            return not has(beside, "of_actor") if city else has(beside, "of_place")
        case "over":
            return city and not words.possessive
        case "on" | "towards" | "toward" | "against":
            return city and has(earlier, "attack")
    nearest = frozenset({last})
    return has(nearest, "place_before") or has(nearest, "visited") or (city and has(nearest, "struck"))
