"""Who stands on which side of a verb, found by word order and small words, without a parser.

Called by parties.py.  Works on token spans only; which name or person a phrase stands for is not its business.
"""

from __future__ import annotations

from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.triggers import be_before

Phrase = tuple[int, int]

_GROUP = frozenset('ANMHBO"')
_INSIDE_LEFT = frozenset("EX#'GQD\"-A")
_INSIDE_RIGHT = frozenset("EX#'GQD\"-ArR")
_APPOSITION = 16  # tokens an aside between two commas may have
_DEPTH = 6


def group_start(s: Sentence, head: int) -> int:
    """The first token of the verb group that ends in the verb at `head` ("has not yet been" ...)."""
    k = head
    while k > 0 and s.tags[k - 1] in _GROUP:
        k -= 1
    return k


def subject(s: Sentence, head: int, depth: int = 0) -> Phrase | None:  # noqa: PLR0911 - one way for each neighbour
    """The phrase that is the subject of the verb at `head`; a pronoun is given as its own phrase."""
    k = group_start(s, head) - 1
    if k < 0 or depth > _DEPTH:
        return None
    tag = s.tags[k]
    if tag == "T":
        return _controller(s, k, depth)
    if tag == "C":
        return _shared(s, k, depth)
    if tag == ",":
        return _before_aside(s, k, head, depth)
    if tag in "PS":
        return main_subject(s, k, depth) if s.tags[head] == "G" or s.words[k] == "by" else None
    if tag in "VQG":
        return subject(s, k, depth + 1)
    phrase = _own(s, _phrase_or_antecedent(s, k, depth))
    if phrase is not None and s.tags[head] == "G" and k == head - 1 and s.tags[phrase[0] - 1 : phrase[0]] == ["P"]:
        return main_subject(s, phrase[0], depth + 1)  # "rallied in Lima on Friday demanding"
    return phrase


def _own(s: Sentence, phrase: Phrase | None) -> Phrase | None:
    """Cut off what the verb before holds: in "A freed ten men and B handed over two" only B hands over."""
    if phrase is None or phrase[0] == 0 or s.tags[phrase[0] - 1] not in "VQ":
        return phrase
    first, last = phrase
    if s.tags[first - 1] == "Q" and "d" not in s.kinds(first - 1):
        return phrase
    cut = next((k for k in range(last - 1, first, -1) if s.tags[k] == "C"), None)
    return phrase if cut is None else (cut + 1, last)


def _phrase_or_antecedent(s: Sentence, k: int, depth: int) -> Phrase | None:
    tag = s.tags[k]
    if tag == "W" and s.words[k] in ("who", "which", "that"):
        k -= 2 if k and s.tags[k - 1] == "," else 1
        return phrase_left(s, k) if k >= 0 else None
    if tag in "Rr":
        return k, k
    if tag == "Z" or (tag == "#" and k and s.tags[k - 1] == "Z"):  # "Russia on Friday accused"
        while (k > 0 and s.tags[k] in "ZDA#") or s.words[k] in ("on", "in", "last", "this", "late", "early", "earlier"):
            k -= 1
        if k >= 0 and s.tags[k] == ",":
            return _before_aside(s, k, k + 1, depth)
        return phrase_left(s, k) if k >= 0 else None
    return phrase_left(s, k)


def _controller(s: Sentence, to: int, depth: int) -> Phrase | None:  # noqa: PLR0911 - as above
    """Who is to do it in "X agreed to", "urged X to", "X's decision to", "X has plans to"."""
    k = to - 1
    while k >= 0 and s.tags[k] in 'AN"':
        k -= 1
    if k < 0:
        return None
    if s.tags[k] in "VQG":
        return subject(s, k, depth + 1)
    if s.tags[k] not in "EX'r":
        return main_subject(s, k, depth)
    first, last = phrase_left(s, k) or (k, k)
    if any(s.tags[j] == "'" for j in range(first, last)):
        return first, last
    before = first - 1
    if s.tags[k] in "Er" or before < 0:
        return first, last
    if s.tags[before] in "VQGHB" and s.tags[k] == "X":
        return subject(s, before, depth + 1) or (first, last)
    return first, last


def _shared(s: Sentence, conjunction: int, depth: int) -> Phrase | None:
    """The subject that a second verb shares with the first: "X met Y and accused Z"."""
    for k in range(conjunction - 1, -1, -1):
        if s.tags[k] == "V" or (s.tags[k] == "Q" and (k == 0 or s.tags[k - 1] not in "D")):
            if s.tags[k] == "Q" and "d" not in s.kinds(k) and be_before(s, k) is None:
                continue
            return subject(s, k, depth + 1)
        if s.tags[k] in "BMH":
            return subject(s, k, depth + 1)
    return None


def _before_aside(s: Sentence, comma: int, head: int, depth: int) -> Phrase | None:
    """Jump over ", the foreign minister," or ", who ...," ; without an aside the verb shares a subject."""
    if s.tags[head] == "G" or s.tags[comma + 1 : head + 1].count("T"):
        return main_subject(s, comma, depth)
    for k in range(comma - 1, max(-1, comma - _APPOSITION), -1):
        if s.tags[k] in ".":
            break
        if s.tags[k] == "," and k + 1 < comma and s.tags[k + 1] in "DEXWP#QG":
            return phrase_left(s, k - 1) if k else None
    return _shared(s, comma, depth) or phrase_left(s, comma - 1)


def main_subject(s: Sentence, before: int, depth: int = 0) -> Phrase | None:
    """The subject of the last finite verb before a token, else the first phrase of the sentence."""
    if depth > _DEPTH:
        return None
    for k in range(before - 1, 0, -1):
        if k + 1 <= before and s.tags[k + 1] == "," and any(f.lemma in _ASIDES for f in s.forms(k)):
            continue  # "bombed the town, officials said, breaking the truce"
        if s.tags[k] in "VBMH" or (s.tags[k] == "Q" and "d" in s.kinds(k) and s.tags[k - 1] not in "D"):
            found = subject(s, k, depth + 1)
            if found is not None:
                return found
    return None


