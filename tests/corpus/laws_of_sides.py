"""What never is between the sides of a deed, asked of its words alone: `python tests/corpus/laws_of_sides.py`.

Each law is given a text and a signal read in it, and tells whether it is broken.  Asserted by test_laws_of_sides.py
over every text of our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import freeze
import score_alerts

from agents.extraction import Reading, read
from agents.identity import root_actor
from agents.lexicon import Lexicon, load
from agents.lexicon.outcomes import Rule
from agents.records import Party, Signal

Law = Callable[[Reading, Signal], bool]
_COMPOUND = re.compile(r"[-‑](?:led|backed|allied|brokered|made|built|armed|trained|funded|drafted|designed)\b")
_TOPIC = re.compile(
    r"\b(?:talks|resolution|draft|conference|summit|negotiations|statement|report|accord|bill|debate|vote)"
    r" (?:on|about|over|regarding) (?:the )?$"
)
_COMPARED = re.compile(
    r"\b(?:[Uu]nlike|[Rr]ather than|[Ii]nstead of|[Aa]long with|[Ii]n contrast to|[Aa]s well as) (?:the )?$"
)
_HELPED = re.compile(r"(?:\b(?:hosted|brokered|mediated|sponsored)|, (?:backed|supported)) by (?:the )?$")
_JOINED = re.compile(r"(?:,? and |, | & )(?:the )?")
_MEETING = frozenset({"meeting_held", "meeting_announced", "talks_resumed", "phone_call"})
_PLACED = re.compile(r"\b(?:[Ii]n|[Aa]t) (?:the )?$")
_VERBS_OF_WORDS = r"(?:said|says|told|reported|reports|announced that|wrote|claimed|added)\b"
_TELLS = re.compile(rf" (?:on \w+day )?{_VERBS_OF_WORDS}(?! (?:it|he|she|they|its|his|her|their|to)\b)")
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:the )?$")


def _parties(signal: Signal) -> list[Party]:
    return [p for p in (signal.source, signal.target) if p is not None and p.ids]


def _rule(signal: Signal) -> Rule:
    return next(rule for rule in load().rules.rules if rule.id == signal.rule)


def _before(reading: Reading, party: Party) -> str:
    return reading.text.body[max(0, party.start - 60) : party.start]


def is_done_to_oneself(_: Reading, signal: Signal) -> bool:
    """Nobody is source and target of a deed, nor its state by name."""
    source, target = signal.source, signal.target
    if source is None or target is None or not source.actor_id or not target.actor_id:
        return False
    same = target.actor_id in (source.actor_id, root_actor(source.actor_id))
    return (source.start, source.end) == (target.start, target.end) or (same and target.name == source.name)


def is_modifier(reading: Reading, signal: Signal) -> bool:
    """A part of a compound is no side of it: "Brazil-backed"; what is led acts."""
    after = (reading.text.body[p.end : p.end + 12] for p in _parties(signal))
    found = [m.group() for text in after if (m := _COMPOUND.match(text))]
    return any("led" not in m for m in found)


def is_topic(reading: Reading, signal: Signal) -> bool:
    """What talks and papers are about is no side of them."""
    return any(_TOPIC.search(_before(reading, p)) for p in _parties(signal))


def is_compared(reading: Reading, signal: Signal) -> bool:
    """Whom somebody is compared with, or only goes along with, does nothing."""
    return any(_COMPARED.search(_before(reading, p)) for p in _parties(signal))


def only_helped(reading: Reading, signal: Signal) -> bool:
    """Who hosts, brokers or backs is no side of what the others do."""
    return any(_HELPED.search(_before(reading, p)) for p in _parties(signal))


def is_joined(reading: Reading, signal: Signal) -> bool:
    """One of several who are joined by "and" before their verb is not whom the others do it to, but in what two do."""
    source, target = signal.source, signal.target
    if source is None or target is None or _rule(signal).mutual:
        return False
    between = reading.text.body[source.end : target.start]
    return target.end <= signal.trigger[0] and _JOINED.fullmatch(between) is not None


def met_at_place(reading: Reading, signal: Signal) -> bool:
    """Where two met is neither of them, where the other is named."""
    target = signal.target
    if signal.signal not in _MEETING or target is None or not target.ids or "in" in _rule(signal).target:
        return False
    return _PLACED.search(_before(reading, target)) is not None and signal.place == target.name


def is_told_by(reading: Reading, signal: Signal) -> bool:
    """Who says that others did it is not whom it was done to, unless a state speaks of what another did to it."""
    target, source = signal.target, signal.source
    if target is None or not target.actor_id or source is None:
        return False
    if len(root_actor(target.actor_id)) == 3:
        return False
    tells = _TELLS.match(reading.text.body, target.end) or _ACCORDING.search(_before(reading, target))
    return tells is not None


LAWS: dict[str, Law] = {
    law.__name__: law
    for law in (
        is_done_to_oneself, is_modifier, is_topic, is_compared, only_helped, is_joined, met_at_place, is_told_by,
    )
}  # fmt: skip


def readings(lexicon: Lexicon) -> Iterator[tuple[str, Reading]]:
    """Read every text of our own."""
    for name in freeze.CORPORA:
        if name != "frames":
            for piece in freeze.pieces(name):
                yield f"{name} {piece.id}", read(piece.text, lexicon, title=piece.title, lang=piece.lang)
    for name in score_alerts.SETS:
        for row, _ in score_alerts.rows(name):
            yield f"{name} {row['id']}", read(f"{row['title']}\n\n{row['text']}", lexicon)


def broken(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Give each law that a signal breaks, with the signal."""
    for where, reading in readings(lexicon):
        for signal in reading.signals:
            for name, law in LAWS.items():
                if law(reading, signal):
                    sides = " > ".join(p.text if p else "-" for p in (signal.source, signal.target))
                    told = reading.text.body[signal.start : signal.end]
                    yield name, f"{where}: {signal.signal} {sides}: {told}"


def main() -> None:
    """Print what is broken."""
    for name, shown in broken(load()):
        print(f"{name}: {shown}")


if __name__ == "__main__":
    main()
