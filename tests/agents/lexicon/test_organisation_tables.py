"""The flat tables of organisations, companies, outlets, weapons, places and events: form and cross-checks."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents import lexicon

ACTORS = lexicon.FOLDER / "actors"

COLUMNS = {
    "organisations": "id name aliases type state note",
    "companies": "id name aliases sector state",
    "outlets": "id name aliases state kind",
    "weapons": "name aliases kind state",
    "places": "id name aliases state kind",
    "events": "name aliases kind",
}
AT_LEAST = {"organisations": 600, "companies": 350, "outlets": 350, "weapons": 200, "places": 500, "events": 150}
CLOSED = {
    (
        "organisations",
        "type",
    ): "igo bloc court armed party agency ngo movement forces parliament ministry sport thinktank other",
    ("companies", "sector"): "energy arms banks chips tech platform telecom shipping airlines cars mining trade",
    ("outlets", "kind"): "agency newspaper broadcaster site magazine",
    ("weapons", "kind"): "aircraft air-defence armour artillery bomb drone helicopter missile naval nuclear small-arms",
    (
        "places",
        "kind",
    ): "base canal continent crossing desert disputed district infrastructure island lake landmark "
    "mountain nuclear province region river sea site strait town venue",
    ("events", "kind"): "agreement award conflict disaster exercise festival era sport summit war",
}
SECTOR = "GOV|MIL|COP|SPY|LEG|JUD|PTY|OPP|REB|UAF|PRM|CRM|BUS|LAB|AGR|MED|EDU|JRN|REL|CVL|REF|SOC|ELI|NGO|PRE"
IDS = {
    "organisations": rf"(?:[A-Z]{{3}}:(?:{SECTOR})(?::[a-z0-9-]+){{0,2}}|(?:IGO|NGO|IMG|ISM)(?::[a-z0-9-]+){{1,2}})",
    "companies": r"MNC:[a-z0-9-]+",
    "outlets": r"[A-Z]{3}:JRN:[a-z0-9-]+",
    "places": r"pl:[a-z0-9-]+",
}
NOT_STATES = {"IGO", "NGO", "IMG", "ISM"}


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as column -> cell; a row of the wrong width is an error."""
    header, *lines = (ACTORS / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    assert header == COLUMNS[table].replace(" ", "\t"), table
    for line in lines:
        if not line.startswith("#"):
            yield dict(zip(header.split("\t"), line.split("\t"), strict=True))


def names(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split(";"))]


def key(row: dict[str, str]) -> str:
    return row.get("id", row["name"])


def named(table: str, name: str) -> dict[str, str]:
    """Find the one row that carries a name, strong or weak."""
    (found,) = [row for row in rows(table) if name in names(row)]
    return found


@pytest.mark.parametrize("table", COLUMNS)
def test_is_sorted_and_unique_and_large_enough(table: str) -> None:
    keys = [key(row) for row in rows(table)]
    assert keys == sorted(set(keys))
    assert len(keys) >= AT_LEAST[table]


@pytest.mark.parametrize("table", COLUMNS)
def test_names_are_clean(table: str) -> None:
    for row in rows(table):
        for name in names(row):
            bare = name.removeprefix("?")
            assert (bare == bare.strip() and len(bare) > 1) or name == "?X", (table, name)
            assert unicodedata.normalize("NFC", bare) == bare
            assert "?" not in bare and "|" not in bare and "  " not in bare, (table, name)
        bare_names = [name.removeprefix("?") for name in names(row)]
        assert len(set(bare_names)) == len(bare_names), (table, key(row))


@pytest.mark.parametrize("table", IDS)
def test_ids_have_the_form_of_their_table(table: str) -> None:
    wrong = [row["id"] for row in rows(table) if not re.fullmatch(IDS[table], row["id"])]
    assert not wrong


@pytest.mark.parametrize(("table", "column"), CLOSED)
def test_kinds_come_from_a_closed_list(table: str, column: str) -> None:
    used = {row[column] for row in rows(table)}
    assert used == set(CLOSED[table, column].split())


@pytest.mark.parametrize("table", [name for name in COLUMNS if name != "events"])
def test_states_exist(table: str) -> None:
    known = iso3(ACTORS / "states.tsv")
    used = {row["state"] for row in rows(table)} - {""}
    used |= {row["id"][:3] for row in rows(table) if row.get("id", "")[3:4] == ":"} - NOT_STATES - {"MNC"}
    assert not used - known


def iso3(path: Path) -> set[str]:
    header, *lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    column = next(i for i, name in enumerate(header.split("\t")) if name in ("iso3", "id"))
    return {line.split("\t")[column] for line in lines}


def test_state_of_an_organisation_agrees_with_its_id() -> None:
    for row in rows("organisations"):
        if row["id"][:3] not in NOT_STATES:
            assert row["state"] == row["id"][:3], row["id"]


def test_a_strong_name_means_one_thing() -> None:
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for table in COLUMNS:
        for row in rows(table):
            for name in names(row):
                if not name.startswith("?"):
                    owners[name].add((table, key(row)))
    assert not {name: found for name, found in owners.items() if len(found) > 1}


@pytest.mark.parametrize(
    ("table", "name", "expected"),
    [
        ("organisations", "NATO", "IGO:nato"),
        ("organisations", "European Union", "IGO:eu"),
        ("organisations", "UN Security Council", "IGO:un:unsc"),
        ("organisations", "Hezbollah", "LBN:REB:hezbollah"),
        ("organisations", "Revolutionary Guards", "IRN:MIL:irgc"),
        ("organisations", "State Department", "USA:GOV:mfa"),
        ("organisations", "US Department of Defense", "USA:MIL:dod"),
        ("organisations", "OFAC", "USA:GOV:mof:ofac"),
        ("organisations", "Foreign Office", "GBR:GOV:mfa"),
        ("organisations", "IDF", "ISR:MIL"),
        ("organisations", "FSB", "RUS:SPY:fsb"),
        ("organisations", "CDU", "DEU:PTY:cdu"),
        ("companies", "Gazprom", "MNC:gazprom"),
        ("companies", "?Shell", "MNC:shell"),
        ("companies", "Lukoil", "MNC:lukoil"),
        ("outlets", "TASS", "RUS:JRN:tass"),
        ("outlets", "Financial Times", "GBR:JRN:ft"),
        ("outlets", "Modern.az", "AZE:JRN:modern-az"),
        ("places", "Kupyansk", "pl:kupyansk"),
        ("places", "Strait of Hormuz", "pl:hormuz"),
    ],
)
def test_a_well_known_name_has_its_id(table: str, name: str, expected: str) -> None:
    assert named(table, name)["id"] == expected


@pytest.mark.parametrize("name", ["?Shell", "?Apple", "?Total", "?Meta", "?Amazon", "?Orange", "?Visa"])
def test_a_common_word_is_weak(name: str) -> None:
    assert named("companies", name)
