"""Clauses as they open: with a subject of their own, waiting for a verb, sharing a subject; and whom a noun stands for.

Called by walk.py, subjects.py and tenseless.py; asks where the walk stands and decides nothing about a verb.
"""

from __future__ import annotations

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.penn import NAMES
from agents.extraction.parse.records import Clause, Phrase
from agents.extraction.parse.standing import Standing
from agents.extraction.parse.verbs import VerbGroup

_KINDS = {"": "main", "that": "that"}
_BASE = ("VB", "VBP")


def opened(walk: Standing, kind: str = "", subject: Chunk | None = None, phrase: Phrase | None = None) -> Clause:
    """A clause that begins here, with a subject of its own or waiting for one."""
    clause = Clause(kind or kind_of(walk), walk.marker)
    clause.subject, clause.subject_phrase, clause.via = subject, phrase, "own"
    clause.first = walk.marker_at if walk.marker or subject is None else subject.first
    clause.parent = walk.last if walk.marker and clause.kind != "main" else None
    return clause


def are_names(walk: Standing, phrase: Phrase) -> bool:
    """Tell whether the subject that waits and a phrase behind its comma are each one name."""
    subject = walk.pending[-1].subject
    return subject is not None and walk.tags[subject.head] == walk.tags[phrase.head.head] == "NNP"


def kind_of(walk: Standing) -> str:
    """Say by the conjunction that waits what kind of clause begins."""
    if walk.marker in _KINDS:
        return _KINDS[walk.marker]
    if walk.marker in ("whether", "if") and walk.takes("clause", walk.last):
        return "whether"
    return "reason" if walk.marker in walk.grammar.reason else "adverbial"


def shared(walk: Standing, form: str) -> Clause | None:
    """A clause that shares the subject of the last one of its form: "met Y and accused Z"."""
    earlier = walk.latest.get(form)
    if earlier is None:
        return None
    clause = Clause("coordinated")
    clause.subject, clause.subject_phrase, clause.via = earlier.subject, earlier.subject_phrase, "shared"
    clause.beside, clause.parent = earlier, earlier.parent
    return clause


def remember(walk: Standing, clause: Clause) -> None:
    """Note a clause as the last of its form; "to go", "will go", "they go" are of the form "base" too."""
    walk.latest[clause.group.form] = clause
    if walk.tags[clause.group.head] in _BASE:
        walk.latest["base"] = clause


def antecedent_of(walk: Standing, phrase: Phrase, group: VerbGroup | None) -> Chunk:
    """Whom a relative word or a participle says more of: the nearest common noun that agrees, else the nearest noun."""
    plural = group is not None and walk.tags[(*group.auxiliaries, group.head)[0]] == "VBP"
    for chunk in reversed(phrase.chain):
        tag = walk.tags[chunk.head]
        if not (chunk.is_pronoun or tag in NAMES or (plural and tag == "NN")):
            return chunk
    return phrase.chain[-1]


def taken(walk: Standing) -> Clause | None:
    """The innermost clause that waits for its verb; whom its own verb held for an object is its subject."""
    if not walk.pending:
        return None
    waiting = walk.pending.pop()
    if waiting.parent is not None:
        gave_up(waiting.parent, waiting.subject)
    return waiting


def gave_up(governor: Clause, chunk: Chunk | None) -> None:
    """Take an object from a verb: it turned out the subject of the next one."""
    if governor.object is chunk:
        governor.object = None
    if chunk in governor.objects:
        governor.objects.remove(chunk)
