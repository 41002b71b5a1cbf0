"""The fold is idempotent, bounded, and does not care how partitions interleave."""

import random
from datetime import timedelta
from functools import reduce

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import DAY0, make_deed, make_delta, make_gist, make_head, make_pact
from msgspec.structs import replace

from agents import state as fold_module
from agents.limits import TELLINGS
from agents.records import ActorState, ArticleHead, Delta, Said
from agents.state import coactors, fold, incidents_about

Pair = tuple[Delta, ArticleHead]


def folded(pairs: list[Pair], start: ActorState | None = None) -> ActorState:
    return reduce(lambda s, p: fold(s, *p), pairs, start or ActorState(actor_id="USA"))


def test_folding_twice_changes_nothing() -> None:
    pair = (make_delta(make_deed(), mentions=3), make_head())
    once = folded([pair])
    assert folded([pair, pair]) == once
    assert fold(once, *pair) is once
    assert (once.mentions, once.mentions_by_day) == (3, {"2025-10-15": 3})


def test_a_revision_takes_the_place_of_the_older() -> None:
    said = Said(id="q1", text="No.", start=0, end=3, speaker="X")
    first = (make_delta(make_deed(), mentions=3, quotes=(said,)), make_head("a", revision="1"))
    second = (make_delta(make_deed("talks_resumed", 5.0), mentions=1), make_head("a", revision="2"))
    after = folded([first, second])
    assert after == folded([second]), "nothing is left of what was withdrawn"


def test_a_withdrawn_report_leaves_the_others() -> None:
    first = (make_delta(make_deed()), make_head("a", revision="1"))
    other = (make_delta(make_deed()), make_head("b", hours=1))
    silent = (make_delta(), make_head("a", revision="2"))
    (incident,) = incidents_about(folded([first, other, silent]))
    assert [r.title for r in incident.reports] == ["b"]


def test_who_suffers_a_deed_has_the_incident_and_no_relation_by_it() -> None:
    pair = (make_delta(make_deed()), make_head())
    assert folded([pair]).relations["RUS"].words["sanctions"].word == "imposed"
    target = folded([pair], ActorState(actor_id="RUS"))
    assert len(incidents_about(target)) == len(target.steps) == 1
    assert target.relations == {}


def test_what_two_do_is_a_step_of_both() -> None:
    pair = (make_delta(make_pact("USA", "RUS")), make_head())
    assert folded([pair]).relations.keys() == {"RUS"}
    assert folded([pair], ActorState(actor_id="RUS")).relations.keys() == {"USA"}


def test_the_last_word_is_the_latest_happening() -> None:
    told = [(0, "declared", 7.0, "2025-10-15"), (24, "broken", -7.0, "2025-10-16"), (26, "declared", 7.0, "2025-10-15")]
    pairs = [
        (make_delta(make_deed(f"ceasefire_{word}", score, day=day)), make_head(f"a{hours}", hours=hours))
        for hours, word, score, day in told
    ]
    assert folded(pairs).relations["RUS"].words["ceasefire"].word == "broken", "the truce was only recalled"


def test_a_relation_counts_incidents_not_reports() -> None:
    reports = [(make_delta(make_deed()), make_head(f"a{n}", hours=n / 10)) for n in range(4)]
    state = folded(reports)
    assert state.relations["RUS"].by_quad == {"4": 1}
    assert len(state.steps) == 1
    assert state.relations["RUS"].level == -8.0


def test_what_is_denied_is_no_step() -> None:
    plan = make_pact("USA", "RUS", "meeting_announced", status="announced")
    pairs = [(make_delta(plan), make_head("a")), (make_delta(replace(plan, status="negated")), make_head("b", hours=5))]
    assert folded(pairs).steps == ()


def test_the_days_kept_end_with_the_newest() -> None:
    pairs = [(make_delta(), make_head(f"a{d}", hours=24 * d)) for d in range(40)]
    days = folded(pairs).mentions_by_day
    assert len(days) == fold_module.DAYS
    assert max(days) == (DAY0 + timedelta(days=39)).date().isoformat()


