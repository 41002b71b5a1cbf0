"""Chooses among the drafts of one sentence: the governed over its parts, the sure over the vague.

Called by passes.py; what takes confidence from a draft and what it must reach is said in `confidence.toml`.  What is
dropped here was read but would tell nothing new, or too little: `fate` says why.
"""

from __future__ import annotations

from agents.extraction.signals.background import on_the_way
from agents.extraction.signals.draft import Draft
from agents.extraction.signals.public import is_adjective, is_counterpart, is_public, sector
from agents.extraction.signals.sentence import Sentence
from agents.identity import root_actor

_UNSURE = frozenset({"hypothetical", "negated"})


def choose(s: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Keep what is worth telling, the surest first."""
    sure = s.rules.roles.confidence
    kept = _worth_telling(s, drafts)
    kept.sort(key=lambda d: (-d.match.precision, -d.confidence, d.match.last - d.match.head, d.match.head))
    kept = sorted(_distinct(kept), key=lambda d: (-d.confidence, d.match.head))
    kept = _without(
        kept, [d for d in kept if any(_elaborates(s, d, main) for main in kept)], "says how another deed was done"
    )
    kept = _without(kept, kept[sure.most :], "others of the sentence are surer")
    told = _without(kept, [d for d in kept[1:] if d.confidence < _needed(s, d)], "not sure enough beside another")
    for made in told:
        known = made.source is not None and bool(made.source.ids)
        if on_the_way(s, made.match, known=known) or made.is_claim or _is_private(s, made):
            made.confidence = min(made.confidence, sure.background)
    return told


def _without(drafts: list[Draft], dropped: list[Draft], why: str) -> list[Draft]:
    """Drop some drafts and say in them why."""
    for made in dropped:
        made.fate = why
    gone = {id(d) for d in dropped}
    return [d for d in drafts if id(d) not in gone]


def _worth_telling(s: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Drop what only governs, what private people do, and what is not sure enough to hide a plainer wording that is."""
    drafts = _without(
        drafts, [d for d in drafts if _blocked(s, d)], "a word of the sentence says that it is about something else"
    )
    drafts = _public(drafts, {id(d) for d in drafts if _concerns_the_public(s, d)})
    governing = {id(g) for d in drafts for g in d.match.governors}
    spoken = [d for d in drafts if id(d.match) in governing]
    drafts = _without(drafts, spoken, "it governs another deed, which is told")
    drafts = _without(
        drafts, [d for d in drafts if d.match.voice == "active" and not d.match.head], "nobody stands before its verb"
    )
    for made in drafts:
        made.confidence = _confidence(s, made)
    likely = s.rules.roles.confidence.likely
    return _without(drafts, [d for d in drafts if d.confidence < likely], "not sure enough")


def _elaborates(s: Sentence, made: Draft, main: Draft) -> bool:
    """Tell ", barring ships from its ports" behind "tightened sanctions": how it was done, not another step."""
    head = min([made.match.head, *(g.head for g in made.match.governors)])
    if main.match.head >= head or s.letters[head] != "G" or s.letters[head - 1] != ",":
        return False
    if made.outcome.type == "ASSAULT" or (made.target is not None and made.target.ids):
        return False
    return made.source == main.source


def _public(drafts: list[Draft], public: set[int]) -> list[Draft]:
    """Drop what private people do, and its vaguer readings: a union that "walked out of talks" is on no strike."""
    private = [d for d in drafts if id(d) not in public]
    closest: dict[int, int] = {}
    for made in private:
        closest[made.match.head] = max(made.match.precision, closest.get(made.match.head, 0))
    drafts = _without(drafts, private, "nobody of public life does it or suffers it")
    vaguer = [d for d in drafts if d.match.precision < closest.get(d.match.head, 0)]
    return _without(drafts, vaguer, "a closer reading of its verb is a private matter")


def _needed(s: Sentence, made: Draft) -> float:
    """What a further signal of a sentence must reach: less where both sides are known by id."""
    sure = s.rules.roles.confidence
    return sure.further_known if _known(made) == 2 else sure.further


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """Where two stand on the same words keep the first; of those with one name and source, the surest."""
    apart: list[Draft] = []
    for made in drafts:
        if any(_overlap(made, other) for other in apart):
            made.fate = "a more precise wording stands on the same words"
        else:
            apart.append(made)
    surest: dict[tuple[str, str], Draft] = {}
    for made in apart:
        key = made.outcome.signal, root_actor(made.source.acts_for) if made.source else ""
        best = surest.get(key)
        if best is None or (_known(made), made.confidence) > (_known(best), best.confidence):
            surest[key] = made
    named = {name for name, source in surest if source}
    kept = [made for (name, source), made in surest.items() if source or name not in named]
    chosen = {id(d) for d in kept}
    _without(apart, [d for d in apart if id(d) not in chosen], "the same is told more surely")
    return kept


def _known(made: Draft) -> int:
    """Count the sides that are known by id."""
    return sum(1 for p in (made.source, made.target) if p is not None and p.ids)


def _overlap(a: Draft, b: Draft) -> bool:
    if a.match.is_occasion is not b.match.is_occasion:
        return False  # "told him in a call that he would"
    return a.match.first <= b.match.last and b.match.first <= a.match.last


def _concerns_the_public(s: Sentence, made: Draft) -> bool:
    roles, kind = s.rules.roles, made.outcome.type
    anybody = kind in roles.confidence.private or kind in roles.matter(made.match.rule.object).private
    if anybody or (s.is_title and kind in roles.confidence.headlines):
        return s.is_title or bool(made.source or made.target)
    if is_public(made.source, s):
        return True
    if made.source is None:
        return made.target is not None and is_public(made.target, s) and not is_adjective(made.target, s)
    return is_counterpart(made.target, made.source, s)


def _is_private(s: Sentence, made: Draft) -> bool:
    """Tell what is no deed of a state though its name stands there: a company's retreat, what its drivers do."""
    roles, words, kind, source = s.rules.roles, s.rules.words, made.outcome.type, made.source
    if source is None or kind in roles.confidence.private:
        return False
    if roles.matter(made.match.rule.object).states and source.acts_for.split(":")[0] in words["companies"]:
        return True
    if kind in roles.confidence.at_home and sector(source) in words["sectors_at_home"]:
        return made.target is None or not is_counterpart(made.target, source, s)
    return source.text.lower().split()[-1] in words["ordinary"]


def _blocked(s: Sentence, made: Draft) -> bool:
    """Tell whether a word of the sentence says that it is about something else."""
    if s.is_elsewhere:
        return True
    rule, own = made.match.rule, s.words[made.match.first : made.match.last + 1]
    if made.outcome.type in s.rules.roles.confidence.disaster and s.plain & s.rules.words["disaster"].difference(own):
        return True  # but "missiles crashed into" is no accident
    return not s.plain.isdisjoint(rule.blocked_by) or bool(rule.needs and set(rule.needs).isdisjoint(s.words))


def _confidence(s: Sentence, made: Draft) -> float:
    sure, match = s.rules.roles.confidence, made.match
    doubts = (
        (match.told_in is None and s.letters[match.last] not in "VQG", sure.noun),
        (match.told_in is None and s.letters[match.last] in "VQG", sure.noun_of_words),
        (match.voice == "reduced" and not s.is_title, sure.reduced),
        (made.source is None and not s.is_title, sure.no_source),
        (made.target is None and not s.is_title and not match.rule.alone, sure.no_target),
        (made.status in _UNSURE, sure.unsure_status),
        (_is_aside(s, made), sure.aside),
        (match.rule.weak, sure.weak),
    )
    return round(max(sure.least, sure.start - sum(cost for holds, cost in doubts if holds)), 3)


def _is_aside(s: Sentence, made: Draft) -> bool:
    """Tell whether the deed stands in a relative clause: told on the way, not the news."""
    clause = s.clause(min([made.match.head, *(g.head for g in made.match.governors)]))
    return clause is not None and clause.kind == "relative"
