"""The small language in which triggers are written, and its compiled form.

A pattern is words with blanks between: the first is a verb lemma (in `does`) or a word (in `names`);
`a|b` are alternatives, `<sanctions>` is a class of terms after up to six words of the same noun phrase,
`*` is the party acted on, `~off` may come up to eight words later, `~~else` anywhere in what is left of the
clause, over verbs too.  "not" before the verb wants it negated.  Called by the loader of rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StepKind = Literal["word", "term", "party"]


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a pattern: any of some words, a term of a class, or a party."""

    kind: StepKind
    words: frozenset[str] = frozenset()
    term: str = ""
    far: bool = False
    over: bool = False


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
    needs: tuple[frozenset[str], ...] = ()

    @property
    def has_party(self) -> bool:
        return any(s.kind == "party" for s in self.steps)

    @property
    def size(self) -> int:
        """Count the wordings this pattern stands for, a class of terms counted as one."""
        total = 1
        for step in (self.heads, *self.steps):
            total *= max(1, len(step.words))
        return total


def parse(text: str, *, verbal: bool) -> Pattern:
    """Read a pattern.  Raises ValueError where it is not in the language."""
    places = text.split()
    if not places:
        raise ValueError("an empty pattern")
    negated = verbal and places[0] == "not"
    if negated:
        places = places[1:] or [""]
    steps = [_step(place) for place in places]
    if verbal and steps[0].kind != "word":
        raise ValueError("`does` begins with a verb")
    if steps[0].kind == "party":
        raise ValueError("a pattern cannot begin with *")
    needs = tuple(s.words or frozenset({f"<{s.term}>"}) for s in steps[1:] if s.kind != "party")
    return Pattern(text, steps[0], tuple(steps[1:]), verbal, negated, needs)


def _step(place: str) -> Step:
    if place == "*":
        return Step("party")
    far, over = place.startswith("~"), place.startswith("~~")
    place = place.removeprefix("~").removeprefix("~")
    if place.startswith("<") and place.endswith(">"):
        return Step("term", term=place[1:-1], far=far, over=over)
    words = frozenset(place.split("|"))
    if "" in words or any(c in place for c in "<>*~"):
        raise ValueError(f"cannot read {place!r}")
    return Step("word", words=words, far=far, over=over)
