"""What a set of feeds does not see: states and pairs of states without a local source, and what much hangs on.

Called by `demarche feeds audit`; pure.  A source is local to the country that its row names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from agents.lexicon import FOLDER
from agents.lexicon.tables import rows
from agents.records import Feed
from streams.feeds.domains import domain_of

WEEK = timedelta(days=7)
MUCH = 0.05  # share of the feeds that makes a domain a single point of failure
FEW = 3  # feeds, below which nothing hangs on a domain


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found.  States are ids of the lexicon; `pairs` are those with a local source on neither side.

    `single` are states with one source, `one_voice` states all of whose sources a state runs; `hubs` are domains on
    which many feeds hang, `failed` feeds that brought nothing in their first week, with the last error.
    """

    feeds: int
    regions: Mapping[str, int]
    owners: Mapping[str, int]
    unlocated: int
    uncovered: tuple[str, ...]
    single: tuple[str, ...]
    one_voice: tuple[str, ...]
    pairs: int
    all_pairs: int
    hubs: Mapping[str, int]
    failed: Mapping[str, str]

    def row(self) -> dict[str, Any]:
        """Give it as plain values for JSON."""
        return asdict(self)


def audit(feeds: Iterable[Feed], states: Sequence[str], now: datetime) -> Audit:
    """Look at feeds that are switched on.  `states` are the ids of all states that should be seen."""
    polled = [feed for feed in feeds if feed.enabled]
    by_state: dict[str, list[Feed]] = {state: [] for state in states}
    for feed in polled:
        if feed.country in by_state:
            by_state[feed.country].append(feed)
    uncovered = tuple(state for state, local in by_state.items() if not local)
    domains = Counter(domain_of(feed.url) for feed in polled)
    return Audit(
        feeds=len(polled),
        regions=dict(Counter(feed.region or "-" for feed in polled).most_common()),
        owners=dict(Counter(feed.owner or "-" for feed in polled).most_common()),
        unlocated=sum(not feed.country and feed.region != "world" for feed in polled),
        uncovered=uncovered,
        single=tuple(state for state, local in by_state.items() if len({domain_of(f.url) for f in local}) == 1),
        one_voice=tuple(s for s, local in by_state.items() if local and all(f.owner in _OF_STATES for f in local)),
        pairs=len(uncovered) * (len(uncovered) - 1) // 2,
        all_pairs=len(states) * (len(states) - 1) // 2,
        hubs={name: n for name, n in domains.most_common() if n >= FEW and n >= MUCH * len(polled)},
        failed={feed.id: feed.poll.last_error if feed.poll else "" for feed in polled if _failed(feed, now)},
    )


def told(found: Audit, names: Mapping[str, str]) -> list[str]:
    """Write it for a terminal; `names` are those of the states."""

    def listed(states: Sequence[str]) -> str:
        return ", ".join(names.get(state, state) for state in states) or "none"

    counted = ", ".join(f"{count} {region}" for region, count in found.regions.items())
    owners = ", ".join(f"{count} {owner}" for owner, count in found.owners.items())
    lines = [
        f"{found.feeds} feeds: {counted}",
        f"owners: {owners}",
        f"states without a local source ({len(found.uncovered)}): {listed(found.uncovered)}",
        f"states with one source ({len(found.single)}): {listed(found.single)}",
        f"states of which only governments tell ({len(found.one_voice)}): {listed(found.one_voice)}",
        f"pairs of states with a local source on neither side: {found.pairs} of {found.all_pairs}",
    ]
    lines += [f"{count} feeds hang on {domain}" for domain, count in found.hubs.items()]
    lines += [f"{found.unlocated} feeds name no country: they count for no state"] if found.unlocated else []
    lines += [f"failed its first week: {name}: {error or 'never answered'}" for name, error in found.failed.items()]
    return lines


def states() -> dict[str, str]:
    """Give id and name of every state and territory of the lexicon that stands today, without parts of others."""
    table = rows(FOLDER / "actors" / "states.tsv", "id name aliases adjectives demonyms capital region")
    return {state: name for state, name, *_ in table if ":" not in state and state not in _ENDED}


_ENDED = ("CSK", "DDR", "SUN", "YUG")
_OF_STATES = ("state", "official")


def _failed(feed: Feed, now: datetime) -> bool:
    """Tell a feed that was polled for a week, or for as long as it is known, and has brought nothing."""
    poll = feed.poll
    if poll is None or poll.tally.since is None or poll.last_success_at is not None:
        return False
    return now - poll.tally.since >= WEEK or poll.tally.errors >= FEW
