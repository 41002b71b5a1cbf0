"""All names we know beforehand, in one automaton: states, peoples, cities, persons, organisations, weapons, events.

Built once by `agents.lexicon.load` from the tables in `actors/`; asked by `agents.extraction`.  It says what a
name may mean, never what it means in a sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from agents.lexicon import people, tables
from agents.lexicon.errors import LexiconError
from agents.lexicon.people import Person, Role
from agents.records import EntityType

# GeoNames writes Arabic and Indian vowels with strokes, Wikipedia does not.
_TRANSLITERATION = str.maketrans("āīūēōĀĪŪĒŌḩḨḥḤḑḐţŢ", "aiueoAIUEOhHhHdDtT")


_LARGE_CITY = 1_000_000  # a smaller one may be a person's name as well


Points = tuple[float, float, float]  # for a person, an organisation, a place


@dataclass(frozen=True, slots=True)
class Known:
    """One thing a name may stand for.  `weak` names count only where the text gives another reason."""

    kind: str
    id: str
    name: str
    type: EntityType
    subtype: str = ""
    actor_id: str | None = None
    place_id: str | None = None
    state: str = ""
    weak: bool = False


NOTHING = Known("", "", "", "MISC")  # what an unknown word stands for


@dataclass(frozen=True, slots=True)
class Office:
    """What a title or a body acts for: `foreign minister` -> `GOV:mfa`; kind is title, honorific or body."""

    name: str
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Game:
    """What a game is known by: a score and how it ended, and what stands after the name of a team."""

    score: re.Pattern[str]  # "a 2-0 win", from the hyphen on, which is quicker
    after: re.Pattern[str]  # "Chile 2-0", "Chile coach"


NO_OFFICE = Office("", "", "")


@dataclass(frozen=True, slots=True)
class Names:
    """Look-ups by name and by id."""

    automaton: Any
    meanings: tuple[tuple[Known, ...], ...]  # of each pattern of the automaton
    by_name: dict[str, tuple[Known, ...]]
    small: dict[str, str]  # each name in small letters -> as it is spelt
    persons: dict[str, Person]
    surnames: dict[str, tuple[str, ...]]
    holders: dict[str, tuple[Person, ...]]  # everybody who ever held an office, by actor id
    first_bearers: dict[str, tuple[Person, ...]]  # by all words of the name but the last
    titles: dict[str, Office]
    bodies: dict[str, Office]
    first_names: frozenset[str]
    last_names: frozenset[str]
    person_names: frozenset[str]  # first and last ones
    shapes: dict[str, frozenset[str]]
    game: Game
    past: re.Pattern[str]  # what makes an office one of the past, up to where its words begin
    surely_past: re.Pattern[str]  # the same beside a body, where "then" and "ousted" may be adverb and verb
    beside: dict[str, dict[str, Points]]  # by where they stand, the words beside a name and what they speak for
    sport: Any  # automaton of the words that reports of sport are full of
    phases: dict[str, tuple[Role, ...]]  # what an organisation was at another time than now, by its id
    titles_of: dict[str, str]  # Wikipedia's title of an id, where it is not the name

    @classmethod
    def load(cls, folder: Path) -> Names:
        """Read the tables of `folder/actors`.  Raises `LexiconError` naming file and row."""
        actors = folder / "actors"
        persons = {person.id: person for person in people.load(actors)}
        by_name = _index(actors, persons)
        titles, bodies = _offices(actors / "offices.tsv")
        shapes = _shapes(actors / "shapes.toml")
        shapes["nominal.modifiers"] |= shapes["nominal.former"] | shapes["nominal.gone"]
        shapes["nominal.begin"] = shapes["nominal.modifiers"] | {name.split()[0] for name in bodies}
        shapes["common.no_name"] = shapes["common.stop"] | shapes["common.plain"]
        shapes["common.shared"] = shapes["organisation.last"] | shapes["common.plain"] | shapes["topic.generic"]
        shapes["sense.near"] = shapes["sense.place_before"] | shapes["sense.visited"]
        shapes["sense.near_city"] = shapes["sense.near"] | shapes["sense.struck"] | shapes["sense.over"]
        shapes["organisation.head"] = shapes["organisation.last"] | shapes["organisation.of"]
        shapes["common.last"] = shapes["organisation.last"] | shapes["place.last"] | shapes["event.last"]
        shapes["title.begin"] = frozenset(name.split()[0] for name in titles)
        shapes["title.end"] = frozenset(name.split()[-1] for name in titles)
        spellings = dict(_spellings(by_name))
        first_names = _words(actors / "first_names.tsv") | _words(actors / "given_names.tsv")
        last_names = _words(actors / "last_names.tsv")
        return cls(
            automaton=AhoCorasick(list(spellings), matchkind=MatchKind.LeftmostLongest),
            meanings=tuple(spellings.values()),
            by_name=by_name,
            small=_small(by_name, persons),
            persons=persons,
            surnames=_surnames(persons),
            holders=_by(persons, lambda person: {role.actor_id for role in person.roles}),
            first_bearers=_by(persons, lambda person: {person.name.rpartition(" ")[0]}),
            titles=titles,
            bodies=bodies,
            first_names=first_names,
            last_names=last_names,
            person_names=first_names | last_names,
            shapes=shapes,
            game=_game(shapes),
            past=_past(shapes, "(?:"),
            surely_past=_past(shapes, r"(?:\b(?:the|an?|its|their|his|her|our) |['’]s "),
            beside=_beside(actors / "beside.tsv", shapes, titles),
            sport=AhoCorasick(
                shapes["topic.sport"] | shapes["topic.match"],
                matchkind=MatchKind.LeftmostLongest,
                implementation=Implementation.DFA,
            ),
            phases=_phases(actors / "organisations_dated.tsv"),
            titles_of=_titles(actors),
        )

    def acting(self, actor_id: str | None, day: str) -> str | None:
        """Give the actor that an organisation was on a day: the Taliban rebelled before they ruled."""
        if not day or actor_id is None:
            return actor_id
        return next((phase.actor_id for phase in self.phases.get(actor_id, ()) if phase.holds(day)), actor_id)

    def wikipedia(self, known_id: str, name: str) -> str:
        """Give the title of the English Wikipedia's article on a thing of the lexicon."""
        return self.titles_of.get(known_id) or name.translate(_TRANSLITERATION)


