"""One JSON line in, one out: the stable batch form of reading (`demarche read --jsonl`).

Benchmarks and comparisons are built on these fields: add, never rename.  Pure; the command line carries
the bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from agents.actor_names import standard
from agents.extraction import ALL, Reading, parse_of, read
from agents.extraction.backend import Backend, Tags
from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.parse import Sentence
from agents.extraction.parse.records import Clause
from agents.extraction.text import Text
from agents.happenings import root_of
from agents.headlines import headline
from agents.lexicon import Lexicon
from agents.lexicon.names import Names
from agents.raising import Raised, judged
from agents.records import Entity, Happening, Party, Quote, Signal, Span, When

_KINDS: dict[type, str] = {type(None): "null", bool: "true or false", list: "an array", dict: "an object"}  # JSON's

PARSE = frozenset({"parse"})
_BREAK = "\n\n"  # between a title and its text: a paragraph of its own


def read_row(
    row: dict[str, Any], lexicon: Lexicon, wanted: frozenset[str] = ALL, backend: Backend | None = None
) -> dict[str, Any]:
    """Read `{"id", "text", "title"?, "lang"?, "published_at"?, "url"?, "outlet"?}`; give what was found, or an "error".

    The title is read in front of the text, unless the text begins with it; what was found in it carries `"in": "title"`
    and offsets into it, all else `"in": "text"`.  Where PARSE is `wanted`, clauses are given instead.
    """
    if wanted == PARSE:
        return parse_row(row, backend.tags if backend is not None else None)
    try:
        text, published_at = _text(row), _moment(row.get("published_at"))
    except ValueError as error:
        return {"id": row.get("id"), "error": str(error)}
    try:
        title = str(row.get("title") or "").strip()
        ahead = "" if text.startswith(title) else f"{title}{_BREAK}"
        reading = read(
            ahead + text,
            lexicon,
            title=title,
            lang=str(row.get("lang") or ""),
            published_at=published_at,
            revision=str(row.get("id", "")),
            outlet=str(row.get("outlet") or ""),
            url=str(row.get("url") or ""),
            wanted=wanted,
            backend=backend,
        )
        return as_row(reading, row.get("id"), wanted, lexicon, len(ahead), published_at)
    except Exception as error:  # a line never ends the batch
        return {"id": row.get("id"), "error": f"{type(error).__name__}: {error}"}


def parse_row(row: dict[str, Any], tags: Tags | None = None) -> dict[str, Any]:
    """Parse `{"id", "text", "lang"?}`: one entry for each clause of every sentence, in order, or `{"id", "error"}`.

    A clause: `verb`, `subject`, `object`, `agent` as characters of the text; `voice`, `polarity`, `tense`, `aspect`,
    `modal`, `kind`, `via`; `of`, the verb of the clause it hangs on.  None of a language without a tagger.
    """
    try:
        text = Text(_text(row), lang=str(row.get("lang") or ""))
        parse = parse_of(text, tags=tags)
        if parse is None:
            return {"id": row.get("id"), "clauses": []}
        sentences = [parse.sentence(k) for k in range(len(text.sentences))]
        return {"id": row.get("id"), "clauses": [_clause(s, c) for s in sentences for c in s.clauses]}
    except Exception as error:  # a line never ends the batch
        return {"id": row.get("id"), "error": f"{type(error).__name__}: {error}"}


def _clause(s: Sentence, clause: Clause) -> dict[str, Any]:
    group = clause.group

    def span(chunk: Chunk | None) -> Span | None:
        return s.span(chunk.first, chunk.last) if chunk is not None else None

    return {
        "verb": s.span(group.head, group.head),
        "subject": span(clause.subject),
        "object": span(clause.object),
        "agent": span(clause.agent),
        "voice": "passive" if group.passive else "active",
        "polarity": "neg" if group.negated else "pos",
        "tense": group.tense,
        "aspect": group.aspect,
        "modal": group.modal,
        "kind": clause.kind,
        "via": clause.via or None,
        "of": s.span(clause.parent.group.head, clause.parent.group.head) if clause.parent is not None else None,
    }


def as_row(
    reading: Reading,
    row_id: object,
    wanted: frozenset[str] = ALL,
    lexicon: Lexicon | None = None,
    ahead: int = 0,
    published_at: datetime | None = None,
) -> dict[str, Any]:
    """Flatten a reading: one entry for each piece of a quote, the most salient signal first.

    With a `lexicon`, ids of entities end with Wikipedia's title (`wp:United_States`), and alerts are given.  `ahead`
    characters of the text read are a title that is no part of the text: offsets count from behind it, or within it.
    Headlines of alerts name the day of a deed, where it is not the day on which the text was published.
    """
    row: dict[str, Any] = {"id": row_id, "lang": reading.text.lang, "kind": reading.kind}
    if "entities" in wanted:
        body, names = reading.text.body, lexicon.names if lexicon is not None else None
        row["entities"] = [
            _entity(e, body, names, ahead) for e in reading.entities if e.subtype != "nominal" or e.inner
        ]
    if "quotes" in wanted:
        row["quotes"] = [piece for q in reading.quotes for piece in _pieces(q, reading.text.body, ahead)]
    if "signals" in wanted:
        row["signals"] = [_signal(s, ahead) for s in reading.signals]
    if "alerts" in wanted and lexicon is not None:
        raised = judged(reading.happenings, lexicon.alerts)
        told = published_at.date() if published_at is not None else None
        row["alerts"] = [_alert(r, reading.text.body, ahead, told) for r in raised if r.rule is not None]
    return row


def _text(row: dict[str, Any]) -> str:
    if "text" not in row:
        raise ValueError('the field "text" is missing')
    text = row["text"]
    if not isinstance(text, str):
        raise ValueError(f'the field "text" must be a string, not {_KINDS.get(type(text), "a number")}')
    return text


def _moment(value: object) -> datetime | None:
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f'the field "published_at" must be an ISO time, not {value!r}') from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _place(start: int, end: int, ahead: int) -> dict[str, Any]:
    """Say in which part characters stand, and where in it."""
    inside = start < ahead
    shift = 0 if inside else ahead
    return {"in": "title" if inside else "text", "start": start - shift, "end": end - shift}


def _entity(e: Entity, body: str, names: Names | None, ahead: int) -> dict[str, Any]:
    """Flatten an entity; of a group ("Russian officials") the name inside it, with the actor of the whole."""
    start, end = e.inner or (e.start, e.end)
    row = _place(start, end, ahead) | {"text": body[start:end], "type": e.inner_type or e.type}
    if e.subtype:
        row["subtype"] = e.subtype
    ids = [*e.ids, e.state] if e.sense == "place" and e.state and e.state not in e.ids else list(e.ids)
    if names is not None and ids and not e.rule.startswith("shape:"):
        title = _title(e, ids[0], row["text"], names)
        ids.append("wp:" + title.replace(" ", "_"))
    return row | {"ids": ids, "name": e.name, "sense": e.sense, "rule": e.rule, "score": round(e.score, 3)}


def _title(e: Entity, first_id: str, text: str, names: Names) -> str:
    """Give Wikipedia's title of what the words name: of a group the name inside it, of a people its own ("Afghans")."""
    if e.subtype == "nominal" and (known := names.by_name.get(text)):
        return names.wikipedia("" if known[0].kind == "capital" else known[0].id, known[0].name)
    if e.subtype == "demonym" and text.endswith("s"):
        return text
    return names.wikipedia("" if e.subtype == "metonym" else first_id, e.name)


