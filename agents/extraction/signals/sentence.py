"""One sentence as the rules see it: words with the names and terms in them, and, once asked for, its parse.

Called by match.py and everything behind it.  Words and terms are free; tags and clauses are made when a rule may hold.
`letters` says in one letter what a token is, for steps that walk word by word: E name, V verb, G -ing form and Q
participle that are verbs, B be, H have, O do, M modal, N not, T "to" of a verb, D determiner, P preposition, C and,
S conjunction, W relative word, R pronoun, r object pronoun, Z time, A adverb, ' possessive, # number, X other;
. , and " are marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.parse import Parse
from agents.extraction.parse.parse import Sentence as Parsed
from agents.extraction.parse.records import Clause
from agents.lexicon.rules import Form, Rules
from agents.records import Entity, Party

_TITLE_TOKENS = 17  # a sentence without a full stop that is no longer is a headline,
_HEADING_TOKENS = 40  # and so is one that is known to head its text
_LETTERS = {
    "CD": "#", "$": "#", "#": "#", "DT": "D", "PDT": "D", "PRP$": "D", "WP$": "W", "POS": "'", "IN": "P",
    "RP": "P", "CC": "C", "WDT": "W", "WP": "W", "WRB": "W", "RB": "A", "RBR": "A", "RBS": "A", "MD": "M", ",": ",",
    ".": ".", ":": ".", "``": '"', "''": '"', "-LRB-": '"', "-RRB-": '"',
}  # fmt: skip
_EXACT = dict.fromkeys(("IN", "JJS", "JJR", "RBR"), "D")
_JOINS = ("IN", "WRB", "WDT", "WP", "DT")
_UNLIKE = frozenset({*_EXACT, *_JOINS, "PRP", "TO"})  # tags of words of more than one kind
_FORMS = {"finite": "V", "base": "V", "to": "V", "ing": "G", "en": "Q"}


class Sentence:
    """Words of one sentence with offsets into the body, the names in them, the terms they make, and their parse."""

    def __init__(
        self, body: str, parse: Parse, index: int, entities: Sequence[Entity], rules: Rules, *, heads: bool = False
    ) -> None:
        self.body = body
        self.heads = heads  # it is the headline of its text
        self.start, self.end = parse.span(index)
        self.entities = entities
        self.rules = rules
        self.grammar = parse.grammar
        self.passed_over = 0  # triggers behind as many as are read
        # What was looked up once, since every deed of the sentence asks for it: by roles.py, bystanders.py, parties.py.
        self.named: list[Party] | None = None
        self.bystanders: frozenset[int] | None = None
        self.parties: dict[tuple[int, int, bool], list[Party]] = {}
        self._parse = parse
        self._index = index
        found = parse.words(index)
        self.starts = found.starts
        self.ends = found.ends
        self.words = found.low

    def __len__(self) -> int:
        return len(self.words)

    def text(self, first: int, last: int) -> str:
        """The words from token `first` to token `last`, as written."""
        return self.body[self.starts[first] : self.ends[last]]

    def forms(self, i: int) -> tuple[Form, ...]:
        """The verbs that a token can be a form of."""
        return self.rules.forms.get(self.words[i], ())

    def kinds(self, i: int) -> str:
        return "".join(f.kinds for f in self.forms(i))

    @cached_property
    def parsed(self) -> Parsed:
        """Tags and clauses; asked for only where a rule may hold."""
        return self._parse.sentence(self._index)

    @property
    def tags(self) -> list[str]:
        """The Penn tag of each token."""
        return self.parsed.tags

    def clause(self, i: int) -> Clause | None:
        """The clause whose verb stands at a token; "was" too in "was scathing", which may be no verb."""
        found = self.parsed.clause_at.get(i)
        if found is None or found.group.head == i:
            return found
        return found if found.group.auxiliaries[-1:] == (i,) and self.tags[found.group.head] == "VBG" else None

    def is_negated(self, clause: Clause) -> bool:
        """Tell whether a verb is negated, "is not" too."""
        before = self.words[clause.group.first - 1 : clause.group.first]
        return clause.group.negated or not self.rules.words["neither"].isdisjoint(before)

    def is_aside(self, clause: Clause) -> bool:
        """Tell "before allowing", "after leaving"."""
        before = self.words[clause.group.first - 1] if clause.group.first else ""
        return clause.group.form == "ing" and before in self.rules.words["opening_background"]

    def chunk(self, i: int) -> Chunk | None:
        return self.parsed.chunk_at[i]

    def around(self, i: int) -> Clause | None:
        """The innermost clause that holds a token."""
        found = self.parsed.clause_at.get(i)
        if found is not None:
            return found
        holding = [c for c in self.parsed.clauses if c.first <= i <= c.last]
        return max(holding, key=lambda c: (c.first, -c.last), default=None)

    @cached_property
    def _subjects(self) -> frozenset[int]:
        return frozenset(c.subject.first for c in self.parsed.clauses if c.subject is not None and c.via == "own")

    def opens_clause(self, chunk: Chunk) -> bool:
        """Tell "and Iran said", a new clause, from "and Iran", more of the phrase."""
        return chunk.first in self._subjects

    @cached_property
    def item_at(self) -> dict[int, int]:
        """The place in the row of items of each token that an item begins with or holds."""
        places: dict[int, int] = {}
        for n, item in enumerate(self.parsed.items):
            last = item.chunk.last if item.chunk else item.group.last if item.group else item.at
            for k in range(item.at, last + 1):
                places[k] = n
        return places

    @cached_property
    def letters(self) -> list[str]:
        """One letter for each token: see above."""
        names, verbs, grammar, found = self.named_tokens, self.parsed.clause_at, self.grammar, []
        negations, times, asides = grammar.negations, grammar.when, self.rules.words["asides"]
        for k, (word, tag) in enumerate(zip(self.words, self.tags, strict=True)):
            if k in names:
                found.append("E")
            elif k in verbs and tag[0] in "VM":
                found.append(self._verb(k, verbs[k]))
            elif word in negations:
                found.append("N")
            elif word in times or word in asides:
                found.append("Z")
            else:
                found.append(self._small(k, word, tag) if tag in _UNLIKE else _LETTERS.get(tag, "X"))
        return found

    @cached_property
    def named_tokens(self) -> frozenset[int]:
        """The tokens of names, offices that stand for somebody left out."""
        owner = self.owner  # before `entities`: it may add some
        whole = [entity.subtype != "nominal" for entity in self.entities]
        return frozenset(k for k, index in enumerate(owner) if index >= 0 and whole[index])

    def _small(self, k: int, word: str, tag: str) -> str:
        """What a word that is no verb is to its neighbours; without a place, how exact a number is: "at least 40"."""
        if tag == "PRP":
            return "r" if word in self.grammar.object_pronouns else "R"
        if tag == "TO":
            behind = next((t for t in self.tags[k + 1 :] if t not in ("RB", "RBR")), "")
            return "T" if behind == "VB" else "P"
        place = self.item_at.get(k)
        if place is None:
            return _EXACT.get(tag, _LETTERS.get(tag, "X"))
        kind = self.parsed.items[place].kind
        return kind if kind in "SWP" and tag in _JOINS else _LETTERS.get(tag, "X")

    def _verb(self, k: int, clause: Clause) -> str:
        word, grammar = self.words[k], self.grammar
        if self.tags[k] == "MD":
            return "M"
        if word in grammar.have:
            return "H"
        if word in grammar.be or k < clause.group.head:
            return "O" if word in grammar.do else "B"
        return _FORMS[clause.group.form] if k == clause.group.head else "P"

    @cached_property
    def owner(self) -> list[int]:
        """The entity that each token belongs to, by its place in `entities`; -1 for none."""
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

    @cached_property
    def terms(self) -> dict[int, list[tuple[int, str]]]:
        """Terms of the classes that begin at each token: (last token, class), the longest first.

        None is seen within one that means something else: "death penalty", "cyber attack".
        """
        index, words, hidden = self.rules.terms, self.words, -1
        whole = self.rules.words["whole_terms"]
        found: dict[int, list[tuple[int, str]]] = {}
        for i, word in enumerate(words):
            if (begun := index.get(word)) is None:
                continue
            longer = begun.get(words[i + 1], ()) if i + 1 < len(words) else ()
            here = [(last, t.term) for t in longer if tuple(words[i + 1 : (last := i + len(t.rest)) + 1]) == t.rest]
            here += [(i, term.term) for term in begun.get("", ())]
            here = [(last, term) for last, term in here if last > hidden]
            if compound := max((last for last, term in here if term in whole), default=0):
                here = [(last, term) for last, term in here if last >= compound]
                hidden = compound
            if here:
                found[i] = here
        return found

    @cached_property
    def classes(self) -> dict[str, int]:
        """The classes of which a term stands here, each with the token at which its first begins."""
        return {term: k for k, group in reversed(self.terms.items()) for _, term in group}

    def term_at(self, i: int, name: str) -> int | None:
        """The last token of a term of class `name` that begins at token i, else None."""
        for last, term in self.terms.get(i, ()):
            if term == name:
                return last
        return None

    def _states_inside(self, run: Entity, at: int, owner: list[int]) -> None:
        """Take the states out of a run of capitals that is no name: "Chad Sign Trade Agreement"."""
        k = at
        while k < len(owner) and self.starts[k] < run.end:
            last = next(
                (
                    n
                    for n in (k + 2, k + 1, k)
                    if n < len(owner) and " ".join(self.words[k : n + 1]) in self.rules.states
                ),
                None,
            )
            if last is None or self.ends[last] > run.end:
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
        if "elsewhere" not in self.classes:
            return "sport" in self.classes
        return "sport" in self.classes or any(
            term == "elsewhere" and self.owner[k] < 0 and not self._is_stirred(k)
            for k, group in self.terms.items()
            for _, term in group
        )

    def _is_stirred(self, k: int) -> bool:
        """Tell ", sending shares down", which only says what came of a deed, from what a sentence is about."""
        commas = (j for j in range(1, k) if self.words[j - 1] == ",")
        return any(self.words[j] in self.rules.words["stirring"] for j in commas)

    @cached_property
    def is_headline(self) -> bool:
        """Tell whether most longer words begin with a capital: then a capital makes no name."""
        long = [self.body[a] for a, b in zip(self.starts, self.ends, strict=True) if b - a > 3]
        return len(long) > 2 and sum(c.isupper() for c in long) > 0.7 * len(long)

    @cached_property
    def is_title(self) -> bool:
        """Tell whether the sentence is written as a headline: short and without a full stop."""
        most = _HEADING_TOKENS if self.heads else _TITLE_TOKENS
        return len(self.words) <= most and self.body[self.end - 1] not in '.!?"”’'

    def _is_clause(self, entity: Entity) -> bool:
        """Tell whether a run of capitals without a link is a piece of a headline rather than a name."""
        if entity.type == "MISC" and (self.is_headline or (entity.start == self.start and " " not in entity.text)):
            return True  # a capital at the beginning makes no name either
        return (self.is_headline or entity.type == "MISC") and any(
            self.kinds(i)
            for i in range(len(self.words))
            if entity.start <= self.starts[i] < entity.end and (entity.start < self.starts[i] or self.is_headline)
        )
