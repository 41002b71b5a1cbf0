"""Answers of feeds, recorded as JSON lines and played back: a polling session that can be looked at again.

Used by `demarche feeds record` and `replay`; played back, an answer holds from its moment until the next one.
"""

from __future__ import annotations

import base64
import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson

from agents.records import Feed, PollState
from streams.feeds.fetch import Answer


class TapeError(ValueError):
    """A line that is no recorded answer; says which."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an address answered at a time, asked without condition."""

    at: datetime
    feed: str
    asked: str
    answer: Answer

    def line(self) -> bytes:
        """Write it as a line of a tape."""
        row = {name: getattr(self.answer, name) for name in Answer.__slots__}
        row |= {"headers": dict(self.answer.headers), "body": base64.b64encode(self.answer.body).decode()}
        return orjson.dumps({"at": self.at, "feed": self.feed, "asked": self.asked, "answer": row}) + b"\n"


def read_tape(lines: Iterable[bytes]) -> Iterator[Entry]:
    """Read a tape.  Raises TapeError with the number of a line that is none."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _entry(orjson.loads(line))
        except (ValueError, TypeError, KeyError) as error:
            raise TapeError(f"line {number} is no recorded answer: {error!r}") from error


def _entry(row: Any) -> Entry:
    stated = dict(row["answer"])
    answer = Answer(**{**stated, "body": base64.b64decode(stated["body"])})
    return Entry(datetime.fromisoformat(row["at"]), str(row["feed"]), str(row["asked"]), answer)


class Player:
    """A server that answers as recorded, and unchanged where it is asked with the validators of that answer."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._answers: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(entries, key=lambda e: e.at):
            self._answers[entry.asked].append(entry)

    def __call__(self, url: str, state: PollState, now: datetime) -> Answer:
        """Answer as the address did last by that time."""
        entries = self._answers.get(url)
        if not entries:
            return Answer("error", url, error="tape: this address was never asked")
        at = bisect.bisect_right(entries, now, key=lambda e: e.at)
        answer = entries[max(0, at - 1)].answer
        etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
        known = state.etag == etag if etag else bool(modified) and state.last_modified == modified
        if answer.outcome == "changed" and known:
            return replace(answer, outcome="not_modified", status=304, body=b"")
        return answer

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Give when the first and the last answer were recorded.  Raises ValueError where none was."""
        moments = [entry.at for entries in self._answers.values() for entry in entries]
        return min(moments), max(moments)

    def feeds(self) -> tuple[Feed, ...]:
        """Give the feeds that were recorded."""
        found: dict[str, str] = {}
        for asked, entries in self._answers.items():
            for entry in entries:
                found.setdefault(entry.feed, asked)
        return tuple(Feed(id=name, url=url) for name, url in found.items())
