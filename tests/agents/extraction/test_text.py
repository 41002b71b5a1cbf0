"""Sentences and paragraphs: where they end, and that no character is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.extraction.text import Text


def sentences(body: str, **more: str) -> list[str]:
    return [body[start:end] for start, end in Text(body, **more).sentences]


@pytest.mark.parametrize(
    "whole",
    [
        "Lt. Gen. John Smith of the U.S. Army spoke in Washington, D.C. on Monday at 5 p.m. about the U.N. Council.",
        "George W. Bush met No. 10 staff on Jan. 5 in St. Petersburg.",
        "“Why?” John asked.",
        "The price rose 3.5 percent, Modern.az reports.",
        "Mr. Smith of Exxon Mobil Corp. Europe said no...and left.",
        "J. K. Rowling wrote it.",
        "Sen. John McCain, R-Ariz. and Rep. Nancy Pelosi voted.",
        "5 p.m. Monday was the deadline.",
        "Is it over? asked the minister.",
    ],
)
def test_one_sentence_stays_whole(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["He went to the U.S.", "The talks failed."],
        ["It ended at 5 p.m.", "He left."],
        ["“All is lost.”", "He left."],
        ['She said: "No!"', "The crowd roared."],
        ["Shares of Gazprom Inc.", "They fell."],
        ["He said so...", "Then he left."],
        ["Aged 5.", "Free."],
        ["Really?!", "Yes."],
        ["LONDON (Reuters) -", "J. K. Rowling wrote it."],
        ["MOSCOW, November 20. /TASS/.", "He left."],
        ["(He left.)", "They stayed."],
    ],
)
def test_two_sentences_part(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_missing_space_after_full_stop() -> None:
    assert sentences("It sold.The minister left.") == ["It sold.", "The minister left."]


def test_other_scripts() -> None:
    assert sentences("他说。我们走。") == ["他说。", "我们走。"]
    assert sentences("Путин прибыл. Он уехал.") == ["Путин прибыл.", "Он уехал."]


def test_german_ordinal() -> None:
    assert sentences("Er kam am 5. Mai nach Berlin.", lang="de") == ["Er kam am 5. Mai nach Berlin."]


def test_sentence_never_crosses_headline_or_list() -> None:
    body = "Summit called off\nThe reasons:\n- no progress\n- no will\n\nThe end"
    assert sentences(body) == ["Summit called off", "The reasons:", "- no progress", "- no will", "The end"]


def test_folded_lines_are_one_paragraph() -> None:
    body = "\n".join(
        [
            "The minister of foreign affairs said on Monday that the",
            "Ministry would not change its line about the summit in",
            "Budapest before the end of the month, whatever the other",
            "Side might say about it in the days that follow now.",
        ]
    )
    assert len(Text(body).paragraphs) == 1


def test_sentence_at() -> None:
    text = Text("One two. Three four.\n\nFive.")
    assert [text.sentence_at(i) for i in (0, 7, 9, 15, 22, 400)] == [0, 0, 1, 1, 2, 2]
    assert Text("").sentence_at(3) == 0
    assert Text("").sentence_span(0) == (0, 0)


@pytest.mark.parametrize(
    ("body", "declared", "lang"),
    [
        ("The president said that the talks in the capital will be held.", "", "en"),
        ("Der Minister sagte, dass die Gespräche in der Hauptstadt nicht stattfinden werden.", "", "de"),
        ("Le ministre a déclaré que les pourparlers dans la capitale sont suspendus pour le moment.", "", "fr"),
        ("Президент заявил, что переговоры не состоятся в этом году.", "", "ru"),
        ("Президент заявив, що переговори не відбудуться у цьому році та не на цих умовах.", "", "uk"),
        ("Whatever", "de-AT", "de"),
        ("1234 5678", "", "und"),
        ("", "x-default", "und"),
    ],
)
def test_lang(body: str, declared: str, lang: str) -> None:
    assert Text(body, lang=declared).lang == lang


@given(st.text(max_size=400))
def test_spans_are_sorted_stripped_and_cover_all_but_white_space(body: str) -> None:
    text = Text(body)
    for spans in (text.paragraphs, text.sentences):
        last = 0
        for start, end in spans:
            assert last <= start < end <= len(body)
            assert body[last:start].strip() == "" and body[start:end].strip() == body[start:end]
            last = end
        assert body[last:].strip() == ""


def test_a_dateline_is_told_from_the_other_sentences() -> None:
    text = Text("He left.\nKYIV (AP) - He came.")
    assert [text.is_dateline(k) for k in range(len(text.sentences))] == [False, True, False]


def test_a_title_in_front_is_a_paragraph_of_its_own_however_long_and_whatever_follows() -> None:
    title = "Norway recalls its ambassador from Chile over the seizure of a trawler"
    body = f"{title}\nsecond thoughts came late. Nobody left."
    assert Text(body, title=title).paragraphs[0] == (0, len(title))
    assert Text(body).paragraphs[0] == (0, len(body))
