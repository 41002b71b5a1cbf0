"""The agent `tracker`: what concerns each actor in; its new state and the alerts it calls for out.

The table is any mapping.  An alert is written into the actor's entry before it is sent (the outbox) and stays there
until the message that raised it is committed.  The entry remembers the last position folded of every lane: a replay
is recognised, changes nothing, and sends the alerts of that position again under the same ids.
"""

from __future__ import annotations

import traceback
from collections.abc import AsyncIterable, AsyncIterator, Mapping, MutableMapping, Sequence
from datetime import timedelta

from agents.alerts import judge
from agents.identity import digest
from agents.lexicon.alerts import AlertRule
from agents.limits import FENCES, OUTBOX, RAISED
from agents.records import ActorState, Alert, ArticleHead, Delta, Deltas, Entry, Outgoing, Reject
from agents.state import fold, marked

MAX_AGE = timedelta(days=3)


class Tracker:
    """Folds deltas into a table of entries, one for each actor.

    Deltas keep within the caps of their fields, as the reader makes them and the codec gives them: an entry is then
    within its own.
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
        """Fold one delta into the table and give what must be sent for it.

        Alerts for which the outbox has no room are not raised yet: the next report of theirs raises them.
        """
        entry = self.table.get(delta.actor_id) or Entry(state=ActorState(actor_id=delta.actor_id))
        if message.position <= entry.fences.get(message.lane, -1):
            here = (message.lane, message.position)
            return [entry.state, *(o.alert for o in entry.outbox if (o.lane, o.position) == here)]
        article = message.article
        after = fold(entry.state, delta, article)
        waiting = [o for o in entry.outbox if o.place >= message.settled]
        judged = after is not entry.state and is_news(article, self.max_age)
        room = max(0, min(RAISED, OUTBOX - len(waiting)))
        alerts = judge(entry.state, after, delta, article, self.rules, room) if judged else ()
        after = marked(after, alerts)
        waiting += [
            Outgoing(alert=a, lane=message.lane, position=message.position, place=message.place) for a in alerts
        ]
        self.table[delta.actor_id] = Entry(
            state=after,
            fences=fenced(entry.fences, message.lane, message.position),
            outbox=tuple(waiting),
        )
        return [after, *alerts]


def fenced(fences: Mapping[str, int], lane: str, position: int) -> dict[str, int]:
    """Note how far a lane was folded; of more than FENCES those of the oldest generations go."""
    grown = {**fences, lane: position}
    if len(grown) <= FENCES:
        return grown
    newest = sorted(grown, key=lambda known: (known == lane, _generation(known), known))[-FENCES:]
    return {known: grown[known] for known in newest}


def _generation(lane: str) -> int:
    number = lane.partition(".")[0]
    return int(number) if number.isdecimal() else -1


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
