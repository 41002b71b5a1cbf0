"""One event is one line, for eyes or machines; what a client library repeats is held back and counted."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from aiokafka.errors import GroupAuthorizationFailedError, GroupCoordinatorNotAvailableError

from streams import logs


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """Give the stream that the root logger writes to, and give logging back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield io.StringIO()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in ("aiokafka", "faust", "mode", "kafka", "streams.engine"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def test_text_has_time_level_logger_message_and_fields(out: io.StringIO) -> None:
    logs.setup("info", "text", out)
    logging.getLogger("poller").warning("feed %s", "refused", extra={"feed": "tass", "status": 403})
    line = out.getvalue()
    assert line.endswith(" warning poller: feed refused  feed=tass status=403\n")
    assert line[2] == line[5] == ":"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("two words", '"two words"'), ("a\nb", '"a\\nb"'), ('say "x"', '"say \\"x\\""'), ("", '""'), ("Köln", "Köln")],
)
def test_a_field_never_breaks_its_line(out: io.StringIO, value: str, shown: str) -> None:
    logs.setup(stream=out)
    logging.getLogger("poller").warning("x", extra={"error": value, "last": 1})
    assert out.getvalue().endswith(f" x  error={shown} last=1\n")
    assert out.getvalue().count("\n") == 1


def test_json_is_one_object_a_line(out: io.StringIO) -> None:
    logs.setup("info", "json", out)
    logging.getLogger("flow").error("set aside", extra={"reason": "a\nb", "where": {1}})
    (line,) = out.getvalue().splitlines()
    row = orjson.loads(line)
    assert (row["level"], row["logger"], row["message"]) == ("error", "flow", "set aside")
    assert (row["reason"], row["where"]) == ("a\nb", "{1}")
    assert row["at"].endswith("Z")


@pytest.mark.parametrize("style", ["text", "json"])
def test_an_exception_is_told(out: io.StringIO, style: str) -> None:
    logs.setup("info", style, out)
    try:
        raise ValueError("the cause")
    except ValueError:
        logging.getLogger("flow").exception("failed")
    assert "ValueError: the cause" in out.getvalue()


def test_levels_hold_and_client_libraries_never_debug(out: io.StringIO) -> None:
    logs.setup("debug", "text", out)
    logging.getLogger("poller").debug("ours")
    logging.getLogger("aiokafka.client").debug("theirs")
    logging.getLogger("faust").info("theirs")
    assert [line.split(": ")[1] for line in out.getvalue().splitlines()] == ["ours"]
    logs.setup("error", "text", out)
    logging.getLogger("aiokafka").warning("quiet please")
    assert "quiet" not in out.getvalue()


def record(name: str, message: str, created: float) -> logging.LogRecord:
    made = logging.makeLogRecord({"name": name, "msg": message})
    made.created = created
    return made


def test_repeats_are_held_back_and_told_later() -> None:
    repeats = logs.Repeats()
    passed: list[Any] = [repeats.filter(record("aiokafka", "no broker", 100.0 + i)) for i in range(10)]
    assert passed == [True] + [False] * 9
    late = record("aiokafka", "no broker", 110.0)
    assert repeats.filter(late)
    assert late.held_back == 9  # type: ignore[attr-defined]
    quiet = record("aiokafka", "no broker", 130.0)
    assert repeats.filter(quiet)
    assert not hasattr(quiet, "held_back")


def test_our_own_lines_are_never_held_back() -> None:
    repeats = logs.Repeats()
    assert all(repeats.filter(record("poller", "same", 100.0)) for _ in range(5))


def test_repeats_forget_rather_than_grow() -> None:
    repeats = logs.Repeats()
    for i in range(repeats.MOST * 3):
        assert repeats.filter(record("aiokafka", f"message {i}", 100.0))
    assert len(repeats._held) <= repeats.MOST


def coordinator(created: float, error: Exception) -> logging.LogRecord:
    made = record("aiokafka.consumer.group_coordinator", "Group Coordinator Request failed: %s", created)
    made.args = (error,)
    return made


def test_a_kafka_that_is_being_made_is_no_error_unless_it_takes_long() -> None:
    settling = logs.Settling()
    told = [settling.filter(coordinator(100.0 + s, GroupCoordinatorNotAvailableError())) for s in (0, 5, 9, 11, 900)]
    assert told == [False, False, False, True, True]
    assert settling.filter(coordinator(100.0, GroupAuthorizationFailedError("g")))
    assert settling.filter(record("poller", "feed refused", 100.0))


@pytest.mark.parametrize(("level", "told"), [("info", 0), ("debug", 1)])
def test_debugging_hides_no_line_of_the_start(out: io.StringIO, level: str, told: int) -> None:
    logs.setup(level, "text", out)
    logging.getLogger("aiokafka").error("Group Coordinator Request failed: %s", GroupCoordinatorNotAvailableError())
    assert len(out.getvalue().splitlines()) == told


def test_setup_twice_does_not_write_twice(out: io.StringIO) -> None:
    logs.setup(stream=out)
    logs.setup(stream=out)
    logging.getLogger("flow").warning("once")
    assert out.getvalue().count("once") == 1
