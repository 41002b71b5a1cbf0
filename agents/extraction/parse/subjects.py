"""Decides whose verb a verb is, by what stands before it: the noun there, whoever waits, or whom it shares.

Called by walk.py at each verb group; asks the state of the walk and changes only what waits in it.  A finite verb
belongs to the innermost clause that waits for one, unless the noun before it opens a clause of its own
("said | Russia attacked").
"""

from __future__ import annotations

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.misread import is_subjunctive
from agents.extraction.parse.openings import antecedent_of, are_names, filled, gave_up, kind_of, opened, shared, taken
from agents.extraction.parse.records import Clause, Phrase
from agents.extraction.parse.standing import START, Standing
from agents.extraction.parse.tenseless import bare, infinitive, participle
from agents.extraction.parse.verbs import VerbGroup

_LOOK_BACK = 4  # verbs


def clause_of(walk: Standing, group: VerbGroup) -> Clause:
    """Give the clause that a verb group makes, with its subject where it has one."""
    if group.form == "finite" or (group.form == "base" and is_subjunctive(walk)):
        return _finite(walk, group)
    if group.form == "to":
        return infinitive(walk)
    if group.form == "base":
        return bare(walk)
    return participle(walk, group)


def _finite(walk: Standing, group: VerbGroup) -> Clause:  # noqa: PLR0911 - one way for each neighbour
    if group.inner is not None:
        return opened(walk, kind_of(walk), Chunk(group.inner[0], group.inner[1], group.inner[1]), None)
    if walk.previous == "W":
        return _relative(walk, group)
    if walk.previous == "N" and walk.phrase is not None:
        return _behind_noun(walk, group, walk.phrase)
    joined = shared(walk, "finite") if walk.previous == "C" else None
    if joined is not None:
        return joined
    if walk.previous == "V" and (gap := _gap(walk)) is not None:
        return gap
    dated = walk.previous in (START, "S") or walk.time_preposition in walk.grammar.either
    if walk.time is not None and dated and walk.previous != "C":
        return opened(walk, kind_of(walk), walk.time, None)
    if walk.previous == "S" and walk.marker == "that":  # "said that was late"
        return opened(walk, "that", Chunk(walk.marker_at, walk.marker_at, walk.marker_at), None)
    if walk.previous in (",", "q", "Q") and _inverts(walk, group):
        return _inverted(walk, group)
    return _otherwise(walk, group)


def _gap(walk: Standing) -> Clause | None:
    """In "arms which he said had arrived" the antecedent arrived."""
    last = walk.clauses[-1]
    if last.relative is None or last.via != "own" or last.object is not None or not walk.takes("clause", last):
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
    if antecedent is None and walk.marker == "that":  # "said that was late"
        clause.kind, clause.marker = "that", ""
    clause.subject = Chunk(at, at, at) if antecedent is None else antecedent_of(walk, antecedent, group)
    clause.relative, clause.via, clause.first = antecedent, "relative", at
    clause.parent = walk.clauses[-1] if walk.clauses else None
    return clause


def _behind_noun(walk: Standing, group: VerbGroup, phrase: Phrase) -> Clause:
    before = phrase.before
    if phrase.maybe is not None and _opens_its_own(walk, phrase.maybe):
        clause = opened(walk, "adverbial", phrase.maybe, phrase)
        clause.marker, clause.first = walk.words[phrase.maybe_at], phrase.maybe_at
        clause.parent = walk.clauses[-1] if walk.clauses else None
        return clause
    if before in ("V", "V2"):
        return _behind_object(walk, phrase)
    if before == "," and walk.pending:
        return _behind_comma(walk, group, phrase)
    if walk.pending:
        return filled(walk.pending.pop(), phrase)
    if phrase.tail is not None and before not in (START, ",", "S", "W"):
        return opened(walk, "coordinated", phrase.tail, phrase)
    return _otherwise(walk, group) if before == "P" else opened(walk, "main", phrase.head, phrase)


def _opens_its_own(walk: Standing, chunk: Chunk) -> bool:
    """Tell whether a noun behind "after" or "as" is the subject of the verb behind it."""
    if walk.words[chunk.first - 1] == "as" and chunk.first < chunk.last:
        return True  # "Anger as Rome's mayor quits"
    return not walk.pending or _is_told(walk) or walk.words[chunk.head] in walk.grammar.subject_pronouns


def _is_told(walk: Standing) -> bool:
    """Tell whether the subject that waits has its verb already, as headlines write it: "Xi to visit as talks fail"."""
    waiting = walk.pending[-1].subject_phrase
    return any(c.subject_phrase is waiting and c.group.form in ("to", "en") for c in walk.clauses)


