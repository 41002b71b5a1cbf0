"""What the reading commands share: finding the broker, reading a time, ending with a clear word."""

from __future__ import annotations

import re
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import click
import uvloop
from aiokafka.errors import KafkaError

from streams.admin import AdminError
from streams.broker import running_url
from streams.engine.ledger import DeliveryError
from streams.settings import Settings
from streams.tail import TopicsMissingError

T = TypeVar("T")

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class NotReachable(click.ClickException):
    """There is no broker to ask."""

    exit_code = 3


def broker_url(settings: Settings) -> str:
    """Give the broker of the settings or the one that runs here.  Raises NotReachable."""
    url = settings.kafka_url or running_url(settings)
    if not url:
        raise NotReachable("no broker is given and none runs here: start `demarche up`, or give --kafka-url")
    return url


def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine; turn trouble with the broker into a message."""
    try:
        return uvloop.run(work)
    except (TopicsMissingError, AdminError, DeliveryError, KafkaError) as error:
        raise NotReachable(f"the broker does not answer as it should: {error}") from error


class Moment(click.ParamType):
    """`2h`, `30m`, `3d` (ago), or an ISO date or time (UTC where none is said)."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            if ago := re.fullmatch(r"(\d+)([smhd])", value):
                return datetime.now(UTC) - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
            moment = datetime.fromisoformat(value)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is neither like 2h, 30m, 3d nor an ISO time", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
