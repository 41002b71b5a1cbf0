"""Findings -> what they add to each actor, whatever partition it lives on.

An article concerns every actor that it names as an actor: persons, offices, organisations, and the state
behind an office.  Called by `agents.reader`; pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Protocol

import msgspec

from agents.clipping import clipped
from agents.identity import root_actor, root_target
from agents.lexicon.happenings import Kinds
from agents.limits import COACTORS, PARTIES, QUOTE_CHARS, UTTERANCES
from agents.records import FRESH, PAST, Deed, Delta, Deltas, Findings, Happening, Party, Quote, Said, When
from agents.reports import DENIED
from agents.turns import against

PRESENT = frozenset({"done", "announced", "reported"})
_MOST_DAYS = 3  # of an interval that still says on which day it was


class Who(Protocol):
    """Knows what an actor is called, and whose a company is."""

    def of(self, actor_id: str, otherwise: str = "") -> str: ...
    def state_of(self, actor_id: str) -> str: ...


def message_of(findings: Findings, who: Who, kinds: Kinds) -> Deltas:
    """Give everything that an article adds, within the caps, from its findings alone: a rebuild has no more."""
    return clipped(Deltas(article=findings.article, deltas=deltas_of(findings, who, kinds)))


def deltas_of(findings: Findings, who: Who, kinds: Kinds) -> tuple[Delta, ...]:
    """Give one delta for each actor that the article concerns, sorted by id; `who` names the unmentioned."""
    counts, names = Counter[str](), dict[str, str]()
    for mention in findings.mentions:
        for actor in {mention.actor_id, root_actor(mention.actor_id)}:
            counts[actor] += len(mention.spans)
        names[mention.actor_id] = mention.name
    quotes, deeds = _quotes(findings), _deeds(findings, who, kinds)
    frequent = [a for a, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if a == root_actor(a)]
    return tuple(
        Delta(
            actor_id=actor,
            name=names.get(actor) or who.of(actor),
            mentions=counts[actor],
            coactors=tuple(a for a in frequent if a != root_actor(actor))[:COACTORS],
            quotes=tuple(quotes.get(actor, ())),
            deeds=tuple(deeds.get(actor, ())),
            gist=findings.gist if findings.gist and actor in findings.gist.actors else None,
        )
        for actor in sorted(counts.keys() | quotes.keys() | deeds.keys())
    )


def _quotes(findings: Findings) -> dict[str, list[Said]]:
    said: dict[str, list[Said]] = {}
    for quote in findings.quotes:
        if quote.speaker is None or (quote.cue and quote.cue.modality != "asserted"):
            continue
        for actor in quote.speaker.ids:
            said.setdefault(actor, []).append(_said(quote))
    return {actor: quotes[:UTTERANCES] for actor, quotes in said.items()}


def _said(quote: Quote) -> Said:
    start, end = quote.pieces[0][0], quote.pieces[-1][1]
    speaker = quote.speaker
    return Said(
        id=quote.id,
        text=quote.text[:QUOTE_CHARS],
        start=start,
        end=end,
        speaker=(speaker.name or speaker.text) if speaker else "",
        cue=quote.cue.text if quote.cue else "",
        type=quote.type,
    )


def _deeds(findings: Findings, who: Who, kinds: Kinds) -> dict[str, list[Deed]]:
    """Give every deed to all who took part in it, and to the persons who acted for them."""
    told: list[tuple[Happening, Deed]] = []
    if findings.kind == "retraction":
        return {}
    for happening in findings.happenings:
        deed = _deed(happening, who, kinds)
        if deed.parties and _counts(happening) and not _is_within(happening, deed):
            told.append((happening, deed))
    past = [_deed(h, who, kinds) for h in findings.happenings if h.when.news in PAST and h.status in PRESENT]
    deeds: dict[str, list[Deed]] = {}
    for happening, deed in told:
        others = [other for _, other in told if other.status != DENIED]
        whole = _against(deed, others, past, _said_to_turn(findings, deed, kinds))
        persons = [p.person_id for p in happening.sources if p.person_id]
        for actor in dict.fromkeys([*deed.parties, *persons]):
            deeds.setdefault(actor, []).append(whole)
    return deeds


def _counts(happening: Happening) -> bool:
    """Tell whether a happening is anybody's deed now: told of the present, or denied where it is the news.

    Of no other status anything is done; neither is what is told of an earlier day or as a habit.
    """
    is_told = happening.status in PRESENT or (happening.status == DENIED and happening.leads)
    return is_told and happening.when.news in FRESH


def _is_within(happening: Happening, deed: Deed) -> bool:
    """Tell whether both sides are parts of one actor, whose line towards others is not touched."""
    return not deed.targets and any(party.actor_id for party in happening.targets) and bool(deed.sources)


def _said_to_turn(findings: Findings, deed: Deed, kinds: Kinds) -> str:
    """Give what a deed takes back where title or sentence call it a turn."""
    told = f"{findings.article.title} {deed.sentence}".lower().replace("’", "'")
    is_turn = deed.leads and any(words in told for words in kinds.turning)
    return kinds.opposites.get(deed.signal, "") if is_turn else ""


def _against(deed: Deed, others: Iterable[Deed], past: Iterable[Deed], said: str) -> Deed:
    """Add what the article tells against a deed: now, or as what it takes back, else what it is `said` to take back."""
    return msgspec.structs.replace(
        deed,
        alone=not any(against(deed, other) for other in others),
        turns=next((old.signal for old in past if against(deed, old)), said),
    )


def _deed(happening: Happening, who: Who, kinds: Kinds) -> Deed:
    sources = _side(happening.sources, root_actor, who)
    targets = {a: name for a, name in _side(happening.targets, root_target, who).items() if a not in sources}
    return Deed(
        id=happening.id,
        signal=happening.signal,
        type=happening.type,
        cameo=happening.cameo,
        goldstein=happening.goldstein,
        quad=happening.quad,
        status=happening.status,
        object=happening.object,
        word=happening.word,
        family=kinds.family(happening.signal),
        mutual=happening.signal in kinds.mutual,
        aimless=happening.signal in kinds.aimless,
        sources=tuple(sources),
        targets=tuple(targets),
        source_names=tuple(sources.values()),
        target_names=tuple(targets.values()),
        day=_day(happening.when),
        sentence=happening.sentence,
        start=happening.start,
        end=happening.end,
        rule=happening.rule,
        confidence=happening.confidence,
        attributed_to=happening.attributed_to,
        place=happening.place,
        leads=happening.leads,
    )


def _side(parties: Sequence[Party], root: Callable[[str], str], who: Who) -> dict[str, str]:
    """Give a side by the actors whose line it is, each with its name; a company and its state are one side."""
    named: dict[str, str] = {}
    for party in parties:
        if party.actor_id:
            actor = root(party.actor_id)
            named.setdefault(actor, who.of(actor, party.name))
    states = {state: who.of(state) for actor in named if (state := who.state_of(actor))}
    return dict(list((states | named).items())[:PARTIES])


def _day(when: When) -> str:
    """Give the day of a deed, the first of a few; nothing where it is not told that closely."""
    first, last = when.since or when.until, when.until or when.since
    if not first or not last or (date.fromisoformat(last) - date.fromisoformat(first)).days > _MOST_DAYS:
        return ""
    return first
