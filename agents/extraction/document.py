"""The document as a whole settles what one mention cannot: surnames, acronyms, the same name elsewhere.

Called by `entities` once all candidates of a text stand.  It types candidates and ties short names to
fuller ones; it links nothing to the lexicon's ids.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from agents.extraction.candidates import Candidate
from agents.lexicon.names import Names

_NEXT_WORD = re.compile(r"[\s,]*([\w’']+)")
_LAST_WORD = re.compile(r"([\w-]+)[\s\"“‘'(]*$")
_LOWER = re.compile(r"(?<![\w’'-])[a-z]{3,}(?![\w-])")
_PLACE_WORDS = frozenset(
    ["in", "at", "near", "from", "outside", "around", "inside", "across", "throughout", "towards", "toward"]
)


def settle(body: str, starts: frozenset[int], candidates: Sequence[Candidate], names: Names) -> list[Candidate]:
    """Type the candidates by each other and by their neighbours; leave out what stays without any reason.

    `starts` are the offsets at which sentences begin, where a capital letter says nothing.
    """
    _acronyms(body, candidates)
    _surnames(candidates)
    for candidate in candidates:
        if not candidate.type:
            _by_neighbours(body, candidate, names)
    _votes(candidates)
    small = set(_LOWER.findall(body))
    inside = Counter(c.text for c in candidates if c.start not in starts)
    return [c for c in candidates if _stays(c, c.start in starts, small, inside, names)]


def _acronyms(body: str, candidates: Sequence[Candidate]) -> None:
    """Tie `IAEA` to `International Atomic Energy Agency (IAEA)`."""
    long_forms: dict[str, Candidate] = {}
    for left, right in zip(candidates, candidates[1:], strict=False):
        if (
            body[left.end : right.start] in (" (", " (the ")
            and body[right.end : right.end + 1] == ")"
            and right.text.isupper()
        ):
            if right.known is None:
                long_forms[right.text] = left
            if not left.type:
                left.settle("ORG", "acronym", 2)
    for candidate in candidates:
        full = long_forms.get(candidate.text)
        if full is not None and candidate is not full:
            candidate.settle(full.type, "acronym", 2)
            candidate.full = full


def _surnames(candidates: Sequence[Candidate]) -> None:
    """Tie a lone surname to the person whose full name the document gives (99.7 % right, reference/entities.md 0.5)."""
    people: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.type == "PER" and candidate.strength >= 2:
            words = candidate.text.split()
            for word in (
                words[-1:] + ([words[0]] if len(words) > 1 else []) + ([" ".join(words[-2:])] if len(words) > 2 else [])
            ):
                held = people.get(word)
                if held is None or len(held.text) < len(candidate.text):
                    people[word] = candidate
    for candidate in candidates:
        full = people.get(candidate.text)
        if full is None or full is candidate or len(full.text) <= len(candidate.text):
            continue
        if candidate.type in ("", "PER") or (
            candidate.known is not None
            and candidate.known.kind in ("city", "company", "place")
            and full.start < candidate.start
        ):
            if candidate.type != "PER" or candidate.known is None:
                candidate.known = None
            candidate.settle("PER", "surname", 2)
            candidate.full = full


def _by_neighbours(body: str, candidate: Candidate, names: Names) -> None:
    following = _NEXT_WORD.match(body, candidate.end)
    before = _LAST_WORD.search(body, max(0, candidate.start - 24), candidate.start)
    word = following.group(1).lower() if following else ""
    previous = before.group(1).lower() if before else ""
    text = candidate.text
    if previous in _PLACE_WORDS:
        candidate.settle("LOC", "after a preposition", 1)
    elif text.isupper() and 2 <= len(text) <= 8:
        candidate.settle("ORG", "capitals", 1)
    elif text in names.last_names or text in names.first_names:
        candidate.settle("PER", "last name", 1)
    elif word in names.shapes["person.after"] or (word in ("said", "says", "told", "added") and " " not in text):
        candidate.settle("PER", "speaks", 1)


def _votes(candidates: Sequence[Candidate]) -> None:
    """Give a weakly typed name the type that the same name has elsewhere in the document for better reasons."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for candidate in candidates:
        if candidate.type:
            votes[candidate.text][candidate.type] += candidate.strength**2
    for candidate in candidates:
        if candidate.strength <= 1 and (tally := votes.get(candidate.text)):
            kind, weight = tally.most_common(1)[0]
            if kind != candidate.type and weight > 1:
                candidate.settle(kind, "same name elsewhere", 1)


def _stays(candidate: Candidate, begins: bool, small: set[str], inside: Counter[str], names: Names) -> bool:
    if candidate.strength >= 2:
        return True
    if begins and " " not in candidate.text and not inside[candidate.text]:
        lower = candidate.text.lower()
        return candidate.strength == 1 and lower not in small and candidate.rule != "speaks"
    if not candidate.type:
        candidate.settle("MISC", "capitals only", 0)
    return candidate.known is None or not candidate.known.weak
