"""Finds the clause that bears a deed told by its noun: "carried out the expulsion of", "the raid was ordered by".

Called by match.py.  Its verb says nothing of its own: when, whether and by whom the deed was done, it says of the noun.
"""

from __future__ import annotations

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.records import Clause
from agents.extraction.signals.sentence import Sentence


def bearing(s: Sentence, noun: int) -> Clause | None:
    """Give the clause whose verb bears the noun at a token; None where the noun stands for itself."""
    chunk = s.chunk(noun)
    if chunk is None:
        return None
    told = (chunk, _measured(s, chunk))
    return next((c for c in s.parsed.clauses for noun_chunk in told if noun_chunk and _bears(s, c, noun_chunk)), None)


def _measured(s: Sentence, chunk: Chunk) -> Chunk | None:
    """Give the "series" of "a series of raids"."""
    items, n = s.parsed.items, s.item_at[chunk.first]
    if n < 2 or items[n - 1].word != "of" or (measure := items[n - 2].chunk) is None:
        return None
    return measure if s.words[measure.last] in s.rules.words["measures"] else None


def _bears(s: Sentence, clause: Clause, chunk: Chunk) -> bool:
    if chunk in clause.objects if not clause.group.passive else clause.subject is chunk:
        return _is_form_of(s, clause, "bearing")
    return not clause.group.passive and ("for", chunk) in clause.links and _is_form_of(s, clause, "going")


def _is_form_of(s: Sentence, clause: Clause, verbs: str) -> bool:
    return any(f.lemma in s.rules.words[verbs] for f in s.forms(clause.group.head))
