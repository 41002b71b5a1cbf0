"""Clauses as they open: with a subject of their own, waiting for a verb, sharing a subject; and whom a noun stands for.

Called by walk.py, subjects.py and tenseless.py; asks where the walk stands and decides nothing about a verb.
"""

from __future__ import annotations

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.records import Clause, Phrase
from agents.extraction.parse.standing import Standing
from agents.extraction.parse.verbs import VerbGroup

_PLURAL = ("NNS", "NNPS")
_NAMES = ("NNP", "NNPS")


def opened(walk: Standing, kind: str, subject: Chunk, phrase: Phrase | None) -> Clause:
    """A clause with a subject of its own."""
    clause = Clause(kind, walk.marker)
    clause.subject, clause.subject_phrase, clause.via = subject, phrase, "own"
    clause.first = walk.marker_at if walk.marker else subject.first
    if walk.marker and walk.clauses:
        clause.parent = walk.clauses[-1]
    return clause


def waiting(walk: Standing, kind: str = "") -> Clause:
    """A clause that waits for its verb, and maybe for its subject."""
    clause = Clause(kind or kind_of(walk), walk.marker)
    clause.via, clause.first = "own", walk.marker_at
    clause.parent = walk.clauses[-1] if walk.clauses else None
    return clause


def kind_of(walk: Standing) -> str:
    """Say by the conjunction that waits what kind of clause begins."""
    if not walk.marker:
        return "main"
    if walk.marker == "that":
        return "that"
    if walk.marker in ("whether", "if") and walk.clauses and walk.takes("clause", walk.clauses[-1]):
        return "whether"
    return "reason" if walk.marker in walk.grammar.reason else "adverbial"


def shared(walk: Standing, form: str) -> Clause | None:
    """A clause that shares the subject of the last one of its form: "met Y and accused Z"."""
    for earlier in reversed(walk.clauses):
        if earlier.group.form == form or (form == "base" and _is_bare(walk, earlier.group)):
            clause = Clause("coordinated")
            clause.subject, clause.subject_phrase, clause.via = earlier.subject, earlier.subject_phrase, "shared"
            clause.beside, clause.parent = earlier, earlier.parent
            return clause
    return None


def _is_bare(walk: Standing, group: VerbGroup) -> bool:
    """Tell a verb whose own form is the base: "to go", "will go", "they go"."""
    return group.form == "to" or walk.tags[group.head] in ("VB", "VBP")


def antecedent_of(walk: Standing, phrase: Phrase, group: VerbGroup | None) -> Chunk:
    """Whom a relative word or a participle says more of: the nearest noun that agrees, a common one before a name."""
    number = walk.tags[(*group.auxiliaries, group.head)[0]] if group is not None else ""
    named = None
    for chunk in reversed(phrase.chain):
        tag = walk.tags[chunk.head]
        if chunk.is_pronoun or (number == "VBZ" and tag in _PLURAL) or (number == "VBP" and tag in ("NN", "NNP")):
            continue
        if tag not in _NAMES:
            return chunk
        named = named or chunk
    return named or phrase.chain[-1]


def taken(walk: Standing) -> Clause | None:
    """The innermost clause that waits for its verb; whom its own verb held for an object is its subject."""
    if not walk.pending:
        return None
    waiting = walk.pending.pop()
    if waiting.subject is not None and waiting.parent is not None:
        gave_up(waiting.parent, waiting.subject)
    return waiting


def filled(waiting: Clause, phrase: Phrase) -> Clause:
    """Give a clause that waits for its subject too the noun before its verb."""
    if waiting.subject is None:
        waiting.subject, waiting.subject_phrase = phrase.head, phrase
    return waiting


def gave_up(governor: Clause, chunk: Chunk) -> None:
    """Take an object from a verb: it turned out the subject of the next one."""
    if governor.object is chunk:
        governor.object = None
    if chunk in governor.objects:
        governor.objects.remove(chunk)


def are_names(walk: Standing, *chunks: Chunk) -> bool:
    """Tell whether chunks are names of one word each."""
    return all(walk.tags[chunk.head] in _NAMES and chunk.first == chunk.last for chunk in chunks)