def _pieces(q: Quote, body: str, ahead: int) -> list[dict[str, Any]]:
    who = q.speaker
    return [
        _place(start, end, ahead)
        | {
            "text": body[start:end],
            "type": q.type,
            "group": q.id,
            "speaker": who.text if who else None,
            "speaker_start": _beside(who.start, start, ahead) if who and who.end else None,
            "speaker_resolved": who.name or None if who else None,
            "actor_id": (who.ids or (None,))[0] if who else None,
            "cue": q.cue.text if q.cue else None,
            "modality": q.cue.modality if q.cue else "asserted",
            "confidence": round(q.confidence, 3),
        }
        for start, end in q.pieces
    ]


def _beside(start: int, of: int, ahead: int) -> int | None:
    """Where something stands in the part in which `of` stands; None where it stands in the other."""
    return None if (start < ahead) != (of < ahead) else start if start < ahead else start - ahead


def _party(p: Party | None, of: int, ahead: int) -> dict[str, Any] | None:
    if p is None:
        return None
    return {"text": p.text, "start": _beside(p.start, of, ahead), "id": p.actor_id, "person": p.person_id}


def _signal(s: Signal, ahead: int) -> dict[str, Any]:
    return _place(s.start, s.end, ahead) | {
        "plover_type": s.type,
        "mode": s.mode or None,
        "cameo": s.cameo or None,
        "goldstein": s.goldstein,
        "quad": s.quad,
        "signal": s.signal,
        "status": s.status,
        "object": s.object or None,
        "source": _party(s.source, s.start, ahead),
        "target": _party(s.target, s.start, ahead),
        "attributed_to": s.attributed_to or None,
        "when": _when(s.when),
        "rule": s.rule,
        "confidence": round(s.confidence, 3),
    }


def _when(when: When) -> dict[str, Any]:
    return {"from": when.since, "to": when.until, "read": when.read, "news": when.news}


def _alert(raised: Raised, body: str, ahead: int, told: date | None) -> dict[str, Any]:
    h = raised.happening
    words = " ".join(body[h.start : h.end].split())
    return _place(h.start, h.end, ahead) | {
        "kind": h.signal,
        "desk": raised.rule.desk if raised.rule else "",
        "severity": raised.severity,
        "status": h.status,
        "sources": list(dict.fromkeys(root_of(p) for p in h.sources)),
        "targets": list(dict.fromkeys(root_of(p) for p in h.targets)),
        "confidence": round(h.confidence, 3),
        "when": _when(h.when),
        "headline": _headline(h, told, words) or words,
    }


def _headline(h: Happening, told: date | None, words: str) -> str:
    """Head a happening as an editor would; "" where that has no form for a side that is not told."""
    return headline(
        h.signal,
        h.status,
        _names(h.sources),
        _names(h.targets),
        about=h.object,
        place=h.place,
        day=date.fromisoformat(h.when.since) if h.when.since and h.when.since == h.when.until else None,
        told=told,
        wording=words,
    )


def _names(parties: Sequence[Party]) -> list[str]:
    return [standard().of(root_of(party), party.name or party.text) for party in parties if party.ids]