def _index(actors: Path, persons: dict[str, Person]) -> dict[str, tuple[Known, ...]]:
    """Gather what every name may stand for, the likeliest first: that is the order of the sources here."""
    found: dict[str, list[Known]] = defaultdict(list)
    for source in (
        _states(actors / "states.tsv", _city_ids(actors / "cities.tsv")),
        _metonyms(actors / "metonyms.tsv"),
        _organisations(actors / "organisations.tsv"),
        _organisations(actors / "organisations_before_2010.tsv"),
        _outlets(actors / "outlets.tsv"),
        _companies(actors / "companies.tsv"),
        _persons(persons),
        _places(actors / "places.tsv"),
        _plain(actors / "weapons.tsv", "name aliases kind state", "weapon", "WEAPON"),
        _plain(actors / "events.tsv", "name aliases kind", "event", "EVENT"),
        _cities(actors / "cities.tsv"),
        _plain(actors / "peoples.tsv", "name aliases state", "people", "people"),
    ):
        for name, known in source:
            for spelling in {name, _plain_letters(name), name.replace("'", "’"), name.replace("’", "'")}:
                if known not in found[spelling]:
                    found[spelling].append(known)
    return {name: tuple(_city_first(meanings)) for name, meanings in found.items() if meanings}


def _city_first(meanings: list[Known]) -> list[Known]:
    """Put a city before the province that is named after it."""
    first = meanings[0]
    if first.kind != "place" or first.subtype != "province":
        return meanings
    city = next((m for m in meanings if m.kind == "city" and m.state == first.state), None)
    return [city, *(m for m in meanings if m is not city)] if city is not None else meanings


def _states(path: Path, city_ids: dict[tuple[str, str], str]) -> Iterator[tuple[str, Known]]:
    for iso3, name, aliases, adjectives, demonyms, capital, _ in tables.rows(
        path, "id name aliases adjectives demonyms capital region"
    ):
        state = Known("state", iso3, name, "LOC", "state", iso3, iso3, iso3)
        for alias in (name, *tables.many(aliases)):
            yield alias, state
        for kind, words in (("adjective", adjectives), ("demonym", demonyms)):
            for word in tables.many(words):
                yield word, Known(kind, iso3, name, "MISC", "demonym", iso3, None, iso3)
        seat = iso3 if ":" in iso3 else f"{iso3}:GOV"
        for city in tables.many(capital):
            place = next((city_ids[c, iso3] for c in (city, *tables.many(capital)) if (c, iso3) in city_ids), None)
            yield city, Known("capital", iso3, city, "LOC", "capital", seat, place, iso3)


