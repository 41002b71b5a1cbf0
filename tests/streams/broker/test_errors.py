"""A broker's last words become a code, and what to do about it."""

from __future__ import annotations

import pytest

from streams.broker.errors import CODES, BrokerError, from_log


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("java.io.IOException: No space left on device", "disk-full"),
        ("java.net.BindException: Address already in use", "port-taken"),
        ("java.lang.UnsupportedClassVersionError: kafka/Kafka has been compiled by", "java-too-old"),
        ("Terminating due to java.lang.OutOfMemoryError: Java heap space", "died"),
        ("something nobody has seen yet", "died"),
    ],
)
def test_the_log_tells_the_code(said: str, code: str) -> None:
    error = from_log(f"WARN all is well\nERROR {said}\n\tat kafka.Kafka.main\n", 1, "broker.log")
    assert error.code == code
    assert error.code in CODES
    assert error.hint
    assert error.hint in str(error)


def test_an_unknown_end_shows_the_last_line_and_where_the_rest_is() -> None:
    error = from_log("first\nlast words\n\n", 3, "/x/broker.log")
    assert str(error) == "the broker went away with exit code 3: last words (see /x/broker.log)"
    assert "it said nothing" in str(from_log("", -9, "/x/broker.log"))


def test_a_hint_is_not_required() -> None:
    assert str(BrokerError("died", "gone")) == "gone"
