"""Whatever a text repeats, no step is given more than its size, work grows with the text, and what was cut is told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from hostile import FAMILIES, LARGEST, hostile
from hypothesis import given
from hypothesis import strategies as st
from makers import make_article

from agents.extraction import Reading, budget, quotes, read
from agents.extraction.names import pieces
from agents.extraction.quotes import standalone
from agents.extraction.signals import passes
from agents.extraction.text import Text
from agents.lexicon import Lexicon, load
from agents.reader import Reader

# The kinds that once took more than the square of the text, and two whose units were too large.
WORST = (
    "deeds between semicolons",
    "capitals",
    "abbreviations",
    "quotes joined by a name",
    "one long sentence",
    "one letter in marks",
    "pronouns",
    "asked, told, ordered",
    "negations",
    "one state and a verb",
    "links",
    "one family",
)


def calls(work: Callable[[], object]) -> int:
    """Count the calls of functions, ours and built in: a measure of work that no other process can lengthen."""
    count = 0

    def tick(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


@pytest.mark.parametrize("family", WORST)
def test_work_grows_with_the_text_and_not_with_its_square(family: str, lexicon: Lexicon) -> None:
    def reading(size: int) -> Callable[[], Reading]:
        text = hostile(family, size)
        return lambda: read(text, lexicon)

    reading(500)()  # what is made at first use
    some, three_times = calls(reading(3_000)), calls(reading(9_000))
    assert three_times < 5 * some, "the square would be 9 times"


@pytest.fixture
def given_to(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Note the most that the steps which compare each with each are given."""
    most = dict.fromkeys(("sentence", "tokens", "run", "marks", "triggers"), 0)

    def note(unit: str, number: int) -> None:
        most[unit] = max(most[unit], number)

    english, words, place, seen = (
        quotes.english.attributions,
        pieces.Reader.words,
        standalone.Standalone._place,
        passes.scan,
    )
    placed: dict[tuple[object, int], int] = {}

    def spoken(g: Any, s: Any) -> Any:
        note("tokens", len(s))
        return english(g, s)

    def run(self: Any, tokens: Any) -> None:
        note("run", len(tokens))
        words(self, tokens)

    def stretch(self: Any, number: int, *more: Any, **named: Any) -> None:
        placed[self, number] = placed.get((self, number), 0) + 1
        note("marks", placed[self, number])
        place(self, number, *more, **named)

    def scanned(s: Any) -> Any:
        found = seen(s)
        note("sentence", s.end - s.start)
        note("triggers", len({match.head for match in found}))
        return found

    monkeypatch.setattr(quotes.english, "attributions", spoken)
    monkeypatch.setattr(pieces.Reader, "words", run)
    monkeypatch.setattr(standalone.Standalone, "_place", stretch)
    monkeypatch.setattr(passes, "scan", scanned)
    return most


def test_no_step_is_given_more_than_its_size(given_to: dict[str, int], lexicon: Lexicon) -> None:
    for family in FAMILIES:
        read(hostile(family, 4_000), lexicon, lang="en")
    assert all(given_to.values()), "every step was seen at work"
    for unit, number in given_to.items():
        assert number <= getattr(budget, unit.upper()), unit


@pytest.mark.parametrize(
    ("family", "units"),
    [
        ("deeds between semicolons", {"sentence", "names", "triggers", "deeds"}),
        ("links", {"sentence", "run"}),
        ("short sentences", {"speech"}),
        ("one letter in marks", {"sentence", "marks"}),
    ],
)
def test_the_largest_text_is_read_and_what_was_cut_is_told(family: str, units: set[str], lexicon: Lexicon) -> None:
    findings, _ = Reader(lexicon).read_one(make_article(hostile(family)))
    assert set(findings.cuts) == units
    assert all(findings.cuts.values())


def test_a_run_of_marks_is_tried_once(lexicon: Lexicon) -> None:
    """One of these took minutes: every mark was tried as the first of the run."""
    for text in ("." * (LARGEST - 1) + "a", "…" * (LARGEST // 2) + "against" * (LARGEST // 14)):
        assert len(Text(text).sentences) == -(-len(text) // budget.SENTENCE)


def test_a_newspaper_s_article_is_cut_nowhere(lexicon: Lexicon) -> None:
    text = (
        '"We will wait," Foreign Minister Sergei Lavrov said in Moscow. Russia expelled an envoy of France.\n\n' * 300
    )
    findings, _ = Reader(lexicon).read_one(make_article(text))
    assert findings.quotes
    assert findings.signals
    assert findings.cuts == {}


def _spans(body: str) -> Iterator[tuple[int, int]]:
    start, end = len(body) - len(body.lstrip()), len(body.rstrip())
    return budget.pieces(body, start, end)


@given(st.text(st.sampled_from("ab \n\u00a0国"), max_size=6_000), st.integers(0, 3_000))
def test_pieces_leave_out_nothing_but_white_space(body: str, word: int) -> None:
    body = body[:3_000] + "x" * word + body[3_000:]
    found = list(_spans(body))
    assert "".join("".join(body[a:b].split()) for a, b in found) == "".join(body.split())
    assert all(0 < b - a <= budget.SENTENCE for a, b in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
