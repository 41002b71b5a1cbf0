"""Verbs that were tagged as what they are not: a past as a participle, where what stands around it leaves no doubt.

Called by walk.py and subjects.py before the verb is given a clause.
"""

from __future__ import annotations

from agents.extraction.parse.standing import Standing
from agents.extraction.parse.verbs import VerbGroup

_PLURAL = ("NNS", "NNPS", "PRP", "DT", "CD", "JJ", "NN")


def is_finite(walk: Standing, group: VerbGroup) -> bool:
    """Tell a past from the participle that it was tagged."""
    return is_past(walk, group) or is_said(walk) or says_that(walk, group) or says_on(walk, group)


def is_past(walk: Standing, group: VerbGroup) -> bool:
    """Tell a past that was tagged a participle: right behind the subject that waits, its object right behind it."""
    after = walk.following()
    return (
        walk.previous == "N"
        and bool(walk.pending)
        and walk.pending[-1].subject_phrase is walk.phrase
        and after is not None
        and after.chunk is not None
        and not after.chunk.is_time
        and walk.words[group.head] not in walk.grammar.frames["two_objects"]
    )


def is_said(walk: Standing) -> bool:
    """Tell the verb of what was said from a participle: "said the driver accelerated", and no other verb there."""
    waiting = walk.pending[-1] if walk.pending else None
    if walk.previous != "N" or waiting is None or waiting.subject_phrase is not walk.phrase or waiting.kind != "that":
        return False
    for item in walk.row[walk.index + 1 :]:
        if item.kind in ",.SWCQ" or item.word in walk.grammar.either:
            return True
        if item.group is not None:
            return item.group.form != "finite"
    return True


def says_that(walk: Standing, group: VerbGroup) -> bool:
    """Tell the past in "aides insisted in June that" and "“No,” Roa charged": what was said stands beside it."""
    waiting = walk.pending[-1] if walk.pending else None
    verb, frames = walk.words[group.head], walk.grammar.frames
    if waiting is None or walk.previous not in ("N", ","):
        return False
    ahead = [item.kind for item in walk.row[walk.index + 1 : walk.index + 4]]
    if waiting.subject_phrase is not None and waiting.subject_phrase.before == "Q":
        return walk.previous == "," or waiting.subject_phrase is walk.phrase
    if ahead[:1] == ["Q"] or ahead[:2] == [",", "Q"] or (verb in frames["clause_only"] and ahead[:1] != ["V"]):
        return True
    if ahead[:1] == ["S"] and verb in frames["inverting"] and verb not in frames["told"]:  # "a reporter asked if"
        return True
    return (
        verb in frames["clause"]
        and verb not in frames["told"]
        and "S" in ahead
        and "V" not in ahead[: ahead.index("S")]
    )


def says_on(walk: Standing, group: VerbGroup) -> bool:
    """Tell the past in "“No,” laughed Roa" and, where no other verb has a tense, in "states called on the bloc"."""
    after = walk.following()
    if walk.previous == "Q":
        return after is not None and after.kind == "N"
    return (
        walk.previous == "N"
        and after is not None
        and after.word == "on"
        and walk.words[group.head] in walk.grammar.frames["object_control"]
        and not any(item.group is not None and item.group.form == "finite" for item in walk.row)
    )


def is_present(walk: Standing, group: VerbGroup) -> bool:
    """Tell the present of a plural from the bare form that it was tagged: "Others, however, say"."""
    waiting = walk.pending[-1] if walk.pending else None
    if waiting is None or waiting.subject is None or walk.previous not in ("N", ","):
        return False
    return walk.words[group.head] in walk.grammar.frames["clause"] and walk.tags[waiting.subject.head] in _PLURAL


def is_subjunctive(walk: Standing) -> bool:
    """Tell "demanded that he go"."""
    waiting = walk.pending[-1] if walk.pending else None
    return (
        walk.previous == "N"
        and waiting is not None
        and waiting.subject_phrase is walk.phrase
        and waiting.kind == "that"
    )
