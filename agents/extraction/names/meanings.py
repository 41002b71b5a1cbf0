"""Chooses what a known name means in this document: which Tripoli, whose Labour Party, a state or its football team.

Called by `entities` before `document` settles the rest.  Where the document gives no reason for the likeliest
meaning of a doubtful name, the name stays and the link goes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from agents.extraction.names import namesakes, teams
from agents.extraction.names.candidates import Candidate
from agents.extraction.text import Text
from agents.lexicon.names import Known, Names

_TELLING = frozenset({"state", "adjective", "demonym", "capital", "city", "metonym", "person"})
_SIDES = frozenset({"state", "adjective", "demonym", "capital"})
_FOR_OR_AGAINST = re.compile(r"\b(?:[Pp]ro|[Aa]nti|[Nn]on)-$")  # "pro-Russian rebels" are not Russia
_TEAMS = frozenset({"pl:gbr-england", "pl:gbr-scotland", "pl:gbr-wales"})
_CITIES = frozenset({"city", "capital"})
_TOWN_AND_PROVINCE = "USA"  # where the province follows its town
_SMALL = re.compile(r"(?<![\w’'-])[a-z][a-z-]{2,}(?!\w)")
_NOUN = 16  # characters behind an adjective in which its noun begins and ends
_ETHNIC = re.compile(r"\b[Ee]thnic(?:ally)? $")


def choose(text: Text, candidates: Sequence[Candidate], names: Names) -> None:
    """Settle the meanings of known names by what else the document names."""
    body = text.body
    namesakes.forget(body, candidates, names)
    states = _states(candidates)
    sure = {c.known.id for c in candidates if c.known is not None and not c.known.weak}
    games = teams.games(text, candidates, names)
    last: Candidate | None = None
    for candidate in candidates:
        known = candidate.known
        if known is None:
            last = candidate
            continue
        if last is not None and known.kind in _CITIES and known.state == _TOWN_AND_PROVINCE:
            _province(body, last, candidate)
        if known.weak and known.id not in sure:
            _forget(candidate, names)
        elif len(candidate.meanings) > 1:
            _pick(candidate, states)
        if candidate.known is not None and _doubtful(candidate, states, names):
            candidate.known = None
        elif games and _is_team(known) and text.sentence_at(candidate.start) in games:
            candidate.known, candidate.rule = None, "team"
        elif known.kind in _SIDES and _FOR_OR_AGAINST.search(body, max(0, candidate.start - 6), candidate.start):
            candidate.known, candidate.rule = None, "for or against"
        elif known.kind in ("demonym", "adjective") and _is_ethnic(body, candidate, last, names):
            candidate.known, candidate.rule = None, "ethnic"
        last = candidate


def _is_team(known: Known) -> bool:
    return known.kind in ("state", "demonym", "adjective") or known.id in _TEAMS


def _province(body: str, last: Candidate, candidate: Candidate) -> None:
    """Take the province of that name after one of its towns: `Seattle, Washington`."""
    if body[last.end : candidate.start] != ", " or last.type not in ("", "LOC"):
        return
    if last.known is not None and last.known.state != _TOWN_AND_PROVINCE:
        return
    province = next((m for m in candidate.meanings if m.subtype == "province"), None)
    if province is not None:
        candidate.known, candidate.subtype = province, province.subtype


def _states(candidates: Sequence[Candidate]) -> Counter[str]:
    """Count the states that names with one meaning point to."""
    states: Counter[str] = Counter()
    for candidate in candidates:
        known = candidate.known
        if known is None or known.kind not in _TELLING or len({m.state for m in candidate.meanings}) > 1:
            continue
        if known.state:
            states[known.state[:3]] += 1
    return states


def _pick(candidate: Candidate, states: Counter[str]) -> None:
    """Take a later meaning of the same type when its state is named in the document and the first one's is not."""
    first = candidate.meanings[0]
    if states[first.state[:3]]:
        return
    if first.kind == "people" and sum(states[m.state] > 0 for m in candidate.meanings) > 1:
        return
    for other in candidate.meanings[1:]:
        if other.type == first.type and states[other.state[:3]]:
            candidate.known, candidate.subtype = other, other.subtype
            return


def _doubtful(candidate: Candidate, states: Counter[str], names: Names) -> bool:
    """Tell whether a name that many states share (`Labour Party`, `Senate`) stands without its own state."""
    known = candidate.known
    if known is None or known.kind != "organisation" or not known.state or _is_first(known.state[:3], states):
        return False
    if known.subtype == "party" and candidate.text.isupper() and len(candidate.text) < 5:
        return True
    common = names.shapes["organisation.last"] | names.shapes["common.plain"] | names.shapes["topic.generic"]
    return all(word in common for word in candidate.text.lower().split())


def _is_first(state: str, states: Counter[str]) -> bool:
    """Tell whether no other state is named more often."""
    return bool(states[state]) and states[state] >= max(states.values())


def _forget(candidate: Candidate, names: Names) -> None:
    """Leave a weak name to be read like an unknown one."""
    candidate.known, candidate.meanings, candidate.subtype = None, (), ""
    candidate.type, candidate.rule, candidate.strength = "", "", 0
    words = candidate.text.lower().split()
    of = len(words) > 2 and words[1] == "of" and words[0] in names.shapes["organisation.of"]
    if of or (len(words) > 1 and words[-1] in names.shapes["organisation.last"]):
        candidate.settle("ORG", "shape:organisation", 2)


def _is_ethnic(body: str, candidate: Candidate, last: Candidate | None, names: Names) -> bool:
    """Tell whether a people is not its state: `ethnic Albanians`, `Bosnian Serbs`; but `the Thai-Lao border`."""
    if _ETHNIC.search(body, max(0, candidate.start - 12), candidate.start):
        return True
    known: Known | None = candidate.known
    return (
        last is not None
        and last.known is not None
        and known is not None
        and last.known.kind in ("demonym", "adjective")
        and candidate.start - last.end == 1
        and last.known.state != known.state
        and not (body[last.end] == "-" and _is_between(body, candidate.end, names))
    )


def _is_between(body: str, end: int, names: Names) -> bool:
    """Tell whether the noun behind an adjective is what two states have between them."""
    following = _SMALL.search(body, end, end + _NOUN)
    return following is not None and following[0] in names.shapes["sense.between"]
