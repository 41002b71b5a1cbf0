"""Tells who acts in public life, by id and by what they are called: a deed between private people is no step of policy.

Called by choose.py and roles.py.
"""

from __future__ import annotations

from msgspec.structs import replace

from agents.extraction.signals.parties import is_mere_place
from agents.extraction.signals.sentence import Sentence
from agents.records import Party


def sector(party: Party) -> str:
    """Give the second part of an actor's id, what it is in its state; empty for the state itself."""
    return (party.acts_for + ":").split(":")[1]


def state_of(s: Sentence, party: Party) -> Party:
    """Give the state of those who do not act for it, where they are acted upon: its companies and citizens."""
    parts = party.acts_for.split(":")
    if len(parts) == 2 and parts[1] in s.rules.words["sectors_of_a_state"]:
        return replace(party, actor_id=parts[0])
    return party


def is_public(party: Party | None, s: Sentence) -> bool:
    """Tell whether a party acts in public life: it has an id, or is called by a word such as "rebels"."""
    if party is None:
        return False
    words, found = s.rules.words, sector(party)
    if found and (found in words["sectors_official"] or party.acts_for[:4] in ("IGO:", "IMG:")):
        return True
    by_id = party.ids and found not in words["sectors_citizens"]
    if by_id and (found not in words["sectors_of_a_state"]):
        return words["local"].isdisjoint(party.text.split())
    named = (
        not party.ids or found in words["sectors_citizens"]
    )  # citizens, as those without an id: by what they are called
    return named and words["private"].isdisjoint(party.text.lower().split())


def is_adjective(party: Party, s: Sentence) -> bool:
    """Tell whether a party is only the adjective of somebody who acts for no state: "Thai" in "the Thai baker"."""
    return any(e.subtype == "demonym" and e.start == party.start and e.end == party.end for e in s.entities)


def is_counterpart(party: Party | None, source: Party, s: Sentence) -> bool:
    """Tell those whom private people face in public ("Peru", "the minister") from "the Peruvian baker" and a town."""
    if party is None or not is_public(party, s) or is_adjective(party, s):
        return False
    if sector(party) in s.rules.words["sectors_official"]:
        return True
    inside = tokens_of(s, party)
    if any(s.words[k] in s.rules.words["private"] for k in inside):
        return False
    names = [s.entities[s.owner[k]] for k in inside if s.owner[k] >= 0]
    if len(names) < len(inside):
        return any(s.term_at(k, "agents") is not None for k in inside)
    return not any(is_mere_place(e) and len(e.place_id or "") != 3 for e in names)


def around(s: Sentence, party: Party) -> set[str]:
    """The words of a party, and the one before: "its" of "its boats"."""
    inside = tokens_of(s, party)
    return set(s.words[max(0, inside[0] - 1) : inside[-1] + 1]) if inside else set()


def tokens_of(s: Sentence, party: Party) -> list[int]:
    """The tokens of a party's words."""
    return [k for k in range(len(s)) if party.start <= s.starts[k] < party.end]
