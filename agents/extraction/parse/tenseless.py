"""Whose verb a verb without a tense is: infinitives, participles, -ing forms, bare forms.

Called by subjects.py; what it cannot know yet ("Speaking in Lima, he ...") waits in the walk's `fronted`.
"""

from __future__ import annotations

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.openings import antecedent_of, are_names, shared, taken
from agents.extraction.parse.records import Clause, Phrase
from agents.extraction.parse.standing import START, Standing
from agents.extraction.parse.verbs import VerbGroup


def infinitive(walk: Standing) -> Clause:
    """ "agreed to go", "asked him to go", "a plan for him to go", "to win, he"."""
    clause = Clause("infinitive")
    phrase = walk.phrase
    last = walk.clauses[-1] if walk.clauses else None
    if walk.previous == "C":
        return shared(walk, "to") or clause
    if walk.previous == "N" and phrase is not None:
        if phrase.preposition == "for":
            return _controlled(clause, phrase.last, "own", last)
        governor = phrase.governor
        if phrase.before in ("V", "V2") and governor is not None:
            controls = walk.takes("object_control", governor) and not governor.group.passive
            return _controlled(clause, phrase.head if controls else governor.subject, "controlled", governor)
        waiting = walk.pending[-1].subject_phrase if walk.pending else None
        if waiting is not None and phrase.before == "," and are_names(walk, waiting.last, phrase.head):
            waiting.join(phrase.head)
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
    if walk.previous == "N" and walk.phrase is not None and walk.phrase.governor is not None:
        return _controlled(clause, walk.phrase.head, "controlled", walk.phrase.governor)
    if walk.previous == "V" and walk.clauses:
        return _controlled(clause, walk.clauses[-1].subject, "controlled", walk.clauses[-1])
    if walk.previous == "N":
        return taken(walk) or clause
    return clause


def _shares_auxiliary(walk: Standing, earlier: VerbGroup, group: VerbGroup) -> bool:
    """Tell the second of two participles behind one auxiliary: "has shot and killed"."""
    return bool(earlier.auxiliaries) and not group.auxiliaries and walk.tags[earlier.head] == walk.tags[group.head]


def participle(walk: Standing, group: VerbGroup) -> Clause:  # noqa: PLR0911 - one way for each neighbour
    """ "the man accused of", ", saying", "by saying", "Speaking in Lima, he"."""
    last = walk.clauses[-1] if walk.clauses else None
    clause = Clause("participle")
    clause.parent = last
    if walk.previous == "C" and last is not None and _shares_auxiliary(walk, last.group, group):
        group.copy_from(last.group)
        return shared(walk, last.group.form) or clause
    if walk.previous == "C" and (joined := shared(walk, group.form)) is not None:
        return joined
    if walk.time is not None and walk.time.last == group.first - 1:
        return _controlled(clause, walk.time, "participle", last)  # "the time taken"
    if walk.previous == "N" and walk.phrase is not None:
        return _behind_its_noun(walk, clause, group, walk.phrase)
    if walk.previous == "P" and last is not None:
        return _behind_small_word(walk, clause, last)
    if walk.previous == ",":
        return _loose(walk, clause, group)
    if last is not None and walk.previous != START:
        return _controlled(clause, last.subject, "adverbial", last)
    walk.fronted.append(clause)
    return clause


def _loose(walk: Standing, clause: Clause, group: VerbGroup) -> Clause:
    """Behind a comma: "Iran, speaking in Lima, said", "sanctions, imposed in May", "they left, saying"."""
    last = clause.parent
    if walk.pending:
        clause.subject_phrase = walk.pending[-1].subject_phrase if group.form == "en" else None
        return _controlled(clause, walk.pending[-1].subject, "adverbial", last)
    if group.form == "en" and walk.before_comma == "N" and walk.noun is not None:
        return _controlled(clause, antecedent_of(walk, walk.noun, None), "participle", last)
    if last is not None:
        main = next((c for c in reversed(walk.clauses) if c.group.form == "finite"), last)
        return _controlled(clause, main.subject, "adverbial", main)
    walk.fronted.append(clause)
    return clause


def _behind_its_noun(walk: Standing, clause: Clause, group: VerbGroup, phrase: Phrase) -> Clause:
    """ "the men wearing masks" says more of the men; "emailed me talking about" of who emailed."""
    noun, last = antecedent_of(walk, phrase, None), clause.parent
    after, urges = walk.following(), walk.words[group.head] in walk.grammar.frames["object_control"]
    tied = phrase.before == "P" or noun is not phrase.head
    spoken = tied and (urges or (after is not None and after.kind == "S"))  # "in Lima demanding that"
    loose = group.form == "ing" and (spoken or noun.is_pronoun or walk.tags[noun.head] == "NNP")
    if (
        loose
        and last is not None
        and phrase.before != START
        and not walk.pending
        and not walk.takes("object_control", last)
    ):
        return _controlled(clause, last.subject, "adverbial", last)
    clause.subject_phrase = phrase
    return _controlled(clause, noun, "participle", last)


def _behind_small_word(walk: Standing, clause: Clause, last: Clause) -> Clause:
    """ "accused him of leaving": the object; "by leaving": the subject."""
    over = walk.word in ("of", "from", "for", "into") and (
        walk.takes("object_gerund", last) or walk.takes("object_control", last)
    )
    if over and last.object is not None and not last.group.passive:
        return _controlled(clause, last.object, "controlled", last)
    return _controlled(clause, last.subject, "controlled" if over else "adverbial", last)
