"""The small language in which triggers are written, and its compiled form.

A pattern is words with blanks between: the first is a verb lemma (in `does`) or a word (in `names`);
`a|b` are alternatives, `<sanctions>` is a class of terms after up to six words of the same noun phrase,
`*` is the party acted on, `to_do` the "to" of a verb, `~off` may come up to eight words later, `~~else` anywhere in
what is left of the clause, over verbs too.  "not" before the verb wants it negated, "^" an order beside it.  "@name"
stands for the phrases of `phrases.toml`.  Called by the loader of rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

StepKind = Literal["word", "term", "party"]


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a pattern: any of some words, a term of a class, or a party."""

    kind: StepKind
    words: frozenset[str] = frozenset()  # the first token of each alternative
    term: str = ""
    far: bool = False
    over: bool = False
    infinitive: bool = False
    rests: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # and the tokens behind it: "jump" -> "-", "start"

    @property
    def longest(self) -> int:
        """How many tokens the longest alternative has behind its first."""
        return max(map(len, self.rests.values()), default=0)

    def ends(self, words: Sequence[str], k: int) -> int | None:
        """Give the token at which an alternative that begins at token k ends; None where none begins."""
        if words[k] not in self.words:
            return None
        rest = self.rests.get(words[k], ())
        return k + len(rest) if tuple(words[k + 1 : k + 1 + len(rest)]) == rest else None


_NO = frozenset({"no", "none", "nothing", "not"})
_PIECE = re.compile(r"[-‑]|'(?=s\b)|'$|[^\s'‑-]+(?:'(?!s\b)[^\s'‑-]+)*|'")


def cut(entry: str) -> list[str]:
    """Cut an entry of the lexicon into tokens as the reader cuts a text: hyphens and the owner's "'s" apart."""
    return [piece for word in entry.lower().split() for piece in _PIECE.findall(word)]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trigger: `heads` are the alternatives of its first place, `steps` what must follow.

    `needs` has for each step the words (a class of terms: `<name>`) of which one must stand in the sentence.
    """

    text: str
    heads: Step
    steps: tuple[Step, ...]
    verbal: bool
    negated: bool = False
    of_subject: bool = False  # its term is the subject of its verb: "talks collapsed"
    needs: tuple[frozenset[str], ...] = ()
    ordering: bool = False  # holds beside an order: "Leave now, Rome | tells Oslo", "Rome to Oslo | : leave now"
    titled: bool = False  # holds in a headline only

    @property
    def has_party(self) -> bool:
        return any(s.kind == "party" for s in self.steps)

    @property
    def says_no(self) -> bool:
        """Tell whether the wording itself says no: "have none of", "no talks with"."""
        return any(not step.words.isdisjoint(_NO) for step in (self.heads, *self.steps))

    @property
    def size(self) -> int:
        """Count the wordings this pattern stands for, a class of terms counted as one."""
        total = 1
        for step in (self.heads, *self.steps):
            total *= max(1, len(step.words))
        return total


def parse(
    text: str,
    *,
    verbal: bool,
    of_subject: bool = False,
    present: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> Pattern:
    """Read a pattern.  Raises ValueError where it is not in the language.

    Behind a term a past holds in the `present` too, as headlines have it: "<talks> collapsed", "Talks Collapse".
    """
    ordering = text.startswith("^")
    places = text.removeprefix("^").split()
    if not places:
        raise ValueError("an empty pattern")
    negated = verbal and places[0] == "not"
    if negated:
        places = places[1:] or [""]
    steps = [_step(place, verb=verbal and not n) for n, place in enumerate(places)]
    if verbal and steps[0].kind != "word":
        raise ValueError("`does` begins with a verb")
    if steps[0].kind == "party":
        raise ValueError("a pattern cannot begin with *")
    if steps[0].kind == "term":
        steps[1:] = [replace(s, words=s.words.union(*(present.get(w, ()) for w in s.words))) for s in steps[1:]]
    return Pattern(text, steps[0], tuple(steps[1:]), verbal, negated, of_subject, _needs(steps[1:]), ordering)


def _needs(steps: Iterable[Step]) -> tuple[frozenset[str], ...]:
    return tuple(s.words or frozenset({f"<{s.term}>"}) for s in steps if s.kind != "party")


def bare(pattern: Pattern, dropped: AbstractSet[str]) -> Pattern | None:
    """Give a pattern as headlines have it, without its articles: "drop objections" for "drop its objections".

    `dropped` are the words that a headline leaves out; None where nothing is left out, or nothing would be left.
    """
    steps = tuple(step for step in pattern.steps if step.kind != "word" or not step.words <= dropped)
    if len(steps) == len(pattern.steps) or all(step.kind == "party" for step in steps):
        return None
    return replace(pattern, steps=steps, needs=_needs(steps), titled=True)


def spread(text: str, phrases: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Give the patterns that one with a named phrase stands for: "@hold <talks>" is "hold <talks>", "open <talks>".

    What follows the name goes where the phrase has {}, else behind it.  Raises KeyError where no phrase has that name.
    """
    if not text.startswith("@"):
        yield text
        return
    name, _, rest = text[1:].partition(" ")
    for phrase in phrases[name]:
        yield phrase.replace("{}", rest) if "{}" in phrase else f"{phrase} {rest}".strip()


def _step(place: str, *, verb: bool = False) -> Step:
    if place == "*":
        return Step("party")
    if place == "to_do":
        return Step("word", words=frozenset({"to"}), infinitive=True)
    far, over = place.startswith("~"), place.startswith("~~")
    place = place.removeprefix("~").removeprefix("~")
    if place.startswith("<") and place.endswith(">"):
        return Step("term", term=place[1:-1], far=far, over=over)
    words = place.split("|")
    if "" in words or any(c in place for c in "<>*~"):
        raise ValueError(f"cannot read {place!r}")
    tokens = [cut(word) for word in words]
    rests = {first: tuple(rest) for first, *rest in tokens if rest}
    if verb:
        return Step("word", words=frozenset(words), far=far, over=over)
    return Step("word", words=frozenset(first for first, *_ in tokens), far=far, over=over, rests=rests)
