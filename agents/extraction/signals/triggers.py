"""Finds where the patterns of the rules hold in a sentence, in every word class they can take.

Called by signals.find for sentences in which an anchor was seen.  Says nothing of who did it: clauses.py does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from agents.extraction import budget
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.steps import follow, past_time
from agents.lexicon.outcomes import Rule
from agents.lexicon.patterns import Pattern, Step
from agents.lexicon.rules import Form
from agents.lexicon.triggers import Trigger

Voice = Literal["active", "passive", "reduced", "nominal", "name"]


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
    governors: list[Match] = field(default_factory=list)

    @property
    def first(self) -> int:
        return min(self.head, self.term[0]) if self.term else self.head

    @property
    def precision(self) -> int:
        """How much of the wording the pattern states: words most, then terms and their length."""
        words = sum(1 for step in self.pattern.steps if step.kind == "word")
        term = 2 + self.term[1] - self.term[0] if self.term else 0
        return (
            2 * (words + self.pattern.negated)
            + term
            + (1 if self.pattern.has_party else 0)
            - (2 if self.rule.weak else 0)
            + (2 if self.pattern.verbal else 0)
        )


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
            found.extend(_as_name(s, i, trigger) if form is None else _as_verb(s, i, form.kinds, trigger))
    return _best(found)


def _candidates(s: Sentence) -> Iterator[tuple[int, Form | None, list[Trigger]]]:
    """Give for each token the triggers all whose words stand in the sentence, by form of a verb or as a name."""
    seen = {f"<{term}>" for group in s.terms.values() for _, term in group}.union(s.words)
    verbs, names, forms = s.rules.verbs, s.rules.names, s.rules.forms
    for i, word in enumerate(s.words):
        for form in forms.get(word, ()):
            if form.lemma in verbs and (triggers := verbs[form.lemma].within(seen)):
                yield i, form, triggers
        heads = [word] if word in names else []
        if i in s.terms:
            heads += [head for _, term in s.terms[i] if (head := f"<{term}>") in names]
        for head in heads:
            if triggers := names[head].within(seen):
                yield i, None, triggers


_VOICES: tuple[Voice, ...] = ("active", "passive", "nominal", "name", "reduced")


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
    last = i if pattern.heads.words else s.term_at(i, pattern.heads.term)
    if last is None or (s.tags[i] in "VGQ" and pattern.heads.words and not pattern.steps):
        return
    found = follow(s, pattern.steps, last + 1)
    if found is not None:
        term = (i, last) if pattern.heads.term else found.term
        yield Match(trigger.rule, pattern, "name", i, max(last, found.last), term, found.party)


def _as_verb(s: Sentence, i: int, kinds: str, trigger: Trigger) -> Iterator[Match]:
    tag, pattern, rule = s.tags[i], trigger.pattern, trigger.rule
    if tag == "E":
        return
    verbal = tag in "VGQBHO"
    if verbal and not (tag == "G" and "o" in kinds and _is_noun_here(s, i)):
        if not pattern.negated and "n" in kinds and tag in "QV" and (match := _passive(s, i, pattern, rule)):
            yield match
            if match.voice == "passive":
                return  # a headline's participle may yet be a past with its object behind it
        if tag in "BH" and i + 1 < len(s) and s.tags[i + 1] in "QB":
            return  # an auxiliary
        if tag == "Q" and i and s.tags[i - 1] in "D'#P":
            return  # "the besieged town"
        if (tag != "Q" or "d" in kinds or _after_have(s, i)) and (not pattern.negated or is_negated(s, i)):
            found = follow(s, pattern.steps, i + 1)
            if found is not None:
                yield Match(rule, pattern, "active", i, max(i, found.last), found.term, found.party)
    elif "o" in kinds and rule.nominal and not pattern.negated and (match := _nominal(s, i, pattern, rule)):
        yield match


def is_negated(s: Sentence, i: int) -> bool:
    """Tell whether "not" or "never" stands among the small words before the verb at i."""
    j = i - 1
    while j >= 0 and s.tags[j] in 'ANMHBO"':
        if s.tags[j] == "N" or s.words[j].endswith("n't") or s.words[j] == "cannot":
            return True
        j -= 1
    return False


def _is_noun_here(s: Sentence, i: int) -> bool:
    """Tell "a meeting", "Council meeting at", "killing of" from "is meeting", "Putin meeting the king"."""
    before = s.tags[i - 1] if i else "."
    after = s.tags[i + 1] if i + 1 < len(s) else "."
    if before in "D'X#GQ" or (i + 1 < len(s) and s.words[i + 1] == "of"):
        return True
    return before == "E" and after not in "ED"


def _after_have(s: Sentence, i: int) -> bool:
    j = i - 1
    while j >= 0 and s.tags[j] in "ANC":
        j -= 1
    return (j >= 0 and s.tags[j] == "H") or "d" in s.kinds(i)


def be_before(s: Sentence, i: int) -> int | None:
    """The token of "be" that makes the participle at i a passive, else None."""
    j = i - 1
    while j >= 0 and (s.tags[j] in 'AN"' or s.words[j] in ("being", "been")):
        j -= 1
    if j >= 0 and s.tags[j] == "B":
        return j
    if j + 1 < i and s.words[j + 1] in ("being", "been"):
        return j + 1
    if j > 0 and s.tags[j] == "C" and s.tags[j - 1] == "Q":  # "was tried and jailed"
        return be_before(s, j - 1)
    return None


def _passive(s: Sentence, i: int, pattern: Pattern, rule: Rule) -> Match | None:
    steps = pattern.steps
    if not steps or (steps[0].kind == "word" and not any(t.kind != "word" for t in steps)):
        return None
    be = be_before(s, i)
    rest = [t for k, t in enumerate(steps) if k != _object_step(steps)]
    what = steps[_object_step(steps)]
    if be is None and what.kind == "party" and i + 1 < len(s) and s.tags[i + 1] in "DEX#r":
        return None
    found = follow(s, tuple(rest), i + 1)
    if found is None or (be is None and not _lacks_object(s, i, found.last, bool(rule.operator))):
        return None
    left = (be if be is not None else i) - 1
    while be is not None and left >= 0 and s.tags[left] in "MHANO":
        left -= 1
    voice: Voice = "passive" if be is not None else "reduced"
    if be is None and not _is_headline(s, i):
        return None
    if what.kind == "party":
        return Match(rule, pattern, voice, i, max(i, found.last), found.term, (left, left)) if left >= 0 else None
    term = _term_left(s, left, what.term, 20 if be is not None else 3)
    return Match(rule, pattern, voice, i, max(i, found.last), term, found.party) if term else None


def _is_headline(s: Sentence, i: int) -> bool:
    """Tell "Dozens arrested in Tehran" from a participle inside a whole sentence."""
    return not any(
        tag in "VBMH" or (not s.is_title and tag == "Q" and "d" in s.kinds(k) and s.tags[max(0, k - 1)] not in "D'")
        for k, tag in enumerate(s.tags)
        if k != i and s.words[k] != "and"
    )


def _object_step(steps: tuple[Step, ...]) -> int:
    return next(k for k, t in enumerate(steps) if t.kind != "word")


def _lacks_object(s: Sentence, i: int, last: int, operator: bool) -> bool:
    """Tell a participle without "be" from an active past: nothing that could be its object follows."""
    at = past_time(s, max(i, last) + 1)
    after = s.tags[at] if at < len(s) else "."
    if "d" not in s.kinds(i):
        return not _after_have(s, i)
    return after in "P.,Z-CSA" or (after == "T" and not operator) or (after == '"' and i + 2 >= len(s))


def _term_left(s: Sentence, left: int, name: str, reach: int) -> tuple[int, int] | None:
    for k in range(left, max(-1, left - reach), -1):
        if s.tags[k] in ".S" and s.words[k] != "as":
            return None
        last = s.term_at(k, name)
        if last is not None and last <= left:
            return k, last
    return None


def _nominal(s: Sentence, i: int, pattern: Pattern, rule: Rule) -> Match | None:
    """The deed as a noun: "the cancellation of the summit", "summit cancellation", "refusal to talk"."""
    steps = pattern.steps
    if not steps or (len(steps) > 1 and steps[0].kind != "word"):
        return None
    after = s.words[i + 1] if i + 1 < len(s) else ""
    if steps[0].kind == "word" or steps[0].far:
        found = follow(s, steps, i + 1)
        return Match(rule, pattern, "nominal", i, found.last, found.term, found.party) if found else None
    if steps[0].kind == "party":
        return Match(rule, pattern, "nominal", i, i) if after in ("of", "on", "against") else None
    if after in ("of", "to", "in", "for", "on") and (found := follow(s, steps, i + 2)):
        return Match(rule, pattern, "nominal", i, found.last, found.term)
    before = i - 1 if i and s.tags[i - 1] != "'" else i - 2
    if before >= 0 and (term := _term_left(s, before, steps[0].term, 3)) and term[1] == before:
        return Match(rule, pattern, "nominal", i, i, term)
    return None