def _behind_object(walk: Standing, phrase: Phrase) -> Clause:
    """The noun before the verb follows another verb: it is its object, or the subject of what was said."""
    governor = phrase.governor
    assert governor is not None
    surely = walk.words[phrase.head.head] in walk.grammar.subject_pronouns or (
        phrase.before == "V2" and walk.takes("clause", governor)
    )
    if not surely and (waiting := taken(walk)) is not None:
        if waiting.subject is None:
            gave_up(governor, phrase.head)
        return filled(waiting, phrase)
    if phrase.tail is not None and phrase.before == "V":
        return opened(walk, "coordinated", phrase.tail, phrase)
    earlier = None if walk.takes("clause", governor) else _told_of(walk, governor)
    if earlier is not None and earlier.object is not None:  # "warned any state that buys oil would pay"
        subject = earlier.object
        gave_up(earlier, subject)
        clause = opened(walk, "that", subject, None)
        clause.parent = earlier
        return clause
    if phrase.before == "V2" and not walk.takes("clause", governor):
        clause = opened(walk, "relative", phrase.head, phrase)  # "met the man he knew"
        clause.parent, clause.relative = governor, Phrase(governor.object or phrase.head, "V", governor)
        return clause
    gave_up(governor, phrase.head)
    clause = opened(walk, "that", phrase.head, phrase)
    clause.parent = governor
    apart = walk.words[governor.group.first - 1] == ","
    if governor.group.form == "ing" and not apart and walk.takes("clause", governor.parent):
        clause.parent, clause.first = governor.parent, governor.group.first  # "said cutting aid was wrong"
    return clause


def _told_of(walk: Standing, governor: Clause) -> Clause | None:
    """The nearest verb before `governor` that can have said something of its object."""
    for clause in walk.clauses[-_LOOK_BACK:][::-1]:
        if clause is not governor and walk.takes("clause", clause) and clause.object is not None:
            return clause if clause.object.last < governor.group.first else None
    return None


def _behind_comma(walk: Standing, group: VerbGroup, phrase: Phrase) -> Clause:
    """A subject waits, and a noun between comma and verb: a list, an aside without its second comma, or who says so."""
    noun = walk.noun
    if walk.pending[-1].subject_phrase is phrase:
        return walk.pending.pop()  # it was waited for
    if phrase.tail is not None or _is_pair(walk, group, phrase):
        waiting = walk.pending.pop()
        if waiting.subject_phrase is not None:
            for chunk in (phrase.head, *phrase.members):
                waiting.subject_phrase.join(chunk)
        return waiting
    says = walk.words[group.head] in walk.grammar.frames["clause"]
    if not says and noun is not None and len(noun.chain) > 1 and are_names(walk, phrase.head, noun.last):
        return walk.pending.pop()  # "the museum in Seattle, Washington was"
    after = walk.following()
    clause = opened(walk, "main", phrase.head, phrase)
    if not says or (after is not None and after.kind not in (",", ".")):
        walk.pending.pop()
    return clause


def _is_pair(walk: Standing, group: VerbGroup, phrase: Phrase) -> bool:
    """Tell the comma of a headline that stands for "and": "Putin, Xi meet"."""
    subject = walk.pending[-1].subject
    singular = subject is not None and walk.tags[subject.head] == walk.tags[phrase.head.head] == "NNP"
    return singular and walk.tags[(*group.auxiliaries, group.head)[0]] in ("VBP", "VB")


def _otherwise(walk: Standing, group: VerbGroup) -> Clause:
    """No noun of its own stands before the verb: who waits, who stands behind it, or whom it shares."""
    waiting = taken(walk)
    if waiting is not None:
        return waiting
    inverted = _inverted(walk, group)
    if inverted.subject is not None or walk.previous in (START, "S"):
        return inverted
    return shared(walk, "finite") or inverted


def _inverts(walk: Standing, group: VerbGroup) -> bool:
    """Tell "..., said Ivanov" from "Ivanov, ..., said the plan had failed"."""
    after, second = walk.following(), walk.following(2)
    if after is None or after.kind != "N" or walk.words[group.head] not in walk.grammar.frames["inverting"]:
        return False
    if walk.pending and walk.pending[-1].subject is not None and walk.previous == ",":
        return not _says_more(walk)
    return second is None or second.kind != "V"


def _says_more(walk: Standing) -> bool:
    """Tell "Roa, a clerk, said the head of the bank had left" from "The plan, said the head of the bank, is dead"."""
    stop = next((item.kind for item in walk.row[walk.index + 1 :] if item.kind not in "NPC"), ".")
    return stop != ","


def _inverted(walk: Standing, group: VerbGroup) -> Clause:
    clause = Clause(kind_of(walk), walk.marker)
    after = walk.following()
    turned = walk.words[group.head] in walk.grammar.be or _inverts(walk, group)
    if turned and after is not None and after.chunk is not None and not after.chunk.is_time:
        clause.subject, clause.via, clause.first = after.chunk, "own", group.first
    return clause