def phrase_left(s: Sentence, last: int) -> Phrase | None:
    """The noun phrase that ends at token `last`, with what is attached to it by "of", "in", "from"."""
    k = last
    if k < 0 or s.tags[k] not in "EX#rR'\"ZG":
        return None
    while k > 0 and _goes_on_left(s, k - 1, last):
        k -= 1
    while k < last and s.tags[k] in 'P,C"':
        k += 1
    return k, last


def _goes_on_left(s: Sentence, k: int, last: int) -> bool:
    tag = s.tags[k]
    if tag in "QG":  # "the detained men" goes on, "officials said Russia" does not
        return (k > 0 and s.tags[k - 1] in "D'") or (
            tag == "G" and s.tags[k + 1] == "X" and k > 0 and s.tags[k - 1] in "XE"
        )
    if tag in _INSIDE_LEFT:
        return True
    if tag == "P":
        return k > 0 and s.tags[k - 1] in "EX" and s.words[k] not in ("by", "after", "before", "following", "like")
    if tag == "C":
        return s.words[k] in ("and", "or", "&") and k > 0 and s.tags[k - 1] in "EX#" and s.tags[k + 1] in "EXD#'"
    if tag == ",":  # a list: "France, Germany and Italy"
        return s.tags[k + 1] in "EX" and "C" in s.tags[k + 1 : min(last, k + 8)] and k > 0 and s.tags[k - 1] in "E"
    return False


def phrase_right(s: Sentence, first: int, *, pair: bool = False) -> Phrase | None:
    """The noun phrase that begins at token `first`, with what "of" attaches to it; after "between", a pair."""
    k = first
    while k < len(s) and s.tags[k] in 'A"':
        k += 1
    if k >= len(s) or s.tags[k] not in _INSIDE_RIGHT:
        return None
    first = k
    while k + 1 < len(s) and (_goes_on_right(s, k + 1) or (pair and s.words[k + 1] == "and")):
        pair = pair and s.words[k + 1] != "and"
        k += 1
    while k > first and s.tags[k] in "DC,P\"-A'":
        k -= 1
    return first, k


def _goes_on_right(s: Sentence, k: int) -> bool:  # noqa: PLR0911 - one answer for each tag
    tag = s.tags[k]
    after = s.tags[k + 1] if k + 1 < len(s) else "."
    if tag in "QG":
        return s.tags[k - 1] in "D'A" or after == "X"
    if tag == '"':
        return s.tags[k - 1] != "E" or after in "EX"
    if tag in "EX#'-D":
        return True
    if tag == "P":
        return s.words[k] == "of" and after in "DEX#"
    if tag == "C":
        return s.words[k] in ("and", "or", "&") and after in "EXD#" and not begins_clause(s, k + 1)
    if tag == ",":
        return after == "E" and s.tags[k - 1] == "E" and "C" in s.tags[k + 1 : k + 7]
    return False


def begins_clause(s: Sentence, k: int) -> bool:
    """Tell "and Iran" (more of the phrase) from "and Iran said" (a new clause)."""
    while k < len(s) and s.tags[k] in "EXD#'":
        k += 1
    return (k < len(s) and s.tags[k] in "VBMHO") or (k < len(s) and s.tags[k] == "Q" and "d" in s.kinds(k))


def agent_after(s: Sentence, head: int, reach: int = 12) -> Phrase | None:
    """The phrase after "by" that belongs to a passive or to a deed's noun."""
    for k in range(head + 1, min(len(s) - 1, head + reach)):
        if s.tags[k] in ".S" or (s.tags[k] in "VM" and s.words[k] != "by"):
            return None
        if s.words[k] == "by" and s.tags[k + 1] not in "GZ":
            return phrase_right(s, k + 1)
    return None


def after_prepositions(s: Sentence, start: int, words: tuple[str, ...], reach: int = 12) -> list[Phrase]:
    """The phrases after some prepositions from token `start` on, within the clause, in order."""
    found: list[Phrase] = []
    for k in range(start, min(len(s) - 1, start + reach)):
        if s.tags[k] in ".SW" or (s.tags[k] in "VM" and k > start):
            break
        if (
            s.words[k] in words
            and s.tags[k + 1] not in "ZG"
            and not (s.words[k] == "of" and s.tags[k + 1] == "r")  # "most of them"
            and (phrase := phrase_right(s, k + 1, pair=s.words[k] == "between"))
        ):
            found.append(phrase)
    return found


def possessor(s: Sentence, noun: int) -> Phrase | None:
    """The phrase before "'s", or the name or adjective, that owns the noun at a token."""
    k = noun - 1
    while k >= 0 and s.tags[k] in 'XGQ#A"':
        k -= 1
    if k < 0:
        return None
    if s.tags[k] == "'":
        return phrase_left(s, k - 1)
    return phrase_left(s, k) if s.tags[k] == "E" else None


def bearer(s: Sentence, noun: int) -> Phrase | None:
    """The subject of the verb that bears a deed's noun: "the court ordered the arrest of"."""
    k = noun - 1
    while k >= 0 and s.tags[k] in "DXA'" and noun - k < _BEARING:
        k -= 1
    if k < 0 or s.tags[k] not in "VQG":
        return None
    return subject(s, k) if any(f.lemma in s.rules.words["bearing"] for f in s.forms(k)) else None


_ASIDES = ("say", "add", "report", "tell", "note")
_BEARING = 5  # tokens between such a verb and its noun
