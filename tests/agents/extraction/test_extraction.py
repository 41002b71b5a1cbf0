"""Reading one text: what is wanted is read, offsets point into the body, and no text is too strange."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.extraction import Reading, read
from agents.lexicon import load

BODY = (
    "The United States imposed sanctions on two Russian banks on Wednesday.\n\n"
    '"We will not wait," Foreign Minister Sergei Lavrov said in Moscow.'
)
SHAPES = st.sampled_from([
    "Sergei Lavrov", "Moscow", "Russia ", "sanctions", " imposed ", " said", '"', "“", "”", "„", "‘", ".", ",", ": ",
    "\n\n", "\r", "- ", "(", "[", "\ud800", "\udfff", "\x00", "\u202e", "\u0301", "İ", "ß", "🇺🇳", "U.S. ", "北京。",
])  # fmt: skip


def spans(reading: Reading) -> list[tuple[int, int]]:
    """Give every span that a reading holds."""
    return [
        *((e.start, e.end) for e in reading.entities),
        *(piece for q in reading.quotes for piece in (*q.pieces, *q.verbatim)),
        *((s.start, s.end) for s in reading.signals),
        *(s.trigger for s in reading.signals),
    ]


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        (frozenset({"entities", "quotes", "signals"}), {"entities", "quotes", "signals"}),
        (frozenset({"entities"}), {"entities"}),
        (frozenset({"quotes"}), {"entities", "quotes"}),  # quotes stand on names
        (frozenset({"signals"}), {"entities", "quotes", "signals"}),  # signals stand on both
        (frozenset(), {"entities"}),
    ],
)
def test_what_is_wanted_is_read_with_what_it_stands_on(wanted: frozenset[str], kinds: set[str]) -> None:
    reading = read(BODY, load(), wanted=wanted)
    assert {kind for kind in ("entities", "quotes", "signals") if getattr(reading, kind)} == kinds


def test_what_is_wanted_does_not_change_what_is_found() -> None:
    whole = read(BODY, load())
    assert read(BODY, load(), wanted=frozenset({"quotes"})).quotes == whole.quotes
    assert read(BODY, load(), wanted=frozenset({"signals"})).signals == whole.signals
    assert read(BODY, load(), wanted=frozenset()).entities == whole.entities


def test_offsets_point_into_the_body_whatever_the_title() -> None:
    reading = read(BODY, load(), title="Washington imposes sanctions on Moscow")
    assert reading.text.body == BODY
    assert all(BODY[e.start : e.end] == e.text for e in reading.entities)
    assert [BODY[a:b] for q in reading.quotes for a, b in q.verbatim] == ["We will not wait,"]
    assert [BODY[slice(*s.trigger)].split(maxsplit=1)[0] for s in reading.signals] == ["imposed"]


def test_the_day_of_publication_decides_who_held_an_office() -> None:
    days = [datetime(year, 5, 1, tzinfo=UTC) for year in (2003, 2021)]
    said = [read("The Russian foreign minister said no.", load(), published_at=day).entities[0] for day in days]
    assert [e.person_id for e in said] == ["p:rus:igor-ivanov", "p:rus:sergei-lavrov"]


def test_without_a_day_the_newest_office_counts() -> None:
    (then,) = read("Keir Starmer spoke.", load(), published_at=datetime(2021, 5, 1, tzinfo=UTC)).entities
    (now,) = read("Keir Starmer spoke.", load()).entities
    assert (then.actor_id, now.actor_id) == ("GBR:OPP", "GBR:GOV")


def test_a_revision_gives_its_findings_ids_of_their_own() -> None:
    first, again, second = (read(BODY, load(), revision=revision) for revision in ("1", "1", "2"))
    assert first.quotes == again.quotes
    assert first.signals == again.signals
    assert not {f.id for f in (*first.quotes, *first.signals)} & {f.id for f in (*second.quotes, *second.signals)}


def test_a_lone_surrogate_moves_no_offset() -> None:
    broken = BODY.replace("two", "t\ud800o")
    reading = read(broken, load())
    assert len(reading.text.body) == len(broken)
    assert reading.text.body == broken.replace("\ud800", "\ufffd")
    assert spans(reading) == spans(read(BODY, load()))


def test_a_whole_pair_is_no_surrogate() -> None:
    assert read("\U0001f1fa\U0001f1f3 Lavrov", load()).text.body == "\U0001f1fa\U0001f1f3 Lavrov"


@pytest.mark.parametrize("body", ["", " ", "\n\n", "\ud800", "“", '"' * 500, "Lavrov " * 2000, "a" * 50_000])
def test_strange_texts_are_read(body: str) -> None:
    reading = read(body, load(), title="\udc00", lang="?", revision="\ud800")
    assert all(0 <= start < end <= len(body) for start, end in spans(reading))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(SHAPES, st.text(max_size=6)), max_size=30).map("".join))
def test_no_text_raises_and_every_span_lies_in_it(body: str) -> None:
    reading = read(body, load())
    assert len(reading.text.body) == len(body)
    assert all(0 <= start < end <= len(body) for start, end in spans(reading))


def test_a_reading_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        read("", load()).entities = ()  # type: ignore[misc]


def test_what_a_state_did_that_is_no_more_is_old() -> None:
    reading = read(
        "The Soviet Union expelled two Norwegian diplomats.", load(), published_at=datetime(2026, 3, 1, tzinfo=UTC)
    )
    assert [(s.signal, s.when.news, s.when.read) for s in reading.signals] == [("expulsion", "old", "Soviet Union")]
