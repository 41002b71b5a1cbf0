"""Tells another sense of a verb by the nouns around it: what a deed cannot be done to, terms that only modify.

Called by passes.py before anything is asked of a match.  What nouns are, and what a rule may be about, is data.
"""

from __future__ import annotations

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.penn import PARTICIPLES
from agents.extraction.signals.match import Match
from agents.extraction.signals.sentence import Sentence


def why(s: Sentence, m: Match) -> str:
    """Say in what other sense a match's words are used; nothing where they are in the rule's."""
    return _done_to_another_thing(s, m) or _only_modifies(s, m)


def _done_to_another_thing(s: Sentence, m: Match) -> str:
    """Tell "struck a tone", "seized the initiative": names, numbers and unknown nouns are let be."""
    allowed = m.rule.of or s.rules.roles.matter(m.rule.object).of
    head = _head(s, m) if allowed else None
    if head is None:
        return ""
    found = s.rules.nouns.of(s.words[head])
    return f"another sense: it is not done to {s.words[head]!r}" if found and found.isdisjoint(allowed) else ""


def _only_modifies(s: Sentence, m: Match) -> str:
    """Tell "the sanctions committee", "the arms control deal"."""
    if m.term is None:
        return ""
    chunk = s.chunk(m.term[1])
    if chunk is None or chunk is not s.chunk(m.term[0]) or not m.term[1] < chunk.head != m.head:
        return ""
    if any(s.owner[k] >= 0 or s.letters[k] == "'" for k in range(m.term[1] + 1, chunk.head + 1)):
        return ""  # "the tanks Ukraine needs", "the mission's staff": another noun stands between
    found = s.rules.nouns.of(s.words[chunk.head])
    return f"another sense: its term only modifies {s.words[chunk.head]!r}" if found & s.rules.nouns.modifies else ""


def _done_to(s: Sentence, m: Match) -> Chunk | None:
    """The noun that stands at the * of a pattern, or behind one that ends in a small word: "withdrew from the race"."""
    if m.party is not None:
        return s.chunk(m.party[0])
    leads = m.clause is not None and m.term is None and m.last + 1 < len(s) and s.words[m.last] in m.rule.target
    return s.chunk(m.last + 1) if leads else None


def _head(s: Sentence, m: Match) -> int | None:
    """Give the noun that heads what a match is done to; None for a name, a number, a pronoun, a time."""
    chunk = _done_to(s, m)
    light = s.rules.nouns.light
    if chunk is not None and s.tags[chunk.first] in PARTICIPLES and s.letters[chunk.first] != "G":
        return None  # perhaps a verb of its own: "the villages that Chad shelled made headlines"
    while chunk is not None:
        head = chunk.head
        if chunk.is_pronoun or chunk.is_time or s.owner[head] >= 0 or s.letters[head] == "#":
            return None
        if m.party is not None and m.pattern.steps[-1].kind != "party" and head > m.party[1]:
            return None  # the pattern goes on before the chunk ends: "gave Pristina 24 hours"
        if s.rules.nouns.of(s.words[head]).isdisjoint(light):
            return head
        chunk = s.chunk(head + 2) if s.words[head + 1 : head + 2] == ["of"] and head + 2 < len(s) else None
    return None
