"""The document as a whole settles what one mention cannot: surnames, acronyms, the same name elsewhere.

Called by `entities` once all candidates of a text stand.  It types candidates and ties short names to
fuller ones; it links nothing to the lexicon's ids.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from agents.extraction.candidates import Candidate
from agents.lexicon.names import Names

_NEXT_WORD = re.compile(r"(['’]s)?[\s\"”]*(,?)\s*(?:(?:an?|the) )?([\w’']+)?")
_LAST_WORD = re.compile(r"([\w’'-]+)([\s\"“‘'(,]*)$")
_MARKS = " \t\n\r\u00a0\"“‘'(,"
_REACH = 24
_SHORTEST = 3
_IN = frozenset({"in", "at", "near"})
_SAID = frozenset({"said", "says", "told", "added"})
_QUOTES = frozenset('"“‘')
_ENOUGH = 2.0
_ENOUGH_OF_A_WORD = 3.5  # where the first word of a name is a common word too


def settle(body: str, starts: frozenset[int], candidates: Sequence[Candidate], names: Names) -> list[Candidate]:
    """Type the candidates by each other and by their neighbours; leave out what stays without any reason.

    `starts` are the offsets at which sentences begin, where a capital letter says nothing.
    """
    _acronyms(body, candidates)
    _surnames(candidates)
    _by_neighbours(body, starts, [c for c in candidates if not c.type], names)
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
    """Tie a lone surname to the person whose full name the document gives (99.7 % right, reference/entities.md 0.5).

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
    for candidate in candidates:
        bearers = people.get(candidate.text)
        if not bearers or (candidate.type not in ("", "PER") and not _may_be_surname(candidate, bearers[0])):
            continue
        full = _bearer(candidate, bearers)
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


def _bearer(candidate: Candidate, bearers: list[Candidate]) -> Candidate:
    if candidate.known is not None:
        same = [b for b in bearers if b.known is not None and b.known.id == candidate.known.id]
        if same:
            return same[0]
    words = candidate.text.split()
    last = [b for b in bearers if b.text.split()[-len(words) :] == words] or bearers
    before = [b for b in last if b.start < candidate.start]
    return before[-1] if before else last[0]


def _by_neighbours(body: str, starts: frozenset[int], untyped: list[Candidate], names: Names) -> None:
    """Type names by what stands beside all their mentions; the weights are set by hand after reading 200 errors."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in untyped:
        groups[candidate.text].append(candidate)
    for text, group in groups.items():
        score = {"PER": 0.0, "ORG": 0.0, "LOC": 0.0}
        _of_form(score, text, names)
        for candidate in group:
            _of_mention(score, body, candidate, candidate.start in starts, names)
        kind, weight = max(score.items(), key=itemgetter(1))
        if weight >= _ENOUGH_OF_A_WORD or (weight >= _ENOUGH and not _is_word(body, text.split()[0].lower(), names)):
            for candidate in group:
                candidate.settle(kind, "neighbours", 1)


def _of_form(score: dict[str, float], text: str, names: Names) -> None:
    words = text.split()
    capitals = text.isupper() and 1 < len(text) < 8
    if words[-1] in names.last_names or (words[0] in names.first_names and len(words) < 4):
        score["PER"] += 2.5
    elif len(words) in (2, 3) and not capitals:
        score["PER"] += 1
    if capitals:
        score["ORG"] += 1.5
        score["PER"] -= 2
    if text[:3] in ("Al-", "El-", "al-", "el-") or text[:2] in ("O'", "O’") or text[:2] == "Mc":
        score["PER"] += 2


def _is_word(body: str, word: str, names: Names) -> bool:
    """Tell whether a word is a plain one, or of three letters or more and written small too in the text."""
    if word in names.shapes["common.plain"]:
        return True
    if len(word) < _SHORTEST or not word.isascii() or not word.replace("-", "").isalpha():
        return False
    at = body.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and _goes_on(body[at - 1], "’'-")) and not (end < len(body) and _goes_on(body[end], "-")):
            return True
        at = body.find(word, end)
    return False


def _goes_on(character: str, ties: str) -> bool:
    return character.isalnum() or character == "_" or character in ties


def _of_mention(score: dict[str, float], body: str, candidate: Candidate, begins: bool, names: Names) -> None:
    before = _word_before(body, candidate.start) if not begins else None
    previous, gap = (before.group(1).lower(), before.group(2)) if before is not None else ("", "")
    quoted = not _QUOTES.isdisjoint(gap)  # 'said: "Evidence is ...': a capital that begins a quotation
    _of_words_before(score, "" if quoted else previous, gap)
    _of_words_after(score, body, candidate.end, names)
    if begins or quoted:
        for kind in score:
            score[kind] -= 1


def _word_before(body: str, start: int) -> re.Match[str] | None:
    """Find the word before an offset and the marks between; searched from its first letter on, which is quicker."""
    left = body[max(0, start - _REACH) : start]
    return _LAST_WORD.search(left, left.rfind(" ", 0, len(left.rstrip(_MARKS))) + 1)


def _of_words_before(score: dict[str, float], previous: str, gap: str) -> None:
    if previous in _IN:
        score["LOC"] += 3
    elif previous == "from":
        score["LOC"] += 2
    elif previous == "the":
        score["PER"] -= 2.5
        score["ORG"] += 0.5
    elif previous in _SAID:
        score["PER"] += 2
        score["ORG"] += 1
    if "(" in gap:
        score["ORG"] += 1
        score["PER"] -= 1
    elif "," in gap:
        score["PER"] += 0.7


def _of_words_after(score: dict[str, float], body: str, end: int, names: Names) -> None:
    after = _NEXT_WORD.match(body, end)
    possessive, comma, following = after.groups() if after else (None, "", None)
    following = (following or "").lower()
    if following in _SAID and not comma:
        score["PER"] += 2
        score["ORG"] += 1
    elif following in names.shapes["person.saying"]:
        score["PER"] += 1
    if following in ("who", "whose", "aged") or (comma and (following[:1].isdigit() or following in names.titles)):
        score["PER"] += 2
    if possessive:
        score["PER"] += 0.5
        score["LOC"] += 0.3


def _is_simple(text: str) -> bool:
    return text.isalpha() and text.istitle()


def _votes(candidates: Sequence[Candidate]) -> None:
    """Give a weakly typed name the type, and the meaning, that it has elsewhere in the document for better reasons."""
    votes: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.strength > 1:
            votes[candidate.text].append(candidate)
    for candidate in candidates:
        if candidate.strength <= 1 and candidate.text in votes:
            kind = Counter(c.type for c in votes[candidate.text]).most_common(1)[0][0]
            model = next(c for c in votes[candidate.text] if c.type == kind)
            candidate.settle(kind, "same name elsewhere", 1)
            candidate.known, candidate.meanings, candidate.subtype = model.known, model.meanings, model.subtype
            candidate.full = model.full


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
