"""Whatever the order of arrival, the alerts in the end are those that the state calls for, and say the same."""

from __future__ import annotations

import random
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import make_deed, make_delta, make_deltas, make_gist, make_head, make_pact

from agents.alerts import alert_of
from agents.judging import Gone, Judged, judge
from agents.lexicon.alerts import load_rules
from agents.limits import RAISED, REPORTS
from agents.records import ActorState, Alert, ArticleHead, Deed, Delta, Entry, Incident
from agents.state import fold, incidents_about
from agents.tracker import Tracker

RULES = load_rules()
Story = tuple[ArticleHead, tuple[Deed, ...]]
# What says how an alert came, and not what it is.
OF_ARRIVAL: dict[str, Any] = {
    "revision": 1,
    "update": "new",
    "fetched_at": make_head().fetched_at,
    "desk": "",
    "actor_id": "",
    "coverage": None,
}


def followed(
    stories: list[Story], history: dict[str, Incident] | None = None
) -> tuple[dict[str, Entry], dict[str, Alert]]:
    """Track stories for all who take part; give the table and the last revision of every alert.

    `history` takes the incidents, as the topic does.
    """
    table: dict[str, Entry] = {}
    tracker = Tracker(table, RULES)
    last: dict[str, Alert] = {}
    history = {} if history is None else history
    for n, (head, deeds) in enumerate(stories):
        actors = sorted({actor for deed in deeds for actor in deed.parties} | {"USA", "RUS"})
        for actor in actors:
            mine = tuple(deed for deed in deeds if actor in deed.parties)
            gist = make_gist("USA", "RUS") if head.id < "8" else None
            delta = Delta(actor_id=actor, name=actor, mentions=1, deeds=mine, gist=gist)
            for found in tracker.fold_one(delta, make_deltas(head, delta, position=n, place=n, settled=n)):
                match found:
                    case Alert():
                        last[found.id] = found
                    case Incident():
                        history[found.id] = found
                    case Gone():
                        del history[found.id]
    return table, last


def standing(table: dict[str, Entry]) -> dict[str, bytes]:
    """Give what the states call for."""
    found = {}
    for entry in table.values():
        for incident in incidents_about(entry.state):
            alert = alert_of(incident, entry.state, make_head(), RULES)
            if alert is not None:
                found[alert.id] = msgspec.json.encode(msgspec.structs.replace(alert, **OF_ARRIVAL), order="sorted")
    return found


def owned(table: dict[str, Entry]) -> dict[str, Incident]:
    """Give the incidents of the states of their owners."""
    return {i.id: i for actor, e in table.items() for i in incidents_about(e.state) if i.owner == actor}


def deed_of(kind: tuple[str, float], sides: tuple[str, ...], day: str, status: str) -> Deed:
    if kind[0].startswith(("meeting", "talks", "ceasefire")):
        return make_pact(sides[0], sides[-1] if len(sides) > 1 else "UKR", *kind, day=day, status=status)
    return make_deed(
        *kind,
        sources=sides[:-1],
        source_names=sides[:-1],
        targets=sides[-1:],
        target_names=sides[-1:],
        day=day,
        status=status,
    )


DEEDS = st.builds(
    deed_of,
    st.sampled_from([
        ("arms_promised", 6.0), ("arms_refused", -5.0), ("meeting_held", 2.8), ("meeting_announced", 2.0),
        ("meeting_cancelled", -3.0), ("ceasefire_declared", 7.0), ("ceasefire_broken", -7.0),
    ]),
    st.sampled_from([("USA", "RUS"), ("GBR", "RUS"), ("USA", "GBR", "RUS"), ("USA", "UKR"), ("RUS", "USA")]),
    st.sampled_from(["", "2025-10-15", "2025-10-16", "2025-10-21"]),
    st.sampled_from(["done", "announced", "negated", "reported"]),
)  # fmt: skip
ARTICLES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 200), st.lists(DEEDS, max_size=2)), max_size=14)


