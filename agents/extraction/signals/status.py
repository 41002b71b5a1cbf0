"""How far a deed got, read from its verb group and clause: done, announced, hypothetical, negated, historical.

Called by compose.py.  What an operator verb ("threatened to") makes of a deed is decided there.
"""

from __future__ import annotations

from dataclasses import dataclass

from agents.extraction.signals.clauses import group_start
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.triggers import Match
from agents.records import Status

_WILL = frozenset({"will", "'ll", "shall", "won't"})
_OPEN = frozenset({"would", "'d", "could", "may", "might", "can", "wouldn't", "couldn't", "can't", "cannot"})
_OUGHT = frozenset({"should", "must", "ought", "shouldn't", "mustn't"})
_HABITS = frozenset((a, b) for a in ("every", "each") for b in ("time", "year"))
_PAST_SPANS = frozenset((a, b) for a in ("last", "previous") for b in ("year", "century", "decade"))
_SPANS = frozenset({"time", "year", "century", "decade"})
_SHARING = 8  # tokens from a verb to the second verb that shares its "to" or "will"
_RANKED = 6  # tokens from "first" to the "to" behind its noun
_RECENT = 2022  # a year before it dates background; the reader knows no clock


@dataclass(frozen=True, slots=True)
class Group:
    """What the small words before a verb say of it."""

    modal: str = ""
    negated: bool = False
    infinitive: bool = False
    perfect: bool = False
    be: str = ""

    @property
    def future(self) -> bool:
        return self.modal in _WILL

    @property
    def open(self) -> bool:
        return self.modal in _OPEN

    @property
    def ought(self) -> bool:
        return self.modal in _OUGHT


def group(s: Sentence, head: int) -> Group:
    """Read the verb group that ends at `head`."""
    start = group_start(s, head)
    if (first := _shared_group(s, start, head)) is not None:
        return group(s, first)
    words = s.words[start:head]
    tags = s.tags[start:head]
    modal = next((w for w, t in zip(words, tags, strict=True) if t == "M"), "")
    negated = "N" in tags or any(w.endswith("n't") for w in words) or "cannot" in words or "no" in words
    negated = negated or s.words[max(0, head - 2) : head] == ["no", "longer"]
    be = next((w for w, t in zip(words, tags, strict=True) if t == "B"), "")
    if not be and start > 1 and s.tags[start - 1] == "T" and s.tags[start - 2] == "B":
        be = s.words[start - 2]  # "is to expel"
    return Group(modal, negated, start > 0 and s.tags[start - 1] == "T", "H" in tags, be)


def _shared_group(s: Sentence, start: int, head: int) -> int | None:
    """The verb whose small words a bare second verb shares: "to go in and kill", "will close and annex"."""
    if start != head or head < 2 or s.tags[head - 1] != "C" or set(s.kinds(head)) - set("bo"):
        return None
    return next((k for k in range(head - 2, max(-1, head - _SHARING), -1) if s.tags[k] == "V"), None)


def conditional(s: Sentence, head: int) -> bool:
    """Tell whether the verb stands in an "if" clause of its own."""
    if s.words[0] in ("should", "were", "had") and "," not in s.words[:head]:
        return True  # "should they break the truce, ..."
    for k in range(head - 1, max(-1, head - 14), -1):
        if s.words[k] == "long" and s.words[k - 1 : k + 2] == ["as", "long", "as"]:
            return True
        if s.words[k] in ("if", "unless", "whether", "lest", "until", "till") and not (
            k and s.words[k - 1] in ("even", "as")
        ):
            return True
        if s.tags[k] in ".,":
            return False
    return False


def depends(s: Sentence, match: Match) -> bool:
    """Tell whether a clause with "if" or "unless" follows a deed, or stands before it."""
    if conditional(s, match.head):
        return True
    end = next((k for k in range(match.last + 1, len(s)) if s.tags[k] == "."), len(s))
    if any(w in ("if", "unless") for w in s.words[match.last + 1 : end]):
        return True
    return s.words[0] in ("if", "unless")


def pluperfect(s: Sentence, head: int) -> bool:
    """Tell whether the verb at `head` is told as past of the past: "had refused"."""
    return "had" in s.words[group_start(s, head) : head]


def historical(s: Sentence, head: int) -> bool:
    """Tell whether the clause looks back: "in 1994", "three years ago", "last met", "every time he spoke"."""
    first = max(0, head - 12)
    near = s.words[first : head + 16]
    if s.words[head - 1] == "last" or not s.rules.words["history"].isdisjoint(near):
        return True
    pairs = set(zip(s.words, s.words[1:], strict=False)) if _SPANS.intersection(s.words) else set()
    if not pairs.isdisjoint(_HABITS):
        return True
    if pairs and any(pair in _PAST_SPANS for pair in zip(near, s.words[first + 1 :], strict=False)):
        return True
    years = (k for k, word in enumerate(near, first) if len(word) == 4 and word.isdigit())
    return any(1500 < int(s.words[k]) < _RECENT and _dates(s, k) for k in years)


def _dates(s: Sentence, k: int) -> bool:
    """Tell whether a number stands where a year stands: after "in", "since", "until", or a month."""
    return k > 0 and (
        s.words[k - 1] in ("in", "since", "until", "of", "from", "after", "before")
        or s.tags[k - 1] == "Z"
        or s.words[k - 1] in ("may", "march")
    )


def possible(s: Sentence, head: int) -> bool:
    """Tell whether the deed, as a noun, is only thought of: "a possible attack", "fears of an attack"."""
    near = s.words[max(0, head - 3) : head]
    if any(w in s.rules.words["possibility"] for w in near):
        return True
    before = s.words[max(0, head - 5) : head]
    return any(
        w
        in (
            "fear",
            "fears",
            "risk",
            "prospect",
            "possibility",
            "threat",
            "threats",
            "talk",
            "idea",
            "plans",
            "plan",
            "future",
            "case",
            "any",
            "no",
        )
        for w in before
    )


def of_deed(s: Sentence, head: int, *, noun: bool) -> Status | None:  # noqa: PLR0911 - one answer for each form
    """The status of a deed that no operator governs; None where it is a purpose or a reason, not a step."""
    if noun:
        return "hypothetical" if possible(s, head) else "historical" if historical(s, head) else "done"
    words = group(s, head)
    if words.negated:
        return None if conditional(s, head) else "negated"
    if words.open or words.ought or conditional(s, head):
        return "hypothetical"
    if words.future:
        return "announced"
    if words.infinitive:
        if _did_first(s, head):
            return "done"
        return "announced" if words.be or (s.is_title and "V" not in s.tags[:head]) else None
    if s.tags[head] == "G" and not words.be and _after_reason(s, head):
        return None
    return "historical" if historical(s, head) else "done"


def _did_first(s: Sentence, head: int) -> bool:
    """ "Became the first state to recognise", "was the last to leave": what the first one does is done."""
    to = group_start(s, head) - 1
    for k in range(to - 1, max(-1, to - _RANKED), -1):
        if s.words[k] in ("first", "last", "latest", "only", "second", "third"):
            return any(
                s.words[j] in ("became", "become", "becomes", "was", "is", "were") for j in range(max(0, k - 4), k)
            )
    return False


def _after_reason(s: Sentence, head: int) -> bool:
    """ "For helping", "of attacking", "before leaving": talked about rather than told."""
    k = group_start(s, head) - 1
    return k >= 0 and s.tags[k] in "PS" and s.words[k] not in ("by", "after", "since", "while")
