"""What can go wrong with a broker of ours, as one error with a code from a closed list and a hint that helps.

Raised by everything in this package; the command line prints it, `demarche doctor` shows it.
"""

from __future__ import annotations

from typing import Literal, get_args

from agents.installation import how_to_add

Code = Literal[
    "port-taken",
    "java-absent",
    "java-too-old",
    "no-network",
    "wrong-checksum",
    "disk-full",
    "data-dir-held",
    "data-dir-unusable",
    "extra-missing",
    "no-broker",
    "died",
    "not-ready",
]
CODES: tuple[str, ...] = get_args(Code)

# What Kafka or the JVM prints -> what it means.  Looked for in the end of the broker's log, in this order.
_SAID: tuple[tuple[str, Code, str], ...] = (
    ("No space left on device", "disk-full", "free some space or point data.dir at another disk"),
    ("Address already in use", "port-taken", "set broker.port to 0 for a free port, or to another one"),
    ("UnsupportedClassVersionError", "java-too-old", f"install Java 17 or newer, or {how_to_add('embedded')}"),
    ("OutOfMemoryError", "died", "raise broker.heap_mb"),
    ("Could not reserve enough space", "died", "lower broker.heap_mb: this machine has too little memory"),
)


class BrokerError(RuntimeError):
    """The broker cannot be had or went away; `code` says which way, `hint` what to do about it."""

    def __init__(self, code: Code, message: str, hint: str = "") -> None:
        super().__init__(f"{message} ({hint})" if hint else message)
        self.code = code
        self.message = message
        self.hint = hint


def from_log(tail: str, exit_code: int | None, log: str) -> BrokerError:
    """Name why a broker went away, from the end of its log."""
    for said, code, hint in _SAID:
        if said in tail:
            line = next(line for line in tail.splitlines() if said in line)
            return BrokerError(code, f"the broker went away: {line.strip()[:300]}", hint)
    last = next((line.strip() for line in reversed(tail.splitlines()) if line.strip()), "it said nothing")
    return BrokerError("died", f"the broker went away with exit code {exit_code}: {last[:300]}", f"see {log}")
