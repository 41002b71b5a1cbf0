"""Whose verb a verb without a tense is: infinitives, participles, -ing forms, bare forms.

Called by subjects.py; what it cannot know yet ("Speaking in Lima, he ...") waits in the walk's `fronted`.
"""

from __future__ import annotations

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.openings import antecedent_of, are_names, shared, taken
from agents.extraction.parse.records import Clause, Phrase
from agents.extraction.parse.standing import Standing
from agents.extraction.parse.verbs import VerbGroup


def infinitive(walk: Standing) -> Clause:
    """ "agreed to go", "asked him to go", "a plan for him to go", "to win, he"."""
    clause, phrase, last = Clause("infinitive"), walk.phrase, walk.last
    if walk.previous == "C":
        return shared(walk, "to") or clause
    if phrase is not None:
        governor = phrase.governor
        if phrase.preposition == "for":
            return _controlled(clause, phrase.last, "own", last)
        if governor is not None:
            told = phrase.head if walk.takes("object_control", governor) else governor.subject
            return _controlled(clause, told, "controlled", governor)
        waiting = walk.pending[-1].subject_phrase if walk.pending else None
        if waiting is not None and phrase is not waiting and last is None and are_names(walk, phrase):
            waiting.join(phrase.head)  # "Xi, Modi to meet"
            phrase = waiting
        if phrase is waiting:
            clause.subject_phrase = phrase  # "the plan to leave": nobody is told
            return clause
    if last is not None:
        return _controlled(clause, last.subject, "controlled", last)
    walk.fronted.append(clause)
    return clause


def _controlled(clause: Clause, subject: Chunk | None, via: str, parent: Clause | None) -> Clause:
    clause.subject, clause.via, clause.parent = subject, via if subject is not None else "", parent
    return clause


def bare(walk: Standing) -> Clause:
    """ "made them go", "to write and edit"."""
    clause = Clause("infinitive")
    if walk.previous in ("C", ","):
        return shared(walk, "base") or clause
    governor, last = walk.phrase.governor if walk.phrase is not None else None, walk.last
    if walk.previous == "N" and walk.phrase is not None and governor is not None:
        return _controlled(clause, walk.phrase.head, "controlled", governor)
    if walk.previous == "V" and last is not None:
        return _controlled(clause, last.subject, "controlled", last)
    return taken(walk) or clause


def participle(walk: Standing, group: VerbGroup) -> Clause:
    """ "the man accused of", ", saying", "by saying", "Speaking in Lima, he"."""
    clause, last = Clause("participle"), walk.last
    clause.parent = last
    if walk.previous == "C":
        if last is not None and last.group.auxiliaries and walk.tags[last.group.head] == walk.tags[group.head]:
            group.copy_from(last.group)  # "has shot and killed"
        if (joined := shared(walk, group.form)) is not None:
            return joined
    if walk.previous == "N" and walk.phrase is not None:
        return _behind_its_noun(walk, clause, group, walk.phrase)
    if walk.previous == "P" and last is not None:
        return _behind_small_word(walk, clause, last)
    if walk.previous == "," and walk.pending:  # "Iran, speaking in Lima, said"
        clause.subject_phrase = walk.pending[-1].subject_phrase
        return _controlled(clause, walk.pending[-1].subject, "adverbial", last)
    if walk.previous in (",", "S"):  # "they left, saying", "while saying"
        last = walk.latest.get("finite", last)
    if last is not None:
        return _controlled(clause, last.subject, "adverbial", last)
    walk.fronted.append(clause)
    return clause


def _behind_its_noun(walk: Standing, clause: Clause, group: VerbGroup, phrase: Phrase) -> Clause:
    """ "the men wearing masks" says more of the men; "left Rome saying" of who left."""
    noun, last = antecedent_of(walk, phrase, None), clause.parent
    urges = walk.words[group.head] in walk.grammar.frames["object_control"] or walk.follows("S")
    spoken = urges and (phrase.before == "P" or noun is not phrase.head)  # "in Lima demanding that"
    if group.form == "ing" and last is not None and (spoken or walk.tags[noun.head] == "NNP"):
        return _controlled(clause, last.subject, "adverbial", last)
    clause.subject_phrase = phrase
    return _controlled(clause, noun, "participle", last)


def _behind_small_word(walk: Standing, clause: Clause, last: Clause) -> Clause:
    """ "accused him of leaving": the object; "by leaving": the subject."""
    over = walk.takes("object_gerund", last) or walk.takes("object_control", last)
    if over and last.object is not None:
        return _controlled(clause, last.object, "controlled", last)
    return _controlled(clause, last.subject, "adverbial", last)
