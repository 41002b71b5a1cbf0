"""Words and where they stand, on nasty strings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.extraction.words import words_of

CUTS = [
    ("It doesn't, can't, won’t.", "It does n't , ca n't , wo n’t ."),
    ("Rome’s plan isn't the allies' plan.", "Rome ’s plan is n't the allies ' plan ."),
    ("I'd've said we'll, they're, I'm", "I 'd 've said we 'll , they 're , I 'm"),
    ("He cannot; gonna go.", "He can not ; gon na go ."),
    ("O'Brien and d'Ivoire at five o'clock", "O'Brien and d'Ivoire at five o'clock"),
    ("the U.S.-led mid-May talks", "the U.S. - led mid - May talks"),
    ("Gen. Smith, Ph.D., met J. K. Rowling at 7:30 a.m.", "Gen. Smith , Ph.D. , met J. K. Rowling at 7:30 a.m."),
    ("He said no. No. 5 is art.", "He said no . No. 5 is art ."),
    ("Plan B.", "Plan B ."),
    ("Apple Inc. and Gov. Lee", "Apple Inc. and Gov. Lee"),
    ("$5, US$1,500.50 and 40% on 9/11", "$ 5 , US $ 1,500.50 and 40 % on 9 / 11"),
    ("5bn in the 1990s, the 4th 5G, '90s", "5 bn in the 1990s , the 4th 5G , '90s"),
    ("wait... what?! — 10–20 -- yes…", "wait ... what ? ! — 10 – 20 -- yes …"),
    ("“Yes,” ‘no’ \"x\" 'y' ``z'' «q»", "“ Yes , ” ‘ no ’ \" x \" ' y ' `` z '' « q »"),
    (
        "see https://a.b/c?d=(e), www.x.org. or HealthCare.gov.",
        "see https://a.b/c?d=(e ) , www.x.org . or HealthCare.gov .",
    ),
    ("@user_1 wrote to me@site.co.uk about #tag", "@user_1 wrote to me@site.co.uk about #tag"),
    ("AT&T's Q&A and R & D", "AT&T 's Q&A and R & D"),
    ("he said.The end", "he said . The end"),
    ("zero\u200bwidth soft\u00adhyphen", "zero width soft\u00adhyphen"),
    ("cafe\u0301 दिल्ली Київ 東京", "cafe\u0301 दिल्ली Київ 東京"),
    ("", ""),
    (" \n\t ", ""),
]


@pytest.mark.parametrize(("text", "cut"), CUTS)
def test_words_are_cut_as_the_tagger_learned_them(text: str, cut: str) -> None:
    assert words_of(text).words == cut.split()


@settings(deadline=None)
@given(
    st.text(st.sampled_from("aB9 .,'’-“”\"$%@#&/:n\n\u00e9\u0301\u200b漢t_"), max_size=60),
    st.integers(0, 30),
    st.integers(0, 60),
)
def test_offsets_give_back_the_words_and_nothing_is_lost(text: str, start: int, end: int) -> None:
    end = min(end, len(text))
    found = words_of(text, start, end)
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == found.words
    assert all(a < b for a, b in zip(found.starts, found.ends, strict=True))
    assert all(b <= a for b, a in zip(found.ends, found.starts[1:], strict=False))
    inside = {at for a, b in zip(found.starts, found.ends, strict=True) for at in range(a, b)}
    assert inside <= set(range(start, end))
    left = {text[at] for at in range(start, end) if at not in inside}
    assert all(c.isspace() or c in "\u200b\u0301" for c in left)


def test_a_stretch_keeps_the_offsets_of_the_text() -> None:
    text = "Rome spoke. Paris didn't."
    found = words_of(text, 12)
    assert found.words == ["Paris", "did", "n't", "."]
    assert found.starts[0] == 12
    assert text[slice(*found.span(0, 2))] == "Paris didn't"
    assert len(words_of(text, 0, 4)) == 1


@pytest.mark.parametrize("piece", ["a.", "a.b", "n't", "'s", "http://,", "@a", "a@", "a'b", "-", "&A", "9,", "it.com"])
def test_long_runs_end_soon(piece: str) -> None:
    # Would take hours if a pattern went back over what it has read.
    text = piece * 20_000
    found = words_of(text)
    assert text.startswith(found.words[0])


def test_low_words_have_one_apostrophe() -> None:
    assert words_of("He DIDN’T go").low == ["he", "did", "n't", "go"]
