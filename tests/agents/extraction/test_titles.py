"""What of a title is its headline, and what kind of piece it makes, on titles as outlets write them."""

from __future__ import annotations

import pytest

from agents.extraction import read
from agents.extraction.titles import Publisher, heading_of
from agents.lexicon import load

LEXICON = load()


def heading(title: str, outlet: str = "", url: str = "") -> tuple[str, str]:
    body = f"{title}\n\nIt rained in Lima."
    found = heading_of(body, title, LEXICON.titles, Publisher(outlet, url, LEXICON.names))
    return body[slice(*found.headline)], found.kind


@pytest.mark.parametrize(
    ("title", "outlet", "url", "headline"),
    [
        ("Chad expels envoy - BBC News", "", "", "Chad expels envoy"),  # everybody knows it
        ("Chad expels envoy — Lake Post", "Lake Post", "", "Chad expels envoy"),  # the item's own
        ("Chad expels envoy - Lake Post", "The Lake Post Online", "", "Chad expels envoy"),
        ("Chad expels envoy – The Lake Post", "", "https://www.lakepost.td/1", "Chad expels envoy"),  # its host
        ("Chad expels envoy - lakepost.co.td", "", "", "Chad expels envoy"),  # an address
        ("Chad expels envoy | Africa | Lake Post", "", "", "Chad expels envoy"),  # no headline holds a bar
        ("Chad expels envoy - Lake Post", "", "", "Chad expels envoy - Lake Post"),  # nobody knows it
        ("Chad - Niger talks collapse", "", "", "Chad - Niger talks collapse"),
        ("Chad expels envoy - Lake Post", "", "http://[", "Chad expels envoy - Lake Post"),
        ("World: Chad expels envoy", "", "", "Chad expels envoy"),
        ("BREAKING - Chad expels envoy", "", "", "Chad expels envoy"),
        ("(2nd LEAD) Chad expels envoy", "", "", "Chad expels envoy"),
        ("UPDATE 2-Chad expels envoy", "", "", "Chad expels envoy"),
        ("Lake Chad war: Two killed as army strikes", "", "", "Two killed as army strikes"),
        ("Live-fire drill held off Chad", "", "", "Live-fire drill held off Chad"),
        ("Kremlin: NATO move is threat", "", "", "Kremlin: NATO move is threat"),  # it says so
        ("Reuters", "Reuters", "", "Reuters"),
    ],
)
def test_what_stands_around_a_headline_is_cut_off(title: str, outlet: str, url: str, headline: str) -> None:
    assert heading(title, outlet, url)[0] == headline


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Chad expels envoy", "news"),
        ("Video: Chad expels envoy", "news"),
        ("Opinion: Chad must expel the envoy", "opinion"),
        ("Analysis | The envoy's last stand", "opinion"),
        ("Why Chad expels envoys", "opinion"),
        ("What Chad's new court tells us", "opinion"),
        ("Will Chad expel the envoy?", "opinion"),
        ("How Chad lost its envoy", "retrospective"),
        ("Factbox-Who rules Chad", "retrospective"),
        ("Timeline: Chad and its envoys", "retrospective"),
        ("What we know about the envoy", "retrospective"),
        ("Chad crisis live: envoy expelled", "live"),
        ("Chad expels envoy – as it happened", "live"),
        ("Five things to know about Chad", "list"),
        ("In pictures: Lake Chad at dawn", "list"),
        ("Morning briefing: an envoy goes", "list"),
        ("WHO warns of cholera in Chad", "news"),
    ],
)
def test_labels_and_openings_tell_the_kind(title: str, kind: str) -> None:
    assert heading(title)[1] == kind


def test_without_a_title_the_first_line_is_one_unless_it_is_a_sentence() -> None:
    def first(body: str) -> tuple[str, int]:
        found = heading_of(body, "", LEXICON.titles, Publisher("", "", LEXICON.names))
        return found.kind, found.end

    assert first("Live: Chad expels envoy\n\nIt rained.") == ("live", 23)
    assert first("How it rained in Lima.\nThen it stopped.") == ("news", 0)
    assert first("") == ("news", 0)


def test_a_publisher_is_no_party_and_of_no_sentence() -> None:
    title = "Iran expels Chad's envoy | France 24"
    reading = read(f"{title}\n\nIt rained.", LEXICON, title=title)
    assert reading.text.body[slice(*reading.text.sentences[0])] == "Iran expels Chad's envoy"
    assert [(s.source.actor_id, s.target.actor_id) for s in reading.signals if s.source and s.target] == [
        ("IRN", "TCD:GOV")
    ]


@pytest.mark.parametrize(
    ("title", "statuses"),
    [
        ("Iran expels envoy of Chad", ["done"]),
        ("Live: Iran expels envoy of Chad", ["done"]),
        ("Why Iran expels envoy of Chad", ["hypothetical"]),
    ],
)
def test_the_title_of_an_opinion_tells_nothing_as_done(title: str, statuses: list[str]) -> None:
    assert [s.status for s in read(title, LEXICON, title=title).signals] == statuses
