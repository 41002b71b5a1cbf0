"""Headlines as an editor would write them: the examples of the data, and what holds of every line there can be."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.headlines import headline
from agents.lexicon.headlines import Example, standard
from agents.limits import HEADLINE_CHARS
from agents.records import Status

KINDS = standard().words.kinds
STATUSES = [*get_args(Status), "denied"]
EXAMPLES = [(kind, example) for kind, known in KINDS.items() for example in known.examples]
OBJECTS = sorted({"", *(variant.object for known in KINDS.values() for variant in known.variants)})
PLACES = ["", "Budapest", "northern Israel", "Korean Peninsula", "West Bank", "United States", "Sea → of  Japan", "_"]
NAMES = [
    "United States", "Russia", "Palestine", "European Union", "Houthis", "Taliban", "Italy, civilians", "IGO:nobody",
    "Bosnia and Herzegovina", "Central African Republic", "Rosneft", "p:xxx:nobody", "Acme Inc.", "a → b_c  d", "", "…",
    "n" * 90, "very long name " * 9,
]  # fmt: skip
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=lambda value: getattr(value, "headline", value))
def test_examples_of_the_data(kind: str, example: Example) -> None:
    told = headline(
        kind,
        example.status,
        example.sources,
        example.targets,
        about=example.object,
        place=example.place,
        day=example.day,
        told=example.told,
        turn=(example.turn.kind, example.turn.day) if example.turn is not None else None,
        wording=example.wording,
    )
    assert told == example.headline


@settings(max_examples=600, deadline=None)
@given(
    kind=st.sampled_from(sorted(KINDS)),
    status=st.sampled_from(STATUSES),
    sources=st.lists(st.sampled_from(NAMES), max_size=5),
    targets=st.lists(st.sampled_from(NAMES), max_size=5),
    about=st.sampled_from(OBJECTS),
    place=st.sampled_from(PLACES),
    day=DAYS,
    told=DAYS,
    turn=st.none() | st.tuples(st.sampled_from(sorted(KINDS)), st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    wording=st.sampled_from(["", "a visit to the summit", "trade talks on tanks, missiles and a treaty"]),
)
def test_every_headline_can_be_printed(kind: str, status: str, turn: tuple[str, date] | None, **told: object) -> None:
    line = headline(kind, status, turn=turn, **told)  # type: ignore[arg-type]
    assert re.search(r"[→_{}\[\]<>]|  |, ,|\bNone\b", line) is None
    assert line == line.strip()
    assert len(line) <= HEADLINE_CHARS
    assert re.search(r"[.,;:!?…–-]$", line) is None or line.endswith(("U.S.", "U.K."))
    assert not line or line[0] == line[0].upper()


@settings(max_examples=300, deadline=None)
@given(
    kind=st.sampled_from(sorted(KINDS)),
    status=st.sampled_from(STATUSES),
    sources=st.lists(st.sampled_from(["Chad", "Peru", "Fiji", "Oman"]), min_size=1, max_size=3),
    targets=st.lists(st.sampled_from(["Chad", "Peru", "Togo", "Mali"]), max_size=3),
)
def test_who_takes_part_is_named_once(kind: str, status: str, sources: list[str], targets: list[str]) -> None:
    line = headline(kind, status, sources, targets)
    if line:
        assert all(line.count(name) == 1 for name in sources)
    for name in {*targets} - {*sources}:
        assert line.count(name) <= 1


def test_one_does_and_several_do() -> None:
    assert headline("attack", "negated", ["Chad"], ["Mali"]) == "Chad does not attack Mali"
    assert headline("attack", "negated", ["Chad", "Niger"], ["Mali"]) == "Chad and Niger do not attack Mali"
    assert headline("attack", "done", ["Sudan, rebels"], ["Chad"]) == "Sudanese rebels attack Chad"
    assert headline("attack", "done", ["Chad", "Niger", "Mali", "Togo"], ["Benin"]) == (
        "Chad, Niger, Mali and others attack Benin"
    )


def test_a_day_is_told_where_it_is_not_the_day_of_the_report() -> None:
    def on(day: date | None, told: date | None, status: str = "done") -> str:
        return headline("attack", status, ["Chad"], ["Mali"], day=day, told=told).removeprefix("Chad attacks Mali")

    monday, friday = date(2025, 10, 6), date(2025, 10, 10)
    assert on(monday, friday) == " on 6 October"
    assert on(monday, date(2026, 1, 2)) == " on 6 October 2025"
    assert on(monday, monday) == on(None, monday) == ""
    assert on(friday, monday) == "", "what was done was not done tomorrow"
    assert on(friday, monday, "announced") == "Chad to attack Mali on 10 October"
    assert on(monday, friday, "announced") == "Chad to attack Mali", "it was announced on that day, not done"


def test_what_has_no_form_is_nothing() -> None:
    assert headline("weapons_test", "done", [], ["United States"]) == ""
    assert headline("attack") == headline("unheard_of", "done", ["Chad"]) == ""


def test_an_odd_status_is_taken_for_done() -> None:
    assert headline("attack", "whatever", ["Chad"], ["Mali"]) == "Chad attacks Mali"


def test_what_is_odd_is_left_out() -> None:
    at = datetime(2025, 10, 6, 12, tzinfo=UTC)
    odd: dict[str, Any] = {
        "about": None,
        "place": None,
        "day": at,
        "told": at,
        "wording": None,
        "turn": ("attack", None),
    }
    assert headline("attack", "done", ["Chad", None, 7], ["Mali"], **odd) == "Chad attacks Mali"  # type: ignore[list-item]
    assert headline("attack", "done", None, None) == ""  # type: ignore[arg-type]
    assert headline("attack", "done", ["Chad"], ["Mali"], day="yesterday", turn=("no_such", at)) == (  # type: ignore[arg-type]
        "Chad attacks Mali, reversing line of 6 October"
    )
