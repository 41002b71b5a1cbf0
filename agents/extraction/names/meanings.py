"""Chooses what a known name means in this document: which Tripoli, whose Labour Party, a state or its football team.

Called by `entities` before `document` settles the rest.  Where the document gives no reason for the likeliest
meaning of a doubtful name, the name stays and the link goes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from agents.extraction.names import namesakes, teams
from agents.extraction.names.candidates import NO_NAME, Candidate
from agents.extraction.text import Text
from agents.lexicon.names import Known, Names

_TELLING = frozenset({"state", "adjective", "demonym", "capital", "city", "metonym", "person"})
_PEOPLES = frozenset({"demonym", "adjective"})
_PLAYERS = _PEOPLES | {"state"}
_SIDES = frozenset({"state", "adjective", "demonym", "capital"})
_FOR_OR_AGAINST = re.compile(r"\b(?:[Pp]ro|[Aa]nti|[Nn]on)-$")  # "pro-Russian rebels" are not Russia
_TEAMS = frozenset({"pl:gbr-england", "pl:gbr-scotland", "pl:gbr-wales"})
_TOWN_AND_PROVINCE = "USA"  # where the province follows its town
_SMALL = re.compile(r"(?<![\w’'-])[a-z][a-z-]{2,}(?!\w)")
_NOUN = 16  # characters behind an adjective in which its noun begins and ends
_LONG_ACRONYM = 5  # parties of several states have the same shorter ones
_ETHNIC = re.compile(r"\b[Ee]thnic(?:ally)? $")


def choose(text: Text, candidates: Sequence[Candidate], names: Names) -> None:
    """Settle the meanings of known names by what else the document names."""
    namesakes.forget(candidates, names)
    states = _states(candidates)
    sure = {c.known.id for c in candidates if c.known is not None and not c.known.weak}
    games = teams.games(text, candidates, names)
    last = NO_NAME
    for candidate in candidates:
        known = candidate.means
        if known.weak and known.id not in sure:
            _forget(candidate, names)
        elif len(candidate.meanings) > 1:
            _pick(candidate, states)
            _province(text.body, last, candidate)
        if known.kind == "organisation" and _doubtful(candidate, states, names):
            candidate.known = None
        elif _is_team(known) and text.sentence_at(candidate.start) in games:
            candidate.known, candidate.rule = None, "team"
        elif known.kind in _SIDES:
            _part(text.body, candidate, last, names)
        last = candidate


def _province(body: str, last: Candidate, candidate: Candidate) -> None:
    """Take the province of that name behind one of its towns: `Seattle, Washington`."""
    state = candidate.means.state
    town = last.type in ("", "LOC") and last.means.state in ("", _TOWN_AND_PROVINCE)
    if town and body[last.end : candidate.start] == ", ":
        for province in [
            m for m in candidate.meanings if m.subtype == "province" and m.state == _TOWN_AND_PROVINCE == state
        ]:
            candidate.known, candidate.subtype = province, province.subtype


def _is_team(known: Known) -> bool:
    return known.kind in _PLAYERS or known.id in _TEAMS


def _part(body: str, candidate: Candidate, last: Candidate, names: Names) -> None:
    """Part a people, and what is for or against a state, from the state: `ethnic Albanians`, `Bosnian Serbs`.

    But `the Thai-Lao border` is what two states have between them.
    """
    before = body[max(0, candidate.start - 12) : candidate.start]
    people = (
        last.means.kind in _PEOPLES and candidate.start - last.end == 1 and last.means.state != candidate.means.state
    )
    if people and body[last.end] == "-" and _is_between(body, candidate.end, names):
        people = False
    if _FOR_OR_AGAINST.search(before):
        candidate.known, candidate.rule = None, "for or against"
    elif candidate.means.kind in _PEOPLES and (people or _ETHNIC.search(before)):
        candidate.known, candidate.rule = None, "ethnic"


def _states(candidates: Sequence[Candidate]) -> Counter[str]:
    """Count the states that names with one meaning point to."""
    telling = (c for c in candidates if c.means.kind in _TELLING and len({m.state for m in c.meanings}) < 2)
    return Counter(c.means.state[:3] for c in telling if c.means.state)


def _pick(candidate: Candidate, states: Counter[str]) -> None:
    """Take a later meaning of the same type when its state is named in the document and the first one's is not."""
    first, *others = candidate.meanings
    named = [m for m in others if states[m.state[:3]] and m.type == first.type]
    if named and not states[first.state[:3]] and (first.kind != "people" or len(named) == 1):
        candidate.known, candidate.subtype = named[0], named[0].subtype


def _doubtful(candidate: Candidate, states: Counter[str], names: Names) -> bool:
    """Tell whether a name that many states share (`Labour Party`, `Senate`) stands without its own state."""
    known = candidate.means
    state = known.state[:3]
    if not state or states[state] >= max((1, *states.values())):
        return False
    party = known.subtype == "party" and candidate.text.isupper() and len(candidate.text) < _LONG_ACRONYM
    return party or names.shapes["common.shared"].issuperset(candidate.text.lower().split())


def _forget(candidate: Candidate, names: Names) -> None:
    """Leave a weak name to be read like an unknown one."""
    candidate.known, candidate.meanings, candidate.subtype = None, (), ""
    candidate.settle("", "", 0)
    head = candidate.text.lower().split(" of ")[0].split()[-1]  # "House of Representatives"
    if " " in candidate.text and head in names.shapes["organisation.head"]:
        candidate.settle("ORG", "shape:organisation", 2)


def _is_between(body: str, end: int, names: Names) -> bool:
    """Tell whether the noun behind an adjective is what two states have between them."""
    following = _SMALL.search(body, end, end + _NOUN)
    return following is not None and following[0] in names.shapes["sense.between"]
