"""What to remember of a document: entries and names seen, the feed's rhythm, and the sums for `feeds status`.

Called by `poll.py`; pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

import msgspec

from agents.identity import digest
from agents.limits import NAMES, SEEN
from agents.records import Article, PollState, Tally
from streams.feeds.articles import Harvest
from streams.feeds.fetch import Answer
from streams.feeds.rows import Document

QUIET = 16  # polls in a row without a word, after which one is made without condition
SMOOTH = 0.3  # weight of what is newest in a mean
BACKLOG_S = 259_200.0  # what was published longer ago was not late, it was left behind
TURNS = 3  # wordings in a row that differ from the one before by their digits alone
LIE = timedelta(minutes=10)  # an entry older than a 304 by this was kept from us
_DIGITS = re.compile(r"[\d.,]+")


def wants_whole(state: PollState) -> bool:
    """Tell whether a poll should be made without condition: the server's 304 lied, or has gone on for long."""
    return state.unconditional or (state.last_outcome == "not_modified" and state.quiet % QUIET == QUIET - 1)


def harvested(
    state: PollState, old: PollState, document: Document, crop: Harvest, new: Sequence[Article], now: datetime
) -> PollState:
    """Add what a document brought: entries and names seen, the feed's rhythm, its wishes, and the liar's mark."""
    revisions = {a.id: a.revision for a in crop.articles}
    # What left the document stays known for a while: feeds do bring entries back.
    seen = revisions | {name: revision for name, revision in old.seen.items() if name not in revisions}
    names = {**crop.names, **{name: entry for name, entry in old.names.items() if name not in crop.names}}
    unseen = [a for a in new if a.id not in old.seen]
    return msgspec.structs.replace(
        state,
        seen=dict(list(seen.items())[:SEEN]),
        names=dict(list(names.items())[:NAMES]),
        content="index" if document.leads and not document.rows else "entries" if document.rows else "none",
        entries=len(document.rows),
        ttl_s=document.ttl_s,
        skip_hours=document.skip_hours,
        unconditional=old.unconditional or (wants_whole(old) and _was_kept_back(old, unseen)),
        gap_s=_gap(old, crop.articles, unseen, now),
        last_new_at=now if unseen and old.seen else old.last_new_at or _newest(crop.articles, now),
    )


def tallied(
    tally: Tally,
    answer: Answer,
    now: datetime,
    crop: Harvest | None,
    new: Sequence[Article],
    fresh: int,
    late: int = 0,
) -> Tally:
    """Add one poll to the sums; `fresh` of the `new` articles are no revisions; `late` pages came meanwhile."""
    dropped = dict(tally.dropped)
    if crop is not None:
        for reason, count in unpublished(crop, len(new)).items():
            dropped[reason] = dropped.get(reason, 0) + count
    delays = [(now - a.published_at).total_seconds() for a in new if a.published_trust == "stated"]
    delays = [delay for delay in delays if delay <= BACKLOG_S]
    delay = tally.delay_s
    if delays and tally.polls:  # what stood in the first document had waited for us alone
        newest = max(0.0, median(delays))
        delay = newest if not delay else delay + SMOOTH * (newest - delay)
    return Tally(
        since=tally.since or now,
        polls=tally.polls + 1,
        unchanged=tally.unchanged + (answer.outcome == "not_modified"),
        errors=tally.errors + (answer.outcome in ("error", "gone")),
        articles=tally.articles + fresh,
        revisions=tally.revisions + len(new) - fresh,
        whole=tally.whole + sum(a.whole for a in new) + late,
        delay_s=round(delay, 3),
        dropped=dropped,
    )


def unpublished(crop: Harvest, new: int) -> dict[str, int]:
    """Count the entries of a document that were not published, by reason; `new` were."""
    counted = dict(crop.dropped)
    seen = len(crop.articles) - new - counted.get("counter", 0)
    return {"seen": seen} | counted if seen else counted


def renewed(poll: PollState | None) -> PollState | None:
    """Give the state of a feed whose address was changed: what was seen stays, what the old address said goes."""
    if poll is None:
        return None
    return PollState(seen=poll.seen, names=poll.names, gap_s=poll.gap_s, last_new_at=poll.last_new_at, tally=poll.tally)


def _was_kept_back(old: PollState, unseen: Sequence[Article]) -> bool:
    asked = old.last_poll_at
    return asked is not None and any(a.published_trust == "stated" and a.published_at < asked - LIE for a in unseen)


def _gap(old: PollState, articles: Sequence[Article], unseen: Sequence[Article], now: datetime) -> float:
    """Learn the usual seconds between two new entries: from their dates at first, then from what came."""
    if not old.seen:
        dates = sorted(a.published_at for a in articles if a.published_trust == "stated")
        steps = [(b - a).total_seconds() for a, b in pairwise(dates)]
        return round(min(sum(steps) / len(steps), 2_592_000.0), 1) if len(steps) >= 2 else 0.0
    if not unseen or old.last_new_at is None:
        return old.gap_s
    came = max(0.0, (now - old.last_new_at).total_seconds()) / len(unseen)
    return round(min(old.gap_s + SMOOTH * (came - old.gap_s) if old.gap_s else came, 2_592_000.0), 1)


def _newest(articles: Sequence[Article], now: datetime) -> datetime | None:
    return min(max((a.published_at for a in articles), default=now), now) if articles else None


def counting(names: Mapping[str, str], seen: Mapping[str, str], article: Article) -> tuple[str, str]:
    """Watch an article that is worded anew: the key and value to remember, (key, "") where only numbers turn.

    "Read 1,017 times": when an entry's wordings differed by their digits alone for the third time, it is no news.
    "5 killed", then "7 killed" is, twice.
    """
    if article.id not in seen or seen[article.id] == article.revision:
        return "", ""
    key = digest("shape", article.id)[:16]
    shape = digest(_DIGITS.sub("", article.text))[:16]
    before, _, count = names.get(key, "").partition(":")
    turns = int(count or 0) + 1 if before == shape else 0
    return key, "" if turns >= TURNS else f"{shape}:{turns}"


def seen_before(seen: Mapping[str, str], article: Article) -> bool:
    """Tell whether an article was published in this very wording."""
    return seen.get(article.id) == article.revision
