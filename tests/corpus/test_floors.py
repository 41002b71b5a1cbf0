"""The reading keeps above its floors (floors.toml), scored by the scripts beside this file on sentences of our own."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import frames
import pytest
import score_alerts
import score_links
import score_metonyms
import score_parse
import score_quotes
import score_senses
import score_sides
import score_signals
import score_stories
import score_when

from agents.batch import parse_row
from agents.lexicon import Lexicon, load

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def signals(draw: str, lexicon: Lexicon) -> dict[str, float]:
    tally = score_signals.score(lexicon, score_signals.DRAWS[draw])
    return {
        "precision": share(tally.right, tally.predicted),
        "recall": share(tally.found, tally.expected),
        "recall_by_name": share(tally.named, tally.expected),
        "status": share(tally.status_right, tally.status_seen),
        "type": share(tally.type_right, tally.status_seen),
        "kept_quiet": share(tally.quiet_kept, tally.quiet),
    }


def noise(lexicon: Lexicon) -> dict[str, float]:
    seen, acting = score_signals.noisy(lexicon)
    return {"signals_count": len(seen), "acting_count": acting}


def quotes(lexicon: Lexicon) -> dict[str, float]:
    tally = score_quotes.score(lexicon)
    return {
        "words_and_speaker": tally.f1(tally.right),
        "words": tally.f1(tally.worded),
        "kept_silent": share(tally.kept_silent, tally.silent),
    }


def metonyms(lexicon: Lexicon) -> dict[str, float]:
    marks = [(row["sense"], score_metonyms.is_right(row, found)) for row, found in score_metonyms.judged(lexicon)]
    by_sense = {sense: [right for of, right in marks if of == sense] for sense in ("actor", "place")}
    return {sense: share(sum(right), len(right)) for sense, right in by_sense.items()}


def stories(lexicon: Lexicon) -> dict[str, float]:
    seen = score_stories.judged(lexicon)
    return {"alerts_count": len(seen.alerts) - len(seen.missing), "loud_count": len(seen.loud)}


def senses(lexicon: Lexicon) -> dict[str, float]:
    marks = [("kind" in row, right) for row, _, right in score_senses.judged(lexicon)]
    quiet, told = ([right for tells, right in marks if tells == telling] for telling in (False, True))
    return {"kept_quiet": share(sum(quiet), len(quiet)), "told": share(sum(told), len(told))}


def framed(_: Lexicon) -> dict[str, float]:
    marks = [frames.is_right(row, found) for row, found in frames.judged()]
    return {"right": share(sum(marks), len(marks))}


def parsed(_: Lexicon) -> dict[str, float]:
    rows = [{"id": row["id"], "text": row["text"], "lang": "en"} for row in score_parse.rows()]
    tally = score_parse.score({row["id"]: parse_row(row)["clauses"] for row in rows})
    return {figure: tally.f1(figure) for figure in FLOORS["parse"]["high"]}


def share(part: int, whole: int) -> float:
    return 100 * part / whole


FIGURES: dict[str, Callable[[Lexicon], dict[str, float]]] = {
    "signals-first": lambda lexicon: signals("first", lexicon),
    "signals-second": lambda lexicon: signals("second", lexicon),
    "signals-third": lambda lexicon: signals("third", lexicon),
    "signals-constructions": lambda lexicon: signals("constructions", lexicon),
    "noise": noise,
    "quotes": quotes,
    "metonyms": metonyms,
    "links": score_links.figures,
    "stories": stories,
    "frames": framed,
    "senses": senses,
    "sides": score_sides.score,
    "parse": parsed,
    "alerts-articles": lambda lexicon: score_alerts.figures(lexicon, "articles"),
    "alerts-items": lambda lexicon: score_alerts.figures(lexicon, "items"),
    "alerts-headlines": lambda lexicon: score_alerts.figures(lexicon, "headlines"),
    "alerts-constructions": lambda lexicon: score_alerts.figures(lexicon, "constructions"),
    "alerts-confidence": score_alerts.calibration,
    "when-first": lambda lexicon: score_when.score(lexicon, "first"),
    "when-second": lambda lexicon: score_when.score(lexicon, "second"),
    "when-third": lambda lexicon: score_when.score(lexicon, "third"),
}


@pytest.mark.parametrize("corpus", list(FIGURES))
def test_the_reading_keeps_above_its_floor(corpus: str, lexicon: Lexicon) -> None:
    figures = FIGURES[corpus](lexicon)
    high, low = FLOORS[corpus].get("high", {}), FLOORS[corpus].get("low", {})
    assert set(high) | set(low) == set(figures), "each figure has a floor"
    fell = {name: (round(figures[name], 1), floor) for name, floor in high.items() if figures[name] < floor}
    rose = {name: (round(figures[name], 1), most) for name, most in low.items() if figures[name] > most}
    assert (fell, rose) == ({}, {}), "(measured, floor)"


def test_every_corpus_has_its_floors() -> None:
    assert set(FLOORS) == set(FIGURES)
