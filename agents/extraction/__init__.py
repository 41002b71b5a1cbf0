"""Reads one text: sentences, then names, then quotes, then signals, each built on what stands before.

`read` is the whole recipe.  It is pure and never raises on a text, whatever the text is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from msgspec import structs

from agents.extraction import quotes, signals
from agents.extraction.backend import Backend, Tags
from agents.extraction.names import entities
from agents.extraction.names.casing import as_written, cased
from agents.extraction.parse.parse import Parse
from agents.extraction.parse.tags import tagger_for
from agents.extraction.text import Text
from agents.extraction.timing.timeline import Timeline
from agents.extraction.titles import Publisher, heading_of
from agents.extraction.together import Lists
from agents.happenings import gather
from agents.lexicon import Lexicon
from agents.lexicon.grammars import grammar_for
from agents.lexicon.rules import Rules
from agents.lexicon.times import times_for
from agents.limits import TIME_CHARS
from agents.records import ArticleKind, Entity, Happening, Quote, Signal, When


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one text."""

    text: Text
    entities: tuple[Entity, ...]
    quotes: tuple[Quote, ...]
    signals: tuple[Signal, ...]
    happenings: tuple[Happening, ...] = ()
    parse: Parse | None = None  # None where the language has none
    kind: ArticleKind = "news"


_TELLING = 300  # characters from which the guessed language of a text can be trusted
_NEWS_DAYS = 6  # before publication: a weekday without a date is at most so many days back
_LEAD = 4  # sentences of a lead: the title and three
_SHORT = 800  # characters of a text that is all lead
ALL = frozenset({"entities", "quotes", "signals", "alerts"})


def read(
    body: str,
    lexicon: Lexicon,
    *,
    title: str = "",
    lang: str = "",
    published_at: datetime | None = None,
    revision: str = "",
    article: str = "",
    outlet: str = "",
    url: str = "",
    wanted: frozenset[str] = ALL,
    backend: Backend | None = None,
) -> Reading:
    """Read a text and give back what it names, quotes and reports.

    `title` tells where the headline ends, `outlet` and `url` who stands behind it; offsets always point into `body`.
    `published_at` decides who held
    an office; without it the newest holder counts.  `revision` goes into the ids of the findings, but for a quote's:
    that keeps its id while its words stay, so `article` goes into it.  Names are
    always read, since quotes and signals stand on them; quotes are read for signals too.  A `backend` finds the
    names in place of our rules, tags words in place of our weights, or both.
    """
    body = _whole(body)
    heading = heading_of(body, title, lexicon.titles, Publisher(outlet, url, lexicon.names))
    text = Text(body, title=title, lang=lang, headline=heading.headline if title and heading.end else None)
    spelt = cased(text, lexicon.names, lexicon.rules)
    named = as_written(entities.find(spelt, lexicon.names, published_at, backend), text)
    text.cuts.update(spelt.cuts if spelt is not text else ())
    parse = parse_of(text, named, backend.tags if backend is not None else None)
    more = wanted - {"entities"}
    said = quotes.find(text, named, lexicon.cues, article or revision, parse) if more else ()
    done = signals.find(text, named, said, lexicon.rules, parse, revision) if more - {"quotes"} else ()
    untold = heading.end if heading.kind in lexicon.titles.untold else 0
    untold = len(body) if heading.kind == "retraction" else untold  # it tells again what it takes back
    dated = _asked(done, untold)
    if parse is not None and (times := times_for("en")) is not None:
        timeline = Timeline(text, parse, published_at, times)
        dated = tuple(structs.replace(s, when=_when(s, timeline, lexicon.rules)) for s in dated)
    return Reading(
        text,
        named,
        said,
        dated,
        gather(
            dated,
            lexicon.kinds,
            lead_end(text),
            is_short=len(text.body) <= _SHORT,
            beside=Lists(text, named, parse).beside,
        ),
        parse,
        heading.kind,
    )


def _asked(found: Sequence[Signal], end: int) -> tuple[Signal, ...]:
    """Take back what is told up to `end`, by the title of a piece that asks, argues or looks back."""
    return tuple(structs.replace(s, status="hypothetical") if s.start < end else s for s in found)


def _when(signal: Signal, timeline: Timeline, rules: Rules) -> When:
    """Say to which day a deed belongs; what a state did that is no more is old."""
    past = rules.words["past_states"]
    gone = [p.text for p in (signal.source, signal.target) if p is not None and p.acts_for[:3] in past]
    if gone:
        return When(read=gone[0][:TIME_CHARS], news="old")
    return timeline.when(signal.start, signal.end, signal.trigger, _NEWS_DAYS)


def lead_end(text: Text) -> int:
    """Give the offset at which the lead of a text ends: title and three sentences; the end of a short text."""
    if len(text.body) <= _SHORT or len(text.sentences) <= _LEAD:
        return len(text.body)
    return text.sentences[_LEAD - 1][1]


def parse_of(text: Text, named: Sequence[Entity] = (), tags: Tags | None = None) -> Parse | None:
    """Give the parse of a text, made sentence by sentence when asked; None where its language has none.

    `tags` tag words in place of our weights.
    """
    guessed = len(text.body) <= _TELLING and grammar_for(text.lang) is None
    lang = "en" if text.lang == "und" or guessed else text.lang
    tagger, grammar = tags or tagger_for(lang), grammar_for(lang)
    if tagger is None or grammar is None:
        return None
    names = [(e.start, e.end) for e in named if _is_sure(e)]
    return Parse(text.body, text.sentences, tagger, grammar, names)


def _is_sure(entity: Entity) -> bool:
    """Tell a name that is surely no verb or adjective, whatever its capitals: a linked place, body or person."""
    linked = entity.person_id is not None or (bool(entity.ids) and entity.type in ("LOC", "ORG"))
    return linked and entity.subtype not in ("demonym", "nominal")


def _whole(body: str) -> str:
    """Put a replacement character in place of each lone surrogate, so that offsets stay and no matcher stumbles."""
    try:
        body.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in body)
    return body
