"""One sentence as tagged tokens: the view that triggers and clauses are read from.

Tags are one letter: E name, V verb, G -ing form, Q past or participle, B be, H have, O do, M modal, N not,
T to, D determiner, P preposition, C and/or/but, S subordinator, W relative word, R pronoun, r object pronoun,
Z time, A adverb, ' possessive, # number, X other; and marks: . strong, `,` comma, " quote, - dash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from agents.lexicon.rules import Form, Rules
from agents.records import Entity

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:st|nd|rd|th|s|%)?|[^\W_]+n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[^\W_]+(?:[-‑][^\W_]+)*|\S"
)
_CURRENCIES = frozenset("$€£¥")
_MARKS = {
    ",": ",", ".": ".", ";": ".", ":": ".", "!": ".", "?": ".", "…": ".", "–": "-", "—": "-", "-": "-", "'s": "'",
    **dict.fromkeys("\"“”„«»‘`(')[]", '"'), **dict.fromkeys(_CURRENCIES, "#"),
}  # fmt: skip
_BEFORE_NUMBERS = frozenset(
    {"about", "around", "over", "under", "than", "at", "up", "nearly", "almost", "some", "more"}
)
_OF_VERBS = frozenset({"leader", "judicial", "conquest"})  # classes that hold verbs, not nouns
_NOMINAL_BEFORE = frozenset("DP'#GQ")
_PARTICLES = frozenset({"off", "out", "down", "back", "up"})  # "Trump cut off aid"
_TITLE_TOKENS = 16
_OPENS_PHRASE = frozenset('DEX#Rr"W')


class Sentence:
    """Tokens of one sentence with offsets into the body, tags, and the name each token belongs to."""

    def __init__(self, body: str, start: int, end: int, entities: Sequence[Entity], rules: Rules) -> None:
        self.body = body
        self.start = start
        self.end = end
        self.entities = entities
        self.rules = rules
        self.passed_over = 0  # triggers behind as many as are read
        self.named: list[Any] | None = None  # what `sides` has looked up
        found = list(_TOKEN.finditer(body, start, end))
        self.starts = [m.start() for m in found]
        self.ends = [m.end() for m in found]
        self.words = [m.group().lower() for m in found]
        if "’" in body[start:end]:
            self.words = [word.replace("’", "'") for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def text(self, first: int, last: int) -> str:
        """The words from token `first` to token `last`, as written."""
        return self.body[self.starts[first] : self.ends[last]]

    def forms(self, i: int) -> tuple[Form, ...]:
        return self.rules.forms.get(self.words[i], ())

    def kinds(self, i: int) -> str:
        return "".join(f.kinds for f in self.forms(i))

    @cached_property
    def owner(self) -> list[int]:
        """The entity that each token belongs to, by its place in `entities`; -1 for none."""
        return self._owners()

    @cached_property
    def tags(self) -> list[str]:
        """The tag of each token; asked for only where a trigger may hold."""
        owner, letters = self.owner, self.rules.tags
        tags = self.__dict__["tags"] = [
            letters[word] if word in letters and owner[i] < 0 and word not in _BEFORE_NUMBERS else self._tag(i)
            for i, word in enumerate(self.words)
        ]
        for i, tag in enumerate(tags):
            if tag == "?":
                tags[i] = self._resolve(i)  # looks at the tags before it
        return tags

    @cached_property
    def terms(self) -> dict[int, list[tuple[int, str]]]:
        """Terms of the classes that begin at each token: (last token, class), the longest first."""
        index, words = self.rules.terms, self.words
        found: dict[int, list[tuple[int, str]]] = {}
        for i, word in enumerate(words):
            if word not in index:
                continue
            for term in index[word]:
                last = i + len(term.rest)
                if not term.rest or tuple(words[i + 1 : last + 1]) == term.rest:
                    found.setdefault(i, []).append((last, term.term))
        return found

    def term_at(self, i: int, name: str) -> int | None:
        """The last token of a term of class `name` that begins at token i, else None."""
        return next((last for last, term in self.terms.get(i, ()) if term == name), None)

    def _owners(self) -> list[int]:
        owner = [-1] * len(self.words)
        at = 0
        for index, entity in enumerate(self.entities):
            while at < len(owner) and self.ends[at] <= entity.start:
                at += 1
            unlinked = not entity.ids or (entity.type == "PER" and not entity.person_id and not entity.subtype)
            if unlinked and self._is_clause(entity):
                self._states_inside(entity, at, owner)
                continue
            k = at
            while k < len(owner) and self.starts[k] < entity.end:
                owner[k] = index
                k += 1
        return owner

    def _states_inside(self, run: Entity, at: int, owner: list[int]) -> None:
        """Take the states out of a run of capitals that is no name: "Chad Sign Trade Agreement"."""
        k = at
        while k < len(owner) and self.starts[k] < run.end:
            last = next((n for n in (k + 2, k + 1, k) if " ".join(self.words[k : n + 1]) in self.rules.states), None)
            if last is None or last >= len(owner) or self.ends[last] > run.end:
                k += 1
                continue
            state = self.rules.states[" ".join(self.words[k : last + 1])]
            start, end = self.starts[k], self.ends[last]
            text = self.body[start:end]
            named = Entity(start=start, end=end, text=text, name=text, type="LOC", subtype="state", actor_id=state)
            owner[k : last + 1] = [len(self.entities)] * (last + 1 - k)
            self.entities = (*self.entities, named)
            k = last + 1

    @cached_property
    def plain(self) -> frozenset[str]:
        """The words that belong to no name."""
        return frozenset(w for w, owner in zip(self.words, self.owner, strict=True) if owner < 0)

    @cached_property
    def is_elsewhere(self) -> bool:
        """Tell whether the sentence is about sport, the arts or markets: no step of policy."""
        terms = self.terms.values()
        return not self.plain.isdisjoint(self.rules.words["elsewhere"]) or any(
            term == "sport" for group in terms for _, term in group
        )

    @cached_property
    def is_headline(self) -> bool:
        """Tell whether most longer words begin with a capital: then a capital makes no name."""
        long = [self.body[a] for a, b in zip(self.starts, self.ends, strict=True) if b - a > 3]
        return len(long) > 2 and sum(c.isupper() for c in long) > 0.7 * len(long)

    @cached_property
    def is_title(self) -> bool:
        """Tell whether the sentence is written as a headline: short and without a full stop."""
        return len(self.words) <= _TITLE_TOKENS and self.body[self.end - 1] not in '.!?"”’'

    def _is_clause(self, entity: Entity) -> bool:
        """Tell whether a run of capitals without a link is a piece of a headline rather than a name."""
        if entity.type == "MISC" and (self.is_headline or (entity.start == self.start and " " not in entity.text)):
            return True  # a capital at the beginning makes no name either
        return (self.is_headline or entity.type == "MISC") and any(
            self.kinds(i)
            for i in range(len(self.words))
            if entity.start <= self.starts[i] < entity.end and (entity.start < self.starts[i] or self.is_headline)
        )

    def _tag(self, i: int) -> str:  # noqa: PLR0911 - one answer for each kind of token
        word = self.words[i]
        if word in _BEFORE_NUMBERS and i + 1 < len(self.words):
            after = self.words[i + 1]
            if after in ("least", "than") or after in _CURRENCIES or (after[0].isdigit() and len(after) != 4):
                return "D"
        if self.owner[i] >= 0:
            nominal = self.entities[self.owner[i]].subtype == "nominal"  # "Syrian forces": words like any others
            if not nominal:
                return "E"
            return "X" if word == "us" else self.rules.tags.get(word, "X")
        tag = self.rules.tags.get(word) or _MARKS.get(word)
        if tag:
            return tag
        if word in self.rules.forms:
            return "?"
        if word[0].isdigit():
            return "#"
        return "A" if word.endswith("ly") and len(word) > 4 else "X"

    def _resolve(self, i: int) -> str:
        """Decide between verb and noun for a form that the lexicon knows as a verb's."""
        kinds = self.kinds(i)
        if "b" not in kinds and "s" not in kinds:
            return "G" if "g" in kinds else "Q" if "d" in kinds or "n" in kinds else "X"
        p = i - 1
        if p > 0 and self.tags[p] == "A":
            p -= 1
        before = self.tags[p] if p >= 0 else "."
        if before in "MTNROW" or (before == "B" and "n" in kinds):
            return "V"
        if before in _NOMINAL_BEFORE and not (before == "G" and kinds == "s"):
            return "X"
        after = self._raw(i + 1)
        if before in '.,-C"Z':
            loose = before == "C" or (before == "," and self.is_title and "o" not in kinds)
            return "V" if after in "DErR#" or (after == "X" and loose) else "X"
        verb = (
            self._after_name(i, p, kinds, after)
            if before == "E" and self.owner[p] >= 0
            else self._after_noun(i, p, kinds, after)
        )
        return "V" if verb else "X"

    def _after_name(self, i: int, p: int, kinds: str, after: str) -> bool:
        """Tell "Israel cut aid" from "Israel talks in Geneva" and "Israeli strikes"."""
        if "d" in kinds and (after in "DErR#" or (i + 1 < len(self.words) and self.words[i + 1] in _PARTICLES)):
            return True
        if self.entities[self.owner[p]].subtype == "demonym" and self.words[p][-1] != "s":
            return False
        if after in "P.," and self._is_object(p):
            return False
        return not (after in "P.,BMHC" and ("o" in kinds or bool(self.terms.get(i))))

    def _is_object(self, p: int) -> bool:
        """Tell "had struck Hezbollah targets" from "said Israel targets": the name at `p` ends what a verb holds."""
        first = p
        while first and self.owner[first - 1] == self.owner[p]:
            first -= 1
        if not first or self.tags[first - 1] not in "VQ":
            return False
        return not any(f.lemma in self.rules.words["saying"] for f in self.forms(first - 1))

    def _after_noun(self, i: int, p: int, kinds: str, after: str) -> bool:
        """Tell "police beat protesters" and "officials urge calm" from "peace talks in Geneva"."""
        if after in "DErR#" and "d" in kinds:
            return True
        if after in "DErR#X" and ("s" not in kinds or "b" in kinds) and self._is_agent(p):
            return True
        if kinds == "s" and all(term in _OF_VERBS for _, term in self.terms.get(i, ())):
            return True
        many = self.words[self._noun_before(p)].endswith("s") or (p > 0 and self.tags[p - 1] in "C,")
        agrees = "b" in kinds if many else "s" in kinds
        if i + 1 < len(self.words) and self._is_verb_only(i + 1) and (self.terms.get(i) or "o" in kinds):
            return False  # "government forces continued", "protests begin"
        never_noun = "o" not in kinds and not self.terms.get(i)
        return agrees and (never_noun or after in 'DETRr#XW"')

    def _is_verb_only(self, i: int) -> bool:
        """Tell whether a word is a finite verb and no noun."""
        kinds = self.kinds(i)
        return "d" in kinds or (("b" in kinds or "s" in kinds) and "o" not in kinds and not self.terms.get(i))

    def _noun_before(self, p: int) -> int:
        """Give the token of the noun before a verb: "rebels" in "rebels in Vietnam declare"."""
        owner = self.owner[p]
        head = p
        if owner >= 0 and self.entities[owner].subtype == "nominal":
            while head > 0 and self.owner[head - 1] == owner:
                head -= 1
                if self.tags[head] == "P":
                    return head - 1
            return p
        return head

    def _is_agent(self, i: int) -> bool:
        return any(term == "agents" for last, term in self.terms.get(i, ()) if last == i)

    def _raw(self, i: int) -> str:
        if i >= len(self.words):
            return "."
        tag = self._tag(i)
        return "X" if tag == "?" else tag
