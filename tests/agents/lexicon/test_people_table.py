"""The tables of people in office: their form, and a dozen facts that any reader of newspapers can check."""

import itertools
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

import agents.lexicon

ACTORS = Path(agents.lexicon.__file__).parent / "actors"
FILES = sorted((ACTORS / "people").glob("*.tsv"))
REGIONS = {
    "americas", "europe", "russia_caucasus_central_asia", "middle_east_north_africa", "sub_saharan_africa",
    "south_asia", "east_southeast_asia_pacific", "organisations_people",
}  # fmt: skip
HEADER = ["id", "name", "aliases", "actor_id", "title", "from", "to", "source"]
PERSON = re.compile(r"wd:Q[1-9][0-9]*|p:[a-z]{3}:[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"((19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")
SECTORS = "GOV|MIL|LEG|JUD|SPY|COP|PTY|OPP|REB|UAF|PRM|PRE|CRM|BUS|REL|CVL|ELI|SOC"
ACTOR = re.compile(rf"[A-Z]{{3}}:({SECTORS})(:[a-z0-9-]+)?|(IGO|IMG|NGO|ISM|MNC)(:[a-z0-9-]+)+")


class Row(NamedTuple):
    """One person in one office."""

    id: str
    name: str
    aliases: str
    actor_id: str
    title: str
    start: str
    end: str
    source: str


def rows_of(path: Path) -> list[Row]:
    """Read a table without its header and comments; a row of another width fails here."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [Row(*line.split("\t")) for line in lines[1:]]


ROWS = [row for path in FILES for row in rows_of(path)]


def test_each_region_has_its_file_and_the_whole_is_large():
    assert {path.stem for path in FILES} == REGIONS
    assert len(ROWS) >= 1000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_header_and_order(path: Path):
    assert path.read_text("utf-8").splitlines()[0].split("\t") == HEADER
    ids = [row.id for row in rows_of(path)]
    assert ids == sorted(ids)


def test_every_field_has_its_form():
    for row in ROWS:
        assert PERSON.fullmatch(row.id), row
        assert ACTOR.fullmatch(row.actor_id), row
        assert row.name and row.title and row.source, row
        assert row.title[0].islower(), row
        assert all(cell == " ".join(cell.split()) for cell in row), row


def test_dates_are_dates_and_run_forward():
    for row in ROWS:
        assert DATE.fullmatch(row.start) and DATE.fullmatch(row.end), row
        shared = min(len(row.start), len(row.end))  # "2019" and "2019-03" are compared as far as both are known
        assert row.start[:shared] <= row.end[:shared], row


def test_no_office_is_listed_twice():
    twice = [key for key, n in Counter((r.id, r.actor_id, r.title, r.start) for r in ROWS).items() if n > 1]
    assert twice == []


def test_one_id_has_one_name_and_one_set_of_aliases_and_one_name_has_one_id():
    names, ids = defaultdict(set), defaultdict(set)
    for row in ROWS:
        names[row.id].add((row.name, row.aliases))
        for name in (row.name, *row.aliases.split(";")):
            if name:
                ids[name].add(row.id)
    assert {key: value for key, value in names.items() if len(value) > 1} == {}
    assert {key: value for key, value in ids.items() if len(value) > 1} == {}


def test_an_alias_of_one_word_says_that_it_is_enough_alone():
    bare = [(row.name, a) for row in ROWS for a in row.aliases.split(";") if a and " " not in a and a[0] != "~"]
    assert bare == []


def test_states_exist():
    path = ACTORS / "states.tsv"
    if not path.exists():
        pytest.skip("no table of states yet")
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    column = lines[0].index("id")
    states = {cells[column] for cells in lines[1:]}
    actors = {row.actor_id.split(":")[0] for row in ROWS} - {"IGO", "IMG", "NGO", "ISM", "MNC"}
    nations = {row.id.split(":")[1].upper() for row in ROWS if row.id.startswith("p:")}
    assert (actors | nations) - states == set()


FACTS = [
    ("USA:GOV:mfa", "secretary of state", "2014-05-01", "John Kerry"),
    ("USA:GOV", "president", "2019-07-04", "Donald Trump"),
    ("USA:GOV", "president", "2022-02-24", "Joe Biden"),
    ("RUS:GOV", "president", "2011-01-01", "Dmitry Medvedev"),
    ("RUS:GOV:mfa", "foreign minister", "2025-10-20", "Sergei Lavrov"),
    ("UKR:GOV", "president", "2014-02-01", "Viktor Yanukovych"),
    ("GBR:GOV", "prime minister", "2022-10-01", "Liz Truss"),
    ("DEU:GOV", "chancellor", "2021-12-09", "Olaf Scholz"),
    ("FRA:GOV:mfa", "foreign minister", "2019-01-15", "Jean-Yves Le Drian"),
    ("CHN:GOV:mfa", "foreign minister", "2023-02-01", "Qin Gang"),
    ("IRN:GOV:mfa", "foreign minister", "2015-07-14", "Mohammad Javad Zarif"),
    ("IND:GOV:mfa", "foreign minister", "2020-06-15", "Subrahmanyam Jaishankar"),
    ("JPN:GOV", "prime minister", "2016-05-27", "Shinzo Abe"),
    ("BRA:GOV", "president", "2022-12-01", "Jair Bolsonaro"),
    ("IGO:un", "secretary-general", "2013-09-01", "Ban Ki-moon"),
    ("IGO:nato", "secretary-general", "2022-06-29", "Jens Stoltenberg"),
]


@pytest.mark.parametrize(("actor", "title", "day", "name"), FACTS)
def test_who_held_the_office_on_a_day(actor: str, title: str, day: str, name: str):
    office = [row for row in ROWS if (row.actor_id, row.title) == (actor, title)]
    assert {row.name for row in office if row.start <= day and (not row.end or day < row.end)} == {name}


def test_the_great_offices_never_have_two_holders_nor_a_year_without_one():
    for actor, title in {(actor, title) for actor, title, _, _ in FACTS}:
        terms = sorted((r.start, r.end or "9999") for r in ROWS if (r.actor_id, r.title) == (actor, title))
        assert terms[-1][1] == "9999", (actor, title)
        for (_, end), (start, _) in itertools.pairwise(terms):
            assert end <= start and int(start[:4]) - int(end[:4]) <= 1, (actor, title, end, start)


SINGLE = {"president", "prime minister", "chancellor", "foreign minister", "defence minister", "finance minister"}
TWO_SWORN = {"Yahya Jammeh", "Adama Barrow"}  # the Gambia, for two days of January 2017


def test_an_office_for_one_has_one_holder_at_a_time():
    terms = defaultdict(list)
    for row in ROWS:
        if row.title in SINGLE and ":GOV" in row.actor_id and row.start:
            terms[row.actor_id, row.title].append((row.start, row.end or "9999", row.name))
    for office, holders in terms.items():
        for (_, end, first), (start, _, second) in itertools.pairwise(sorted(holders)):
            shared = min(len(end), len(start))
            assert end[:shared] <= start[:shared] or {first, second} == TWO_SWORN, (office, first, second)
