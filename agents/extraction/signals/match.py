"""Finds where the patterns of the rules hold in a sentence, in every word class they can take.

Called by passes.py for sentences in which an anchor stands.  Says nothing of who did it: roles.py does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from agents.extraction import budget
from agents.extraction.parse.records import Clause
from agents.extraction.signals import stretches
from agents.extraction.signals.bearing import bearing
from agents.extraction.signals.orders import is_order, may_order
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.steps import follow, may_follow
from agents.lexicon.outcomes import Rule
from agents.lexicon.patterns import Pattern
from agents.lexicon.rules import Form
from agents.lexicon.triggers import Trigger

Voice = Literal["active", "passive", "reduced", "event", "nominal", "name"]

_VOICES: tuple[Voice, ...] = ("active", "passive", "event", "nominal", "name", "reduced")
_NOUN_BEFORE = 4  # tokens before a deed's noun in which what it is done to may end: "summit cancellation"


@dataclass(slots=True)
class Match:
    """A pattern that holds: tokens head..last, the voice, and what stands in its open places."""

    rule: Rule
    pattern: Pattern
    voice: Voice
    head: int
    last: int
    term: tuple[int, int] | None = None
    party: tuple[int, int] | None = None
    clause: Clause | None = None  # the clause whose verb is the head
    bearer: Clause | None = None  # the clause whose verb bears the noun that is the head
    governors: list[Match] = field(default_factory=list)

    @property
    def first(self) -> int:
        return min(self.head, self.term[0]) if self.term else self.head

    @property
    def is_noun(self) -> bool:
        """Tell whether the deed is told by a noun or a phrase rather than by a verb."""
        return self.clause is None

    @property
    def told_in(self) -> Clause | None:
        """Give the clause that tells of the deed, by its own verb or by one that bears its noun."""
        return self.clause or self.bearer

    @property
    def is_occasion(self) -> bool:
        """Tell whether it only says on what occasion something is told: "in a call"."""
        return self.voice == "name" and self.rule.both

    @property
    def precision(self) -> int:
        """How much of the wording the pattern states: words most, then terms and their length."""
        words = [step.kind for step in self.pattern.steps].count("word")
        term = 2 + self.term[1] - self.term[0] if self.term else 0
        stated = words + self.pattern.negated + self.pattern.verbal - self.rule.weak
        return 2 * stated + term + self.pattern.has_party


def scan(s: Sentence) -> list[Match]:
    """Find all matches of a sentence, in order of their heads; none where no rule with a signal can be among them."""
    found: list[Match] = []
    candidates = list(_candidates(s))
    if len(candidates) > budget.TRIGGERS:
        s.passed_over = len(candidates) - budget.TRIGGERS
        del candidates[budget.TRIGGERS :]
    if not any(trigger.rule.signal for _, _, triggers in candidates for trigger in triggers):
        return found  # before anything is tagged: two sentences in five end here
    for i, form, triggers in candidates:
        for trigger in triggers:
            if trigger.pattern.ordering and not is_order(s, i):
                continue
            found.extend(_as_name(s, i, trigger) if form is None else _as_verb(s, i, form.kinds, trigger))
    found = _best(found)
    for match in found:
        match.rule = _by_object(s, match)
        if match.is_noun:
            match.bearer = bearing(s, match.first)
    return found


def _by_object(s: Sentence, match: Match) -> Rule:
    """Give the rule that a match's rule becomes by what its object is, or whose: tariffs are no sanctions."""
    rule = match.rule
    if match.term is None or not (rule.becomes or rule.own):
        return rule
    first, end = match.term
    inside = {term for k in range(first, end + 1) for last, term in s.terms.get(k, ()) if last <= end}
    is_own = rule.own and match.voice == "active" and s.tags[_opening(s, first)] == "PRP$"
    others = {**rule.own, **rule.becomes} if is_own else rule.becomes
    return next((s.rules.by_id[other] for term, other in others.items() if term in inside), rule)


def _opening(s: Sentence, i: int) -> int:
    chunk = s.chunk(i)
    return i if chunk is None else chunk.first


