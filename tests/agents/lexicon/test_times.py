from pathlib import Path

import pytest

from agents.lexicon.errors import LexiconError
from agents.lexicon.times import Times, times_for


def english() -> Times:
    found = times_for("en")
    assert found is not None
    return found


def test_every_row_of_expressions_matches_something_that_is_told_apart() -> None:
    times = english()
    assert len(times.rows) > 20
    found = times.pattern.search("It left on 14 March 2024.")
    assert found is not None and found.lastgroup is not None
    row = times.rows[found.lastgroup]
    assert row.means == "date" and found[row.parts["month"]] == "March"


def test_short_months_take_their_full_stop_and_whole_ones_do_not() -> None:
    assert [found.group() for found in english().pattern.finditer("Dec. 9, in June. In Sept.")] == [
        "Dec. 9",
        "June",
        "Sept.",
    ]


def test_numbers_are_words_or_figures() -> None:
    assert (english().count("two"), english().count("17")) == (2, 17)


def test_verbs_stand_in_all_their_forms() -> None:
    assert {"said", "says", "told"} <= english().verbs["saying"]
    assert {"agreed", "vowing"} <= english().verbs["performing"]


def test_a_language_without_a_file_has_no_words_of_time() -> None:
    assert times_for("xx") is None


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    path.write_text("[calendar]\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"xx\.toml"):
        Times.load(path)