@settings(max_examples=150, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_same_end_by_every_way(articles: list[tuple[int, int, list[Deed]]], chance: random.Random) -> None:
    """Revisions of an article keep their order, all else comes as it may."""
    lanes: dict[int, list[Story]] = {}
    for n, (article, hours, deeds) in enumerate(articles):
        head = make_head(f"a{article}", hours=hours, revision=str(n), outlet=f"o{article % 5}")
        lanes.setdefault(article, []).append((head, tuple(deeds)))
    mixed, queues = [], [list(lane) for lane in lanes.values()]
    while queues:
        mixed.append(chance.choice(queues).pop(0))
        queues = [q for q in queues if q]
    history: dict[str, Incident] = {}
    (one, sent), (other, _) = followed([s for lane in lanes.values() for s in lane]), followed(mixed, history)
    assert standing(one) == standing(other)
    assert {a: e.state for a, e in one.items()} == {a: e.state for a, e in other.items()}
    alive = {name for name, alert in sent.items() if alert.update != "withdrawn"}
    assert alive == set(standing(one)), "what was sent and not taken back is what stands"
    assert history == owned(one), "what was told of incidents, whatever rules say, is what their owners have"


def test_what_changed_nothing_is_not_judged() -> None:
    state = ActorState(actor_id="USA")
    named = fold(state, make_delta(), make_head())
    assert judge(state, named, {}, make_head(), RULES) == Judged()


def test_what_a_revision_no_longer_tells_is_withdrawn() -> None:
    told, silent = (make_head("a", revision="1"), (make_deed(),)), (make_head("a", revision="2"), ())
    _, sent = followed([told, silent])
    assert [(a.update, a.revision, len(a.evidence)) for a in sent.values()] == [("withdrawn", 2, 1)]


def test_an_earlier_report_that_comes_late_goes_on_under_its_name() -> None:
    late, early = (make_head("b", hours=20), (make_deed(),)), (make_head("a"), (make_deed(day="2025-10-15"),))
    _, sent = followed([late, early])
    (gone,) = [a for a in sent.values() if a.into]
    assert sent[gone.into].independent == 2


def test_of_very_many_alerts_the_gravest_are_sent_and_the_rest_with_the_next_report() -> None:
    def aimed(kind: str, score: float) -> list[Deed]:
        return [make_deed(kind, score, targets=(f"T{n:02}",), target_names=("t",)) for n in range(12)]

    table: dict[str, Entry] = {}
    tracker, counts = Tracker(table, RULES), []
    for n in range(2):
        message = make_deltas(
            make_head("ab"[n]), make_delta(*aimed("criticism", -2.0), *aimed("sanctions_imposed", -8.0)),
            position=n, place=n, settled=n,
        )  # fmt: skip
        found = [a for a in tracker.fold_one(message.deltas[0], message) if isinstance(a, Alert)]
        counts.append(
            [sum(a.kind == kind and a.update == "new" for a in found) for kind in ("sanctions_imposed", "criticism")]
        )
    assert counts[0] == [12, RAISED - 12]


def test_what_the_state_has_forgotten_stays_in_the_history() -> None:
    def story(n: int, status: str) -> Story:
        target = f"T{n:03}"
        return make_head(f"x{n:03}", hours=n), (
            make_deed(targets=(target,), target_names=("t",), status=status, leads=True),
        )

    def both(n: int) -> list[Story]:
        head, deeds = story(n, "reported")
        return [(head, deeds), (make_head(f"y{n:03}", hours=n + 0.5), story(n, "negated")[1])]

    history: dict[str, Incident] = {}
    table, _ = followed([s for n in range(REPORTS) for s in both(n)], history)
    kept = owned({"USA": table["USA"]})
    assert len(kept) < REPORTS == len(history)
    assert {name: history[name] for name in kept} == kept
    assert {i.status for i in history.values()} == {"denied"}
