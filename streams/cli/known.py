"""Whom an id or a name means, for commands that would otherwise show nothing without a word, or the wrong one.

Called by `demarche watch --actor`, which takes ids, and by `actors show`, `incidents` and `relations`, which take names
and any spelling of an id too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import click

from agents.identity import root_actor
from agents.lexicon import FOLDER
from agents.lexicon.names import Names
from agents.lexicon.search import Meaning, about, fold, meanings, nearest
from streams import topics
from streams.cli.lexicon import loaded
from streams.cli.reach import finish
from streams.tail import Tail

MOST_NAMED = 5
_PLACES = frozenset({"place", "city"})  # which act for nobody


def actor_called(words: str, known: Mapping[str, str]) -> str:
    """Give the id of the one actor whom an id in any spelling or a name means; `known` are ids with their names.

    Of several whom a name may mean those known count; where none is, it is one that the lexicon knows.  Raises
    ClickException, which names those who may be meant, or the nearest names.
    """
    names = loaded().names
    called = meanings(words, names)
    for ids in (_spelled(words, known, names), _known(words, known, called), _unknown(called)):
        if len(ids) == 1:
            return ids[0]
        if ids:
            titles = dict.fromkeys(f"{_name(i, known, called)} ({i})" for i in ids)
            raise click.ClickException(f"{words} may be {', '.join(titles)}: which one is meant?")
    near = list(dict.fromkeys(f"{m.name} ({m.ids[0]})" for m in nearest(words, names) if m.ids))[:MOST_NAMED]
    told = f"the nearest names are {', '.join(near)}" if near else "`demarche actors find NAME` gives ids"
    raise click.ClickException(f"nobody is called {words}: {told}")


def _spelled(words: str, known: Iterable[str], names: Names) -> list[str]:
    """Give the ids that are spelled so, whatever the case; one written exactly so is alone."""
    wanted = fold(words)
    listed = (i for found in names.by_name.values() for k in found for i in (k.actor_id, k.id) if i)
    alike = list(dict.fromkeys(i for i in (*known, *listed) if fold(i) == wanted))
    return [words] if words in alike else alike


def _known(words: str, known: Mapping[str, str], called: Iterable[Meaning]) -> list[str]:
    """Give those known who are called so; a body that is not stands for its state."""
    meant = [next((i for i in (*m.ids, *map(root_actor, m.ids)) if i in known), "") for m in called]
    meant += [i for i, name in known.items() if fold(name) == fold(words)]
    return list(dict.fromkeys(filter(None, meant)))


def _unknown(called: Iterable[Meaning]) -> list[str]:
    return list(dict.fromkeys(root_actor(m.ids[0]) for m in called if m.ids and m.kind not in _PLACES))


def _name(actor_id: str, known: Mapping[str, str], called: Iterable[Meaning]) -> str:
    return known.get(actor_id) or next((m.name for m in called if actor_id in m.ids), actor_id)


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