def _metonyms(path: Path) -> Iterator[tuple[str, Known]]:
    for name, actor_id, kind in tables.rows(path, "name actor_id kind"):
        where: EntityType = "LOC" if kind in ("city", "street") else "ORG"
        yield name, Known("metonym", actor_id, name, where, "metonym", actor_id, None, actor_id.split(":", 1)[0])


def _persons(persons: dict[str, Person]) -> Iterator[tuple[str, Known]]:
    for person in persons.values():
        known = Known("person", person.id, person.name, "PER", "", None, None)
        for name in (person.name, *person.aliases, *person.alone):
            yield name, known
            for spelling in _articles(name):
                yield spelling, known


def _articles(name: str) -> Iterator[str]:
    """Give the other spellings of an Arabic article: Omar al-Bashir, Omar El Bashir, Omar Al-Bashir."""
    if " al-" in name:
        for article in (" Al-", " el-", " El-", " al ", " Al ", " El "):
            yield name.replace(" al-", article)


def _organisations(path: Path) -> Iterator[tuple[str, Known]]:
    for org_id, name, aliases, kind, state, _ in tables.rows(path, "id name aliases type state note"):
        for alias, weak in _weak(name, aliases):
            yield alias, Known("organisation", org_id, _bare(name), "ORG", kind, org_id, None, state, weak)


def _companies(path: Path) -> Iterator[tuple[str, Known]]:
    for org_id, name, aliases, sector, state in tables.rows(path, "id name aliases sector state"):
        subtype = "PLATFORM" if sector == "platform" else "COMPANY"
        for alias, weak in _weak(name, aliases):
            yield alias, Known("company", org_id, _bare(name), "ORG", subtype, org_id, None, state, weak)


def _outlets(path: Path) -> Iterator[tuple[str, Known]]:
    for org_id, name, aliases, state, _ in tables.rows(path, "id name aliases state kind"):
        for alias, weak in _weak(name, aliases):
            yield alias, Known("outlet", org_id, _bare(name), "ORG", "MEDIA", org_id, None, state, weak)


def _places(path: Path) -> Iterator[tuple[str, Known]]:
    for place_id, name, aliases, state, kind in tables.rows(path, "id name aliases state kind"):
        for alias, weak in _weak(name, aliases):
            yield alias, Known("place", place_id, _bare(name), "LOC", kind, None, place_id, state, weak)


def _plain(path: Path, columns: str, kind: str, subtype: str) -> Iterator[tuple[str, Known]]:
    state_at = columns.split().index("state") if columns.endswith("state") else None
    for cells in tables.rows(path, columns):
        states = tables.many(cells[state_at]) if state_at is not None else ()
        for alias, weak in _weak(cells[0], cells[1]):
            for state in states if len(states) == 1 else ("", *states):  # of several the text must name one
                yield alias, Known(kind, "", _bare(cells[0]), "MISC", subtype, None, None, state, weak)


def _city_ids(path: Path) -> dict[tuple[str, str], str]:
    return {
        (spelling, iso3): city_id
        for city_id, name, iso3, _ in tables.rows(path, "id name iso3 population")
        for spelling in (name, _plain_letters(name))
    }


def _cities(path: Path) -> Iterator[tuple[str, Known]]:
    for city_id, name, iso3, people_there in tables.rows(path, "id name iso3 population"):
        size = "city" if int(people_there) >= _LARGE_CITY else "town"
        known = Known("city", city_id, name, "LOC", size, None, city_id, iso3)
        yield name, known
        if name.endswith(" City") and len(name.split()) > 2:
            yield name[:-5], known
        if name.startswith("Saint "):
            yield f"St. {name[6:]}", known
            yield f"St {name[6:]}", known


def _bare(name: str) -> str:
    return name.lstrip("?")


def _weak(name: str, aliases: str) -> Iterator[tuple[str, bool]]:
    for alias in (name, *tables.many(aliases)):
        yield _bare(alias), alias.startswith("?")


def _plain_letters(name: str) -> str:
    """Write a name without accents: São Paulo -> Sao Paulo."""
    return "".join(c for c in normalize("NFKD", name) if not combining(c)) if not name.isascii() else name


def _spellings(by_name: dict[str, tuple[Known, ...]]) -> Iterator[tuple[str, tuple[Known, ...]]]:
    """Give every name, and its form in capitals, as headlines and datelines write it."""
    for name, meanings in by_name.items():
        yield name, meanings
        shout = name.upper()
        if shout not in by_name and len(name) > 3 and not all(m.weak or m.kind in ("event", "place") for m in meanings):
            yield shout, meanings


