"""Headlines in capitals: names get their spelling, other words small letters, and nothing moves."""

from __future__ import annotations

import pytest

from agents.extraction import read
from agents.extraction.names.casing import cased
from agents.extraction.text import Text
from agents.lexicon import load

NAMES = load().names


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("RUSSIAN FORCES SHELL KHERSON", "Russian forces shell Kherson"),
        ("N. KOREA’S KIM TELLS S. KOREA TO STOP", "N. Korea’s Kim tells S. Korea to stop"),
        ("XI, PUTIN SIGN GAS DEAL IN BEIJING", "Xi, Putin sign gas deal in Beijing"),
        ("SOUTH SUDAN ASKS UGANDA TO LEAVE", "South Sudan asks Uganda to leave"),
        ("NICE WHO WINS", "Nice who wins"),  # common words
        ("Xi, Putin Sign Gas Deal", "Xi, Putin Sign Gas Deal"),  # not in capitals
        ("EU OUT", "EU OUT"),  # too short to tell
        ("STRASSE WIRD GROẞ", "Strasse wird groß"),
        ("İSTANBUL TALKS COLLAPSE", "İSTANBUL TALKS COLLAPSE"),  # a letter grows when it is small
    ],
)
def test_a_headline_in_capitals(line: str, told: str) -> None:
    text = Text(f"{line}\n\nIt RAINED.", headline=(0, len(line)))
    assert cased(text, NAMES).body == f"{told}\n\nIt RAINED."


def test_only_a_headline_is_changed() -> None:
    text = Text("RUSSIAN FORCES SHELL KHERSON")
    assert cased(text, NAMES) is text


def test_entities_show_the_words_as_written() -> None:
    title = "RUSSIAN FORCES SHELL KHERSON"
    found = read(title, load(), title=title).entities
    assert [(e.text, e.actor_id or e.place_id) for e in found] == [
        ("RUSSIAN FORCES", "RUS:MIL"),
        ("KHERSON", "pl:ukr-kherson"),
    ]
