"""Verbs whose form the tagger may misread, where what waits for a verb tells better.

Called by walk.py before it places a verb group; it looks at the state of the walk and changes nothing.
"""

from __future__ import annotations

from agents.extraction.parse.standing import Standing
from agents.extraction.parse.verbs import VerbGroup

_PLURAL = ("NNS", "NNPS", "PRP", "DT", "CD", "JJ", "NN")


def is_past(walk: Standing) -> bool:
    """Tell a past that was tagged a participle: a noun behind it; a subject that waits, or marked words, before."""
    waits = bool(walk.pending) and walk.pending[-1].subject_phrase is walk.phrase
    return walk.follows("N") and (waits or walk.previous == "Q")


def is_present(walk: Standing, group: VerbGroup) -> bool:
    """Tell the present of a plural from the bare form that it was tagged: "Others, however, say"."""
    subject = walk.pending[-1].subject if walk.pending else None
    says = walk.words[group.head] in walk.grammar.frames["clause"]
    return subject is not None and says and walk.tags[subject.head] in _PLURAL
