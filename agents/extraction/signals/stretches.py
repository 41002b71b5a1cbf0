"""Stretches of a sentence that roles are read from: subjects, agents, what a preposition leads to, whose something is.

Called by match.py and roles.py.  All of it is asked of the parse; here a chunk only gets the tokens that hang on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.records import Clause
from agents.extraction.signals.sentence import Sentence

Phrase = tuple[int, int]

_REACH = 14  # tokens within which a preposition leads to a party of the deed before it


def extent(s: Sentence, chunk: Chunk, *, pair: bool = False, subject: bool = False) -> Phrase:
    """The tokens of a chunk and what "of" and "and" hang on it; on a subject, what any preposition does."""
    items = s.parsed.items
    n = s.item_at[chunk.last]
    last = chunk.last
    while n + 2 < len(items):
        small, noun = items[n + 1], items[n + 2]
        if (
            noun.chunk is None
            or noun.chunk.is_time
            or not _ties(s, small.kind, small.word, noun.chunk, n, pair, subject)
        ):
            break
        pair = pair and small.word != "and"
        n += 2
        last = noun.chunk.last
    return chunk.first, last


def _ties(s: Sentence, kind: str, word: str, noun: Chunk, n: int, pair: bool, subject: bool) -> bool:
    if kind == "P":
        return word == "of" or (subject and word not in s.rules.words["loose"])
    if kind == "C":
        return (pair and word == "and") or (word in ("and", "or", "&") and not s.opens_clause(noun))
    if kind == "," and not s.opens_clause(noun):  # a list: "France, Germany and Italy"
        items = s.parsed.items
        return n + 3 < len(items) and (items[n + 3].kind == "C" or (items[n + 3].kind == "," and _is_list(s, n + 3)))
    return False


def _is_list(s: Sentence, n: int) -> bool:
    return any(item.kind == "C" for item in s.parsed.items[n : n + 4])


def subject(s: Sentence, i: int) -> Phrase | None:
    """The phrase that is the subject of the verb at a token, understood ones too."""
    clause = s.clause(i)
    return None if clause is None else subject_of(s, clause)


def subject_of(s: Sentence, clause: Clause) -> Phrase | None:
    """The phrase that is the subject of a clause; None where it is not told."""
    chunk = _said_of(s, clause) or clause.subject
    if chunk is None or s.parsed.chunk_at[chunk.first] is None:
        return None
    if chunk.is_pronoun:
        return chunk.first, chunk.last
    first, last = extent(s, chunk, subject=True)
    phrase = clause.subject_phrase
    if phrase is not None and phrase.head is chunk and phrase.tail is not None:
        last = max(last, phrase.tail.last)  # "Xi, Putin sign"
    if chunk.last < clause.group.first:
        last = min(last, clause.group.first - 1)
    return first, last


def _said_of(s: Sentence, clause: Clause) -> Chunk | None:
    """Who does it where a headline drops its "is": "Oslo says Rome arming rebels" says nothing of what Oslo does."""
    above = clause.parent
    if clause.group.form != "ing" or above is None or above.object is None or not s.is_title:
        return None
    if above.object.last != clause.group.first - 1 or not says(s, above):
        return None
    return above.object


def says(s: Sentence, clause: Clause) -> bool:
    """Tell whether a clause says that something is so."""
    return any(f.lemma in s.rules.words["saying"] for f in s.forms(clause.group.head))


def main_subject(s: Sentence, i: int) -> Phrase | None:
    """The subject of the clause around a token, or of those it hangs on."""
    clause = s.around(i)
    while clause is not None:
        found = subject_of(s, clause)
        if found is not None and not found[0] <= i <= found[1]:
            return found
        clause = clause.parent
    return None


def agent(s: Sentence, i: int) -> Phrase | None:
    """The phrase after "by" that belongs to a passive or to a deed's noun."""
    clause = s.clause(i)
    if clause is not None and clause.agent is not None:
        return extent(s, clause.agent)
    return next(after(s, i + 1, ("by",)), None)


def after(s: Sentence, start: int, words: Collection[str], reach: int = _REACH) -> Iterator[Phrase]:
    """The phrases after some prepositions from a token on, within the clause, in order."""
    items = s.parsed.items
    begin = _item_from(s, start)
    for n in range(begin, len(items) - 1):
        item, noun = items[n], items[n + 1].chunk
        if item.at >= start + reach or item.kind in ".SW":
            return
        if item.group is not None and n > begin and item.group.form not in ("ing", "en"):
            return
        if item.kind != "P" or noun is None or noun.is_time or not _leads(s, item.at, words):
            continue
        if not (item.word == "of" and noun.is_pronoun):  # "most of them"
            yield extent(s, noun, pair=item.word == "between")


def _leads(s: Sentence, at: int, words: Collection[str]) -> bool:
    """Tell whether a preposition is one of some, by its second word too: "out of"."""
    second = s.words[at + 1] if at + 1 not in s.item_at else ""
    return s.words[at] in words or second in words


def _item_from(s: Sentence, start: int) -> int:
    while start < len(s) and start not in s.item_at:
        start += 1
    return s.item_at.get(start, len(s.parsed.items))


def right(s: Sentence, i: int, *, pair: bool = False) -> Phrase | None:
    """The phrase that begins at a token, over adverbs and marks."""
    while i < len(s) and s.letters[i] in 'A"':
        i += 1
    chunk = s.chunk(i) if i < len(s) else None
    if chunk is None or chunk.is_time:
        return None
    if chunk.is_pronoun:
        return chunk.first, chunk.last
    first, last = extent(s, chunk, pair=pair)
    return max(first, i), last


def possessor(s: Sentence, noun: int) -> Phrase | None:
    """The phrase before "'s", or the name or adjective, that owns the noun at a token."""
    chunk = s.chunk(noun)
    if chunk is None:
        return None
    if chunk.owner is not None and chunk.owner[1] < noun:
        return chunk.owner
    first = _first_of_pair(s, chunk)
    named = [k for k in range(first, noun) if s.owner[k] >= 0]
    return (first, named[-1]) if named else None


def _first_of_pair(s: Sentence, chunk: Chunk) -> int:
    """Where "Iranian missile and drone strikes" begins, that is two chunks and one owner's."""
    items, n = s.parsed.items, s.item_at[chunk.first]
    if n < 2 or items[n - 1].word != "and" or (other := items[n - 2].chunk) is None or s.letters[chunk.first] in "DE'":
        return chunk.first
    return other.first if s.owner[other.first] >= 0 or s.letters[other.first] == "D" else chunk.first


def headed(s: Sentence, chunk: Chunk) -> Phrase:
    """The chunk that says what a subject is: the "talks" of "talks between them", of "a round of talks"."""
    items, n = s.parsed.items, s.item_at[chunk.last]
    if s.words[chunk.last] in s.rules.words["measures"] and n + 2 < len(items) and items[n + 1].word == "of":
        measured = items[n + 2].chunk
        if measured is not None:
            return chunk.first, measured.last
    return chunk.first, chunk.last
