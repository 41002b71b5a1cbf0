"""Finds the words that name a time: dates, weekdays, "last week", "two days later", "for months".

Called by `past_days`.  It says where they stand and what they are made of;
which day that is, `resolving` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from agents.lexicon.times import Times
from agents.records import Span

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d")
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


def find(body: str, start: int, end: int, times: Times) -> Iterator[Expression]:
    """Give the expressions of a stretch in order."""
    behind = start
    for at in _openings(body, start, end, times):
        found = times.pattern.match(body, at, end) if at >= behind else None
        if found is None:
            continue
        behind = found.end()
        row = (found.lastgroup or "r0")[1:]
        means, bare = times.means[int(row)], times.bare[int(row)]
        lead = _BEFORE.search(body, max(start, found.start() - _LONGEST_LEAD), found.start())
        word = lead[1].lower() if lead else ""
        is_lead = word in times.prepositions["leads"]
        if word in times.prepositions["recurring"] or (bare and not _is_date(body, (start, end), found, word, times)):
            continue
        suffix = f"_{row}"
        parts = {k.removesuffix(suffix): v.lower() for k, v in found.groupdict().items() if v and k.endswith(suffix)}
        begin = lead.start(1) if lead and is_lead else found.start()
        words = body[begin : found.end()]
        yield Expression(begin, found.start(), found.end(), word if is_lead else "", means, parts, words)


def _openings(body: str, start: int, end: int, times: Times) -> Iterator[int]:
    """Give where a time may begin: at words that can open one, up to a few before a figure or word of the calendar."""
    if times.hints.isdisjoint(_WORD.findall(body[start:end].lower())) and _FIGURE.search(body, start, end) is None:
        return  # most sentences
    tried, starts, opens = 0, [], []
    for k, word in enumerate(_WORD.finditer(body, start, end)):
        low = word.group().lower()
        has_figure = _FIGURE.search(low) is not None
        starts.append(word.start())
        opens.append(has_figure or low in times.opens)
        if has_figure or low in times.hints:
            tried = max(tried, k - _LONGEST_OPENING)
            yield from (starts[j] for j in range(tried, k + 1) if opens[j])
            tried = k + 1


def _is_date(body: str, stretch: Span, found: re.Match[str], before: str, times: Times) -> bool:
    """Tell "in 2015", "the 2015 deal", "2015: ..." from 2015 of something, "in May" from "May" in a name or a verb."""
    prepositions = times.prepositions
    is_year = found.group().isdigit()
    if before in prepositions["counting"]:
        return _COUNTED.match(body, found.end()) is None if is_year else before not in prepositions["names"]
    if before in prepositions["leads"] or before in prepositions["opens"]:
        return True
    if _BEHIND.match(body, found.end()) is not None or body[slice(*stretch)].strip() == found.group():
        return True
    return is_year and body[max(stretch[0], found.start() - 2) : found.start()].rstrip()[-1:] in tuple("(,")
