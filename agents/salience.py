"""What one article may say at most: its findings must fit into one message, however dense the text.

Called by `agents.reader`.  The most salient findings are kept; how many were left out is told, never hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from agents import limits
from agents.limits import SPANS
from agents.records import Findings, Mention, Quote, Record

R = TypeVar("R", bound=Record)


class Limit(NamedTuple):
    """How many records, and how many bytes of JSON they may fill."""

    records: int
    bytes: int


# Far above what an article of a newsroom holds; together with the head under a message's 900,000 bytes.
SIGNALS = Limit(limits.SIGNALS, 250_000)
QUOTES = Limit(limits.QUOTES, 250_000)
MENTIONS = Limit(limits.MENTIONS, 150_000)

_encode = msgspec.json.Encoder().encode


def limited(findings: Findings) -> Findings:
    """Keep the most salient mentions, quotes and signals within their limits, and count the rest in `left_out`."""
    spans = sum(len(m.spans[SPANS:]) for m in findings.mentions)
    mentions = tuple(m if len(m.spans) <= SPANS else _shorter(m) for m in findings.mentions)
    kept = {
        "mention": most_salient(mentions, MENTIONS, lambda m: -len(m.spans)),
        "quote": most_salient(findings.quotes, QUOTES, _unsure),
        "signal": most_salient(findings.signals, SIGNALS),
    }
    found = {"mention": mentions, "quote": findings.quotes, "signal": findings.signals}
    left_out = {kind: len(found[kind]) - len(kept[kind]) for kind in found} | {"span": spans}
    if not any(left_out.values()):
        return findings
    return msgspec.structs.replace(
        findings,
        mentions=kept["mention"],
        quotes=kept["quote"],
        signals=kept["signal"],
        left_out={kind: n for kind, n in left_out.items() if n},
    )


def most_salient(records: Sequence[R], limit: Limit, rank: Callable[[R], Any] | None = None) -> tuple[R, ...]:
    """Keep those of lowest rank, in the order they came in; without a rank the first ones."""
    if len(records) <= limit.records and len(_encode(records)) <= limit.bytes:
        return tuple(records)
    kept: set[int] = set()
    size = 0
    for place in sorted(range(len(records)), key=lambda p: rank(records[p]) if rank else 0)[: limit.records]:
        more = len(_encode(records[place])) + 1
        if size + more <= limit.bytes:
            size += more
            kept.add(place)
    return tuple(record for place, record in enumerate(records) if place in kept)


def _shorter(mention: Mention) -> Mention:
    return msgspec.structs.replace(mention, spans=mention.spans[:SPANS])


def _unsure(quote: Quote) -> tuple[bool, float]:
    """The words of somebody whom we know come first, then the surest."""
    return not (quote.speaker and quote.speaker.ids), -quote.confidence
