"""Verb groups: "has not yet been told" as one thing, with tense, aspect, voice, modal and negation.

Called by items.py on the words and tags of one sentence.  A participle that stands before its noun ("banned arms") is
no verb and left to chunks.py.  Knows nothing of who did it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from agents.extraction.parse.penn import ADJECTIVES, ADVERBS, COMMON, FINITE, MARKS, NOUNS, PARTICIPLES, VERBS
from agents.lexicon.grammars import Grammar

Form = Literal["finite", "to", "ing", "en", "base"]

_OPENS_NOUN = ADJECTIVES | {"DT", "PRP$", "POS", "CD", "PDT", "WP$", "$"}
_NOMINAL = NOUNS | ADJECTIVES | PARTICIPLES | {"HYPH", "CD"}
_INSIDE = _NOMINAL | _OPENS_NOUN | {"PRP", "EX", "RB"}  # a subject between auxiliary and verb
_STEPPED_OVER = ADVERBS | MARKS
_PAST = ("VBN", "VBD")
_FORMS: dict[str, Form] = {"VBG": "ing", "VBN": "en"}
_NONE: frozenset[str] = frozenset()
_QUESTION = 8  # tokens that a subject between auxiliary and verb may have
_ASKING = frozenset({"WRB", "WP", "WDT", "CC", ",", ":", ".", "``", "''"})


class VerbGroup:
    """Auxiliaries and their verb: tokens first..last, the verb at `head`."""

    __slots__ = (
        "aspect",
        "auxiliaries",
        "first",
        "form",
        "head",
        "inner",
        "last",
        "modal",
        "negated",
        "passive",
        "tense",
    )

    def __init__(self, first: int, head: int, last: int, auxiliaries: tuple[int, ...], inner: tuple[int, int] | None):
        self.first = first
        self.head = head
        self.last = last  # the particle's token, where there is one
        self.auxiliaries = auxiliaries
        self.inner = inner  # in questions the tokens of the subject, which stand inside
        self.form: Form = "finite"
        self.passive = False
        self.negated = False
        self.modal: str | None = None
        self.tense = "none"
        self.aspect = "simple"

    def make_past(self) -> None:
        """Take a lone participle for the finite past that is spelt alike."""
        self.form, self.passive, self.tense = "finite", False, "past"

    def copy_from(self, earlier: VerbGroup) -> None:
        """Share the auxiliaries of the verb before "and": "has shot and killed", "was tried and jailed"."""
        self.form, self.tense, self.aspect, self.modal = earlier.form, earlier.tense, earlier.aspect, earlier.modal
        self.passive, self.negated = earlier.passive, earlier.negated

    def make_present(self) -> None:
        """Take a bare form for the present that is spelt alike."""
        self.form = "finite"
        self.tense = "present"

    def make_headline(self) -> None:
        """Give the verb of a headline its tense: "to" is a future, a participle a passive past."""
        self.tense, self.form = ("future" if self.form == "to" else "past"), "finite"


class VerbFinder:
    """Finds the verb groups of one sentence: lower-case words and Penn tags of the same length."""

    def __init__(self, words: Sequence[str], tags: Sequence[str], grammar: Grammar) -> None:
        self.words = words
        self.tags = tags
        self.grammar = grammar

    def groups(self) -> list[VerbGroup]:
        """Give the groups in order."""
        found: list[VerbGroup] = []
        at, end = 0, len(self.words)
        while at < end:
            tag = self.tags[at]
            if tag in VERBS and not (tag in PARTICIPLES and self._modifies(at)):
                group = self._group(at)
                found.append(group)
                at = group.last + 1
            else:
                at += 1
        return found

    def _group(self, first: int) -> VerbGroup:
        head, auxiliaries, inner = first, [], None
        while follow := self._follow(head):
            step = self._next(head, follow)
            if step is None and (step := self._across(head, first, follow)) is not None:
                inner = self._subject_inside(head + 1, step - 1)
            if step is None:
                break
            auxiliaries.append(head)
            head = step
        last = head + 1 if head + 1 < len(self.words) and self.tags[head + 1] == "RP" else head
        group = VerbGroup(first, head, last, tuple(auxiliaries), inner)
        self._describe(group)
        return group

    def _next(self, verb: int, follow: frozenset[str]) -> int | None:
        """The verb that the one at a token helps, over adverbs; None where it is no auxiliary."""
        k, end = verb + 1, len(self.words)
        while k < end and (
            self.tags[k] in _STEPPED_OVER
            or self.words[k] in self.grammar.emphatic
            or self.words[k] in self.grammar.inserted
            or (self.tags[k] in (",", "CC") and not ADVERBS.isdisjoint(self.tags[k - 1 : k + 2]))  # "will, however, go"
        ):
            k += 1
        return k if k < end and self.tags[k] in follow else None

    def _across(self, verb: int, first: int, follow: frozenset[str]) -> int | None:
        """The verb behind the subject in a question: "did the minister say"."""
        if verb != first or (first and self.tags[first - 1] not in _ASKING):
            return None
        k, end = verb + 1, min(len(self.words), verb + _QUESTION)
        while k < end and self.tags[k] in _INSIDE and not (k > verb + 1 and self.tags[k] in follow):
            k += 1
        return k if verb + 1 < k < end and self.tags[k] in follow else None

    def _subject_inside(self, first: int, last: int) -> tuple[int, int]:
        while self.tags[last] in ADVERBS:
            last -= 1
        return first, last

    def _follow(self, verb: int) -> frozenset[str]:
        """Give the tags of verbs that may stand behind the one at a token, as an auxiliary."""
        return self.grammar.follow.get("MD" if self.tags[verb] == "MD" else self.words[verb], _NONE)

    def _modifies(self, k: int) -> bool:
        """Tell a participle that belongs to a noun phrase: "the escalating war", "imposed targeted sanctions"."""
        tag, before = self.tags[k], self.tags[k - 1] if k else "."
        if before == "HYPH":
            return True  # "Brazil-led", "state-run"
        gerund = tag == "VBG" and before in ("DT", "PRP$", "POS")
        if k + 1 >= len(self.words):
            return gerund
        p = self._over_adverbs(k - 1)
        opener, after = self.tags[p] if p >= 0 else ".", self.tags[k + 1]
        if opener in _OPENS_NOUN:
            return after in _NOMINAL or gerund
        return tag == "VBN" and after in COMMON and not self._follow(p)

    def _over_adverbs(self, p: int) -> int:
        """Step left over "very"."""
        while p > 0 and self.tags[p] in ADVERBS:
            p -= 1
        return p

    def _describe(self, group: VerbGroup) -> None:
        """Read form, tense, aspect, voice, modal and negation off the group."""
        before, opening = self._before(group.first), group.auxiliaries[0] if group.auxiliaries else group.head
        group.form = self._form(opening, before)
        if group.auxiliaries:
            self._describe_auxiliaries(group)
        else:
            group.passive = self.tags[group.head] == "VBN"
        if group.modal is not None:
            group.tense = "future" if group.modal in self.grammar.future else "none"
        elif group.form == "finite":
            group.tense = "past" if self.tags[opening] == "VBD" else "present"
        group.negated = self._is_negated(group, before)

    def _form(self, opening: int, before: int) -> Form:
        tag = self.tags[opening]
        if tag in FINITE:
            return "finite"
        if before >= 0 and self.tags[before] == "TO":
            return "to"
        return _FORMS.get(tag, "base")

    def _describe_auxiliaries(self, group: VerbGroup) -> None:
        words, tags, grammar = self.words, self.tags, self.grammar
        modal = next((words[k] for k in group.auxiliaries if tags[k] == "MD"), None)
        if modal is not None:
            group.modal = grammar.modals.get(modal, modal)
        helper = words[group.auxiliaries[-1]]
        helped = (helper in grammar.be or helper in grammar.get) and helper not in grammar.have
        group.passive = tags[group.head] in _PAST and helped
        chain = (*group.auxiliaries, group.head)
        perfect = any(words[a] in grammar.have and tags[b] in _PAST for a, b in pairwise(chain))
        progressive = tags[group.head] == "VBG" or any(words[a] == "being" for a in group.auxiliaries)
        names = [name for name, holds in (("perfect", perfect), ("progressive", progressive)) if holds]
        group.aspect = "-".join(names) or "simple"

    def _before(self, first: int) -> int:
        """The token before a group, over adverbs and quotation marks ("to fully lift"); -1 where there is none."""
        k = first - 1
        while k >= 0 and self.tags[k] in _STEPPED_OVER:
            k -= 1
        return k

    def _is_negated(self, group: VerbGroup, before: int) -> bool:
        words, grammar = self.words, self.grammar
        around = [*words[group.first : group.head], *words[before + 1 : group.first]]
        if before > 0 and self.tags[before] == "TO":
            around.append(words[before - 1])
        return not grammar.negations.isdisjoint(around) or (len(around) > 1 and grammar.no_longer in pairwise(around))
