"""The document as a whole settles what one mention cannot: surnames, acronyms, the same name elsewhere.

Called by `entities` once all candidates of a text stand.  It types candidates and ties short names to
fuller ones; it links nothing to the lexicon's ids.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from agents.extraction.names import neighbours
from agents.extraction.names.candidates import Candidate
from agents.lexicon.names import Names

_QUOTES = frozenset('"“‘')


def settle(body: str, starts: frozenset[int], candidates: Sequence[Candidate], names: Names) -> list[Candidate]:
    """Type the candidates by each other and by their neighbours; leave out what stays without any reason.

    `starts` are the offsets at which sentences begin, where a capital letter says nothing.
    """
    _acronyms(body, candidates)
    _surnames(candidates)
    neighbours.type_all(body, starts, [c for c in candidates if not c.type], names)
    _votes(candidates)
    inside = {c.text for c in candidates if not _begins(body, starts, c.start)}
    return [c for c in candidates if _stays(c, inside, names)]


def _acronyms(body: str, candidates: Sequence[Candidate]) -> None:
    """Tie `IAEA` to `International Atomic Energy Agency (IAEA)`."""
    long_forms: dict[str, Candidate] = {}
    for left, right in pairwise(candidates):
        if body[left.end : right.start] not in (" (", " (the ") or body[right.end : right.end + 1] != ")":
            continue
        if (
            right.text.isupper()
            and 1 < len(right.text) < 9
            and " " in left.text
            and left.type in ("", "ORG", "MISC", "LOC")
        ):
            if not left.type:
                left.settle("ORG", "acronym", 2)
            if right.known is None:
                long_forms[right.text] = left
    for candidate in candidates:
        full = long_forms.get(candidate.text)
        if full is not None and candidate is not full:
            candidate.settle(full.type, "acronym", 2)
            candidate.full = full


def _surnames(candidates: Sequence[Candidate]) -> None:
    """Tie a lone surname to the person whose full name the document gives: right in 99.7 % of 3,562 cases (DWIE).

    Where several bear it, the one whom the lexicon means by the surname alone, else the one named last before.
    """
    people: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.type == "PER" and candidate.strength >= 2:
            words = candidate.text.split()
            if len(words) > 1:
                for word in {words[-1], words[0], " ".join(words[-2:]), " ".join(words[1:])} - {candidate.text}:
                    if not people[word] or people[word][-1].text != candidate.text:
                        people[word].append(candidate)
    namesakes: dict[str, _Bearers] = {}
    for candidate in candidates:
        bearers = people.get(candidate.text)
        if not bearers or (candidate.type not in ("", "PER") and not _may_be_surname(candidate, bearers[0])):
            continue
        if candidate.text not in namesakes:
            namesakes[candidate.text] = _Bearers(candidate.text, bearers)
        full = namesakes[candidate.text].of(candidate)
        if candidate.type != "PER" or candidate.known is None:
            candidate.known, candidate.meanings, candidate.subtype = None, (), ""
        candidate.settle("PER", "surname", 2)
        candidate.full = full


def _may_be_surname(candidate: Candidate, bearer: Candidate) -> bool:
    """Tell whether a known name may be a surname here: a town or a firm named after a person of that name."""
    return (
        candidate.known is not None
        and candidate.known.kind in ("city", "company", "place")
        and bearer.start < candidate.start
    )


class _Bearers:
    """All who bear one surname, so arranged that thousands may be asked for thousands."""

    def __init__(self, surname: str, bearers: list[Candidate]) -> None:
        words = surname.split()
        self.last = [b for b in bearers if b.text.split()[-len(words) :] == words] or bearers
        self.starts = [b.start for b in self.last]
        self.known: dict[str, Candidate] = {}
        for bearer in bearers:
            if bearer.known is not None:
                self.known.setdefault(bearer.known.id, bearer)

    def of(self, candidate: Candidate) -> Candidate:
        """Give the one whom a lone surname means."""
        if candidate.known is not None and candidate.known.id in self.known:
            return self.known[candidate.known.id]
        return self.last[max(0, bisect_left(self.starts, candidate.start) - 1)]


def _is_simple(text: str) -> bool:
    return text.isalpha() and text.istitle()


def _votes(candidates: Sequence[Candidate]) -> None:
    """Give a weakly typed name the type, and the meaning, that it has elsewhere in the document for better reasons."""
    votes: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.strength > 1:
            votes[candidate.text].append(candidate)
    models: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.strength <= 1 and candidate.text in votes:
            model = models.get(candidate.text) or _model(votes[candidate.text])
            models[candidate.text] = model
            candidate.settle(model.type, "same name elsewhere", 1)
            candidate.known, candidate.meanings, candidate.subtype = model.known, model.meanings, model.subtype
            candidate.full = model.full


def _model(votes: Sequence[Candidate]) -> Candidate:
    """Give the first of those who have the type that most have."""
    kind = Counter(c.type for c in votes).most_common(1)[0][0]
    return next(c for c in votes if c.type == kind)


def _begins(body: str, starts: frozenset[int], at: int) -> bool:
    """Tell whether a sentence or a quotation begins here, where a capital says nothing."""
    return at in starts or body[at - 1 : at] in _QUOTES


def _stays(candidate: Candidate, inside: set[str], names: Names) -> bool:
    """Tell whether a candidate is a name: no plain word, and no single one that only ever begins a sentence."""
    if not candidate.type:
        candidate.settle("MISC", "capitals only", 0)
        text = candidate.text
        return text.lower() not in names.shapes["common.plain"] and (text in inside or not _is_simple(text))
    return candidate.known is None or not candidate.known.weak
