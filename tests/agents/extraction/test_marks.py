from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.extraction.marks import regions
from agents.extraction.text import Text


def inner(body: str, lang: str = "en") -> list[str]:
    return [body[slice(*r.inner)] for r in regions(body, Text(body).paragraphs, lang)]


@pytest.mark.parametrize(
    ("body", "lang", "expected"),
    [
        ('"The lock holds," she said.', "en", ["The lock holds,"]),
        ("“The lock holds,” she said.", "en", ["The lock holds,"]),
        ("''No,'' Mr. Krumm said.", "en", ["No,"]),
        ("„Nein“, sagte Krumm, „nie“.", "de", ["Nein", "nie"]),
        ("»Nein«, so Krumm.", "de", ["Nein"]),
        ("« Non », a dit Krumm.", "fr", [" Non "]),
        ("«Ні», — сказав Крум.", "uk", ["Ні"]),
        ("‘No,’ said Krumm, whose parents’ shop closed.", "en", ["No,"]),
        ("He paid 5' for a 19\" rack in the '80s.", "en", []),
        ("The dogs' bowls and the cats' beds.", "en", []),
        (
            "“He told me ‘sell nothing’ and I sold,” he said.",
            "en",
            ["He told me ‘sell nothing’ and I sold,", "sell nothing"],
        ),
        (
            '“Putin called because of the "Tomahawk" talk.”',
            "en",
            ['Putin called because of the "Tomahawk" talk.', "Tomahawk"],
        ),
        ('“We lost," he said. “We will win.”', "en", ["We lost,", "We will win."]),
    ],
)
def test_every_common_mark_is_paired(body: str, lang: str, expected: list[str]) -> None:
    assert inner(body, lang) == expected


def test_speech_with_opening_marks_only_runs_on_into_the_next_paragraphs() -> None:
    body = 'Renn said: "We asked once.\n\n"We asked twice.\n\n"We will not ask again." He left.'
    found = regions(body, Text(body).paragraphs, "en")
    assert [r.open_end for r in found] == [True, True, False]
    assert body[slice(*found[1].inner)] == "We asked twice."


def test_speech_whose_reopening_mark_was_dropped_is_closed_in_the_next_paragraph() -> None:
    body = 'Renn said: "We asked once.\n\nWe asked twice."'
    assert inner(body) == ["We asked once.", "We asked twice."]


def test_one_unclosed_mark_costs_its_paragraph_only() -> None:
    body = '"The river is low, said Keller.\n\nKeller left. "It fell," said Roa.'
    assert inner(body) == ["It fell,"]


@given(st.text(alphabet="ab .,\n\"'“”‘’„«»‹›``—?!s5", max_size=120), st.sampled_from(["en", "de", "fr", "und"]))
def test_whatever_the_marks_regions_nest_and_stay_inside_the_text(body: str, lang: str) -> None:
    found = regions(body, Text(body).paragraphs, lang)
    for region in found:
        assert 0 <= region.start <= region.inner[0] <= region.inner[1] <= region.end <= len(body)
        if region.parent >= 0:
            outer = found[region.parent]
            assert outer.start <= region.start and region.end <= outer.end
