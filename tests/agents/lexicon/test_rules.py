"""The rules as data: every example and every silent sentence, the facts, the coverage, and files that are wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from agents.extraction import read
from agents.lexicon import FOLDER, load
from agents.lexicon.errors import LexiconError
from agents.lexicon.outcomes import Example
from agents.lexicon.rules import Rules
from agents.records import Party, Signal

RULES = load().rules
TYPES = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}


def is_it(party: Party | None, wanted: str) -> bool:
    """Compare by actor id where an id is wanted, else by words."""
    if not wanted:
        return True
    if party is None:
        return False
    actor = party.actor_id or ""
    return wanted in (actor, actor.split(":")[0]) or wanted.lower() in party.text.lower()


def fits(signal: Signal, example: Example) -> bool:
    return (
        signal.signal == example.signal
        and is_it(signal.source, example.source)
        and is_it(signal.target, example.target)
        and example.status in ("", signal.status)
    )


@pytest.mark.parametrize("example", [e for r in RULES.rules for e in r.examples], ids=lambda e: e.text)
def test_example(example: Example) -> None:
    signals = read(example.text, load()).signals
    assert any(fits(s, example) for s in signals), signals


@pytest.mark.parametrize("sentence", [t for r in RULES.rules for t in r.silent])
def test_silent(sentence: str) -> None:
    assert read(sentence, load()).signals == ()


def test_every_plover_type_and_sixty_signals() -> None:
    outcomes = [o for r in RULES.rules for o in (r, *r.under.values(), *r.topics.values())]
    assert {o.type for o in outcomes} >= TYPES
    assert len({o.signal for o in outcomes if o.signal}) >= 60


def test_there_are_fifteen_hundred_patterns() -> None:
    triggers = [t for group in (*RULES.verbs.values(), *RULES.names.values()) for t in group]
    assert len({t.pattern.text for t in triggers}) >= 1500


def test_rulings_where_the_sources_contradict() -> None:
    by_id = {r.id: r for r in RULES.rules}
    imposed, cancelled = by_id["sanctions.impose"], by_id["meeting.cancel"]
    assert (imposed.type, imposed.mode, imposed.cameo, imposed.quad) == ("SANCTION", "discontinue", "163", 4)
    assert (cancelled.type, cancelled.mode) == ("REJECT", "meet")


def test_rules_say_what_they_mean_and_have_examples() -> None:
    assert [r.id for r in RULES.rules if not r.means] == []
    assert [r.id for r in RULES.rules if r.signal and not r.operator and not r.weak and not r.examples] == []


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("a.toml", '[[rule]]\nid = "x"\ncameo = "999"\n', "no CAMEO code"),
        ("b.toml", '[[rule]]\nid = "x"\ncolour = "red"\n', "colour"),
        ("c.toml", '[[rule]]\nid = "x"\ndoes = ["frobnicate *"]\n', "frobnicate"),
        ("d.toml", '[[rule]]\nid = "x"\ndoes = ["impose <nothing>"]\n', "nothing"),
        ("e.toml", "[[rule\n", "file"),
        ("f.toml", '[[rule]]\nid = "x"\nabroad = "nowhere"\n', "unknown rule nowhere"),
        ("g.toml", '[[rule]]\nid = "x"\nbecomes.arms = "nowhere"\n', "unknown rule nowhere"),
        ("h.toml", '[[rule]]\nid = "x"\nbecomes.toys = "x"\n', "unknown toys"),
        ("i.toml", '[[rule]]\nid = "x"\nof = ["toy"]\n', "unknown toy"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, file: str, text: str, problem: str) -> None:
    shutil.copytree(FOLDER / "signals", tmp_path / "signals")
    (tmp_path / "signals" / file).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=problem):
        Rules.load(tmp_path)


@pytest.mark.parametrize("file", ["plover.tsv", "verbs.tsv"])
def test_a_table_without_its_header_or_absent_is_named(tmp_path: Path, file: str) -> None:
    shutil.copytree(FOLDER / "signals", tmp_path / "signals")
    table = tmp_path / "signals" / file
    rows = [row for row in table.read_text(encoding="utf-8").splitlines(keepends=True) if row[0] != "#"]
    table.write_text("".join(rows[1:]), encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"^{file}: row 1: must name the columns"):
        Rules.load(tmp_path)
    table.unlink()
    with pytest.raises(LexiconError, match=f"^{file}: file: is not there"):
        Rules.load(tmp_path)
