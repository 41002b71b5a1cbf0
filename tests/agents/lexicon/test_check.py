"""The check of the lexicon: ours is sound, and what is broken in a copy is named with file and entry."""

import shutil
from pathlib import Path

import pytest

from agents.lexicon import FOLDER, fingerprint
from agents.lexicon.check import Report, examine


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "lexicon"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "*.txt"))
    return folder


def told(report: Report) -> list[tuple[str, str]]:
    return [(p.file, p.entry) for p in report.problems]


def append(path: Path, line: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def test_ours_is_sound() -> None:
    report = examine(FOLDER)
    assert told(report) == []
    assert report.version == fingerprint(FOLDER)
    assert report.counts["persons"] > 1000
    assert min(report.counts.values()) > 0


def test_every_problem_is_named_and_the_rest_is_still_counted(copy: Path) -> None:
    append(copy / "actors" / "peoples.tsv", "Quillonites \t\t")
    append(copy / "actors" / "weapons.tsv", "Cafe\u0301 gun\t\tmissile\tFRA")
    append(copy / "actors" / "offices.tsv", "grand quillon\tGOV\tcrown")
    (copy / "alerts.toml").write_text("rule = 1", encoding="utf-8")
    report = examine(copy)
    assert sorted(told(report)) == [
        ("actors/peoples.tsv", f"row {rows(copy / 'actors' / 'peoples.tsv')}"),
        ("actors/weapons.tsv", f"row {rows(copy / 'actors' / 'weapons.tsv')}"),
        ("alerts.toml", "rule"),
        ("offices.tsv", "grand quillon"),
    ]
    assert report.counts["signal rules"] > 0


def rows(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_tables_that_disagree(copy: Path) -> None:
    append(copy / "actors" / "wikipedia.tsv", "ZZZ:GOV\tAtlantis")
    append(
        copy / "actors" / "people" / "europe.tsv",
        "p:zzz:al-antis\tAl Antis\t\tZZZ:GOV\tpresident\t2020\t\town knowledge 2026-11",
    )
    append(copy / "actors" / "organisations.tsv", "ZZY:PTY:tide\tTide Party of Atlantis\t\tparty\tZZY\t")
    assert told(examine(copy)) == [("actors/people", "p:zzz:al-antis"), ("actors", "ZZY:PTY:tide")]


def test_an_id_that_nothing_bears(copy: Path) -> None:
    append(copy / "actors" / "wikipedia.tsv", "USA:GOV:nobody\tNobody")
    assert told(examine(copy)) == [("actors/wikipedia.tsv", "USA:GOV:nobody")]


def test_a_file_that_is_no_text(copy: Path) -> None:
    (copy / "labels.tsv").write_bytes(b"label\ttype\tscheme\n\xff\tPER\tx\n")
    assert ("labels.tsv", "file") in told(examine(copy))


def test_a_kind_of_which_nothing_says_why_it_wakes_nobody(copy: Path) -> None:
    file = copy / "alerts.toml"
    file.write_text(file.read_text("utf-8").replace('"riot", ', ""), "utf-8")
    assert [(p.entry, p.problem) for p in examine(copy).problems] == [
        ("riot", "no rule asks for it, and no [[silent]] says why")
    ]


def test_an_alert_that_waits_for_a_signal_nobody_makes(copy: Path) -> None:
    rule = '[[rule]]\nid = "quillons"\ndesk = "talks"\nseverity = "low"\nsignals = ["quillon_lost", "talks_halted"]'
    append(copy / "alerts.toml", f"\n{rule}")
    (problem,) = examine(copy).problems
    assert (problem.file, problem.entry) == ("alerts.toml", "quillons")
    assert "quillon_lost" in problem.problem
    assert "talks_halted" not in problem.problem


def test_a_kind_without_a_headline_and_a_short_name_of_nobody(copy: Path) -> None:
    file = copy / "headlines.toml"
    text = file.read_text("utf-8").replace("[kinds.riot]", "[kinds.quillon_lost]")
    file.write_text(text.replace("[names]\n", '[names]\n"Quillonia" = "Quillon"\n'), "utf-8")
    assert [(p.entry, p.problem) for p in examine(copy).problems] == [
        ("riot", "no headline says it"),
        ("quillon_lost", "is never read"),
        ("Quillonia", "nobody is called so"),
    ]