def test_who_stands_beside_the_actor() -> None:
    pairs = [(make_delta(coactors=("RUS", "UKR") if n % 2 else ("RUS",)), make_head(f"a{n}")) for n in range(4)]
    assert coactors(folded(pairs)) == [("RUS", 4), ("UKR", 2)]


@pytest.mark.parametrize("articles", [400])
def test_a_state_stays_small(articles: int) -> None:
    signals = [f"thing{n}_done" for n in range(50)]
    pairs = []
    for n in range(articles):
        deeds = [
            make_deed(
                signals[(n + i) % 50], -5.0, targets=(f"T{(n + i) % 60:02d}",), target_names=("t",), sentence="s" * 400
            )
            for i in range(3)
        ]
        said = [Said(id=f"{n}-{i}", text="q" * 900, start=0, end=9, speaker="S" * 40) for i in range(3)]
        pairs.append((make_delta(*deeds, quotes=tuple(said), coactors=("AAA",) * 6), make_head(f"a{n}", hours=n)))
    assert len(msgspec.json.encode(folded(pairs))) < 200_000


def test_beyond_what_is_kept_the_oldest_incidents_are_steps_only() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fold_module, "REPORTS", 4)
        pairs = [
            (make_delta(make_deed(day=f"2025-10-{n:02d}")), make_head(f"a{n}", hours=24 * n)) for n in range(1, 30, 3)
        ]
        state = folded(pairs)
        assert (len(state.reports), len(state.steps), sum(s.settled for s in state.steps)) == (4, 10, 6)
        again = folded([(make_delta(make_deed(day="2025-10-01")), make_head("late", hours=900))], state)
        assert again.reports == state.reports, "what is settled is not told anew"


def test_of_one_happening_that_very_many_tell_no_more_than_fit_are_kept() -> None:
    pairs = [(make_delta(make_deed()), make_head(f"a{n}", hours=n / 20)) for n in range(3 * TELLINGS)]
    mixed = random.Random(1).sample(pairs, len(pairs))
    assert len(folded(pairs).reports) == TELLINGS
    assert folded(mixed) == folded(pairs)


CASES = st.lists(
    st.tuples(
        st.integers(0, 7),  # article
        st.integers(0, 60),  # hours apart
        st.sampled_from([("arms_promised", 6.0), ("arms_refused", -5.0), ("talks_halted", -6.5), ("", 0.0)]),
        st.sampled_from(["RUS", "UKR", ""]),
        st.sampled_from(["", "2025-10-15", "2025-10-17"]),
        st.sampled_from(["done", "announced", "negated"]),
    ),
    max_size=12,
)
Case = tuple[int, int, tuple[str, float], str, str, str]


@settings(max_examples=300, deadline=None)
@given(CASES, st.randoms(use_true_random=False))
def test_interleaving_changes_nothing(cases: list[Case], chance: random.Random) -> None:
    """Articles of different partitions may come in any order; revisions of one article keep theirs."""
    lanes: dict[int, list[Pair]] = {}
    for n, (article, hours, (signal, goldstein), target, day, status) in enumerate(cases):
        targets = (target,) if target else ()
        deed = make_deed(signal, goldstein, targets=targets, target_names=targets, day=day, status=status)
        gist = make_gist("USA", "RUS") if n % 2 else None
        delta = make_delta(*([deed] if signal else []), mentions=n + 1, gist=gist)
        lanes.setdefault(article, []).append((delta, make_head(f"a{article}", hours=hours, revision=str(n))))
    in_order = [pair for lane in lanes.values() for pair in lane]
    mixed, queues = [], [list(lane) for lane in lanes.values()]
    while queues:
        queue = chance.choice(queues)
        mixed.append(queue.pop(0))
        queues = [q for q in queues if q]
    told = [msgspec.json.encode(folded(pairs), order="sorted") for pairs in (mixed, in_order)]
    assert told[0] == told[1]
