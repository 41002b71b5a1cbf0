"""What an article is about by its head: whom title and lead name, in which words, and kinds of deeds that they touch.

An article may tell a happening in words that no rule reads in full.  Where it names both sides in its lead, within days
of the deed, in words near to those of a report, it is one more report of what others tell; it never makes a happening
of its own.  Called by `agents.reader` and `agents.clusters`; pure.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Collection
from zlib import crc32

from agents.clipping import cut
from agents.extraction import Reading, lead_end
from agents.identity import root_actor
from agents.lexicon.happenings import Kinds
from agents.limits import HEAD_WORDS, LEADING, REPORT_CHARS
from agents.records import Gist

_STEM = 5  # letters by which forms of a word are taken for one
_WORD = re.compile(r"[^\W\d_]{4,}")
_LEAST = 600  # characters of a lead of short sentences
_UNTOLD = frozenset({"negated", "hypothetical"})
_SILENT_KINDS = frozenset({"opinion", "retrospective", "list"})


def gist_of(reading: Reading, title: str, kinds: Kinds) -> Gist | None:
    """Give the gist of an article; None of one that by its kind tells no news, or of which fewer than two are named."""
    text, end = reading.text, lead_end(reading.text)
    if reading.kind in _SILENT_KINDS:
        return None
    leading = [e for e in reading.entities if e.start < end and e.actor_id and e.sense != "place"]
    actors = dict.fromkeys(root_actor(e.actor_id) for e in leading if e.actor_id)
    if len(actors) < 2:
        return None
    first = next((text.body[a:b] for a, b in text.sentences if a >= len(title)), "")
    return Gist(
        actors=tuple(actors)[:LEADING],
        families=_families(reading, end, kinds)[:LEADING],
        words=words_of(text.body[: max(end, _LEAST)], kinds),
        sentence=cut(" ".join(first.split())[:REPORT_CHARS], REPORT_CHARS),
    )


def _families(reading: Reading, end: int, kinds: Kinds) -> tuple[str, ...]:
    told = {kinds.family(s.signal) for s in reading.signals if s.start < end and s.status not in _UNTOLD}
    return tuple(sorted(told))


def words_of(text: str, kinds: Kinds) -> tuple[int, ...]:
    """Give the smallest hashes of the stems of a text's words, those that every article has left out."""
    words = {word for word in map(str.lower, _WORD.findall(text)) if word not in kinds.common}
    stems = {crc32(word[:_STEM].encode("utf-8", "replace")) for word in words}
    return tuple(heapq.nsmallest(HEAD_WORDS, stems))


def nearness(words: Collection[int], others: Collection[int]) -> float:
    """Give the share of the words of the shorter text that the other has, 0 to 1."""
    least = min(len(words), len(others))
    return len({*words} & {*others}) / least if least else 0.0
