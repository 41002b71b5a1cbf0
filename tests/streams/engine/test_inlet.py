"""Events in, records out, one at a time; bytes that are no record become a reject that tells where they stood."""

from __future__ import annotations

from base64 import b64decode

from fake_stream import Stream
from makers import make_article

from agents.records import Article, Reject
from streams import codec, metrics
from streams.engine.inlet import Inlet
from streams.rejects import RAW_BYTES


def inlet_of(stream: Stream, rejects: list[Reject]) -> Inlet[Article]:
    async def set_aside(reject: Reject) -> None:
        rejects.append(reject)

    return Inlet(stream, Article, "reader", set_aside)


GOOD = [codec.encode(make_article(f"Article number {i}.")) for i in range(3)]


async def test_records_come_in_order_with_their_place() -> None:
    inlet = inlet_of(Stream(*GOOD), [])
    assert (inlet.lane, inlet.position) == (-1, -1)
    found = [(record.text, inlet.lane, inlet.position) async for record in inlet]
    assert found == [(f"Article number {i}.", 5, i) for i in range(3)]


async def test_bad_bytes_are_set_aside_and_the_stream_goes_on() -> None:
    rejects: list[Reject] = []
    inlet = inlet_of(Stream(b"\xff", GOOD[0], None, b"{}", GOOD[1]), rejects)
    found = [(inlet.position, record.text) async for record in inlet]
    assert found == [(1, "Article number 0."), (4, "Article number 1.")]
    assert [(r.reason, r.partition, r.offset) for r in rejects] == [
        ("not-json", 5, 0),
        ("empty", 5, 2),
        ("invalid", 5, 3),
    ]
    assert [b64decode(r.raw) for r in rejects] == [b"\xff", b"", b"{}"]
    assert {(r.stage, r.topic) for r in rejects} == {("reader", "demarche.articles")}


async def test_a_replayed_reject_has_the_same_id_and_another_place_another() -> None:
    told: list[list[Reject]] = [[], []]
    for rejects in told:
        async for _ in inlet_of(Stream(b"x", b"x"), rejects):
            pass
    assert [r.id for r in told[0]] == [r.id for r in told[1]]
    assert len({r.id for r in told[0]}) == 2


async def test_a_reject_fits_into_a_message_whatever_came() -> None:
    """Kafka takes messages up to 1 MB from anybody; their reject, in base64, must not be too large to send."""
    rejects: list[Reject] = []
    async for _ in inlet_of(Stream(b"x" * 1_048_000), rejects):
        pass
    assert len(b64decode(rejects[0].raw)) == RAW_BYTES
    assert len(codec.encode(rejects[0])) < 300_000


async def test_the_next_event_is_asked_for_only_when_the_last_record_is_done() -> None:
    """Faust acks an event when the next one is asked for: reading ahead would commit unfinished work."""
    stream = Stream(*GOOD)
    async for _ in (inlet := inlet_of(stream, [])):
        assert stream.asked[-1] == inlet.position == len(stream.asked) - 1


async def test_work_is_measured() -> None:
    done = metrics.ARTICLES.labels("reader")
    before = done._value.get()
    async for _ in inlet_of(Stream(GOOD[0], b"x", GOOD[1]), []):
        pass
    assert done._value.get() - before == 2
    assert metrics.HEARTBEAT.labels("reader")._value.get() > 1_700_000_000
