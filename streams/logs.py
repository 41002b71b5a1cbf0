"""One line an event, with fields: for eyes (`text`) or for machines (`json`).

Called once at start.  aiokafka logs some ninety lines a second while its broker is away, so what repeats
within a second is counted and told later instead.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from typing import TextIO

import orjson

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_SPACED = re.compile(r"[\s\"=\x00-\x1f]")
_NOISY = ("aiokafka", "faust", "mode", "kafka", "streams.engine")  # the last: mode names its loggers by our modules


def setup(level: str = "info", style: str = "text", stream: TextIO | None = None) -> None:
    """Send all logging to a stream (stderr by default) in the given style and level."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLine() if style == "json" else TextLine())
    if level != "debug":
        handler.addFilter(Settling())
    handler.addFilter(Repeats())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _NOISY:
        # aiokafka builds three debug records a message even when nobody reads them; never let it start.
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    """Give what was passed as `extra`."""
    return {k: v for k, v in vars(record).items() if k not in _STANDARD}


class TextLine(logging.Formatter):
    """`12:30:01 warning poller: feed refused  feed=tass status=403`"""

    def format(self, record: logging.LogRecord) -> str:
        stamp = time.strftime("%H:%M:%S", time.localtime(record.created))
        extra = "".join(f" {k}={_quoted(str(v))}" for k, v in fields_of(record).items())
        line = f"{stamp} {record.levelname.lower()} {record.name}: {record.getMessage()}{' ' + extra if extra else ''}"
        return line + ("\n" + self.formatException(record.exc_info) if record.exc_info else "")


def _quoted(value: str) -> str:
    # One event is one line, whatever a feed put into the value.
    return json.dumps(value, ensure_ascii=False) if value == "" or _SPACED.search(value) else value


class JsonLine(logging.Formatter):
    """One JSON object a line: at, level, logger, message and the fields."""

    def format(self, record: logging.LogRecord) -> str:
        row: dict[str, object] = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        } | fields_of(record)
        if record.exc_info:
            row["traceback"] = self.formatException(record.exc_info)
        return orjson.dumps(row, default=str).decode()


class Repeats(logging.Filter):
    """Lets the same message of the same logger through once in ten seconds, and says how often it was held back."""

    PERIOD_S = 10.0
    MOST = 512

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith(_NOISY):
            return True
        key = (record.name, str(record.msg))
        since, count = self._held.get(key, (0.0, 0))
        if record.created - since < self.PERIOD_S:
            self._held[key] = (since, count + 1)
            return False
        if len(self._held) >= self.MOST:
            self._held.clear()
        self._held[key] = (record.created, 0)
        if count:
            record.held_back = count
        return True


class Settling(logging.Filter):
    """Holds back what aiokafka calls errors while a new Kafka makes the topic of its group coordinator.

    The client asks again by itself and the first start of every broker has these lines, so they look broken and are
    not.  From `GRACE_S` after the first one they pass: then something is wrong.
    """

    GRACE_S = 10.0
    EXPECTED = frozenset({"GroupCoordinatorNotAvailableError", "GroupLoadInProgressError"})

    def __init__(self) -> None:
        super().__init__()
        self._first: float | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith("aiokafka") or not isinstance(record.args, tuple):
            return True
        if not any(type(value).__name__ in self.EXPECTED for value in record.args):  # by name: importing it takes long
            return True
        if self._first is None:
            self._first = record.created
        return record.created - self._first > self.GRACE_S
