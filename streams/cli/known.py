"""Whether an id means anybody, for commands that would otherwise show nothing, for ever, without a word.

Called by `demarche watch --actor`.
"""

from __future__ import annotations

import click

from agents.lexicon import FOLDER
from agents.lexicon.search import about
from streams import topics
from streams.cli.lexicon import loaded
from streams.cli.reach import finish
from streams.tail import Tail


def demand_known(actor_id: str, url: str) -> None:
    """Raise ClickException where neither the lexicon nor any state or feed on the broker knows an id."""
    entry = about(actor_id, loaded().names, FOLDER)
    if entry is not None and (entry.names or entry.offices or entry.holders):
        return  # a row alone may hold a name, which is no id
    kind, _, feed = actor_id.partition(":")
    topic, key = (topics.FEEDS.name, feed) if kind == "feed" else (topics.ACTORS.name, actor_id)
    if not finish(_has_key(url, topic, key)):
        raise click.ClickException(f"nothing is known of {actor_id}: `demarche actors find NAME` gives ids")


async def _has_key(url: str, topic: str, key: str) -> bool:
    async with Tail(url, [topic]) as tail:
        await tail.from_beginning()
        async for line in tail.until_end():
            if line.key == key and line.value is not None:
                return True
    return False
