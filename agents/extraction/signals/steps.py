"""Walks the steps of a pattern through a sentence: words, terms of a class, and the party acted on.

Called by match.py; knows nothing of verbs and voices.
"""

from __future__ import annotations

from dataclasses import dataclass

from agents.extraction.signals.sentence import Sentence
from agents.lexicon.patterns import Pattern, Step

_TERM_REACH = 7  # modifiers between a verb and its object: "imposed a sweeping new round of sanctions"
_PARTY_REACH = 12  # "accused the government of President X of ..."
_NEAR_REACH = 4
_FAR_REACH = 9
_OVER_REACH = 16
_RELATIVE = ("WV", "WB", "WH", "WM")  # "an agreement that stops"
_PHRASE_ENDS = frozenset(".VBMHOWSTRrN")
_OBJECT_OPENS = frozenset("DEX#r\"GQA'-")


@dataclass(slots=True)
class Found:
    """How far the steps held, and what stands in their open places."""

    last: int
    term: tuple[int, int] | None = None
    party: tuple[int, int] | None = None


def follow(s: Sentence, steps: tuple[Step, ...], at: int) -> Found | None:
    """Walk the steps from token `at` on; None where one of them does not hold."""
    found = Found(at - 1)
    for k, step in enumerate(steps):
        if step.kind == "party":
            return _party(s, steps[k + 1 :], at, found)
        place = _word(s, step, at) if step.kind == "word" else _term(s, step, at)
        if place is None:
            return None
        if step.kind == "term":
            found.term = place
        found.last = place[1]
        at = place[1] + 1
    return found


def may_follow(s: Sentence, pattern: Pattern, i: int) -> bool:
    """Tell, by words alone, whether the steps of a pattern may hold behind its head at token i.

    Exact in what it refuses: words must come in order, each within its reach of the one before; a term may stand
    before the verb too, as in a passive.
    """
    words, at, end = s.words, i + 1, i + 1 + (0 if pattern.verbal else pattern.heads.longest)
    for step in pattern.steps:
        if step.kind == "word":
            held = [k for k in range(at, min(len(words), end + _word_reach(step))) if words[k] in step.words]
            if not held:
                return False
            at, end = held[0] + 1, held[-1] + 1 + step.longest
        else:
            end = len(words)
    return True


def _word_reach(step: Step) -> int:
    return _OVER_REACH if step.over else _FAR_REACH if step.far else _NEAR_REACH


def _term_reach(step: Step) -> int:
    return _TERM_REACH + 3 * step.far


def _party(s: Sentence, rest: tuple[Step, ...], at: int, found: Found) -> Found | None:
    at = past_time(s, at)
    if at >= len(s) or not (s.letters[at] in _OBJECT_OPENS or _is_object(s, at)):
        return None
    if not rest:
        found.party = (at, at)
        return found
    best = None
    for k in range(at + 1, min(len(s), at + _PARTY_REACH)):
        if s.letters[k - 1] in ".VBMW":
            return best
        more = follow(s, rest, k) if rest[0].kind != "term" or rest[0].far or k == at + 1 else None
        if more is not None:
            best = Found(more.last, more.term, (at, k - 1))
            if s.words[k] != "of" or any(owner >= 0 for owner in s.owner[at:k]):
                return best  # but "accused the government of ... of": whose it is comes before of what
    return best


def _is_object(s: Sentence, at: int) -> bool:
    """Tell "called it an insult" from "insists it is": the one pronoun that looks the same as object and as subject."""
    chunk = s.chunk(at)
    return s.words[at] in s.rules.words["answered"] and chunk is not None and not s.opens_clause(chunk)


def past_time(s: Sentence, at: int) -> int:
    """Step over "on Saturday" between a verb and its object."""
    while at < len(s) and (s.letters[at] == "Z" or _before_time(s, at)):
        at += 1
    return at


def _word(s: Sentence, step: Step, at: int) -> tuple[int, int] | None:
    for k in range(at, min(len(s), at + _word_reach(step))):
        last = step.ends(s.words, k)
        if step.infinitive and s.letters[k] != "T":
            last = None
        if last is not None and "".join(s.letters[k : k + 2]) not in _RELATIVE:
            return k, last
        if step.over:
            continue
        if s.letters[k] not in 'AZ"' and not _before_time(s, k) and not (step.far and s.letters[k] not in ".VBM"):
            return None
    return None


def _before_time(s: Sentence, k: int) -> bool:
    """Tell the "on" of "called on Friday for", the "in principle" of "agreed in principle to"."""
    return s.letters[k] == "P" and s.letters[k + 1 : k + 2] == ["Z"]


def _headmost(s: Sentence, name: str, first: int, last: int) -> tuple[int, int]:
    """Take the term nearest to the head of a term's chunk: "the border treaty" is a treaty."""
    chunk = s.chunk(last)
    for k in range(last + 1, chunk.last + 1 if chunk is not None else 0):
        end = s.term_at(k, name)
        if end is not None and s.letters[k - 1] != "'":
            first, last = k, end
    return first, last


def _term(s: Sentence, step: Step, at: int) -> tuple[int, int] | None:
    for k in range(at, min(len(s), at + _term_reach(step))):
        last = s.term_at(k, step.term)
        if last is not None:
            return _headmost(s, step.term, k, last)
        tag = s.letters[k]
        if tag in _PHRASE_ENDS or (tag == "P" and s.words[k] not in ("of", "in", "up") and not step.far):
            return None
        if s.words[k] in s.rules.words["undoing"] or "".join(s.letters[k - 1 : k + 1]) == "CQ":
            return None  # "announced a suspension of aid" is not "announced aid", "no to a truce and fired drones"
        if tag == "," and s.letters[k + 1 : k + 2] not in (["X"], ["G"], ["Q"], ["A"]):
            return None
    return None
