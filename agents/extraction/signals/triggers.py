"""Finds where the patterns of the rules hold in a sentence, in every word class they can take.

Called by signals.find for sentences in which an anchor was seen.  Says nothing of who did it: clauses.py does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from agents.extraction.signals.sentence import Sentence
from agents.lexicon.patterns import Pattern, Step
from agents.lexicon.rules import Rule, Trigger

Voice = Literal["active", "passive", "reduced", "nominal", "name"]

_TERM_REACH = 7  # modifiers between a verb and its object: "imposed a sweeping new round of sanctions"
_PARTY_REACH = 12  # "accused the government of President X of ..."
_FAR_REACH = 9
_PHRASE_ENDS = frozenset(".VBMHOWSTRrN")
_OBJECT_OPENS = frozenset("DEX#r\"GQA'-")


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
            2 * words
            + term
            + (1 if self.pattern.has_party else 0)
            - (2 if self.rule.weak else 0)
            + (2 if self.pattern.verbal else 0)
        )


@dataclass(slots=True)
class _Found:
    last: int
    term: tuple[int, int] | None = None
    party: tuple[int, int] | None = None


def scan(s: Sentence) -> list[Match]:
    """Find all matches of a sentence, in order of their heads."""
    found: list[Match] = []
    for i in range(len(s)):
        for form in s.forms(i):
            for trigger in s.rules.verbs.get(form.lemma, ()):
                found.extend(_as_verb(s, i, form.kinds, trigger))
        for trigger in _named(s, i):
            found.extend(_as_name(s, i, trigger))
    return _best(found)


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


def _named(s: Sentence, i: int) -> Iterator[Trigger]:
    yield from s.rules.names.get(s.words[i], ())
    for _, term in s.terms.get(i, ()):
        yield from s.rules.names.get(f"<{term}>", ())


def _as_name(s: Sentence, i: int, trigger: Trigger) -> Iterator[Match]:
    pattern = trigger.pattern
    last = i if pattern.heads.words else s.term_at(i, pattern.heads.term)
    if last is None or (s.tags[i] in "VGQ" and pattern.heads.words and not pattern.steps):
        return
    found = _follow(s, pattern.steps, last + 1)
    if found is not None:
        term = (i, last) if pattern.heads.term else found.term
        yield Match(trigger.rule, pattern, "name", i, max(last, found.last), term, found.party)


def _as_verb(s: Sentence, i: int, kinds: str, trigger: Trigger) -> Iterator[Match]:
    tag, pattern, rule = s.tags[i], trigger.pattern, trigger.rule
    if tag == "E":
        return
    verbal = tag in "VGQ"
    if verbal and not (tag == "G" and "o" in kinds and _is_noun_here(s, i)):
        if "n" in kinds and tag in "QV" and (match := _passive(s, i, pattern, rule)):
            yield match
            return
        if tag == "Q" and i and s.tags[i - 1] in "D'#P":
            return  # "the besieged town"
        if tag != "Q" or "d" in kinds or _after_have(s, i):
            found = _follow(s, pattern.steps, i + 1)
            if found is not None:
                yield Match(rule, pattern, "active", i, max(i, found.last), found.term, found.party)
    elif "o" in kinds and rule.nominal and (match := _nominal(s, i, pattern, rule)):
        yield match


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
    return j >= 0 and s.tags[j] == "H" or "d" in s.kinds(i)


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
    if not steps or steps[0].kind == "word" and not any(t.kind != "word" for t in steps):
        return None
    be = be_before(s, i)
    rest = [t for k, t in enumerate(steps) if k != _object_step(steps)]
    what = steps[_object_step(steps)]
    found = _follow(s, tuple(rest), i + 1)
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
        if k != i and not (s.words[k] == "and")
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
    if not steps or len(steps) > 1 and steps[0].kind != "word":
        return None
    after = s.words[i + 1] if i + 1 < len(s) else ""
    if steps[0].kind == "word" or steps[0].far:
        found = _follow(s, steps, i + 1)
        return Match(rule, pattern, "nominal", i, found.last, found.term, found.party) if found else None
    if steps[0].kind == "party":
        return Match(rule, pattern, "nominal", i, i) if after in ("of", "on", "against") else None
    if after in ("of", "to", "in", "for", "on") and (found := _follow(s, steps, i + 2)):
        return Match(rule, pattern, "nominal", i, found.last, found.term)
    before = i - 1 if i and s.tags[i - 1] != "'" else i - 2
    if before >= 0 and (term := _term_left(s, before, steps[0].term, 3)) and term[1] == before:
        return Match(rule, pattern, "nominal", i, i, term)
    return None


def _follow(s: Sentence, steps: tuple[Step, ...], at: int) -> _Found | None:
    """Walk the steps from token `at` on; None where one of them does not hold."""
    found = _Found(at - 1)
    for k, step in enumerate(steps):
        if step.kind == "party":
            return _party(s, steps[k + 1 :], at, found)
        place = _word(s, step, at) if step.kind == "word" else _term(s, step, at)
        if place is None:
            return None
        if step.kind == "term":
            found.term = place
        found.last = place[1]
        at = place[1] + 1
    return found


def _party(s: Sentence, rest: tuple[Step, ...], at: int, found: _Found) -> _Found | None:
    at = past_time(s, at)
    if at >= len(s) or s.tags[at] not in _OBJECT_OPENS:
        return None
    if not rest:
        found.party = (at, at)
        return found
    for k in range(at + 1, min(len(s), at + _PARTY_REACH)):
        if s.tags[k - 1] in ".VBM" or (s.tags[k - 1] == "Q" and k - 2 > at and s.tags[k - 2] in "XE"):
            return None
        more = _follow(s, rest, k)
        if more is not None and (rest[0].kind != "term" or k == at + 1):
            return _Found(more.last, more.term or found.term, (at, k - 1))
    return None


def past_time(s: Sentence, at: int) -> int:
    """Step over "on Saturday" between a verb and its object."""
    while at < len(s) and (s.tags[at] == "Z" or _before_time(s, at)):
        at += 1
    return at


def _word(s: Sentence, step: Step, at: int) -> tuple[int, int] | None:
    reach = _FAR_REACH if step.far else 4
    for k in range(at, min(len(s), at + reach)):
        if s.words[k] in step.words:
            return k, k
        if s.tags[k] not in 'AZ"' and not _before_time(s, k) and not (step.far and s.tags[k] not in ".VBM"):
            return None
    return None


def _before_time(s: Sentence, k: int) -> bool:
    """Tell the "on" of "called on Friday for", the "in principle" of "agreed in principle to"."""
    if s.tags[k] == "P" and k + 1 < len(s) and (s.tags[k + 1] == "Z" or s.words[k + 1] == "principle"):
        return s.words[k] in ("on", "in", "late", "earlier", "during")
    return s.words[k] == "principle"


def _term(s: Sentence, step: Step, at: int) -> tuple[int, int] | None:
    reach = _TERM_REACH + (3 if step.far else 0)
    for k in range(at, min(len(s), at + reach)):
        last = s.term_at(k, step.term)
        if last is not None:
            return _whole_term(s, k, last, step.term)
        tag = s.tags[k]
        if "o" in s.kinds(k) and k + 1 < len(s) and s.words[k + 1] == "of" and tag == "X":
            return None  # "announced a suspension of aid" is not "announced aid"
        if tag in _PHRASE_ENDS or (tag == "P" and s.words[k] not in ("of", "in", "up") and not step.far):
            return None
        if tag == "," and k + 1 < len(s) and s.tags[k + 1] not in "XGQA":
            return None
    return None


def _whole_term(s: Sentence, first: int, last: int, name: str) -> tuple[int, int]:
    """Take the last of adjoining terms: in "arms sales" the head is "sales"."""
    while last + 1 < len(s) and (more := s.term_at(last + 1, name)) is not None:
        last = more
    return first, last
