"""Fixtures that many tests share: one real Kafka for all tests marked `kafka`, and a clean set of topics on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Generator, Iterator

import pytest
from wiping import wipe

from streams import admin
from streams.broker import BrokerError, EmbeddedBroker
from streams.settings import Settings

# Where a machine cannot have the broker at all; anything else that goes wrong is a failure.
_NOT_TO_BE_HAD = {"no-network", "java-absent", "java-too-old", "extra-missing"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what CI asks for: a machine that lacks something shall not pass for a machine where all is well."""
    parser.addoption(
        "--forbid-skips", action="store_true", help="A skipped test is a failure (CI installs all it needs)."
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make a failure of a skip where skips are forbidden."""
    report = yield
    if report.skipped and item.config.getoption("--forbid-skips") and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped, which is forbidden here: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that is skipped as a whole."""
    report = yield
    if report.skipped and collector.config.getoption("--forbid-skips"):
        report.outcome, report.longrepr = "failed", f"skipped, which is forbidden here: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedBroker]:
    """Run one embedded Kafka, with a data directory of its own, for the whole session."""
    kafka = EmbeddedBroker(Settings(data_dir=str(tmp_path_factory.mktemp("kafka")), broker_heap_mb=384))
    loop = asyncio.new_event_loop()  # not asyncio.run: the loop of pytest-asyncio stays what it is
    try:
        loop.run_until_complete(kafka.start())
    except BrokerError as error:
        if error.code in _NOT_TO_BE_HAD:
            pytest.skip(f"no embedded Kafka here: {error}")
        raise
    yield kafka
    loop.run_until_complete(kafka.stop())
    loop.close()


@pytest.fixture
async def empty_broker(broker: EmbeddedBroker) -> AsyncIterator[str]:
    """Give the address of the broker with no topic of anybody on it (offsets go with their topics)."""
    await wipe(broker.url)
    yield broker.url


@pytest.fixture
async def fresh_topics(empty_broker: str) -> str:
    """Give the address of the broker with all topics of the program, new and empty."""
    await admin.apply(empty_broker, Settings())
    return empty_broker
