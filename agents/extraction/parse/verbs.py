"""Verb groups: "has not yet been told" as one thing, with tense, aspect, voice, modal and negation.

Called by items.py on the words and tags of one sentence.  A participle that stands before its noun ("banned arms") is
no verb and left to chunks.py.  Knows nothing of who did it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from agents.lexicon.grammars import Grammar

Form = Literal["finite", "to", "ing", "en", "base"]

_OPENS_NOUN = frozenset({"DT", "PRP$", "POS", "JJ", "JJR", "JJS", "CD", "PDT", "WP$", "$"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NOMINAL = _NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "CD"}
_FINITE = frozenset({"MD", "VBD", "VBZ", "VBP"})
_BETWEEN = frozenset({"RB", "RBR", "RBS"})
_MARKS = frozenset({"``", "''", '"'})
_OF_NOUN = frozenset({"JJ", "VBN", "VBG"})
_QUESTION = 8  # tokens that a subject between auxiliary and verb may have
_ASKING = frozenset({"WRB", "WP", "WDT", "CC", ",", ":", ".", "``", "''"})
_BEHIND_VERB = frozenset({"IN", "VBZ", "VBD", "VBP", "VBN", "VB", "CC", ",", "VBG"})


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
        self.passive, self.negated = earlier.passive, earlier.negated or self.negated

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
            if (tag[0] == "V" or tag == "MD") and not self._modifies(at):
                group = self._group(at)
                found.append(group)
                at = group.last + 1
            else:
                at += 1
        return found

    def _group(self, first: int) -> VerbGroup:
        head, auxiliaries, inner = first, [], None
        while True:
            step = self._next(head)
            if step is None:
                step = self._across(head, first)
                if step is None:
                    break
                inner = self._subject_inside(head + 1, step - 1)
            auxiliaries.append(head)
            head = step
        last = head + 1 if head + 1 < len(self.words) and self.tags[head + 1] == "RP" else head
        group = VerbGroup(first, head, last, tuple(auxiliaries), inner)
        self._describe(group)
        return group

    def _next(self, verb: int) -> int | None:
        """The verb that the one at a token helps, over adverbs; None where it is no auxiliary."""
        if not self._helps(verb):
            return None
        k, end = verb + 1, len(self.words)
        while k < end and (
            self.tags[k] in _BETWEEN
            or self.words[k] in self.grammar.emphatic
            or self.words[k] in self.grammar.inserted
            or self.tags[k] in _MARKS
            or (self.tags[k] in (",", "CC") and k + 1 < end and self.tags[k + 1] in _BETWEEN)
        ):
            k += 1
        if k < end and self.tags[k] == "," and self.tags[k - 1] in _BETWEEN:
            k += 1  # "will, however, go"
        return k if k < end and self._fits(verb, k) else None

    def _across(self, verb: int, first: int) -> int | None:
        """The verb behind the subject in a question: "did the minister say"."""
        if verb != first or not self._helps(verb) or not (first == 0 or self.tags[first - 1] in _ASKING):
            return None
        k, end = verb + 1, min(len(self.words), verb + _QUESTION)
        while k < end and (
            self.tags[k] in _NOMINAL or self.tags[k] in _OPENS_NOUN or self.tags[k] in ("PRP", "EX", "RB")
        ):
            if k > verb + 1 and self.tags[k] in ("VBN", "VBG", "RB") and self._fits(verb, k):
                break
            k += 1
        return k if verb + 1 < k < end and self._fits(verb, k) else None

    def _subject_inside(self, first: int, last: int) -> tuple[int, int]:
        while last > first and self.tags[last] in _BETWEEN:
            last -= 1
        return first, last

    def _helps(self, verb: int) -> bool:
        word, grammar = self.words[verb], self.grammar
        return (
            self.tags[verb] == "MD"
            or word in grammar.be
            or word in grammar.have
            or word in grammar.do
            or word in grammar.get
        )

    def _fits(self, verb: int, k: int) -> bool:
        """Tell whether the verb at `k` can follow the auxiliary at `verb`."""
        tag, word, grammar = self.tags[k], self.words[k], self.grammar
        helper = self.words[verb]
        if self.tags[verb] == "MD":
            return tag in ("VB", "VBP") or word in ("have", "be")
        if helper in grammar.be and (tag in ("VBN", "VBG", "VBD") or word in ("being", "been")):
            return True
        if helper in grammar.have and (tag in ("VBN", "VBD") or word == "been"):
            return True
        if helper in grammar.do:
            return tag in ("VB", "VBP") and k > verb
        return helper in grammar.get and tag == "VBN"

    def _modifies(self, k: int) -> bool:
        """Tell a participle that belongs to a noun phrase: "the escalating war", "imposed targeted sanctions"."""
        tag, before = self.tags[k], self.tags[k - 1] if k else "."
        if tag not in ("VBN", "VBG"):
            return False
        if before == "HYPH":
            return True  # "Brazil-led", "state-run"
        gerund = tag == "VBG" and before in ("DT", "PRP$", "POS")
        if k + 1 >= len(self.words):
            return gerund
        p = self._over_adverbs(k - 1)
        opener, after = self.tags[p] if p >= 0 else ".", self.tags[k + 1]
        if opener in _OPENS_NOUN and not (opener == "JJ" and p > 0 and self.words[p - 1] in self.grammar.be):
            return after in _NOMINAL or after in (",", "CC") or gerund
        if tag == "VBN" and after in ("NN", "NNS") and opener in _BEHIND_VERB:
            return not self._helps(p)
        return False

    def _over_adverbs(self, p: int) -> int:
        """Step left over "very" and "rapidly and"."""
        while p > 0 and (self.tags[p] in _BETWEEN or (self.tags[p] == "CC" and self.tags[p - 1] in _OF_NOUN)):
            p -= 2 if self.tags[p] == "CC" else 1
        return p

    def _describe(self, group: VerbGroup) -> None:
        """Read form, tense, aspect, voice, modal and negation off the group."""
        words, tags, grammar = self.words, self.tags, self.grammar
        chain = (*group.auxiliaries, group.head)
        before = self._before(group.first)
        group.form = self._form(chain[0], before)
        modal = next((words[k] for k in group.auxiliaries if tags[k] == "MD"), None)
        if modal is not None:
            group.modal = grammar.modals.get(modal, modal)
        helper = words[chain[-2]] if len(chain) > 1 else ""
        helped = (helper in grammar.be or helper in grammar.get) and helper not in grammar.have
        group.passive = (tags[group.head] in ("VBN", "VBD") and helped) or (not helper and tags[group.head] == "VBN")
        self._time(group, chain)
        group.negated = self._is_negated(group, before)

    def _form(self, opening: int, before: int) -> Form:
        tag = self.tags[opening]
        if tag in _FINITE:
            return "finite"
        if before >= 0 and self.tags[before] == "TO" and tag == "VB":
            return "to"
        return "ing" if tag == "VBG" else "en" if tag == "VBN" else "base"

    def _time(self, group: VerbGroup, chain: tuple[int, ...]) -> None:
        words, tags, grammar = self.words, self.tags, self.grammar
        perfect = any(
            words[a] in grammar.have and tags[a] != "MD" and tags[b] in ("VBN", "VBD") for a, b in pairwise(chain)
        )
        progressive = (tags[group.head] == "VBG" and len(chain) > 1) or any(
            words[a] == "being" for a in group.auxiliaries
        )
        group.aspect = (
            "-".join(name for name, holds in (("perfect", perfect), ("progressive", progressive)) if holds) or "simple"
        )
        if group.form != "finite":
            group.tense = "none"
        elif group.modal is not None:
            group.tense = "future" if group.modal in grammar.future else "none"
        else:
            group.tense = "past" if tags[chain[0]] == "VBD" else "present"

    def _before(self, first: int) -> int:
        """The token before a group, over adverbs and quotation marks ("to fully lift"); -1 where there is none."""
        k = first - 1
        while k >= 0 and (self.tags[k] in _BETWEEN or self.tags[k] in _MARKS):
            k -= 1
        return k

    def _is_negated(self, group: VerbGroup, before: int) -> bool:
        words, grammar = self.words, self.grammar
        inside = [words[k] for k in range(group.first, group.head) if k not in group.auxiliaries]
        ahead = [words[k] for k in range(before + 1, group.first)]
        if before >= 0 and self.tags[before] == "TO" and before > 0:
            ahead.append(words[before - 1])
        around = inside + ahead
        if any(word in grammar.negations for word in around):
            return True
        first, second = grammar.no_longer
        return any(a == first and b == second for a, b in pairwise(around))
