"""The table of all names: our own tables are sound, and look-ups give what they should."""

import re
from itertools import pairwise
from pathlib import Path
from shutil import copytree

import pytest

from agents.lexicon import FOLDER, tables
from agents.lexicon.errors import LexiconError
from agents.lexicon.names import Names

ACTORS = FOLDER / "actors"
STATE_ID = re.compile(r"[A-Z]{3}(:PRE:[a-z-]+)?")
UNIT = re.compile(r"([A-Z]{3}(:[a-z]+)?)?")


@pytest.fixture(scope="module")
def names() -> Names:
    return Names.load(FOLDER)


def test_states_are_all_there_sorted_and_well_formed() -> None:
    found = list(tables.rows(ACTORS / "states.tsv", "id name aliases adjectives demonyms capital region"))
    ids = [row[0] for row in found]
    assert len(ids) > 210 and ids == sorted(ids) and len(set(ids)) == len(ids)
    assert all(STATE_ID.fullmatch(state_id) for state_id in ids)
    assert all(row[6] for row in found)
    words = [word for row in found for cell in (row[1], row[2], row[4]) for word in tables.many(cell)]
    adjectives = {word for row in found for word in tables.many(row[3])}
    double = {word for word in words if words.count(word) > 1 and word not in adjectives}
    assert double == set()


def test_offices_have_known_units() -> None:
    found = list(tables.rows(ACTORS / "offices.tsv", "name unit kind"))
    assert all(name == name.lower() and UNIT.fullmatch(unit) for name, unit, _ in found)
    assert len({(name, kind) for name, _, kind in found}) == len(found)


@pytest.mark.parametrize(
    ("name", "kind", "state"),
    [
        ("Georgia", "state", "GEO"),
        ("Guinea", "state", "GIN"),
        ("Niger", "state", "NER"),
        ("Nigerien", "adjective", "NER"),
        ("Nigerians", "demonym", "NGA"),
        ("Congolese", "adjective", "COD"),
        ("Dominican", "adjective", "DOM"),
        ("Briton", "demonym", "GBR"),
        ("Danes", "demonym", "DNK"),
        ("Washington", "capital", "USA"),
        ("Kyiv", "capital", "UKR"),
        ("Kremlin", "metonym", "RUS"),
        ("Abkhazia", "state", "GEO:PRE:abkhazia"),
        ("Sergei Lavrov", "person", ""),
        ("Gazprom", "company", "RUS"),
        ("Herat", "city", "AFG"),
    ],
)
def test_likeliest_meaning(names: Names, name: str, kind: str, state: str) -> None:
    known = names.by_name[name][0]
    assert (known.kind, known.state) == (kind, state)


def test_capitals_have_their_city(names: Names) -> None:
    assert names.by_name["Moscow"][0].place_id == "gn:524901"


def test_every_phase_is_of_a_known_organisation(names: Names) -> None:
    known = {meaning.id for meanings in names.by_name.values() for meaning in meanings}
    assert names.phases.keys() <= known
    for phases in names.phases.values():
        assert all(p.actor_id.count(":") == 2 and (p.begin or p.end) for p in phases)
        assert all(one.end and one.end < other.begin for one, other in pairwise(phases))


def test_an_organisation_was_another_actor(names: Names) -> None:
    assert names.acting("AGO:PTY:unita", "1999-01-01") == "AGO:REB:unita"
    assert names.acting("AGO:PTY:unita", "2009-01-01") == "AGO:PTY:unita"
    assert names.acting("AGO:PTY:unita", "") == "AGO:PTY:unita"
    assert names.acting(None, "1999-01-01") is None


def test_wikipedia_titles(names: Names) -> None:
    assert names.wikipedia("GEO", "Georgia") == "Georgia (country)"
    assert names.wikipedia("gn:1140026", "Herāt") == "Herat"
    assert names.wikipedia("IGO:nato", "NATO") == "NATO"


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("offices.tsv", "sweeper\tGOV\tbroom\n"),
        ("states.tsv", "XXX\ttoo\tfew\n"),
        ("people/europe.tsv", "p:aaa:b\tAnn Bee\t\tAAA:GOV\tpresident\t2014\t2010\tx\n"),
        ("cities.tsv", "gn:1\tA\tAAA\n"),
    ],
)
def test_a_bad_row_is_told_with_its_file(tmp_path: Path, table: str, line: str) -> None:
    copytree(ACTORS, tmp_path / "actors")
    with (tmp_path / "actors" / table).open("a", encoding="utf-8") as file:
        file.write(line)
    with pytest.raises(LexiconError, match=re.escape(Path(table).name)):
        Names.load(tmp_path)


def test_shapes_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="shapes"):
        Names.load(tmp_path)
