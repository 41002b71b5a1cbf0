"""Decides whose verb a verb is, by what stands before it: the noun there, whoever waits, or whom it shares.

Called by walk.py at each verb group; asks the state of the walk and changes only what waits in it.  A finite verb
belongs to the innermost clause that waits for one, unless the noun before it opens a clause of its own
("said | Russia attacked").
"""

from __future__ import annotations

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.openings import antecedent_of, are_names, gave_up, kind_of, opened, shared, taken
from agents.extraction.parse.penn import NAMES
from agents.extraction.parse.records import Clause, Phrase
from agents.extraction.parse.standing import START, Standing
from agents.extraction.parse.tenseless import bare, infinitive, participle
from agents.extraction.parse.verbs import VerbGroup


def clause_of(walk: Standing, group: VerbGroup) -> Clause:
    """Give the clause that a verb group makes, with its subject where it has one."""
    if group.form == "finite":
        return _finite(walk, group)
    if group.form == "to":
        return infinitive(walk)
    if group.form == "base":
        return bare(walk)
    return participle(walk, group)


def _finite(walk: Standing, group: VerbGroup) -> Clause:  # noqa: PLR0911 - one way for each neighbour
    if group.inner is not None:
        return opened(walk, "", Chunk(group.inner[0], group.inner[1], group.inner[1]))
    if walk.previous == "W":
        return _relative(walk, group)
    if walk.previous == "N" and walk.phrase is not None:
        return _behind_noun(walk, group, walk.phrase)
    joined = shared(walk, "finite") if walk.previous == "C" else _gap(walk) if walk.previous == "V" else None
    if joined is not None:
        return joined
    if walk.time is not None and walk.previous in (START, "S"):
        return opened(walk, "", walk.time)
    if _inverts(walk, group):
        return _inverted(walk, group)
    also = shared(walk, "finite") if walk.previous in (",", "V") else None  # "met Y, accused Z and left"
    return taken(walk) or also or _inverted(walk, group)


def _gap(walk: Standing) -> Clause | None:
    """In "arms which he said had arrived" the antecedent arrived."""
    last = walk.clauses[-1]
    if last.relative is None or not walk.takes("clause", last):
        return None
    clause = Clause("that", "")
    clause.parent = last
    clause.subject, clause.via = antecedent_of(walk, last.relative, None), "relative"
    clause.first = last.group.last + 1
    last.relative = None
    return clause


def _relative(walk: Standing, group: VerbGroup) -> Clause:
    """A relative clause without a noun of its own: its word stands for the antecedent, or asks who it is."""
    at = walk.row[walk.index - 1].at
    antecedent = walk.antecedent
    clause = Clause("whether" if antecedent is None else "relative", walk.marker)
    clause.subject = Chunk(at, at, at) if antecedent is None else antecedent_of(walk, antecedent, group)
    clause.relative, clause.via, clause.first = antecedent, "relative", at
    clause.parent = walk.last
    return clause


def _behind_noun(walk: Standing, group: VerbGroup, phrase: Phrase) -> Clause:
    if phrase.maybe is not None:
        clause = opened(walk, "adverbial", phrase.maybe, phrase)
        clause.marker, clause.first, clause.parent = walk.words[phrase.maybe_at], phrase.maybe_at, walk.last
        return clause
    if phrase.before in ("V", "V2"):
        return _behind_object(walk, phrase)
    if walk.pending:
        return _behind_comma(walk, group, phrase) if phrase.before == "," else walk.pending.pop()
    if phrase.tail is not None:
        return opened(walk, "coordinated", phrase.tail, phrase)
    return opened(walk, "main", phrase.head, phrase)


def _behind_object(walk: Standing, phrase: Phrase) -> Clause:
    """The noun before the verb follows another verb: it is its object, or the subject of what was said."""
    governor = phrase.governor
    assert governor is not None
    knows = phrase.before != "V2" or walk.takes("clause", governor)
    if not (phrase.before == "V2" and knows) and (waiting := taken(walk)) is not None:
        return waiting
    if phrase.tail is not None:
        return opened(walk, "coordinated", phrase.tail, phrase)
    clause = opened(walk, "that" if knows else "relative", phrase.head, phrase)
    clause.parent = governor
    if knows:
        gave_up(governor, phrase.head)
    else:
        clause.relative = Phrase(governor.object or phrase.head, "V", governor)  # "met the man he knew"
    return clause


def _behind_comma(walk: Standing, group: VerbGroup, phrase: Phrase) -> Clause:
    """A subject waits, and a noun between comma and verb: a list, an aside without its second comma, or who says so."""
    waiting, noun = walk.pending[-1], walk.noun
    if waiting.subject_phrase is phrase:
        return walk.pending.pop()  # it was waited for
    if waiting.subject_phrase is not None and (phrase.tail is not None or _is_pair(walk, group, phrase)):
        for chunk in (phrase.head, *phrase.members):
            waiting.subject_phrase.join(chunk)
        return walk.pending.pop()
    if noun is not None and len(noun.chain) > 1 and walk.tags[phrase.head.head] in NAMES:
        return walk.pending.pop()  # "the museum in Seattle, Washington was"
    return opened(walk, "main", phrase.head, phrase)


def _is_pair(walk: Standing, group: VerbGroup, phrase: Phrase) -> bool:
    """Tell the comma of a headline that stands for "and": "Putin, Xi meet"."""
    return are_names(walk, phrase) and walk.tags[(*group.auxiliaries, group.head)[0]] in ("VBP", "VB")


def _inverts(walk: Standing, group: VerbGroup) -> bool:
    """Tell "..., said Ivanov" from "Ivanov, ..., said the plan had failed"."""
    second = walk.following(2)
    if not walk.follows("N") or walk.words[group.head] not in walk.grammar.frames["inverting"]:
        return False
    if walk.previous == "," and walk.pending:
        return not _says_more(walk)
    return second is None or second.kind != "V"


def _says_more(walk: Standing) -> bool:
    """Tell "Roa, a clerk, said the head of the bank had left" from "The plan, said the head of the bank, is dead"."""
    return next((item.kind for item in walk.row[walk.index + 1 :] if item.kind not in "NPC"), ".") != ","


def _inverted(walk: Standing, group: VerbGroup) -> Clause:
    clause = Clause(kind_of(walk), walk.marker)
    after = walk.following()
    if after is not None and after.chunk is not None and _inverts(walk, group):
        clause.subject, clause.via, clause.first = after.chunk, "own", group.first
    return clause