def _offices(path: Path) -> tuple[dict[str, Office], dict[str, Office]]:
    titles: dict[str, Office] = {}
    bodies: dict[str, Office] = {}
    for name, unit, kind in tables.rows(path, "name unit kind"):
        if kind not in ("title", "honorific", "body"):
            raise LexiconError(path, name, f"kind {kind!r} is none of title, honorific, body")
        office = Office(name, unit, kind)
        (bodies if kind == "body" else titles).setdefault(name, office)
        if kind == "title":
            titles.setdefault(f"{name}s", office)
    return titles, bodies


def _surnames(persons: dict[str, Person]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for person in persons.values():
        for surname in person.surnames:
            for spelling in {surname, _plain_letters(surname)}:
                if person.id not in found[spelling]:
                    found[spelling].append(person.id)
    return {surname: tuple(ids) for surname, ids in found.items()}


def _by(persons: dict[str, Person], keys: Callable[[Person], set[str]]) -> dict[str, tuple[Person, ...]]:
    """Index all people by some keys of each."""
    found: dict[str, list[Person]] = defaultdict(list)
    for person in persons.values():
        for key in keys(person):
            found[key].append(person)
    return {key: tuple(bearers) for key, bearers in found.items()}


def _phases(path: Path) -> dict[str, tuple[Role, ...]]:
    found: dict[str, list[Role]] = defaultdict(list)
    for org_id, actor_id, begin, end in tables.rows(path, "id actor_id from to"):
        found[org_id].append(Role(actor_id, "", begin, end))
    return {org_id: tuple(phases) for org_id, phases in found.items()}


def _titles(actors: Path) -> dict[str, str]:
    states = tables.rows(actors / "states.tsv", "id name aliases adjectives demonyms capital region")
    titles = tables.rows(actors / "wikipedia.tsv", "id title")
    return {cells[0]: cells[1] for cells in (*states, *titles)}


def _words(path: Path) -> frozenset[str]:
    words = {cells[0] for cells in tables.rows(path, "name")}
    return frozenset(words | {_plain_letters(word) for word in words})


def _beside(
    path: Path, shapes: dict[str, frozenset[str]], titles: dict[str, Office]
) -> defaultdict[str, dict[str, Points]]:
    found: defaultdict[str, dict[str, Points]] = defaultdict(dict)
    for where, words, *points in tables.rows(path, "where words PER ORG LOC"):
        shape = words.removeprefix("@")
        for word in words.split() if shape == words else titles if shape == "title" else shapes[shape]:
            found[where].setdefault(word, (float(points[0]), float(points[1]), float(points[2])))
    return found


def _game(shapes: dict[str, frozenset[str]]) -> Game:
    result, team = ("|".join(sorted(shapes[f"topic.{key}"])) for key in ("result", "team"))
    score = r"\d{1,2}-\d{1,2}"
    return Game(
        re.compile(rf"-(?<=\d-)\d{{1,2}} (?:{result})\b"), re.compile(rf"(?:['’]s)? (?:{score}(?![\w%-])|(?:{team})\b)")
    )


def _past(shapes: dict[str, frozenset[str]], owner: str) -> re.Pattern[str]:
    """Match `former Italian deputy `, `the ousted ` right before an office; the group is what stands between."""
    former, gone = ("|".join(sorted(shapes[f"nominal.{key}"])) for key in ("former", "gone"))
    words = rf"\b(?:{former})[ -]|{owner})\b(?:{gone})[ -]|\bthen-"
    return re.compile(rf"(?:{words})((?:[\w’'-]+ ){{0,3}})$", re.IGNORECASE)


def _small(by_name: dict[str, tuple[Known, ...]], persons: dict[str, Person]) -> dict[str, str]:
    """Give every name that needs no context, and every surname, by its small letters."""
    surnames = {surname.lower(): surname for surname in _surnames(persons)}
    return surnames | {name.lower(): name for name, known in by_name.items() if not known[0].weak}


def _shapes(path: Path) -> dict[str, frozenset[str]]:
    """Read `shapes.toml` into sets named `section.key`."""
    if not path.exists():
        raise LexiconError(path, "file", "is missing")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        f"{section}.{key}": frozenset(words.split()) for section, keys in data.items() for key, words in keys.items()
    }
