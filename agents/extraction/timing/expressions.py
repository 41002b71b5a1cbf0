"""Finds the words that name a time: dates, weekdays, "last week", "two days later", "for months".

Called by `past_days`.  It says where they stand and what they are made of;
which day that is, `resolving` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from agents.extraction.words import Words
from agents.lexicon.times import Times

_BEFORE = re.compile(r"(\w+)[ \xa0]+$")
_LONGEST_LEAD = 12  # characters
_LONGEST_OPENING = 6  # words before the first that is a hint: "for more than a couple of weeks"
_BEHIND = re.compile(r"\s*[:–—]|\s+-\s|['’]s\b")
_COUNTED = re.compile(r"\s+(?:[a-z-]+ )?[a-z]{3,}s\b")


class Expression(NamedTuple):
    """A time: `start` is that of its preposition, `core` that of its own first character."""

    start: int
    core: int
    end: int
    lead: str  # the preposition
    means: str
    parts: Mapping[str, str]  # in lower case
    text: str = ""  # its words, the preposition counted


def find(found: Words, times: Times) -> Iterator[Expression]:
    """Give the expressions of the words of a sentence in order."""
    body, behind = found.text, 0
    for at in _openings(found, times):
        spelt = times.pattern.match(body, at, found.end) if at >= behind else None
        if spelt is None:
            continue
        behind = spelt.end()
        row = times.rows[spelt.lastgroup or ""]
        lead = _BEFORE.search(body, max(found.start, at - _LONGEST_LEAD), at)
        word = lead[1].lower() if lead else ""
        is_lead = word in times.prepositions["leads"]
        if word in times.prepositions["recurring"] or (row.bare and not _is_date(found, spelt, word, times)):
            continue
        parts = {name: part.lower() for name, group in row.parts.items() if (part := spelt[group])}
        begin = lead.start(1) if lead and is_lead else at
        yield Expression(begin, at, behind, word if is_lead else "", row.means, parts, body[begin:behind])


def _openings(found: Words, times: Times) -> Iterator[int]:
    """Give where a time may begin: at words that can open one, up to a few before a figure or word of the calendar."""
    tried, low = 0, found.low
    for k, word in enumerate(low):
        if word in times.hints or word[0].isdigit():
            near = range(max(tried, k - _LONGEST_OPENING), k + 1)
            yield from (found.starts[j] for j in near if low[j] in times.opens or low[j][0].isdigit())
            tried = k + 1


def phrase(name: str, found: Words, times: Times) -> str:
    """Give the first phrase of a list that stands in a sentence; empty where none does."""
    patterns = {times.phrases[name][word] for word in times.phrases[name].keys() & found.low}
    matches = (pattern.search(found.text, found.start, found.end) for pattern in patterns)
    first = min((match.span() for match in matches if match), default=(0, 0))
    return found.text[slice(*first)]


def _is_date(within: Words, found: re.Match[str], before: str, times: Times) -> bool:
    """Tell "in 2015", "the 2015 deal", "2015: ..." from 2015 of something, "in May" from "May" in a name or a verb."""
    prepositions, body = times.prepositions, within.text
    is_year = found.group().isdigit()
    if before in prepositions["counting"]:
        return _COUNTED.match(body, found.end()) is None if is_year else before not in prepositions["names"]
    if before in prepositions["leads"] or before in prepositions["opens"]:
        return True
    if _BEHIND.match(body, found.end()) is not None or found.span() == (within.start, within.end):
        return True
    return is_year and body[max(within.start, found.start() - 2) : found.start()].rstrip()[-1:] in tuple("(,")
