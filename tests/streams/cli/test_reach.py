"""Finding the broker, reading a time, and ending with a clear word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest
from aiokafka.errors import KafkaConnectionError

from streams.admin import AdminError
from streams.cli.reach import Moment, NotReachable, broker_url, finish
from streams.engine.ledger import DeliveryError
from streams.settings import Settings
from streams.tail import TopicsMissingError


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("45s", timedelta(seconds=45)),
        ("30m", timedelta(minutes=30)),
        ("2h", timedelta(hours=2)),
        ("3d", timedelta(days=3)),
    ],
)
def test_a_time_ago(text: str, ago: timedelta) -> None:
    moment = Moment().convert(text, None, None)
    assert abs(datetime.now(UTC) - ago - moment) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-10-22", datetime(2025, 10, 22, tzinfo=UTC)),
        ("2025-10-22T19:10", datetime(2025, 10, 22, 19, 10, tzinfo=UTC)),
        ("2025-10-22T19:10+02:00", datetime(2025, 10, 22, 17, 10, tzinfo=UTC)),
        ("2025-10-22T19:10Z", datetime(2025, 10, 22, 19, 10, tzinfo=UTC)),
    ],
)
def test_a_time_as_it_is_written(text: str, moment: datetime) -> None:
    assert Moment().convert(text, None, None) == moment
    assert Moment().convert(moment, None, None) is moment


@pytest.mark.parametrize("text", ["", "yesterday", "2w", "-3h", "h", "2025-13-01", "99999999999d"])
def test_a_time_that_is_none(text: str) -> None:
    with pytest.raises(click.BadParameter, match="neither"):
        Moment().convert(text, None, None)


def test_the_broker_given_or_a_hint(tmp_path: Path) -> None:
    assert broker_url(Settings(kafka_url="a:1")) == "a:1"
    with pytest.raises(NotReachable, match="demarche up") as told:
        broker_url(Settings(data_dir=str(tmp_path)))
    assert told.value.exit_code == 3


@pytest.mark.parametrize(
    "error",
    [KafkaConnectionError("gone"), TopicsMissingError("topics apply"), AdminError("refused"), DeliveryError("late")],
)
def test_trouble_with_the_broker_is_a_message_and_exit_status_three(error: Exception) -> None:
    async def work() -> None:
        raise error

    with pytest.raises(NotReachable, match=str(error).split(":")[-1].strip()) as told:
        finish(work())
    assert told.value.exit_code == 3


def test_a_result_is_given_and_our_own_faults_are_not_hidden() -> None:
    async def good() -> int:
        return 7

    async def bad() -> None:
        raise ZeroDivisionError

    assert finish(good()) == 7
    with pytest.raises(ZeroDivisionError):
        finish(bad())
