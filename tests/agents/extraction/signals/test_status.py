"""How far it got: tense, modals, negation, conditions, history."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals import status
from agents.extraction.signals.match import Match, Voice
from agents.extraction.signals.passes import Passes
from agents.extraction.signals.sentence import Sentence
from agents.lexicon import load

Make = Callable[[str], Sentence]
Run = Callable[[str], Passes]


def match_at(s: Sentence, word: str, voice: Voice) -> Match:
    """Give a match of some rule at a word, whatever the rule."""
    rule = load().rules.rules[0]
    trigger = next(t for group in load().rules.verbs.values() for t in group if not t.pattern.negated)
    head = s.words.index(word)
    return Match(rule, trigger.pattern, voice, head, head, clause=s.clause(head))


@pytest.mark.parametrize(
    ("text", "verb", "wanted"),
    [
        ("Norway has expelled two envoys.", "expelled", "done"),
        ("Norway will expel two envoys.", "expel", "announced"),
        ("Norway is to expel two envoys.", "expel", "announced"),
        ("Norway could expel two envoys.", "expel", "hypothetical"),
        ("If Norway expelled the envoys, talks would end.", "expelled", "hypothetical"),
        ("Norway has not expelled any envoy.", "expelled", "negated"),
        ("Norway expelled two envoys in 1994.", "expelled", "historical"),
        ("Norway expels two envoys in Oslo, December 4, 2018", "expels", "historical"),
        ("Norway expels two envoys in decades-old dispute", "expels", "done"),
        ("Norway came to expel two envoys.", "expel", None),
        ("Has Norway expelled two envoys?", "expelled", "hypothetical"),
        ("Norway neither replied nor expelled two envoys.", "expelled", "negated"),
        ("Norway became the first state to expel two envoys.", "expel", "done"),
        ("He was praised for expelling the envoys.", "expelling", None),
    ],
)
def test_of_deed(sentence: Make, text: str, verb: str, wanted: str | None) -> None:
    s = sentence(text)
    assert status.of_deed(s, match_at(s, verb, "active")) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norway will expel the envoys unless the camp is closed.", True),
        ("If the camp stays, Norway will expel the envoys.", True),
        ("Norway will expel the envoys on Friday.", False),
    ],
)
def test_a_deed_may_depend_on_another(sentence: Make, text: str, wanted: bool) -> None:
    s = sentence(text)
    clause = s.clause(s.words.index("expel"))
    assert clause is not None
    assert status.depends(s, clause) is wanted


def test_a_noun_may_be_only_possible(sentence: Make) -> None:
    s = sentence("Any future attack hurts.")
    assert status.of_deed(s, match_at(s, "attack", "nominal")) == "hypothetical"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fears of a Syrian attack on Israel grew.", "hypothetical"),
        ("Norway could help to expel the Russian diplomats.", "hypothetical"),
        ("Norway to expel two Russian diplomats?", "hypothetical"),
        ("The best gift of Norway to Chile is to expel the Russian diplomats.", "hypothetical"),
    ],
)
def test_a_deed_may_be_only_thought_of(passes: Run, text: str, expected: str) -> None:
    assert {d.status for d in passes(text).drafts if d.outcome.signal in ("attack", "expulsion")} == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Only on Friday Norway had expelled two Russian diplomats.", "historical"),
        ("The minister said Norway had expelled two Russian diplomats.", "done"),
        ("Norway and Japan last met in Oslo.", "historical"),
        ("Sweden regretted that Norway had expelled two Russian diplomats.", "done"),
    ],
)
def test_past_of_the_past(passes: Run, text: str, expected: str) -> None:
    assert [d.status for d in passes(text).chosen] == [expected]
