"""Walks the items of a sentence once, from left to right, and collects its clauses: the cost grows with the length.

Called by parse.py.  `pending` holds clauses whose subject has come and whose verb has not.  Nouns are placed here;
whose verb a verb is, subjects.py decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agents.extraction.parse import misread, openings, subjects
from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.items import Item
from agents.extraction.parse.records import Clause, Phrase
from agents.extraction.parse.standing import START, Standing
from agents.lexicon.grammars import Grammar

_FREE = ("where", "when", "why", "whose")  # relative words that leave no gap


class Walk(Standing):
    """A walk through the items of one sentence."""

    def __init__(self, row: Sequence[Item], words: Sequence[str], tags: Sequence[str], grammar: Grammar) -> None:
        super().__init__(row, words, tags, grammar)
        self._brackets: list[tuple[list[Clause], Phrase | None, str, Phrase | None, str]] = []

    def read(self) -> list[Clause]:
        """Give the clauses in the order of their verbs."""
        for index, item in enumerate(self.row):
            self.index = index
            _STEPS[item.kind](self, item)
        self._headline()
        for clause in reversed(self.clauses):
            self._fill_gap(clause)
        return self.clauses

    def _went(self, item: Item, kind: str) -> None:
        self.previous, self.word = kind, item.word

    # Small words and marks.

    def _preposition(self, item: Item) -> None:
        self.before_preposition = self.previous
        if self.previous in (",", "q", "Q", START, "V"):
            self.phrase = None
        self._went(item, "P")

    def _conjunction(self, item: Item) -> None:
        after = self.following()
        late = item.word in self.grammar.complementizers and after is not None and after.kind in "P,S"
        self.marker, self.marker_at, self.antecedent, self.phrase = item.word, item.at, None, None
        if late:  # "that, when he came, they left": it waits for subject and verb
            self.pending.append(openings.waiting(self))
            self.marker = ""
        self._went(item, "S")

    def _relative(self, item: Item) -> None:
        after = self.following()
        if item.word == "that" and after is not None and after.kind == "N" and self._is_told():
            self._conjunction(item)
            return
        antecedent = None
        if self.previous == "N" or (self.previous == "P" and self.phrase is not None):
            antecedent = self.phrase
        elif self.previous == "P" or (self.previous == "," and self.before_comma == "N"):
            antecedent = self.noun
        self.marker, self.marker_at, self.antecedent, self.phrase = item.word, item.at, antecedent, None
        if antecedent is not None and after is not None and after.kind in "P,":  # "who, in May, left"
            clause = openings.waiting(self, "relative")
            clause.subject = openings.antecedent_of(self, antecedent, None)
            clause.relative, clause.via = antecedent, "relative"
            self.pending.append(clause)
            self.marker, self.antecedent = "", None
        self._went(item, "W")

    def _is_told(self) -> bool:
        """Tell "told a meeting that few knew" and "said in Lima that he knew" from "built the house that he knew"."""
        phrase = self.phrase
        if phrase is None or phrase.governor is None:
            return False
        if phrase.before == "P":
            return self.takes("clause", phrase.governor)
        return self.takes("told", phrase.governor)

    def _coordinator(self, item: Item) -> None:
        self.is_comma_before_and = self.previous == ","
        if self.is_comma_before_and and self.before_comma == "N":
            self.phrase = self.noun
        self.before_and = self.before_comma if self.is_comma_before_and else self.previous
        self._went(item, "C")

    def _adjective(self, item: Item) -> None:
        if self.previous != "N":
            self.phrase = None
            self._went(item, "A")

    def _comma(self, item: Item) -> None:
        if self.previous != ",":
            self.noun, self.before_comma = self.phrase, self.previous
        self.phrase, self.time = None, None
        self._went(item, ",")

    def _closing_quote(self, item: Item) -> None:
        """ "... the people” Putin said": a mark that closes parts like a comma, where a noun follows."""
        after = self.following()
        if after is not None and after.kind == "N" and self.previous in ("N", "V", "A"):
            self._comma(item)

    def _marked(self, item: Item) -> None:
        """Words between marks that are read as one: what was said, whoever said it."""
        self.noun, self.phrase, self.time = self.phrase, None, None
        self._went(item, "Q")

    def _stop(self, item: Item) -> None:
        self._headline()
        self.pending, self.phrase, self.noun, self.marker, self.antecedent, self.time = [], None, None, "", None, None
        self._went(item, START)

    def _open_bracket(self, item: Item) -> None:
        self._brackets.append((self.pending, self.phrase, self.previous, self.noun, self.marker))
        self.pending, self.noun, self.phrase, self.marker = [], self.phrase, None, ""
        self._went(item, ",")
        self.before_comma = "N"

    def _close_bracket(self, item: Item) -> None:
        if self._brackets:
            self.pending, self.phrase, self.previous, self.noun, self.marker = self._brackets.pop()

    # Nouns.

    def _noun(self, item: Item) -> None:
        chunk, before, phrase = item.chunk, self.previous, self.phrase
        assert chunk is not None
        if chunk.is_time:
            self._time(chunk)
            return
        if before == "N" and self.words[chunk.head] in self.grammar.emphatic:
            return
        if before == "P":
            self._behind_preposition(chunk)
        elif before == "C" and phrase is not None and self.before_and == "N" and not self._starts_anew(chunk):
            phrase.join(chunk)
        elif before == "V":
            self._object(chunk)
        elif before == "N" and phrase is not None and phrase.before in ("V", "V2") and phrase.governor is not None:
            phrase.governor.objects.append(chunk)
            self.phrase = Phrase(chunk, "V2", phrase.governor)
        else:
            self._new_phrase(chunk, before)
        self._went(item, "N")

    def _starts_anew(self, chunk: Chunk) -> bool:
        """Tell "met Y, but Z", "met Y and he", "met Y and then Z", where a clause begins, from "met Y and Z"."""
        between = self.words[self.row[self.index - 1].at + 1]
        return (
            self.word == "but"
            or between in self.grammar.sequels
            or (chunk.is_pronoun and self.words[chunk.head] in self.grammar.subject_pronouns)
        )

    def _time(self, chunk: Chunk) -> None:
        """A time says when and parts nothing: "Russia on Friday accused"."""
        self.time_preposition = ""
        spent = not chunk.is_date and chunk.last > chunk.first and self.words[chunk.first] not in self.grammar.deictic
        if self.previous == "V" and spent:  # "spent three days"
            self._object(chunk)
            self.phrase = None
            return
        if self.previous == "P":
            self.time_preposition = self.word
            self.previous = "N" if self.phrase is not None else self.before_preposition
            if self.previous == "P":
                self.previous = START
        if self.previous not in ("V", "N") or self.time_preposition in self.grammar.either:
            self.time = chunk

    def _behind_preposition(self, chunk: Chunk) -> None:
        word = self.word
        clause = self.clauses[-1] if self.clauses else None
        if self.phrase is not None:
            self.phrase.tie(word, chunk)
        else:
            self.phrase = Phrase(chunk, "P", clause, word)
        if word in self.grammar.either:
            self.phrase.maybe, self.phrase.maybe_at = chunk, self.row[self.index - 1].at
        if clause is not None:
            clause.links.append((word, chunk))
            if word == "by" and clause.group.passive and clause.agent is None and not self._is_subject_since(clause):
                clause.agent = chunk

    def _is_subject_since(self, clause: Clause) -> bool:
        """Tell whether a subject was opened behind a clause's verb."""
        return any(p.subject is not None and p.subject.first > clause.group.head for p in self.pending)

    def _object(self, chunk: Chunk) -> None:
        clause = self.clauses[-1]
        self.phrase = Phrase(chunk, "V", clause)
        if chunk is clause.subject:  # "said Ivanov"
            clause.subject_phrase = self.phrase
            return
        clause.objects.append(chunk)
        if clause.subject is not None and self.tags[clause.subject.head] == "EX":
            clause.subject, clause.subject_phrase = chunk, self.phrase
        takes = self.takes("two_objects", clause) if clause.group.passive else not self.takes("linking", clause)
        if takes and clause.object is None:
            clause.object = chunk
            if self.takes("clause_only", clause) and clause.group.form != "en":  # it may turn out a subject
                waiting = openings.waiting(self, "that")
                waiting.subject, waiting.subject_phrase, waiting.first = chunk, self.phrase, chunk.first
                self.pending.append(waiting)

    def _new_phrase(self, chunk: Chunk, before: str) -> None:
        antecedent = self.phrase if before == "N" else None
        self.phrase = Phrase(chunk, before)
        if before in (",", "V", START) and self.pending and self.pending[-1].subject is None:
            self.pending[-1].subject, self.pending[-1].subject_phrase = chunk, self.phrase
            return
        if before == "," and self.noun is not None:
            self.noun.appositions.append(self.phrase)
            if self.pending and self.before_comma != "V":
                return
        clause = openings.opened(self, openings.kind_of(self), self.phrase.head, self.phrase)
        if antecedent is not None:
            clause.kind, clause.relative = "relative", antecedent
        elif before == "W" and self.antecedent is not None:
            clause.kind, clause.relative = "relative", self.antecedent
        self.pending.append(clause)
        self.marker, self.antecedent = "", None

    # Verbs.

    def _verb(self, item: Item) -> None:
        group = item.group
        assert group is not None
        if group.form == "en" and misread.is_finite(self, group):
            group.make_past()
        if group.form == "base" and misread.is_present(self, group):
            group.make_present()
        clause = subjects.clause_of(self, group)
        clause.group = group
        opened = clause.via in ("own", "relative") and group.form != "to"  # "for them to meet" opens nothing before
        clause.first = min(clause.first, group.first) if opened else group.first
        if self.previous == "C" and self.before_and == "V" and not self.is_comma_before_and and self.clauses:
            self.clauses[-1].joined = clause
        self.clauses.append(clause)
        if group.form == "finite" and clause.subject is not None and clause.kind == "main":
            for waiting in self.fronted:
                waiting.subject, waiting.via, waiting.parent = clause.subject, "adverbial", clause
            self.fronted = []
        self.phrase, self.marker, self.antecedent, self.time = None, "", None, None
        self._went(item, "V")

    def _headline(self) -> None:
        """Give the verb of a headline its tense: "Xi to visit Paris", "Envoy expelled over spying"."""
        if not self.pending or any(c.group.form == "finite" and c.kind == "main" for c in self.clauses):
            return
        waiting = self.pending[0]
        if waiting.subject is None:
            return
        for clause in self.clauses:
            if clause.subject_phrase is waiting.subject_phrase and clause.group.form in ("to", "en"):
                if any(c.parent is clause and c.kind == "that" for c in self.clauses):
                    clause.group.make_past()
                else:
                    clause.group.make_headline()
                clause.kind, clause.via, clause.subject, clause.parent = "main", "own", waiting.subject, None
                clause.first = waiting.first
                break

    def _fill_gap(self, clause: Clause) -> None:
        """In "the man whom he saw" the antecedent is the object; "write and edit articles" gives both theirs."""
        if clause.object is not None or clause.group.passive or self.takes("linking", clause):
            return
        if clause.joined is not None:
            clause.object = clause.joined.object
        elif (
            clause.relative is not None
            and clause.subject is not None
            and clause.marker not in _FREE
            and clause.via == "own"
        ):
            clause.object = openings.antecedent_of(self, clause.relative, None)


_STEPS: dict[str, Callable[[Walk, Item], None]] = {
    "V": Walk._verb, "N": Walk._noun, "P": Walk._preposition, "S": Walk._conjunction, "W": Walk._relative,
    "C": Walk._coordinator, "A": Walk._adjective, ",": Walk._comma, "q": Walk._closing_quote, ".": Walk._stop,
    "Q": Walk._marked, "(": Walk._open_bracket, ")": Walk._close_bracket,
}  # fmt: skip
