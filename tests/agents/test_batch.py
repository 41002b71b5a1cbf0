import pytest

from agents.batch import read_row
from agents.lexicon import load

TEXT = 'The United States imposed sanctions on Russia. "It is late," President Vladimir Putin said, "but not too late."'


def test_a_row_has_the_fields_that_benchmarks_are_built_on() -> None:
    row = read_row({"id": "x", "text": TEXT}, load())
    assert set(row) == {"id", "lang", "entities", "quotes", "signals"}
    assert {"start", "end", "text", "type", "ids", "rule", "score"} <= set(row["entities"][0])
    assert set(row["quotes"][0]) == {
        "start", "end", "text", "type", "group", "speaker", "speaker_start", "speaker_resolved", "actor_id", "cue",
        "modality", "confidence",
    }  # fmt: skip
    signal = row["signals"][0]
    assert (signal["plover_type"], signal["cameo"], signal["signal"]) == ("SANCTION", "163", "sanctions_imposed")
    assert (signal["source"]["id"], signal["target"]["id"]) == ("USA", "RUS")


def test_a_quote_in_two_pieces_is_two_entries_of_one_group() -> None:
    first, second = read_row({"id": "x", "text": TEXT}, load())["quotes"]
    assert first["group"] == second["group"]
    assert [TEXT[q["start"] : q["end"]] for q in (first, second)] == [first["text"], second["text"]]


def test_only_what_is_wanted_is_given() -> None:
    row = read_row({"id": "x", "text": TEXT}, load(), frozenset({"signals"}))
    assert set(row) == {"id", "lang", "signals"}


@pytest.mark.parametrize(
    "row", [{"id": 1}, {"id": 1, "text": None}, {"id": 1, "text": 5}, {"id": 1, "text": "a", "published_at": "soon"}]
)
def test_a_bad_row_is_told_and_ends_nothing(row: dict[str, object]) -> None:
    found = read_row(row, load())
    assert found["id"] == 1
    assert set(found) == {"id", "error"}


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "“", "a" * 5000, "\n\n\n", "שלום", "🎉 Putin 🎉"])
def test_any_text_can_be_read(text: str) -> None:
    assert "error" not in read_row({"id": 1, "text": text}, load())