def _candidates(s: Sentence) -> Iterator[tuple[int, Form | None, list[Trigger]]]:
    """Give for each token the triggers all whose words stand in the sentence, by form of a verb or as a name."""
    seen = {f"<{term}>" for term in s.classes}.union(s.words)
    deeds, names, terms = s.rules.deeds, s.rules.names, s.terms
    for i, word in enumerate(s.words):
        for form, known in deeds.get(word, ()):
            if form.before and tuple(s.words[max(0, i - len(form.before)) : i]) != form.before:
                continue
            if triggers := [t for t in known.within(seen) if _may_hold(s, t.pattern, i)]:
                yield i, form, triggers
        heads = [word] if word in names else []
        if i in terms:
            heads += [head for _, term in terms[i] if (head := f"<{term}>") in names]
        for head in heads:
            if triggers := [t for t in names[head].within(seen) if _may_hold(s, t.pattern, i)]:
                yield i, None, triggers


def _may_hold(s: Sentence, pattern: Pattern, i: int) -> bool:
    """Tell, by words alone, whether a pattern may hold at a token."""
    if pattern.titled and not s.is_title:
        return False
    return (not pattern.ordering or may_order(s, i)) and may_follow(s, pattern, i)


def _best(found: list[Match]) -> list[Match]:
    """Keep one match for each rule and head: the plainest voice, then the longest wording."""
    best: dict[tuple[str, int], Match] = {}
    for match in found:
        key = match.rule.id, match.head
        if key not in best or _worth(match) > _worth(best[key]):
            best[key] = match
    return list(best.values())


def _worth(match: Match) -> tuple[int, int, int]:
    return -_VOICES.index(match.voice), match.precision, match.last


def _as_name(s: Sentence, i: int, trigger: Trigger) -> Iterator[Match]:
    pattern = trigger.pattern
    last = pattern.heads.ends(s.words, i) if pattern.heads.words else s.term_at(i, pattern.heads.term)
    if last is None or (pattern.heads.words and not pattern.steps and s.clause(i) is not None):
        return
    found = follow(s, pattern.steps, last + 1)
    if found is not None:
        term = (i, last) if pattern.heads.term else found.term
        yield Match(trigger.rule, pattern, "name", i, max(last, found.last), term, found.party)


def _as_verb(s: Sentence, i: int, kinds: str, trigger: Trigger) -> Iterator[Match]:
    pattern, rule = trigger.pattern, trigger.rule
    if i in s.named_tokens:
        return
    clause = s.clause(i)
    if clause is None:
        if "o" in kinds and rule.nominal and not rule.passive and not pattern.of_subject:
            yield from _nominal(s, i, pattern, rule)
    elif pattern.of_subject:
        yield from _event(s, clause, pattern, rule)
    elif clause.group.passive or _is_suffered(s, clause):
        yield from _passive(s, clause, pattern, rule)
    elif not rule.passive and (not pattern.negated or s.is_negated(clause)):
        found = follow(s, pattern.steps, i + 1)
        if found is not None:
            yield Match(rule, pattern, "active", i, max(i, found.last), found.term, found.party, clause)
        elif _turns(s, clause) or ("n" in kinds and _is_dropped(s, clause)):
            yield from _passive(s, clause, pattern, rule)


def _turns(s: Sentence, clause: Clause) -> bool:
    """Tell "talks resumed", "the border will reopen": what the verb acts on is its subject."""
    labile = s.rules.words["labile"]
    return not clause.objects and any(f.lemma in labile for f in s.forms(clause.group.head))


def _is_dropped(s: Sentence, clause: Clause) -> bool:
    """Tell "Envoy expelled, Paris says" of a headline, which drops its "was": a past without an object."""
    return s.is_title and clause.group.tense == "past" and not clause.group.auxiliaries and not clause.objects


def _is_suffered(s: Sentence, clause: Clause) -> bool:
    """Tell a headline's participle that was read as a past: "Chad condemned for raids" has nobody that it condemned."""
    behind = s.words[clause.group.last + 1 : clause.group.last + 2]
    past = clause.group.tense == "past" and not clause.group.auxiliaries and not clause.objects
    return past and s.is_title and not s.rules.words["suffered"].isdisjoint(behind)


