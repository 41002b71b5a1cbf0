"""Reads tense, aspect and the words around a verb: ahead, before the story, a habit, or nothing that tells.

Called by `sentences`, `governing`, `timeline` and `story`.  Days are no matter of it.
"""

from __future__ import annotations

from agents.extraction.parse.parse import Sentence
from agents.extraction.parse.records import Clause
from agents.extraction.timing.moments import Sense
from agents.lexicon.times import Times
from agents.records import News

_AROUND = 2  # tokens on each side of a verb group in which its adverbs stand


def head(clause: Clause, parsed: Sentence) -> str:
    """Give the verb of a clause."""
    return parsed.words[clause.group.head]


def sense(clause: Clause | None, lead: str, parsed: Sentence, times: Times) -> Sense:
    """Say on which side of the day of publication a time in a clause lies."""
    if clause is None:
        return "near"
    group, verbs = clause.group, times.verbs
    if head(clause, parsed) in verbs["coming"] and lead in verbs["ahead"]:
        return "future"
    if group.tense == "future" or (group.modal is not None and "perfect" not in group.aspect):
        return "future"
    if is_bare(clause) and clause.parent is not None:
        above = head(clause.parent, parsed)
        asks = above in verbs["coming"] or above in verbs["performing"] or above in verbs["bidding"]
        return "future" if asks else sense(clause.parent, "", parsed, times)
    if group.form == "ing" and clause.parent is not None:
        return sense(clause.parent, "", parsed, times)
    return "near" if group.tense == "present" and "perfect" not in group.aspect else "past"


def is_bare(clause: Clause) -> bool:
    """Tell a verb without a tense of its own: "to sign", "let it sign"."""
    return clause.group.tense == "none" and clause.group.modal is None and not _is_participle(clause)


def _is_participle(clause: Clause) -> bool:
    return clause.group.form[-1] in "ng"  # en, ing


def is_pluperfect(clause: Clause) -> bool:
    """Tell "had signed"."""
    return clause.group.tense == "past" and "perfect" in clause.group.aspect


def is_plain_past(clause: Clause, parsed: Sentence, times: Times) -> bool:
    """Tell "signed" and "was signing", which tell a story of any day; participles tell it too."""
    group = clause.group
    if group.modal is not None or (group.tense == "past" and "perfect" in group.aspect):
        return False
    return _is_participle(clause) or (group.tense == "past" and not _is_split(clause, parsed, times))


def is_perfect(clause: Clause, parsed: Sentence, times: Times) -> bool:
    """Tell "has signed", "had signed" and "has for months signed"."""
    return "perfect" in clause.group.aspect or _is_split(clause, parsed, times)


def _is_split(clause: Clause, parsed: Sentence, times: Times) -> bool:
    """Tell "has for months refused", which the parse takes for two verbs."""
    helper = clause.beside
    if helper is None or helper.object is not None or clause.group.auxiliaries:
        return False
    return head(helper, parsed) in times.adverbs["have"]


def is_told(clause: Clause, parsed: Sentence, times: Times) -> bool:
    """Tell whether a clause stands beside or under a verb of saying, where "had" only says that it was before."""
    report = times.verbs["saying"] | times.verbs["performing"]
    return any(
        c is not clause and not is_bare(c) and head(c, parsed) in report and c.group.modal is None
        for c in parsed.clauses
    )


def is_ahead(clause: Clause, parsed: Sentence, times: Times) -> bool:
    """Tell "will sign", "plans to sign", "is due to be signed"; "would sign" too where somebody says so."""
    group, above = clause.group, clause.parent
    if group.tense == "future":
        return True
    if group.modal == "would" and "perfect" not in group.aspect:
        return is_told(clause, parsed, times)
    if group.form != "to" or above is None or head(above, parsed) not in times.verbs["coming"]:
        return False
    return above.group.tense != "past" and not _is_participle(above)


def cue(clause: Clause, parsed: Sentence, times: Times) -> tuple[News, str] | None:
    """Give what tense and the adverbs of a verb say, with the words; None where they say nothing.

    What hangs on something old is old ("had said it would"), and "to sign" is what "will meet to" is.
    """
    for above in clause.above():
        found = _own_cue(above, parsed, times)
        if found is not None and found[0] == "old":
            return found
    found = _own_cue(clause, parsed, times)
    if found is None and is_bare(clause) and clause.parent is not None and is_ahead(clause.parent, parsed, times):
        return "news", _words(clause.parent, parsed)
    return found


def _own_cue(clause: Clause, parsed: Sentence, times: Times) -> tuple[News, str] | None:
    group, adverbs = clause.group, times.adverbs
    around = range(max(0, group.first - _AROUND), min(len(parsed), group.last + _AROUND + 1))
    near = [parsed.words[k] for k in around if parsed.tags[k][:2] == "RB"]
    if is_ahead(clause, parsed, times):
        return "news", _words(clause, parsed)
    if found := _first_of(adverbs["old"], near):
        return "old", found
    if found := _first_of(adverbs["standing"], near):
        return "standing", found
    if found := _first_of(adverbs["fresh"], near):
        return ("news", found) if "perfect" in group.aspect else None
    if is_pluperfect(clause) and not is_told(clause, parsed, times):
        return "old", _words(clause, parsed)
    return _habit(clause, parsed, times)


def _habit(clause: Clause, parsed: Sentence, times: Times) -> tuple[News, str] | None:
    """Tell "used to", "is bound to", "the law bans"."""
    above, verbs = clause.parent, times.verbs
    if clause.group.form == "to" and above is not None:
        verb = head(above, parsed)
        if verb in verbs["habit"]:
            return "old", f"{verb} to"
        if verb in verbs["duty"] and above.group.tense == "present":
            return "standing", verb
    subject = clause.subject if not clause.group.passive else None
    if subject is not None and clause.group.tense == "present" and clause.group.aspect == "simple":
        phrase = parsed.words[subject.first : subject.head + 1]
        if phrase[-1:] and phrase[-1] in verbs["laws"] and verbs["new_law"].isdisjoint(phrase):
            return "standing", phrase[-1]
    return None


def _first_of(words: frozenset[str], near: list[str]) -> str:
    return next((word for word in near if word in words), "")


def _words(clause: Clause, parsed: Sentence) -> str:
    return " ".join(parsed.words[clause.group.first : clause.group.last + 1])
