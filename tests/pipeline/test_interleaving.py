"""Partitions may interleave as they like: months of the demo's stories, read in many orders, end in the same place.

Without Kafka, so that an order can be drawn by seed and drawn again.
"""

import random
from functools import cache

import msgspec
import pytest
from demo_articles import demo_articles
from standing import standing, told_by

from agents.lexicon import load
from agents.lexicon.alerts import load_rules
from agents.reader import Reader
from agents.records import Alert, Deltas, Entry
from agents.tracker import Tracker
from streams.engine.outlet import partition_of

ROUNDS = 2  # as much as a state keeps of its busiest actor: beyond that the oldest incidents are settled
PARTITIONS = 8


@cache
def lanes() -> list[list[Deltas]]:
    """Read the articles once, each in one revision, and lay what the reader sends into lanes."""
    reader = Reader(load())
    batch = {a.id: a for a in demo_articles(ROUNDS)}.values()
    found: list[list[Deltas]] = [[] for _ in range(PARTITIONS)]
    for article in batch:
        lane = partition_of(article.id, PARTITIONS)
        deltas = next(r for r in reader.read_one(article) if isinstance(r, Deltas))
        found[lane].append(msgspec.structs.replace(deltas, lane=f"1.{lane}", position=len(found[lane])))
    return found


def tracked(seed: int | None) -> tuple[dict[str, bytes], dict[str, tuple[object, ...]]]:
    """Fold everything, lane after lane or in an order drawn by `seed`; give states and the alerts that stand."""
    queues = [list(lane) for lane in lanes()]
    table: dict[str, Entry] = {}
    tracker = Tracker(table, load_rules())
    sent, done = list[Alert](), 0
    chance = random.Random(seed)
    while queues := [queue for queue in queues if queue]:
        message = (queues[0] if seed is None else chance.choice(queues)).pop(0)
        done += 1
        message = msgspec.structs.replace(message, place=done, settled=done)  # what was raised before is sent
        for delta in message.deltas:
            sent += [o for o in tracker.fold_one(delta, message) if isinstance(o, Alert)]
    alerts = {name: told_by(alert) for name, alert in standing(sent).items()}
    return {actor: msgspec.json.encode(e.state, order="sorted") for actor, e in table.items()}, alerts


@pytest.mark.parametrize("seed", range(10))
def test_every_order_of_reading_ends_in_the_same_states_and_alerts(seed: int) -> None:
    states, alerts = tracked(seed)
    calm_states, calm_alerts = tracked(None)
    assert len(calm_alerts) > 60
    assert alerts == calm_alerts
    assert states == calm_states
