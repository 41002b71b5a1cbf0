"""The agent `tracker`: what concerns each actor in; its new state, the incidents that changed and the alerts out.

The table is any mapping.  An alert is written into the actor's entry before it is sent (the outbox) and stays there
until the message that raised it is committed.  The entry remembers the last position folded of every lane: a replay
is recognised, changes nothing, and sends the alerts of that position again under the same ids.  Incidents that a fold
changed are told by their owner alone; a replay of the last position of a lane tells all that the owner has.
"""

from __future__ import annotations

import traceback
from collections import OrderedDict
from collections.abc import (
    AsyncIterable,
    AsyncIterator,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    Sequence,
)
from datetime import timedelta

from agents.clipping import fitting
from agents.identity import digest
from agents.judging import Gone, judge
from agents.lexicon.alerts import AlertRule
from agents.limits import FENCES, GONE, OUTBOX, OUTBOX_SIZE, RAISED
from agents.lives import kept, life_of
from agents.records import ActorState, Alert, ArticleHead, Delta, Deltas, Entry, Incident, Outgoing, Reject
from agents.state import fold, incidents_about

Output = ActorState | Incident | Gone | Alert

MAX_AGE = timedelta(days=3)
HELD = 50_000  # articles of which it is known whom they told of: more than come in the days in which they are revised
_WIDEST = 17_500  # bytes of an alert in the outbox, at its caps


class Tracker:
    """Folds deltas into a table of entries, one for each actor.

    Deltas keep within the caps of their fields, as the reader makes them and the codec gives them: an entry is then
    within its own.
    What was published more than `max_age` before it was fetched is no news: it is kept, and raises nothing.
    `partition_of` says on which partition an actor's deltas come.
    """

    def __init__(
        self,
        table: MutableMapping[str, Entry],
        rules: Sequence[AlertRule],
        max_age: timedelta = MAX_AGE,
        partition_of: Callable[[str], int] = lambda _: 0,
    ) -> None:
        self.table = table
        self.rules = rules
        self.max_age = max_age
        self.partition_of = partition_of
        self._holders: OrderedDict[str, set[str]] = OrderedDict()  # who has something of the latest articles

    async def track(self, messages: AsyncIterable[Deltas]) -> AsyncIterator[Output | Reject]:
        """Yield the new state of every actor that changed, then its incidents that did, then the alerts."""
        async for message in messages:
            for delta in (*message.deltas, *self.left_behind(message)):
                try:
                    outputs = self.fold_one(delta, message)
                except Exception as error:  # one actor's trouble is not the others'
                    yield reject_of(delta, message.article, error)
                    continue
                for output in outputs:
                    yield output

    def left_behind(self, message: Deltas) -> list[Delta]:
        """Give an empty delta for each actor that a former wording of a revised article told of, and this one does not.

        Actors of another partition are left to its message, and all to the last message of a partition; whom an earlier
        one named, and a replay, their fences know.
        """
        if not message.article.revised or message.more:
            return []
        named = {delta.actor_id for delta in message.deltas}
        held = self._holders.get(message.article.id, set()) - named
        gone = sorted(actor for actor in held if self.partition_of(actor) == message.partition)
        return [Delta(actor_id=actor, name=self.table[actor].state.name, mentions=0) for actor in gone]

    def prime(self, actor_id: str) -> None:
        """Note of what articles an entry of a recovered table has something."""
        self.remember(actor_id, (c.article_id for c in self.table[actor_id].state.articles))

    def remember(self, actor_id: str, articles: Iterable[str]) -> None:
        """Note that an actor's entry has something of these articles; those noted longest ago are forgotten."""
        for article in articles:
            self._holders.setdefault(article, set()).add(actor_id)
            self._holders.move_to_end(article)
        while len(self._holders) > HELD:
            self._holders.popitem(last=False)

    def fold_one(self, delta: Delta, message: Deltas) -> Sequence[Output]:
        """Fold one delta into the table and give what must be sent for it.

        Alerts for which the outbox has no room are not raised yet: the next report of theirs raises them.
        """
        self.remember(delta.actor_id, (message.article.id,))
        entry = self.table.get(delta.actor_id) or Entry(state=ActorState(actor_id=delta.actor_id))
        folded = entry.fences.get(message.lane, -1)
        if message.position <= folded:
            here = (message.lane, message.position)
            told = _told_again(entry) if message.position == folded else ()
            return [entry.state, *told, *(o.alert for o in entry.outbox if (o.lane, o.position) == here)]
        article = message.article
        after = fold(entry.state, delta, article, late=not is_news(article, self.max_age))
        waiting = [o for o in entry.outbox if o.place >= message.settled]
        room = max(0, min(RAISED, OUTBOX - len(waiting)))
        alerts, incidents, gone = judge(entry.state, after, entry.lives, article, self.rules, room)
        waiting = _with(waiting, alerts, message)
        alerts = tuple(o.alert for o in waiting if (o.lane, o.position) == (message.lane, message.position))
        self.table[delta.actor_id] = Entry(
            state=after,
            lives=kept(entry.lives | {a.id: life_of(a) for a in alerts}) if alerts else entry.lives,
            fences=fenced(entry.fences, message.lane, message.position),
            outbox=tuple(waiting),
            gone=_unburied(entry.gone, incidents, gone, message),
        )
        return [after, *incidents, *(Gone(name, delta.actor_id) for name in gone), *alerts]


def _told_again(entry: Entry) -> Iterator[Incident | Gone]:
    """Give all that an actor owns and all that is gone: which of them a crash kept from being sent nobody knows.

    Once a lane is enough, at the last position folded: nothing that came before is committed where that is not.
    """
    actor = entry.state.actor_id
    yield from (i for i in incidents_about(entry.state) if i.owner == actor)
    yield from (Gone(name, actor) for name in entry.gone)


def _unburied(
    known: Mapping[str, int], told: Iterable[Incident], gone: Iterable[str], message: Deltas
) -> dict[str, int]:
    """Note which incidents are no more, until that is surely told; of more than GONE the first are left out."""
    waiting = {name: place for name, place in known.items() if place >= message.settled}
    grown = waiting | dict.fromkeys(gone, message.place)
    for incident in told:
        grown.pop(incident.id, None)
    return dict(sorted(grown.items(), key=lambda item: (item[1], item[0]))[-GONE:])


def _with(waiting: Sequence[Outgoing], alerts: Iterable[Alert], message: Deltas) -> list[Outgoing]:
    """Put alerts into the outbox, as many as fit."""
    lane, position, place = message.lane, message.position, message.place
    fresh = [Outgoing(alert=alert, lane=lane, position=position, place=place) for alert in alerts]
    grown = [*waiting, *fresh]
    fit = len(fitting(grown[::-1], OUTBOX_SIZE, widest=_WIDEST))
    return grown[:fit]


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
