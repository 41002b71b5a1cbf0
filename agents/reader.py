"""The agent `reader`: articles in; findings, what they add to each actor, or a reject out.

Nothing is raised: an article that cannot be read becomes a Reject, and the next one is read.
"""

from __future__ import annotations

import traceback
from collections.abc import AsyncIterable, AsyncIterator
from typing import TypeVar

import msgspec

from agents.actor_names import ActorNames
from agents.clipping import TooLongError, clipped
from agents.deltas import message_of
from agents.extraction import Reading, read
from agents.extraction.backend import Backend
from agents.gists import gist_of
from agents.identity import digest
from agents.lexicon import Lexicon
from agents.lexicon.publishers import Publishers
from agents.limits import LINES, RELAYS, SENTENCE_CHARS
from agents.records import Article, ArticleHead, Deltas, Entity, Findings, Mention, Reject, Telling
from agents.relays import relays_of
from agents.revisions import line_of
from agents.salience import limited

VERSION = "1"
_CORRECTING = frozenset({"correction", "retraction"})
Shown = TypeVar("Shown", bound=Telling)


class Reader:
    """Reads articles with one lexicon.  Longer texts are cut at `max_chars` characters before they are read."""

    def __init__(self, lexicon: Lexicon, max_chars: int = 100_000, backend: Backend | None = None) -> None:
        self.lexicon = lexicon
        self.max_chars = max_chars
        self.backend = backend
        self.names = ActorNames(lexicon.names)
        self.version = f"{VERSION}+{lexicon.version}"
        if backend is not None:
            self.version += f"+{backend.id} {backend.version}"

    async def read(self, articles: AsyncIterable[Article]) -> AsyncIterator[Findings | Deltas | Reject]:
        """Yield the findings of each article, then its deltas where it concerns anybody."""
        async for article in articles:
            try:
                findings, deltas = self.read_one(article)
            except Exception as error:  # whatever a text does to us, the stream goes on
                yield reject_of(article, error)
                continue
            yield findings
            if deltas.deltas:
                yield deltas

    def read_one(self, article: Article) -> tuple[Findings, Deltas]:
        """Read one article."""
        reading = read(
            article.text[: self.max_chars],
            self.lexicon,
            title=article.title,
            lang=article.lang,
            published_at=article.published_at,
            revision=article.revision,
            article=article.id,
            outlet=article.outlet,
            url=article.url,
            backend=self.backend,
        )
        head = head_of(article, reading, self.lexicon.publishers)
        findings = limited(
            Findings(
                article=head,
                kind=reading.kind,
                mentions=mentions_of(reading, self.names),
                quotes=reading.quotes,
                signals=tuple(quoted(s, article.text) for s in reading.signals),
                happenings=tuple(quoted(h, article.text) for h in reading.happenings),
                gist=gist_of(reading, article.title, self.lexicon.kinds),
                reader=self.version,
                cuts={kind: number for kind, number in sorted(reading.text.cuts.items()) if number},
            )
        )
        findings = clipped(findings)
        return findings, message_of(findings, self.names, self.lexicon.kinds)


def quoted(told: Shown, text: str) -> Shown:
    """Give a finding with the sentence that shows it, so that findings alone tell what a state keeps."""
    sentence = " ".join(text[told.start : told.end].split())[:SENTENCE_CHARS]
    return msgspec.structs.replace(told, sentence=sentence)


def head_of(article: Article, reading: Reading, publishers: Publishers) -> ArticleHead:
    """Give the article without its text, with whose it is, its fields within their caps.

    A too long address is left out.

    Raises TooLongError where the article's own ids are too long.
    """
    publisher = publishers.family(article.publisher or article.outlet, article.url)
    head = ArticleHead(
        id=article.id,
        revision=article.revision,
        feed_id=article.feed_id,
        url=article.url,
        title=article.title,
        published_at=article.published_at,
        fetched_at=article.fetched_at,
        outlet=article.outlet,
        publisher=publisher,
        relays=_relays(reading, publishers, article.outlet),
        state_run=publisher in publishers.state_run,
        lang=reading.text.lang,
        revised=article.revised,
        corrects=reading.kind in _CORRECTING,
        chars=len(article.text),
        lines=lines_of(reading) if article.revised else (),
        fingerprint=article.fingerprint,
    )
    return clipped(head)


def _relays(reading: Reading, publishers: Publishers, outlet: str) -> tuple[str, ...]:
    """Give whose report an article says it is, and by which initials others would name its own outlet."""
    own = publishers.initials(outlet)
    return tuple(filter(None, dict.fromkeys([own, *relays_of(reading, publishers)])))[:RELAYS]


def lines_of(reading: Reading) -> tuple[int, ...]:
    """Give the sentences of a text as `agents.revisions` compares them."""
    return tuple(line_of(reading.text.body[start:end]) for start, end in reading.text.sentences)[:LINES]


def mentions_of(reading: Reading, names: ActorNames) -> tuple[Mention, ...]:
    """Gather all spans under which the text names each actor; a mere place is no actor."""
    found: dict[str, list[Entity]] = {}
    for entity in reading.entities:
        if entity.sense != "place":
            for actor in (entity.person_id, entity.actor_id):
                if actor:
                    found.setdefault(actor, []).append(entity)
    return tuple(
        Mention(
            actor_id=actor,
            name=names.of(actor, found[actor][0].name or found[actor][0].text),
            type=found[actor][-1].type,
            spans=tuple((entity.start, entity.end) for entity in found[actor]),
            rule=found[actor][0].rule,
            score=max(0.0, *(entity.score for entity in found[actor])),
        )
        for actor in sorted(found)
    )


def reject_of(article: Article, error: Exception) -> Reject:
    """Say why an article could not be read."""
    return Reject(
        id=digest("reader", article.revision),
        stage="reader",
        reason="too-long" if isinstance(error, TooLongError) else "reading-failed",
        error="".join(traceback.format_exception(error))[-2000:],
        record_id=article.id,
    )
