"""The agent `tracker`: what concerns each actor in; its new state and the alerts it calls for out.

The table is any mapping.  An alert is written into the actor's entry before it is sent (the outbox) and stays there
until the message that raised it is committed.  The entry remembers the last position folded of every lane: a replay
is recognised, changes nothing, and sends the alerts of that position again under the same ids.
"""

from __future__ import annotations

import traceback
from collections.abc import AsyncIterable, AsyncIterator, MutableMapping, Sequence
from datetime import timedelta

from agents.alerts import judge
from agents.identity import digest
from agents.lexicon.alerts import AlertRule
from agents.records import ActorState, Alert, ArticleHead, Delta, Deltas, Entry, Outgoing, Reject
from agents.state import fold, marked

MAX_AGE = timedelta(days=3)


class Tracker:
    """Folds deltas into a table of entries, one for each actor.

    What was published more than `max_age` before it was fetched is no news: it is kept, and raises nothing.
    """

    def __init__(
        self, table: MutableMapping[str, Entry], rules: Sequence[AlertRule], max_age: timedelta = MAX_AGE
    ) -> None:
        self.table = table
        self.rules = rules
        self.max_age = max_age

    async def track(self, messages: AsyncIterable[Deltas]) -> AsyncIterator[ActorState | Alert | Reject]:
        """Yield the new state of every actor that changed, then the alerts it calls for."""
        async for message in messages:
            for delta in message.deltas:
                try:
                    outputs = self.fold_one(delta, message)
                except Exception as error:  # one actor's trouble is not the others'
                    yield reject_of(delta, message.article, error)
                    continue
                for output in outputs:
                    yield output

    def fold_one(self, delta: Delta, message: Deltas) -> Sequence[ActorState | Alert]:
        """Fold one delta into the table and give what must be sent for it."""
        entry = self.table.get(delta.actor_id) or Entry(state=ActorState(actor_id=delta.actor_id))
        if message.position <= entry.fences.get(message.lane, -1):
            here = (message.lane, message.position)
            return [entry.state, *(o.alert for o in entry.outbox if (o.lane, o.position) == here)]
        after = fold(entry.state, delta, message.article)
        judged = after is not entry.state and is_news(message.article, self.max_age)
        alerts = judge(entry.state, after, delta, message.article, self.rules) if judged else ()
        after = marked(after, alerts)
        waiting = [o for o in entry.outbox if o.place >= message.settled]
        waiting += [
            Outgoing(alert=a, lane=message.lane, position=message.position, place=message.place) for a in alerts
        ]
        self.table[delta.actor_id] = Entry(
            state=after,
            fences=entry.fences | {message.lane: message.position},
            outbox=tuple(waiting),
        )
        return [after, *alerts]


def is_news(article: ArticleHead, max_age: timedelta) -> bool:
    """Tell news from a backlog: what a new feed brings of last year would wake people for what they know."""
    return article.fetched_at - article.published_at <= max_age


def reject_of(delta: Delta, article: ArticleHead, error: Exception) -> Reject:
    """Say why a delta could not be folded."""
    return Reject(
        id=digest("tracker", delta.actor_id, article.revision),
        stage="tracker",
        reason="folding-failed",
        error="".join(traceback.format_exception(error))[-2000:],
        record_id=delta.actor_id,
    )
