"""What stands beside a name: the words before and after all its mentions vote for its type.

Called by `document` for names that nothing else has typed.  The weights are set by hand after reading errors;
the words are in `actors/shapes.toml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from operator import itemgetter

from agents.extraction.names.candidates import Candidate
from agents.lexicon.names import Names, Points

_NEXT_WORD = re.compile(r"(?P<possessive>['’]s)?[\s\"”]*(?P<comma>,?)\s*(?:(?:an?|the) )?(?P<word>[\w’']+)?")
_LAST_WORD = re.compile(r"([\w’'-]+)([\s\"“‘'(,]*)$")
_APPOSITION = re.compile(r"(?:,| is| was) (?:an?|the) ((?:[\w-]+ ){0,2}[\w-]+)")
_KINDS = (("ORG", "organisation.kinds"), ("LOC", "place.kinds"))
_WAYS_TO_PLACES = {"of": "place.kinds", "to": "sense.motion"}  # "the village of", "travelled to"
_MARKS = " \t\n\r\u00a0\"“‘'(,"
_DIGIT = re.compile(r"\d")
_REACH = 24
_SHORTEST = 3
_QUOTES = frozenset('"“‘')
_ENOUGH = 2.0
_ENOUGH_OF_A_WORD = 3.5  # where the first word of a name is a common word too
_TYPES = ("PER", "ORG", "LOC")
_NOTHING: Points = (0, 0, 0)


def type_all(body: str, starts: frozenset[int], untyped: list[Candidate], names: Names) -> None:
    """Type names by what stands beside all their mentions; the weights are set by hand after reading 200 errors."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in untyped:
        groups[candidate.text].append(candidate)
    for text, group in groups.items():
        score = {"PER": 0.0, "ORG": 0.0, "LOC": 0.0}
        _of_form(score, text, names)
        opening = [_of_mention(score, body, candidate, candidate.start in starts, names) for candidate in group]
        kind, weight = max(score.items(), key=itemgetter(1))
        if all(opening):
            weight -= 1
        if weight >= _ENOUGH_OF_A_WORD or (weight >= _ENOUGH and not _is_word(body, text.split()[0].lower(), names)):
            for candidate in group:
                candidate.settle(kind, "neighbours", 1)


def _of_form(score: dict[str, float], text: str, names: Names) -> None:
    words = text.split()
    if words[-1] in names.last_names or words[0] in names.first_names:
        score["PER"] += 2.5
    elif len(words) in (2, 3):
        score["PER"] += 1
    if text.isupper() and 1 < len(text) < 8:
        score["ORG"] += 0 if _DIGIT.search(text) else 1.5  # "A320" is the code of a thing
        score["PER"] -= 2


def _is_word(body: str, word: str, names: Names) -> bool:
    """Tell whether a word is a plain one, or of three letters or more and written small too in the text."""
    if word in names.shapes["common.plain"]:
        return True
    at = body.find(word) if len(word) >= _SHORTEST else -1
    while at >= 0:
        if not body[max(0, at - 1) : at].isalnum():
            return True
        at = body.find(word, at + len(word))
    return False


def _of_mention(score: dict[str, float], body: str, candidate: Candidate, begins: bool, names: Names) -> bool:
    """Hear what stands beside one mention; tell whether it begins a sentence or a quotation."""
    before = _word_before(body, candidate.start) if not begins else None
    previous, gap = (before.group(1).lower(), before.group(2)) if before is not None else ("", "")
    quoted = not _QUOTES.isdisjoint(gap)  # 'said: "Evidence is ...': a capital that begins a quotation
    _add(score, names.beside["before"].get("" if quoted else previous, _NOTHING))
    if "(" in gap:
        _add(score, (-1, 1, 0))
    elif "," in gap:
        _add(score, (0.7, 0, 0))
    if previous in _WAYS_TO_PLACES:
        earlier = _word_before(body, candidate.start - len(previous) - 1)
        if earlier is not None and earlier.group(1).lower() in names.shapes[_WAYS_TO_PLACES[previous]]:
            score["LOC"] += 2.5
    _of_word_after(score, body, candidate.end, names)
    _of_apposition(score, body, candidate.end, names)
    return begins or quoted


def _add(score: dict[str, float], points: Points) -> None:
    for kind, more in zip(_TYPES, points, strict=True):
        score[kind] += more


def _word_before(body: str, start: int) -> re.Match[str] | None:
    """Find the word before an offset and the marks between; searched from its first letter on, which is quicker."""
    left = body[max(0, start - _REACH) : start]
    return _LAST_WORD.search(left, left.rfind(" ", 0, len(left.rstrip(_MARKS))) + 1)


def _of_word_after(score: dict[str, float], body: str, end: int, names: Names) -> None:
    after = _NEXT_WORD.match(body, end)
    assert after is not None  # it may be empty
    word = after.groupdict("")["word"].lower()
    where, other = "after", _NOTHING
    if after["comma"]:
        where, other = "comma", (2.0 * word[:1].isdigit(), 0, 0)
    elif after["possessive"]:
        where, other = "possessive", (0.5, 0, 0.3)
    _add(score, names.beside[where].get(word, other))


def _of_apposition(score: dict[str, float], body: str, end: int, names: Names) -> None:
    """Listen to what a name is said to be: `Foo, a Danish retailer`, `Foo is the largest town`."""
    said = _APPOSITION.match(body, end)
    for word in said.group(1).lower().split() if said is not None else ():
        kind = next((k for k, shape in _KINDS if word in names.shapes[shape]), None)
        if kind is not None:
            score[kind] += 3
            return
