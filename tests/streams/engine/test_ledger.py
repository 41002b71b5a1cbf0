"""The ledger: settled when every delivery is done, and never again once one has failed."""

from __future__ import annotations

import asyncio

import pytest

from streams.engine.ledger import DeliveryError, Ledger


def delivery(ledger: Ledger) -> asyncio.Future[None]:
    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    ledger.enter(future)
    return future


async def test_an_empty_ledger_is_settled() -> None:
    await asyncio.wait_for(Ledger().settle(), 1)


async def test_settle_waits_for_every_delivery_entered_before() -> None:
    ledger = Ledger()
    first, second = delivery(ledger), delivery(ledger)
    settling = asyncio.create_task(ledger.settle())
    first.set_result(None)
    await asyncio.sleep(0.01)
    assert not settling.done()
    assert len(ledger) == 1
    second.set_result(None)
    await asyncio.wait_for(settling, 1)
    assert len(ledger) == 0


async def test_settle_does_not_wait_for_what_comes_after_it() -> None:
    """A busy worker always has something out; waiting for that too would never commit."""
    ledger = Ledger()
    first = delivery(ledger)
    settling = asyncio.create_task(ledger.settle())
    await asyncio.sleep(0)
    later = delivery(ledger)
    first.set_result(None)
    await asyncio.wait_for(settling, 1)
    assert len(ledger) == 1
    later.set_result(None)


async def test_a_delivery_already_done_is_forgotten() -> None:
    ledger = Ledger()
    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    future.set_result(None)
    ledger.enter(future)
    await asyncio.sleep(0)
    assert len(ledger) == 0
    await ledger.settle()


async def test_a_failed_delivery_fails_this_settle_and_all_after_it() -> None:
    ledger = Ledger()
    bad, good = delivery(ledger), delivery(ledger)
    bad.set_exception(TimeoutError("no broker"))
    good.set_result(None)
    for _ in range(2):
        with pytest.raises(DeliveryError, match="TimeoutError: no broker") as told:
            await ledger.settle()
        assert isinstance(told.value.__cause__, TimeoutError)
    delivery(ledger).set_result(None)
    with pytest.raises(DeliveryError):
        await ledger.settle()


async def test_the_first_failure_is_the_one_told() -> None:
    ledger = Ledger()
    delivery(ledger).set_exception(ValueError("first"))
    await asyncio.sleep(0)
    delivery(ledger).set_exception(ValueError("second"))
    with pytest.raises(DeliveryError, match="first"):
        await ledger.settle()


async def test_a_failure_is_told_at_once_and_once() -> None:
    """What is sent behind a lost message would stand as a fence before its replay."""
    told: list[str] = []
    ledger = Ledger(on_failure=told.append)
    bad, worse, good = delivery(ledger), delivery(ledger), delivery(ledger)
    bad.set_exception(RuntimeError("no leader"))
    worse.set_exception(RuntimeError("no leader either"))
    await asyncio.sleep(0)
    assert told == ["a message was not delivered: RuntimeError('no leader')"]
    good.set_result(None)


async def test_a_cancelled_delivery_is_a_failed_one() -> None:
    told: list[str] = []
    ledger = Ledger(on_failure=told.append)
    delivery(ledger).cancel()
    await asyncio.sleep(0)
    assert told == [], "nothing was lost: the worker is stopping"
    with pytest.raises(DeliveryError, match="CancelledError"):
        await ledger.settle()
