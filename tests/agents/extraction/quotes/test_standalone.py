from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("body", "last"),
    [
        (
            "“It holds,” said Ida Renn. “It leaks, but it holds.”",
            ("“It holds,” ... “It leaks, but it holds.”", "Ida Renn"),
        ),
        (
            "Captain Moen did not hide it. “My crew slept through the whole storm.”",
            ("“My crew slept through the whole storm.”", "Captain Moen"),
        ),
        (
            "“Our goats found the hole before we did.” — Signe Dahlberg, farmer",
            ("“Our goats found the hole before we did.”", "Signe Dahlberg"),
        ),
        ("Signe Dahlberg: “Goats see everything.”", ("“Goats see everything.”", "Signe Dahlberg")),
        ("Dahlberg to Brekke: “Your ferry leaks.”", ("“Your ferry leaks.”", "Dahlberg")),
        ("“The answer is no,” Lena Falk riffed on it.", ("“The answer is no,”", "Lena Falk")),
    ],
)
def test_marked_words_without_a_cue_find_their_speaker(said, body: str, last: tuple[str, str]) -> None:
    assert said(body)[-1] == last


@pytest.mark.parametrize(
    "body",
    [
        "The “reform” closed nine clinics.",
        "The novel “Salt Under Snow” won a prize.",
        "Anton “Two Coats” Brekke owns the ferry.",
        "She refused long-range “Tomahawk” missiles.",
        "A woman held a sign reading “Not one boat more in our bay today”.",
    ],
)
def test_names_and_scare_quotes_are_no_speech(said, body: str) -> None:
    assert said(body) == []


def test_speech_over_paragraphs_is_one_quote(said) -> None:
    body = 'Renn said: "We asked once.\n\n"We asked twice.\n\n"We will not ask again."'
    assert said(body) == [('"We asked once. ... "We asked twice. ... "We will not ask again."', "Renn")]
