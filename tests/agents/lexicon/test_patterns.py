"""The little language of triggers: what it reads and what it refuses."""

from __future__ import annotations

import re
import tomllib

import pytest

from agents.extraction.words import words_of
from agents.lexicon import FOLDER
from agents.lexicon.patterns import bare, cut, parse


def test_reads_alternatives_terms_party_and_far_words() -> None:
    pattern = parse("hit|punish * ~with <sanctions>", verbal=True)
    assert pattern.heads.words == {"hit", "punish"}
    assert [s.kind for s in pattern.steps] == ["party", "word", "term"]
    assert pattern.steps[1].far
    assert pattern.steps[2].term == "sanctions"
    assert pattern.has_party
    assert pattern.size == 2


@pytest.mark.parametrize("text", ["", "* of", "<sanctions> on", "impose a||b", "im<pose"])
def test_refuses_what_is_not_in_the_language(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text, verbal=True)


def test_a_name_may_begin_with_a_term() -> None:
    assert parse("<talks> between", verbal=False).heads.term == "talks"


def test_not_before_the_verb_wants_it_negated_and_two_tildes_go_over_verbs() -> None:
    pattern = parse("not hear|dream of ~~sanctions", verbal=True)
    assert pattern.negated
    assert pattern.heads.words == {"hear", "dream"}
    assert [s.over for s in pattern.steps] == [False, True]
    assert not parse("not only", verbal=False).negated
    with pytest.raises(ValueError):
        parse("not", verbal=True)


def test_the_lexicon_is_cut_as_texts_are() -> None:
    folder = FOLDER / "signals"
    written = tomllib.loads((folder / "terms.toml").read_text(encoding="utf-8"))
    entries = {e for classes in written.values() for group in classes.values() for e in group}
    rules = [
        r for path in folder.glob("*.toml") for r in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", ())
    ]
    patterns = [p for rule in rules for p in (*rule.get("does", ()), *rule.get("names", ()))]
    entries |= {w for p in patterns for w in re.split(r"[ |]", re.sub(r"<[^>]*>|[~*^]", " ", p)) if w}
    assert len(entries) > 2000
    assert [e for e in sorted(entries) if cut(e) != words_of(e.lower()).words] == []


def test_a_word_of_several_tokens_is_one_alternative() -> None:
    step = parse("do u-turn|nothing", verbal=True).steps[0]
    assert step.ends(["did", "u", "-", "turn"], 1) == 3
    assert step.ends(["did", "u", "-", "boat"], 1) is None
    assert step.ends(["did", "nothing"], 1) == 1


def test_behind_a_term_a_past_holds_in_the_present_too() -> None:
    present = {"fell": frozenset({"fall", "falls"})}
    assert parse("<talks> fell|broke apart", verbal=False, present=present).steps[0].words == {
        "fell",
        "fall",
        "falls",
        "broke",
    }
    assert parse("when fell", verbal=False, present=present).steps[0].words == {"fell"}


def test_a_headline_leaves_articles_out() -> None:
    dropped = frozenset({"its", "their", "the"})
    short = bare(parse("drop its|their ~objections to", verbal=True), dropped)
    assert short is not None and short.titled
    assert [sorted(step.words) for step in short.steps] == [["objections"], ["to"]]
    assert short.needs == (frozenset({"objections"}), frozenset({"to"}))
    assert bare(parse("drop objections to", verbal=True), dropped) is None
    assert bare(parse("pack the", verbal=True), dropped) is None
