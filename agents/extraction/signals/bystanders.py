"""Tells which names of a sentence are no side of any deed in it: modifiers, topics, whom somebody is compared with.

Called by parties.py and roles.py.  What stands where is asked of tokens and chunks; the words are in `grammar.toml`.
"""

from __future__ import annotations

from agents.extraction.parse.chunks import Chunk
from agents.extraction.signals.sentence import Sentence
from agents.records import Entity, Party


def bystanders(s: Sentence) -> frozenset[int]:
    """Give the names of a sentence that are never a side, by their place among its entities; found once."""
    if s.bystanders is None:
        spans: dict[int, list[int]] = {}
        for k, owner in enumerate(s.owner):
            if owner >= 0:
                spans.setdefault(owner, []).append(k)
        s.bystanders = frozenset(
            i
            for i, at in spans.items()
            if _modifies(s, s.entities[i], at[0], at[-1]) or _is_led_to(s, at[0]) or _tells(s, s.entities[i], at[0])
        )
    return s.bystanders


def _modifies(s: Sentence, entity: Entity, first: int, last: int) -> bool:
    """Tell "Brazil-led" and "pro-Brazil" from "Brazil-Peru talks", "a Brazil-owned ship" and "Hamas-linked gunmen"."""
    words, two = s.rules.words, last + 2
    if two < len(s) and s.words[last + 1] == "-" and s.owner[two] < 0 and s.body[s.starts[two]].islower():
        if s.words[two] in words["leading"] and _acts(s, s.chunk(first)):
            return False
        is_state = len(entity.acts_for) == 3
        return s.words[two] not in words["owning"] and (is_state or s.words[two] not in words["belonging"])
    return first > 1 and s.words[first - 1] == "-" and s.words[first - 2] in words["siding"]


def _acts(s: Sentence, chunk: Chunk | None) -> bool:
    """Tell whether a chunk is the subject of a clause or who did it: "the Brazil-led coalition shelled"."""
    return chunk is not None and any(chunk in (c.subject, c.agent) for c in s.parsed.clauses)


def _tells(s: Sentence, entity: Entity, first: int) -> bool:
    """Tell ", according to Reuters": a state so named may be the other side, an outlet is none."""
    return entity.actor_id in s.rules.tellers and "".join(s.letters[max(0, first - 2) : first]) == "GP"


def _describes(s: Sentence, at: int) -> bool:
    """Tell the adjective of somebody who is named: "the Danish firm Maersk", "Lebanese minister Habib"."""
    chunk, own = s.chunk(at), s.owner[at]
    if chunk is None or own < 0 or s.entities[own].subtype != "demonym" or s.words[at + 1 : at + 2] in (["-"], ["and"]):
        return False
    return s.owner[chunk.last] not in (own, -1)


def _is_led_to(s: Sentence, k: int) -> bool:
    """Tell whether a name at a token is what talks are on, or whom somebody is compared with."""
    chunk, items, words = s.chunk(k), s.parsed.items, s.rules.words
    if chunk is None:
        return False
    n, opens = s.item_at[chunk.first], s.opens_clause(chunk)
    while n > 1 and items[n - 1].kind in "C," and items[n - 2].chunk is not None and not opens:
        n -= 2  # "talks on Chad and Niger"
    small, noun = items[max(0, n - 1)], items[max(0, n - 2)].chunk
    if small.kind in "PS" and " ".join(s.words[max(0, small.at - 1) : small.at + 1]) in words["unlike"]:
        return True
    if opens or small.kind != "P":
        return False
    discussed = noun is not None and s.words[noun.last] in words["discussed"]
    return small.word in words["unlike"] or (discussed and small.word in words["about"])


def is_taken(s: Sentence, party: Party) -> bool:
    """Tell whether a name has a part of its own in a sentence: who tells or helps it, or an aside."""
    if party.actor_id in s.rules.tellers or party.acts_for.startswith("NGO:"):
        return True
    at = next((k for k, start in enumerate(s.starts) if start == party.start), 0)
    if _describes(s, at):
        return True
    for clause in s.parsed.clauses:
        subject, agent, group = clause.subject, clause.agent, clause.group
        if agent is not None and agent.first <= at <= agent.last and s.words[group.head] in s.rules.words["helping"]:
            return True
        if clause.via == "own" and subject is not None and subject.last < at < group.first:
            before, behind = s.letters[subject.last : at], s.letters[at : group.first]
            return "," in before and "," in behind and "W" not in before
    return False


def is_struck(s: Sentence, party: Party) -> bool:
    """Tell whom a deed befell that others judge: "condemned the raid on the port of Odesa" judges who raided it."""
    at = next((k for k, start in enumerate(s.starts) if start == party.start), 0)
    chunk, items, leads = s.chunk(at), s.parsed.items, s.rules.words["befalling"]
    n = s.item_at[chunk.first] if chunk is not None else 0
    while n > 1 and items[n - 1].kind == "P" and items[n - 1].word in leads:
        noun = items[n - 2].chunk
        if noun is None or s.term_at(noun.last, "assault_noun") is not None:
            return noun is not None
        n, leads = n - 2, leads | {"by"}  # "the raid by Chad on Niger"
    return False