def _passive(s: Sentence, clause: Clause, pattern: Pattern, rule: Rule) -> Iterator[Match]:
    """ "Talks were suspended", "was accused of": what the pattern acts on stands before the verb."""
    steps, head = pattern.steps, clause.group.head
    place = next((k for k, step in enumerate(steps) if step.kind != "word"), None)
    if place is None:
        return
    found = follow(s, (*steps[:place], *steps[place + 1 :]), head + 1)
    voice: Voice = "passive" if clause.group.auxiliaries or not clause.group.passive else "reduced"
    if found is None or (voice == "reduced" and not _is_headline(s, clause)):
        return
    patient, last = stretches.subject_of(s, clause), max(head, found.last)
    if steps[place].kind == "party" and (patient is not None or rule.passive):  # "what is said to be"
        yield Match(rule, pattern, voice, head, last, found.term, patient, clause)
    elif patient is None:
        return
    elif (term := _term_within(s, patient, steps[place].term)) and _heads(s, patient[0], term[0]):
        yield Match(rule, pattern, voice, head, last, term, found.party, clause)


def _heads(s: Sentence, first: int, term: int) -> bool:
    """Tell "exports of arms were halted" from "talks on arms were halted"."""
    return all(s.words[k] == "of" for k in range(first, term) if s.letters[k] == "P")


def _event(s: Sentence, clause: Clause, pattern: Pattern, rule: Rule) -> Iterator[Match]:
    """ "Talks between them collapsed", "sanctions took effect": what it is about is the subject of the verb."""
    steps, head, subject = pattern.steps, clause.group.head, clause.subject
    place = next((k for k, step in enumerate(steps) if step.kind == "term"), None)
    if place is None or subject is None or clause.group.passive:
        return
    found = follow(s, (*steps[:place], *steps[place + 1 :]), head + 1)
    term = _term_within(s, stretches.headed(s, subject), steps[place].term)
    if found is not None and term is not None and (found.last > head or not clause.objects):
        yield Match(rule, pattern, "event", head, max(head, found.last), term, found.party, clause)


def _is_headline(s: Sentence, clause: Clause) -> bool:
    """Tell "Dozens arrested in Tehran" from a participle inside a whole sentence."""
    if clause.beside is not None and _is_headline(s, clause.beside):
        return True
    return clause.group.form == "finite" or not any(c.group.form == "finite" for c in s.parsed.clauses)


def _term_within(s: Sentence, phrase: tuple[int, int], name: str) -> tuple[int, int] | None:
    """The term of a class that ends a phrase, the longest of those: "trade talks" before "talks" and "trade"."""
    ends = ((s.term_at(k, name), k) for k in range(phrase[0], phrase[1] + 1))
    inside = [(last, -k) for last, k in ends if last is not None and last <= phrase[1]]
    if not inside:
        return None
    last, start = max(inside)
    return -start, last


def _nominal(s: Sentence, i: int, pattern: Pattern, rule: Rule) -> Iterator[Match]:
    """The deed as a noun: "the cancellation of the summit", "summit cancellation", "refusal to talk"."""
    steps, after, words = pattern.steps, "".join(s.words[i + 1 : i + 2]), s.rules.words
    if not steps or (len(steps) > 1 and steps[0].kind != "word"):
        return
    if steps[0].kind == "word":
        if found := follow(s, steps, i + 1):
            yield Match(rule, pattern, "nominal", i, found.last, found.term, found.party)
    elif steps[0].kind == "party":
        if after in words["done_to_somebody"]:
            yield Match(rule, pattern, "nominal", i, i)
    elif after in words["done_to_something"] and (found := follow(s, steps, i + 2)):
        yield Match(rule, pattern, "nominal", i, found.last, found.term)
    else:
        term = _term_within(s, (max(0, i - _NOUN_BEFORE), i - 1), steps[0].term)
        if term and term[1] == i - 1:
            yield Match(rule, pattern, "nominal", i, i, term)
