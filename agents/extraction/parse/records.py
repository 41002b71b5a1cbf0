"""What the parse of a sentence consists of: phrases around noun chunks, and clauses around verb groups.

Filled by walk.py and subjects.py while a sentence is read, and not changed afterwards.  All numbers are tokens of the
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.verbs import VerbGroup


class Phrase:
    """A noun chunk with all that hangs on it: by prepositions, by "and", by a comma."""

    __slots__ = (
        "appositions",
        "before",
        "chain",
        "governor",
        "head",
        "last",
        "maybe",
        "maybe_at",
        "members",
        "preposition",
        "tail",
        "ties",
    )

    def __init__(self, head: Chunk, before: str, governor: Clause | None = None, preposition: str = "") -> None:
        self.head = head
        self.last = head
        self.before = before  # the kind of item before it
        self.governor = governor  # the clause whose verb it follows
        self.preposition = preposition  # the last one that ties something on
        self.chain = [head]  # the head and what prepositions tie on, first conjuncts only
        self.ties: list[tuple[str, Chunk]] = []  # each preposition with its chunk
        self.members: list[Chunk] = []  # what "and" and commas of a list tie to the head
        self.tail: Chunk | None = None  # the last of them, where nothing hangs on it
        self.maybe: Chunk | None = None  # what stands behind "after", "as": a subject, where a verb follows
        self.maybe_at = 0  # the token of that "after"
        self.appositions: list[Phrase] = []  # ", the foreign minister,"

    def tie(self, preposition: str, chunk: Chunk) -> None:
        """Hang a chunk on the phrase by a preposition."""
        self.last, self.tail, self.preposition = chunk, None, preposition
        self.chain.append(chunk)
        self.ties.append((preposition, chunk))

    def join(self, chunk: Chunk) -> None:
        """Join a chunk by "and"."""
        self.members.append(chunk)
        self.last = self.tail = chunk


class Clause:
    """A verb group with its parts; `subject` is who stands before a passive, `agent` who did it.

    `kind`: main, that, whether, relative, participle, infinitive, adverbial, reason, coordinated.  `via` tells how the
    subject is known: own, relative, shared, controlled, adverbial, participle; empty where it is not.
    """

    __slots__ = (
        "agent", "beside", "children", "first", "group", "kind", "last", "links", "marker", "object",
        "objects", "parent", "relative", "subject", "subject_phrase", "via",
    )  # fmt: skip

    group: VerbGroup

    def __init__(self, kind: str = "main", marker: str = "") -> None:
        self.kind = kind
        self.marker = marker  # the conjunction or relative word that opens it
        self.via = ""
        self.subject: Chunk | None = None
        self.subject_phrase: Phrase | None = None
        self.object: Chunk | None = None
        self.objects: list[Chunk] = []  # all bare nouns behind the verb, predicates among them
        self.agent: Chunk | None = None
        self.links: list[tuple[str, Chunk]] = []  # what prepositions tie to the verb or to its objects
        self.relative: Phrase | None = None  # the antecedent
        self.beside: Clause | None = None  # the clause that it shares its subject with
        self.parent: Clause | None = None  # the clause it hangs on
        self.children: list[Clause] = []
        self.first = 0  # the token it begins with, its conjunction counted
        self.last = 0  # and the one it ends with, what hangs on it counted

    def above(self) -> Iterator[Clause]:
        """Give the clauses it hangs on, the nearest first."""
        clause = self.parent
        while clause is not None:
            yield clause
            clause = clause.parent
