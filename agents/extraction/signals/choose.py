"""Chooses among the drafts of one sentence: the governed over its parts, the sure over the vague.

Called by signals.find.  What is dropped here was read but would tell nothing new, or too little.
"""

from __future__ import annotations

from agents.extraction.signals import clauses
from agents.extraction.signals.background import on_the_way
from agents.extraction.signals.compose import Draft
from agents.extraction.signals.parties import is_adjective, is_counterpart, is_public
from agents.extraction.signals.sentence import Sentence
from agents.identity import root_actor


def choose(s: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Keep what is worth telling, the surest first."""
    kept: list[Draft] = []
    drafts = _public(s, [d for d in drafts if d.match.rule.operator not in _QUIET and not _blocked(s, d)])
    governing = {id(g) for d in drafts for g in d.match.governors}
    for made in drafts:
        if id(made.match) in governing and made.match.rule.operator:
            continue
        if made.match.voice == "active" and made.match.head == 0:
            continue
        made.confidence = _confidence(s, made)
        if made.confidence >= _LIKELY:  # a precise wording that is not sure enough must not hide a plain one that is
            kept.append(made)
    kept.sort(key=lambda d: (-d.match.precision, -d.confidence, d.match.last - d.match.head, d.match.head))
    kept = sorted(_distinct(kept), key=lambda d: (-d.confidence, d.match.head))
    kept = [d for d in kept if not any(_elaborates(s, d, main) for main in kept)]
    told = [d for n, d in enumerate(kept[:_MOST]) if not n or d.confidence >= _needed(d)]
    for made in told:
        if on_the_way(s, made.match, ahead=made.status == "announced") or _said_by_the_other(made):
            made.confidence = min(made.confidence, _NO_NEWS)
    return told


def _elaborates(s: Sentence, made: Draft, main: Draft) -> bool:
    """Tell ", barring ships from its ports" behind "tightened sanctions": how it was done, not another step."""
    head = min([made.match.head, *(g.head for g in made.match.governors)])
    known = made.target is not None and made.target.ids
    if (
        known
        or made.outcome.type == "ASSAULT"
        or s.tags[head] != "G"
        or s.tags[head - 1] != ","
        or main.match.head >= head
    ):
        return False
    return made.source is not None and made.source == main.source


def _public(s: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Drop what private people do, and its vaguer readings: a union that "walked out of talks" is on no strike."""
    kept: list[Draft] = []
    closest: dict[int, int] = {}
    for made in drafts:
        if _concerns_the_public(s, made):
            kept.append(made)
        else:
            closest[made.match.head] = max(made.match.precision, closest.get(made.match.head, 0))
    return [d for d in kept if d.match.precision >= closest.get(d.match.head, 0)]


def _said_by_the_other(made: Draft) -> bool:
    """Tell whether only the one who suffers a hostile deed says that it was done: nearer an accusation."""
    hostile = made.outcome.quad in (3, 4)
    ids = [p.actor_id for p in (made.reporter, made.target) if p is not None and p.actor_id]
    return hostile and len(ids) == 2 and root_actor(ids[0]) == root_actor(ids[1])


def _needed(made: Draft) -> float:
    """What a further signal of a sentence must reach: less where both sides are known by id."""
    sides = (made.source, made.target)
    return _SURE - 0.05 if all(p is not None and p.ids for p in sides) else _SURE


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """Where two stand on the same words keep the first; of those with one name and source, the surest."""
    apart: list[Draft] = []
    for made in drafts:
        if not any(_overlap(made, other) for other in apart):
            apart.append(made)
    surest: dict[tuple[str, str], Draft] = {}
    for made in apart:
        key = made.outcome.signal, root_actor(made.source.actor_id or "") if made.source else ""
        best = surest.get(key)
        if best is None or (_known(made), made.confidence) > (_known(best), best.confidence):
            surest[key] = made
    sides = {name for name, source in surest if source}
    return [made for (name, source), made in surest.items() if source or name not in sides]


def _known(made: Draft) -> int:
    """Count the sides that are known by id."""
    return sum(1 for p in (made.source, made.target) if p is not None and p.ids)


def _overlap(a: Draft, b: Draft) -> bool:
    return a.match.first <= b.match.last and b.match.first <= a.match.last


_QUIET = frozenset({"report", "decide", "consider", "want", "fail", "deny", "claim"})  # these govern, and say nothing
_MOST = 3  # signals of one sentence
_NO_NEWS = 0.55  # below what an alert needs: true, but told on the way
_SURE, _LIKELY = 0.8, 0.62  # what a further signal, and the first, must reach


# Deeds that private people do, or suffer, and that are news all the same.
_ALSO_PRIVATE = frozenset({"PROTEST", "ASSAULT"})
_OF_PROTEST = frozenset({"CONCEDE", "THREATEN", "REJECT"})  # ending their own, threatening it, or going on with it
_HEADLINES = frozenset({"COERCE", "RETREAT", "CONCEDE", "MOBILIZE", "SANCTION"})  # told in headlines without saying who


def _concerns_the_public(s: Sentence, made: Draft) -> bool:
    of_their_own = made.match.rule.object == "protest" and made.outcome.type in _OF_PROTEST
    if made.outcome.type in _ALSO_PRIVATE or of_their_own or (s.is_title and made.outcome.type in _HEADLINES):
        return s.is_title or bool(made.source or made.target)
    if is_public(made.source, s):
        return True
    if made.source is None:
        return is_public(made.target, s) and not is_adjective(made.target, s)
    return is_counterpart(made.target, made.source, s)


def _blocked(s: Sentence, made: Draft) -> bool:
    words = s.plain
    if s.is_elsewhere:
        return True
    own = s.words[made.match.first : made.match.last + 1]  # "missiles crashed into" is no accident
    if made.outcome.type == "ASSAULT" and words & s.rules.words["disaster"].difference(own):
        return True
    needs = made.match.rule.needs
    return any(w in words for w in made.match.rule.blocked_by) or bool(needs and not set(needs).intersection(s.words))


def _confidence(s: Sentence, made: Draft) -> float:
    score = 0.9
    if made.match.voice in ("nominal", "name"):
        score -= 0.05 if s.tags[made.match.last] in "VQG" else 0.15
    if made.match.voice == "reduced" and not s.is_title:
        score -= 0.25
    if made.source is None and not s.is_title:
        score -= 0.15
    if made.target is None and not s.is_title:
        score -= 0.1
    if made.status in ("hypothetical", "negated", "historical"):
        score -= 0.1
    if _is_aside(s, made):
        score -= 0.2
    if made.match.rule.weak:
        score -= 0.15
    return round(max(0.05, score), 3)


def _is_aside(s: Sentence, made: Draft) -> bool:
    """Tell whether the deed stands in a relative clause: told on the way, not the news."""
    start = clauses.group_start(s, min([made.match.head, *(g.head for g in made.match.governors)]))
    return start > 0 and s.tags[start - 1] == "W" and s.words[start - 1] in ("who", "which", "that", "whom", "where")
