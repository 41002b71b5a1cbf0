"""Makers of small records: only what a test is about needs to be said."""

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from agents.identity import digest
from agents.lexicon.happenings import Kinds
from agents.records import ActorState, Alert, Article, ArticleHead, Deed, Delta, Deltas, Evidence, Gist, Report, Step
from agents.reports import report_of

KINDS = Kinds.load()
DAY0 = datetime(2025, 10, 15, 12, tzinfo=UTC)


def make_head(article: str = "a", hours: float = 0.0, revision: str = "1", **more: Any) -> ArticleHead:
    """An article's head, published some hours after noon of 15 October 2025."""
    at = DAY0 + timedelta(hours=hours)
    return ArticleHead(
        **{
            "id": digest(article),
            "revision": digest(article, revision),
            "feed_id": "feed",
            "url": f"https://example.org/{article}",
            "title": article,
            "published_at": at,
            "fetched_at": at,
            "outlet": f"outlet of {article}",
            **more,
        }
    )


def make_deed(signal: str = "sanctions_imposed", goldstein: float = -8.0, **more: Any) -> Deed:
    """A deed of the United States towards Russia, unless told otherwise."""
    return Deed(
        **{
            "id": digest(signal, str(goldstein), str(more)),
            "signal": signal,
            "type": "SANCTION",
            "cameo": "163",
            "goldstein": goldstein,
            "quad": 4 if goldstein < 0 else 1,
            "status": "done",
            "object": signal.split("_", maxsplit=1)[0],
            "word": signal.rsplit("_", maxsplit=1)[-1],
            "family": KINDS.family(signal),
            "mutual": signal in KINDS.mutual,
            "aimless": signal in KINDS.aimless,
            "sources": ("USA",),
            "target_names": ("Russia",),
            "source_names": ("United States",),
            "targets": ("RUS",),
            "sentence": "The United States did something.",
            "start": 0,
            "end": 32,
            "rule": "r1",
            "confidence": 0.9,
            **more,
        }
    )


def make_pact(a: str, b: str, signal: str = "meeting_held", goldstein: float = 2.8, **more: Any) -> Deed:
    """A deed of two, told from the side of the first."""
    return make_deed(signal, goldstein, sources=(a,), targets=(b,), source_names=(a,), target_names=(b,), **more)


def make_report(deed: Deed, article: str = "a", hours: float = 0.0, *, late: bool = False, **more: Any) -> Report:
    """An article's report of a deed."""
    return report_of(deed, make_head(article, hours, **more), late=late)


def make_gist(*actors: str, **more: Any) -> Gist:
    """The head of an article that names these actors."""
    return Gist(actors=actors, **{"words": tuple(range(10)), "sentence": "A first sentence.", **more})


def make_delta(*deeds: Deed, actor: str = "USA", mentions: int = 1, **more: Any) -> Delta:
    """What an article adds to one actor."""
    return Delta(actor_id=actor, name=actor.title(), mentions=mentions, deeds=deeds, **more)


def make_deltas(head: ArticleHead, *deltas: Delta, position: int = 0, lane: str = "1.0", **more: Any) -> Deltas:
    """A message of deltas as the tracker gets it."""
    return Deltas(article=head, deltas=deltas, lane=lane, position=position, **more)


def make_article(text: str, title: str = "", **more: Any) -> Article:
    """An article with this text."""
    return Article(
        **{
            "id": digest(text[:40]),
            "revision": digest(text),
            "feed_id": "feed",
            "url": "https://example.org/article",
            "title": title,
            "text": text,
            "published_at": DAY0,
            "fetched_at": DAY0,
            "outlet": "Outlet",
            **more,
        }
    )


def make_evidence(article: str = "a", hours: float = 0.0, **more: Any) -> Evidence:
    """One report of what happened."""
    return Evidence(
        **{
            "article_id": digest(article),
            "url": f"https://example.org/{article}",
            "title": f"Title of {article}",
            "sentence": f"Sentence of {article}.",
            "start": 0,
            "end": 20,
            "at": DAY0 + timedelta(hours=hours),
            "outlet": f"outlet of {article}",
            **more,
        }
    )


def make_alert(name: str = "a", hours: float = 0.0, **more: Any) -> Alert:
    """An alert of the sanctions desk: the United States towards Russia, unless told otherwise."""
    at = DAY0 + timedelta(hours=hours)
    return Alert(
        **{
            "id": digest("alert", name),
            "desk": "sanctions",
            "kind": "sanctions_imposed",
            "severity": "high",
            "actor_id": "USA",
            "actor_name": "United States",
            "counterpart_id": "RUS",
            "counterpart_name": "Russia",
            "headline": "U.S. imposes sanctions on Russia",
            "rule": "sanctions-hard@1",
            "at": at,
            "fetched_at": at,
            "evidence": (make_evidence(name, hours),),
            **more,
        }
    )


def make_state(actor: str = "USA", **more: Any) -> ActorState:
    """What is known of an actor: its name and one mention."""
    return ActorState(
        **{"actor_id": actor, "name": actor.title(), "mentions": 1, "first_at": DAY0, "last_at": DAY0, **more}
    )


def make_step(at: datetime = DAY0, **more: Any) -> Step:
    """The halting of talks, told once and alone, unless told otherwise."""
    return Step(
        **{
            "at": at,
            "day": at.date().isoformat(),
            "incident_id": "i",
            "family": "meeting-off",
            "sources": ("USA",),
            "targets": ("RUS",),
            "signal": "talks_halted",
            "object": "talks",
            "word": "halted",
            "goldstein": -6.5,
            "quad": 3,
            **more,
        }
    )


async def stream_of(items: Iterable[Any]) -> AsyncIterator[Any]:
    """A list as a stream."""
    for item in items:
        yield item
