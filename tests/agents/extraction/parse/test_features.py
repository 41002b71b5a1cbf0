"""What the tagger looks at in a word."""

from __future__ import annotations

import pytest

from agents.extraction.parse import features


@pytest.mark.parametrize(
    ("sentence", "look"),
    [
        ("The minister resigned on Monday", features.RUNNING),
        ("Minister Resigns as Talks Fail", features.TITLE_CASE),
        ("MINISTER RESIGNS AS TALKS FAIL", features.CAPITALS),
        ("Oslo talks", features.RUNNING),
        ("He is in", features.RUNNING),
    ],
)
def test_style(sentence: str, look: int) -> None:
    assert features.style(sentence.split()) == look


@pytest.mark.parametrize(
    ("word", "low"),
    [("Don’t", "don't"), ("1,500.50", "#"), ("2024", "#year"), ("4th", "#th"), ("1990s", "#s"), ("5G", "#g")],
)
def test_plain(word: str, low: str) -> None:
    assert features.plain(word) == low


def test_a_capital_tells_less_where_all_words_have_one() -> None:
    assert [features.form("Oslo", look) for look in range(3)] == ["T", "H", "C"]
    assert [features.form("UN", look) for look in range(3)] == ["A", "A", "C"]
    assert [features.form(word, features.RUNNING) for word in ("oslo", "5", "“")] == ["a", "d", "p"]


def test_an_unknown_word_leans_on_what_is_known_of_its_stem() -> None:
    stems = {"extradite": "V", "levy": "NV"}
    assert features.of_stem("extradited", stems) == ["qd+V"] or features.of_stem("extradited", stems) == ["qdV"]
    assert features.of_stem("levies", stems) == ["qies+NV"]
    assert features.of_stem("unheard", stems) == []
