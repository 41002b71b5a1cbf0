"""Findings -> what they add to each actor, whatever partition it lives on.

An article concerns every actor that it names as an actor: persons, offices, organisations, and the state
behind an office.  Called by `agents.reader`; pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from agents.clipping import clipped
from agents.identity import root_actor, root_target
from agents.limits import COACTORS, QUOTE_CHARS, UTTERANCES
from agents.records import Deed, Delta, Deltas, Findings, Quote, Said, Signal

PRESENT = frozenset({"done", "announced"})


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
    for signal in findings.signals:
        deed = _deed(signal, name_of)
        if deed is None:
            continue
        persons = [p.person_id for p in (signal.source,) if p and p.person_id]
        for actor in dict.fromkeys([deed.source, deed.target, *persons]):
            if actor:
                deeds.setdefault(actor, []).append(deed)
    return deeds


def _deed(signal: Signal, name_of: Callable[[str], str]) -> Deed | None:
    """A signal of the present whose source is known; others are findings, but nobody's deed."""
    source = root_actor(signal.source.actor_id) if signal.source and signal.source.actor_id else ""
    target = root_target(signal.target.actor_id) if signal.target and signal.target.actor_id else ""
    if signal.status not in PRESENT or not source or source == target:
        return None
    return Deed(
        id=signal.id,
        signal=signal.signal,
        type=signal.type,
        cameo=signal.cameo,
        goldstein=signal.goldstein,
        quad=signal.quad,
        status=signal.status,
        object=signal.object,
        word=signal.word,
        source=source,
        target=target,
        source_name=name_of(source),
        target_name=name_of(target) if target else "",
        sentence=signal.sentence,
        start=signal.start,
        end=signal.end,
        rule=signal.rule,
        confidence=signal.confidence,
        attributed_to=signal.attributed_to,
        place=signal.place,
    )
