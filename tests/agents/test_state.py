"""The fold is idempotent, bounded, and does not care how partitions interleave."""

import random
from datetime import timedelta
from functools import reduce

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import DAY0, make_alert, make_deed, make_delta, make_head

from agents import incidents
from agents import state as fold_module
from agents.records import ActorState, ArticleHead, Delta, Said
from agents.state import coactors, fold, marked

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
    (incident,) = folded([first, other, silent]).incidents
    assert [r.title for r in incident.reports] == ["b"]


def test_only_the_actor_whose_line_it_is_gets_a_relation() -> None:
    pair = (make_delta(make_deed()), make_head())
    assert folded([pair]).relations["RUS"].words["sanctions"].word == "imposed"
    target = folded([pair], ActorState(actor_id="RUS"))
    assert len(target.incidents) == 1
    assert target.relations == {}


def test_the_last_word_is_the_one_told_alone_last() -> None:
    declared, broken = make_deed("ceasefire_declared", 7.0), make_deed("ceasefire_broken", -7.0)
    told = [(0, [declared]), (24, [broken]), (26, [declared, broken])]
    pairs = [(make_delta(*deeds), make_head(f"a{hours}", hours=hours)) for hours, deeds in told]
    assert folded(pairs).relations["RUS"].words["ceasefire"].word == "broken", "the truce was only recalled"
    again = (make_delta(declared), make_head("again", hours=50))
    last = folded([*pairs, again]).relations["RUS"].words["ceasefire"]
    assert (last.word, last.at) == ("declared", DAY0 + timedelta(hours=50))


def test_a_relation_counts_incidents_not_reports() -> None:
    reports = [(make_delta(make_deed()), make_head(f"a{n}", hours=n / 10)) for n in range(4)]
    relation = folded(reports).relations["RUS"]
    assert relation.by_quad == {"4": 1}
    assert len(relation.steps) == 1
    assert relation.level == -8.0


def test_the_days_kept_end_with_the_newest() -> None:
    pairs = [(make_delta(), make_head(f"a{d}", hours=24 * d)) for d in range(40)]
    days = folded(pairs).mentions_by_day
    assert len(days) == fold_module.DAYS
    assert max(days) == (DAY0 + timedelta(days=39)).date().isoformat()


def test_who_stands_beside_the_actor() -> None:
    pairs = [(make_delta(coactors=("RUS", "UKR") if n % 2 else ("RUS",)), make_head(f"a{n}")) for n in range(4)]
    assert coactors(folded(pairs)) == [("RUS", 4), ("UKR", 2)]


def test_alerts_are_marked_on_their_incident() -> None:
    state = folded([(make_delta(make_deed()), make_head())])
    assert marked(state, []) is state
    mine = make_alert(incident_id=state.incidents[0].id)
    assert marked(state, [mine]).incidents[0].alerts == (mine.id,)
    assert marked(state, [msgspec.structs.replace(mine, kind="reversal")]) == state


@pytest.mark.parametrize("articles", [400])
def test_a_state_stays_small(articles: int) -> None:
    signals = [f"thing{n}_done" for n in range(50)]
    pairs = []
    for n in range(articles):
        deeds = [
            make_deed(signals[(n + i) % 50], -5.0, target=f"T{(n + i) % 60:02d}", sentence="s" * 400) for i in range(3)
        ]
        said = [Said(id=f"{n}-{i}", text="q" * 900, start=0, end=9, speaker="S" * 40) for i in range(3)]
        pairs.append((make_delta(*deeds, quotes=tuple(said), coactors=("AAA",) * 6), make_head(f"a{n}", hours=n)))
    assert len(msgspec.json.encode(folded(pairs))) < 150_000


CASES = st.lists(
    st.tuples(
        st.integers(0, 7),  # article
        st.integers(0, 2),  # hours apart, so that times tie
        st.sampled_from([("arms_promised", 6.0), ("arms_refused", -5.0), ("talks_halted", -6.5), ("", 0.0)]),
        st.sampled_from(["RUS", "UKR"]),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(CASES, st.randoms(use_true_random=False))
def test_interleaving_changes_nothing(
    cases: list[tuple[int, int, tuple[str, float], str]], chance: random.Random
) -> None:
    """Articles of different partitions may come in any order; revisions of one article keep theirs."""
    lanes: dict[int, list[Pair]] = {}
    for n, (article, hours, (signal, goldstein), target) in enumerate(cases):
        deeds = [make_deed(signal, goldstein, target=target, target_name=target)] if signal else []
        lanes.setdefault(article, []).append(
            (make_delta(*deeds, mentions=n + 1), make_head(f"a{article}", hours=hours, revision=str(n)))
        )
    in_order = [pair for lane in lanes.values() for pair in lane]
    mixed, queues = [], [list(lane) for lane in lanes.values()]
    while queues:
        queue = chance.choice(queues)
        mixed.append(queue.pop(0))
        queues = [q for q in queues if q]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incidents, "REPORTS", 99)  # see the module: what is withdrawn from a full list is not refilled
        told = [msgspec.json.encode(folded(pairs), order="sorted") for pairs in (mixed, in_order)]
    assert told[0] == told[1]


@settings(max_examples=200, deadline=None)
@given(CASES, st.randoms(use_true_random=False))
def test_what_is_forgotten_does_not_hang_on_the_order(
    cases: list[tuple[int, int, tuple[str, float], str]], chance: random.Random
) -> None:
    """With bounds of two or three, most of what comes is forgotten again."""
    pairs = [
        (
            make_delta(*([make_deed(signal, goldstein, target=target)] if signal else []), coactors=(target,)),
            make_head(f"b{n}", hours=50 * article + hours),
        )
        for n, (article, hours, (signal, goldstein), target) in enumerate(cases)
    ]
    with pytest.MonkeyPatch.context() as patch:
        for bound in ("ARTICLES", "INCIDENTS", "STEPS"):
            patch.setattr(fold_module, bound, 2)
        mixed = folded(chance.sample(pairs, len(pairs)))
        assert msgspec.json.encode(mixed, order="sorted") == msgspec.json.encode(folded(pairs), order="sorted")
