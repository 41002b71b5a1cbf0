"""By construction: whatever words are read, no state, outbox, delta or alert fills more than its caps add up to."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import make_deed, make_delta, make_deltas, make_head
from widest import widest

from agents import limits
from agents.clipping import clipped
from agents.fingerprint import SIZE
from agents.identity import digest
from agents.lexicon.alerts import load_rules
from agents.records import ActorState, Alert, Deltas, Entry, Said
from agents.tracker import Tracker

RULES = load_rules()
SIGNALS = sorted({signal for rule in RULES for signal in rule.signals})
WIDE = st.sampled_from(["a", "я", "國", "\U0001f30d", "\x01", '"'])  # one to six bytes a character


def message(n: int, letter: str, targets: int, deeds: int, settled: int) -> Deltas:
    """Make an article's deltas with every text at its cap in characters and beyond its cap in bytes."""

    def wide(chars: int) -> str:
        return letter * chars

    told = [
        make_deed(
            SIGNALS[(n + i) % len(SIGNALS)], -8.0 if i % 2 else 7.0,
            targets=(f"{(n * 7 + i) % targets:072d}",), target_names=(wide(80),), source_names=(wide(80),),
            sentence=wide(280), attributed_to=wide(80), place=wide(80), object=f"{i % 3:032d}", word="w" * 32,
            rule="r" * 32, type="t" * 32, cameo="c" * 32, start=999_999, end=1_000_000,
        )
        for i in range(deeds)
    ]  # fmt: skip
    said = [
        Said(id=digest(str(n), str(i)), text=wide(400), start=0, end=9, speaker=wide(80), cue=wide(80))
        for i in range(limits.UTTERANCES)
    ]
    head = make_head(
        f"{n}", hours=n * 7, id=f"{n:064d}", revision=f"{n:064d}", url="u" * 640, title=wide(500), outlet=wide(80),
        fingerprint=(2**32 - 1,) * 64,
    )  # fmt: skip
    delta = make_delta(*told, mentions=10**6, quotes=tuple(said), coactors=("A" * 72,) * 6)
    return make_deltas(head, delta, position=n, place=n, settled=settled, lane=f"1.{n}")


def folded(tracker: Tracker, message: Deltas) -> Sequence[ActorState | Alert]:
    message = clipped(message)  # as the codec does
    (delta,) = message.deltas
    return tracker.fold_one(delta, message)


@settings(max_examples=6, deadline=None)
@given(WIDE, st.integers(1, 200), st.integers(1, 40), st.integers(8, 30), st.booleans())
def test_nothing_outgrows_its_bounds(letter: str, targets: int, deeds: int, articles: int, commits: bool) -> None:
    table: dict[str, Entry] = {}
    tracker = Tracker(table, RULES)
    for n in range(articles):
        for found in folded(tracker, message(n, letter, targets, deeds, settled=n if commits else 0)):
            assert len(msgspec.json.encode(found)) <= widest(type(found))
    (entry,) = table.values()
    assert len(entry.outbox) <= limits.OUTBOX
    assert len(msgspec.json.encode(entry)) <= widest(Entry) < limits.MESSAGE
    assert msgspec.json.decode(msgspec.json.encode(entry), type=Entry) == entry, "what is kept can be read again"


async def test_alerts_without_room_wait_for_the_next_report() -> None:
    table: dict[str, Entry] = {}
    tracker = Tracker(table, RULES)

    def told(n: int, settled: int = 0) -> Deltas:
        deeds = [make_deed(targets=(f"T{n % 2}{i:02d}",), target_names=("t",)) for i in range(12)]
        return make_deltas(make_head(f"a{n}", hours=n), make_delta(*deeds), position=n, place=n, settled=settled)

    messages = (told(0), told(1), told(2), told(3, settled=3))
    sent = [[found for found in folded(tracker, m) if isinstance(found, Alert)] for m in messages]
    counts = [sum(alert.update == "new" for alert in alerts) for alerts in sent]
    assert counts == [12, limits.OUTBOX - 12, 0, 24 - limits.OUTBOX]


def test_fences_are_bounded_and_the_oldest_generation_goes_first() -> None:
    table: dict[str, Entry] = {}
    tracker = Tracker(table, RULES)
    lanes = [f"{generation}.{p}" for generation in (2, 10) for p in range(limits.FENCES)]
    for n, lane in enumerate([*lanes, "strange"]):
        folded(tracker, make_deltas(make_head(f"a{n}"), make_delta(), lane=lane, position=n))
    fences = table["USA"].fences
    assert len(fences) == limits.FENCES
    assert "strange" in fences, "the lane just folded stays"
    assert {lane.partition(".")[0] for lane in fences} == {"10", "strange"}


def test_an_outbox_takes_what_one_article_raises_beside_what_flow_lets_wait() -> None:
    assert limits.OUTBOX > limits.RAISED
    assert SIZE == limits.FINGERPRINT
    assert widest(Alert) < limits.OUTBOX_SIZE
    assert widest(Entry) < limits.MESSAGE
