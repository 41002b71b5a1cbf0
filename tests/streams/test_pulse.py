"""The pulse: Kafka's silence is heard, and its answer too."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiokafka.errors import KafkaConnectionError

from streams import pulse as module
from streams.broker import EmbeddedBroker
from streams.pulse import Pulse


def well(pulse: Pulse) -> tuple[bool, bool]:
    return pulse.ready.well, pulse.live.well


async def test_nobody_there_is_an_error() -> None:
    with pytest.raises(KafkaConnectionError):
        await Pulse("127.0.0.1:1").start()


@pytest.mark.kafka
async def test_silence_makes_unready_then_dead_and_an_answer_well_again(
    broker: EmbeddedBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BEAT_S", 0.05)
    monkeypatch.setattr(module, "SILENT_S", 0.6)
    monkeypatch.setattr(module, "STALLED_S", 1.2)
    pulse: Any = Pulse(broker.url)
    await pulse.start()
    await asyncio.sleep(1.5)
    assert well(pulse) == (True, True)
    asked, deaf = pulse._client.force_metadata_update, asyncio.Event()
    monkeypatch.setattr(pulse._client, "force_metadata_update", deaf.wait)
    await asyncio.sleep(0.9)
    assert well(pulse) == (False, True)
    await asyncio.sleep(0.6)
    assert well(pulse) == (False, False)
    assert pulse.ready.told.startswith("Kafka has not answered for ")
    monkeypatch.setattr(pulse._client, "force_metadata_update", asked)
    await asyncio.sleep(1.0)
    assert well(pulse) == (True, True)
    await pulse.stop()
