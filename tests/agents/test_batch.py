from typing import Any

import pytest

from agents.batch import parse_row, read_row
from agents.lexicon import load

TEXT = 'The United States imposed sanctions on Russia. "It is late," President Vladimir Putin said, "but not too late."'


def test_a_row_has_the_fields_that_benchmarks_are_built_on() -> None:
    row = read_row({"id": "x", "text": TEXT}, load())
    assert set(row) == {"id", "lang", "kind", "entities", "quotes", "signals", "alerts"}
    assert {"start", "end", "text", "type", "ids", "rule", "score"} <= set(row["entities"][0])
    assert set(row["quotes"][0]) == {
        "in", "start", "end", "text", "type", "group", "speaker", "speaker_start", "speaker_resolved", "actor_id",
        "cue", "modality", "confidence",
    }  # fmt: skip
    signal = row["signals"][0]
    assert (signal["plover_type"], signal["cameo"], signal["signal"]) == ("SANCTION", "163", "sanctions_imposed")
    assert (signal["source"]["id"], signal["target"]["id"]) == ("USA", "RUS")
    assert row["alerts"] == [
        {
            "in": "text", "start": signal["start"], "end": signal["end"], "kind": "sanctions_imposed",
            "desk": "sanctions", "severity": "high", "status": "done", "sources": ["USA"], "targets": ["RUS"],
            "confidence": signal["confidence"], "when": signal["when"],
            "headline": "U.S. imposes sanctions on Russia",
        }
    ]  # fmt: skip


def test_a_quote_in_two_pieces_is_two_entries_of_one_group() -> None:
    first, second = read_row({"id": "x", "text": TEXT}, load())["quotes"]
    assert first["group"] == second["group"]
    assert [TEXT[q["start"] : q["end"]] for q in (first, second)] == [first["text"], second["text"]]


def test_only_what_is_wanted_is_given() -> None:
    row = read_row({"id": "x", "text": TEXT}, load(), frozenset({"signals"}))
    assert set(row) == {"id", "lang", "kind", "signals"}


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({}, 'the field "text" is missing'),
        ({"text": None}, 'the field "text" must be a string, not null'),
        ({"text": 5}, 'the field "text" must be a string, not a number'),
        ({"text": ["a"]}, 'the field "text" must be a string, not an array'),
        ({"text": "a", "published_at": "soon"}, "the field \"published_at\" must be an ISO time, not 'soon'"),
    ],
)
def test_a_bad_row_is_told_and_ends_nothing(row: dict[str, object], error: str) -> None:
    assert read_row({"id": 1} | row, load()) == {"id": 1, "error": error}


def test_a_fault_of_ours_is_told_by_its_kind_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr("agents.batch.read", fails)
    assert read_row({"id": 1, "text": "a"}, load()) == {"id": 1, "error": "ZeroDivisionError: of ours"}


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "“", "a" * 5000, "\n\n\n", "שלום", "🎉 Putin 🎉"])
def test_any_text_can_be_read(text: str) -> None:
    assert "error" not in read_row({"id": 1, "text": text}, load())


def test_a_parsed_row_gives_clauses_in_characters_of_the_text() -> None:
    text = "Oslo said on Monday that it had recalled its envoy. He was met by nobody."
    row = parse_row({"id": 7, "text": text})

    def told(clause: dict[str, Any]) -> tuple[str, ...]:
        return tuple(text[slice(*span)] if (span := clause[k]) else "" for k in ("verb", "subject", "object", "of"))

    assert row["id"] == 7
    assert told(row["clauses"][0]) == ("said", "Oslo", "", "")
    assert told(row["clauses"][1]) == ("recalled", "it", "its envoy", "said")
    assert row["clauses"][2]["voice"] == "passive"


def test_a_parsed_row_of_no_text_is_an_answer_too() -> None:
    assert "error" in parse_row({"id": 1})
    assert parse_row({"id": 1, "text": "", "lang": "de"})["clauses"] == []


TITLE = "Norway recalls its ambassador to Chile"


def test_a_title_is_read_in_front_of_its_text_with_offsets_of_its_own() -> None:
    text = "Oslo said little. Norway expelled two Chilean diplomats on Monday."
    row = read_row({"id": 1, "title": TITLE, "text": text}, load())
    parts = {"title": TITLE, "text": text}
    for found in (*row["entities"], *row["signals"]):
        assert 0 <= found["start"] < found["end"] <= len(parts[found["in"]])
    assert all(parts[e["in"]][e["start"] : e["end"]] == e["text"] for e in row["entities"])
    assert {s["in"] for s in row["signals"]} == {"title", "text"}


def test_a_title_with_which_the_text_begins_is_read_once() -> None:
    row = read_row({"id": 1, "title": TITLE, "text": f"{TITLE}\nThe ministry gave no reason."}, load())
    assert [s["in"] for s in row["signals"]] == ["text"]
    assert sum(e["text"] == "Norway" for e in row["entities"]) == 1
