"""An entry stays itself over what publishers change, and two stay two; each kind as it was met."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agents.identity import article_id
from streams.feeds.naming import Naming, is_proxied
from streams.feeds.rows import Row

PAGE = "https://desk.example/world/9"
SITE = "https://desk.example/"


def polls(*documents: list[Row]) -> list[list[str]]:
    """Name the rows of documents that came one after the other."""
    names: dict[str, str] = {}
    found = []
    for rows in documents:
        naming = Naming("desk", rows, names)
        found.append([naming.name(n, row) for n, row in enumerate(rows)])
        names |= naming.learnt
    return found


def row(title: str, link: str = "", guid: str = "", text: str = "") -> Row:
    return Row(title, link or SITE, guid, text=text, own_link=bool(link))


def test_an_address_names_the_article_for_all_feeds() -> None:
    assert polls([row("T", PAGE, "g-1")]) == [[article_id(PAGE, "any", "any")]]


@pytest.mark.parametrize(
    "changing",
    [
        lambda n: row("Envoy recalled", f"{PAGE}?sid={n}x17", "stable-9"),  # a token in the address
        lambda n: row("Envoy recalled", f"{PAGE}-envoy-v{n}", "9"),  # a slug that follows the title
        lambda n: row(f"Envoy recalled {n}", f"{PAGE}-v{n}", "9"),  # and the title with it
        lambda n: row("Envoy recalled", PAGE, f"https://desk.example/?p=9&v={n}"),  # a guid for each wording
        lambda n: row("Envoy recalled", "", f"random-{n}", "He left."),  # a guid made anew, no address
        lambda n: row(f"Envoy recalled {n}", "", "9"),  # a guid and no address
        lambda n: row("Envoy recalled", f"https://{'amp' if n else 'www'}.desk.example/world/9", f"{n}"),
        lambda n: Row("Envoy recalled", f"https://news.google.com/rss/articles/CBM{n}?oc=5", f"CBM{n}", source="Desk"),
        lambda n: row("", "", "", "A description alone."),
    ],
)
def test_one_entry_over_three_polls_is_one(changing) -> None:  # type: ignore[no-untyped-def]
    assert len({name for names in polls(*([changing(n)] for n in range(3))) for name in names}) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [row("T", PAGE, "N/A"), row("U", PAGE + "0", "N/A")],
        [row("T", "", "N/A"), row("U", "", "N/A")],
        [row("T", PAGE, "1"), row("U", PAGE, "2")],
        [row("T", PAGE), row("U", PAGE)],
        [row("Live", PAGE, "1", "One."), row("Live", PAGE, "2", "Two.")],
        [row("T", f"{PAGE}#a", "1"), row("U", f"{PAGE}#b", "2")],
        [row("", "", "", "One."), row("", "", "", "Two.")],
        [row("Weather", "", "", "Rain."), row("Weather", "", "", "Sun.")],
        [row("T", f"{PAGE}?ref=1001"), row("U", f"{PAGE}?ref=1002")],
    ],
)
def test_two_entries_are_two_in_every_poll(rows: list[Row]) -> None:
    first, second = polls(rows, rows)
    assert len(set(first)) == 2 and first == second


def test_copies_of_one_page_in_one_document_are_one() -> None:
    links = ("http://desk.example/world/9/", "https://m.desk.example/world/9", "https://desk.example/world/9?amp=1")
    (names,) = polls([row("T", link, f"{n}") for n, link in enumerate(links)])
    assert len(set(names)) == 1


def test_a_live_page_keeps_its_entries_apart_while_they_come_and_go() -> None:
    begin, end = row("Talks begin", PAGE, "live-1"), row("Talks end", PAGE, "live-2")
    (first,), (later, begun), (last,) = polls([begin], [end, begin], [end])
    assert (first, later) == (begun, last)
    assert first != last


def test_an_entry_of_every_day_is_another_each_day() -> None:
    days = ([Row("Weather", SITE, published=datetime(2025, 1, day, tzinfo=UTC), own_link=False)] for day in (6, 7))
    (monday,), (tuesday,) = polls(*days)
    assert monday != tuesday


def test_only_what_no_address_tells_is_remembered() -> None:
    naming = Naming("desk", [row("T", PAGE, PAGE)], {})
    naming.name(0, row("T", PAGE, PAGE))
    assert naming.learnt == {}


def test_services_that_hide_the_page_are_known_by_their_host() -> None:
    assert is_proxied("https://news.google.com/rss/articles/CBMi") and not is_proxied(
        "https://desk.example/?news.google.com"
    )
    assert not is_proxied("https://[x")
