"""robots.txt: what a publisher asks robots to leave alone (RFC 9309).

Called by `pages.py`.  Pure: the text is an argument; fetching it, and what its absence means, are the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

AGENT = "demarche"
MOST_CHARS = 512_000  # RFC 9309, 2.5: at least 500 KiB are read
MOST_DELAY_S = 30.0  # of what is asked for between two requests
MOST_STARS = 12  # wildcards of one rule; more are a trap


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for us; `delay_s` is what they ask for between two requests."""

    rules: tuple[tuple[bool, str, re.Pattern[str]], ...] = ()
    delay_s: float = 0.0

    def allow(self, url: str) -> bool:
        """Tell whether an address may be fetched: the longest rule that fits counts, and of two alike the kinder."""
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        fits = [(len(written), allowed) for allowed, written, rule in self.rules if rule.match(path)]
        return max(fits)[1] if fits else True


NOBODY = Robots(((False, "/", re.compile("/")),))  # of a server that does not say, but fails


def read_robots(text: str) -> Robots:
    """Read the group for us, else the one for all; lines that say nothing are passed over."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for agents, lines in _groups(text[:MOST_CHARS]):
        for agent in agents:
            groups.setdefault(agent, []).extend(lines)
    stated = groups.get(AGENT, groups.get("*", []))
    delays = [_seconds(value) for name, value in stated if name == "crawl-delay"]
    rules = tuple(
        (name == "allow", value, _pattern(value))
        for name, value in stated
        if name in ("allow", "disallow") and value and value.count("*") <= MOST_STARS
    )
    return Robots(rules, min(max(delays, default=0.0), MOST_DELAY_S))


def _groups(text: str) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    agents: list[str] = []
    rules: list[tuple[str, str]] = []
    for line in text.lstrip("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            if rules:
                yield agents, rules
                agents, rules = [], []
            agents.append(value.lower().partition("/")[0])
        elif agents:
            rules.append((name, value))
    if agents:
        yield agents, rules


def _pattern(rule: str) -> re.Pattern[str]:
    plain, end = (rule[:-1], "$") if rule.endswith("$") else (rule, "")
    return re.compile(".*".join(re.escape(part) for part in re.sub(r"\*+", "*", plain).split("*")) + end)


def _seconds(value: str) -> float:
    return float(value) if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", value) else 0.0
