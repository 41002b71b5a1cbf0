"""The state of an actor: its key, what it is before anything is known, and that no two share a map."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from makers import DAY0, make_deed, make_report, make_state, make_step

from agents.records import ActorState, Relation, Step, Utterance, Word


def make_word() -> Word:
    return Word(word="halted", signal="talks_halted", at=DAY0)


def make_relation(counterpart: str = "RUS", **more: Any) -> Relation:
    return Relation(counterpart=counterpart, name=counterpart.title(), last_at=DAY0, **more)


def test_a_state_is_kept_under_its_actor() -> None:
    assert make_state("LBN:REB:hezbollah").key == "LBN:REB:hezbollah"


def test_of_an_actor_just_met_nothing_is_known() -> None:
    state = ActorState(actor_id="USA")
    assert msgspec.to_builtins(state) == {"actor_id": "USA"}
    assert (state.mentions, state.first_at, state.last_at, state.articles) == (0, None, None, ())


def test_maps_are_not_shared_between_records() -> None:
    state, relation = ActorState(actor_id="USA"), make_relation()
    state.relations["RUS"] = relation
    state.mentions_by_day["2025-10-15"] = 3
    relation.words["talks"] = make_word()
    relation.by_quad["3"] = 1
    fresh = ActorState(actor_id="CHN")
    assert (fresh.relations, fresh.mentions_by_day) == ({}, {})
    assert (make_relation().words, make_relation().by_quad) == ({}, {})


def test_a_state_comes_back_with_all_that_hangs_on_it() -> None:
    relation = make_relation(level=-3.2, by_quad={"3": 1}, words={"talks": make_word()})
    report = make_report(make_deed())
    state = make_state(
        reports=(report,), steps=(make_step(),), relations={"RUS": relation}, mentions_by_day={"2025-10-15": 1}
    )
    assert msgspec.json.decode(msgspec.json.encode(state), type=ActorState) == state


@pytest.mark.parametrize(("field", "value"), [("quad", 5), ("at", "2025-10-15T12:00:00"), ("goldstein", None)])
def test_a_step_out_of_the_lists_is_refused(field: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError, match=field):
        msgspec.convert(msgspec.to_builtins(make_step()) | {field: value}, Step)


def test_an_utterance_is_direct_and_asserted_unless_it_says_otherwise() -> None:
    words = Utterance(id="u", at=DAY0, article_id="a", url="https://example.org/a", text="No.", start=0, end=3,
                      speaker="Lavrov")  # fmt: skip
    assert (words.type, words.modality, words.cue, words.outlet) == ("direct", "asserted", "", "")
    with pytest.raises(AttributeError):
        words.text = "Yes."  # type: ignore[misc]
