"""Findings -> what they add to each actor, whatever partition it lives on.

An article concerns every actor that it names as an actor: persons, offices, organisations, and the state
behind an office.  Called by `agents.reader`; pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from agents.clipping import clipped
from agents.identity import root_actor, root_target
from agents.limits import COACTORS, QUOTE_CHARS, UTTERANCES
from agents.records import FRESH, Deed, Delta, Deltas, Findings, Happening, Quote, Said

PRESENT = frozenset({"done", "announced", "reported"})


def message_of(findings: Findings, name_of: Callable[[str], str]) -> Deltas:
    """Give everything that an article adds, within the caps, from its findings alone: a rebuild has no more."""
    return clipped(Deltas(article=findings.article, deltas=deltas_of(findings, name_of)))


def deltas_of(findings: Findings, name_of: Callable[[str], str]) -> tuple[Delta, ...]:
    """Give one delta for each actor that the article concerns, sorted by id; `name_of` names the unmentioned."""
    counts, names = Counter[str](), dict[str, str]()
    for mention in findings.mentions:
        for actor in {mention.actor_id, root_actor(mention.actor_id)}:
            counts[actor] += len(mention.spans)
        names[mention.actor_id] = mention.name
    quotes, deeds = _quotes(findings), _deeds(findings, name_of)
    frequent = [a for a, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if a == root_actor(a)]
    return tuple(
        Delta(
            actor_id=actor,
            name=names.get(actor) or name_of(actor),
            mentions=counts[actor],
            coactors=tuple(a for a in frequent if a != root_actor(actor))[:COACTORS],
            quotes=tuple(quotes.get(actor, ())),
            deeds=tuple(deeds.get(actor, ())),
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


def _deeds(findings: Findings, name_of: Callable[[str], str]) -> dict[str, list[Deed]]:
    deeds: dict[str, list[Deed]] = {}
    for happening in findings.happenings:
        persons = [p.person_id for p in happening.sources if p.person_id]
        for deed in _dyads(happening, name_of):
            for actor in dict.fromkeys([deed.source, deed.target, *persons]):
                if actor:
                    deeds.setdefault(actor, []).append(deed)
    return deeds


def _dyads(happening: Happening, name_of: Callable[[str], str]) -> list[Deed]:
    """Give a happening of the present as deeds between two actors, the first of which speaks for all.

    Of no status but PRESENT anything is anybody's deed; neither is what nobody whom we know did or suffered, nor what
    is told of an earlier day or as a habit.
    """
    sources = [root_actor(p.actor_id) for p in happening.sources if p.actor_id]
    targets = [root_target(p.actor_id) for p in happening.targets if p.actor_id]
    if happening.status not in PRESENT or happening.when.news not in FRESH or not (sources or targets):
        return []
    pairs = [(s, t) for s in sources or [""] for t in targets or [""] if s != t]
    return [
        _deed(
            happening, s, t, name_of,
            speaks=n == 0,
            also_sources=tuple(dict.fromkeys(o for o in sources if o != s)),
            also_targets=tuple(dict.fromkeys(o for o in targets if o != t)),
        )
        for n, (s, t) in enumerate(pairs)
    ]  # fmt: skip


def _deed(happening: Happening, source: str, target: str, name_of: Callable[[str], str], **told: Any) -> Deed:
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
        source=source,
        target=target,
        source_name=name_of(source) if source else "",
        target_name=name_of(target) if target else "",
        sentence=happening.sentence,
        start=happening.start,
        end=happening.end,
        rule=happening.rule,
        confidence=happening.confidence,
        attributed_to=happening.attributed_to,
        place=happening.place,
        leads=happening.leads,
        **told,
    )
