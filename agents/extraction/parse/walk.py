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

_TOLD = 6  # items behind the last comma of a headline that say who told it


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
        return self.clauses

    def _went(self, item: Item, kind: str) -> None:
        self.previous, self.word = kind, item.word

    # Small words and marks.

    def _preposition(self, item: Item) -> None:
        self.before_preposition = self.previous
        self._went(item, "P")

    def _conjunction(self, item: Item) -> None:
        self.marker, self.marker_at, self.antecedent, self.phrase = item.word, item.at, None, None
        if self.follows("P,S"):  # "that, when he came, they left": it waits for subject and verb
            self.pending.append(openings.opened(self))
            self.marker = ""
        self._went(item, "S")

    def _relative(self, item: Item) -> None:
        if item.word == "that" and self.follows("N") and self._is_told():
            self._conjunction(item)
            return
        antecedent = self.phrase or (self.noun if self.previous in ("P", ",") else None)
        self.marker, self.marker_at, self.antecedent, self.phrase = item.word, item.at, antecedent, None
        self._went(item, "W")

    def _is_told(self) -> bool:
        """Tell "told a meeting that few knew" and "said in Lima that he knew" from "built the house that he knew"."""
        phrase = self.phrase
        return phrase is not None and self.takes("clause" if phrase.before == "P" else "told", phrase.governor)

    def _coordinator(self, item: Item) -> None:
        self.before_and = self.previous
        self._went(item, "C")

    def _adjective(self, item: Item) -> None:
        self.phrase = None
        self._went(item, "A")

    def _comma(self, item: Item) -> None:
        if self._ends_headline():
            self._stop(item)
            return
        if self.previous != ",":
            self.noun = self.phrase
        self.phrase, self.time = None, None
        self._went(item, ",")

    def _ends_headline(self) -> bool:
        """Tell "Truce extended | , says Qatar", "Six killed | , Rome says": a verb is to come, but not there."""
        rest = self.row[self.index + 1 :]
        if not rest or len(rest) > _TOLD or any(c.kind == "main" for c in self.clauses):
            return False
        frames, (first, *more) = self.grammar.frames, rest
        if first.kind == "V":
            return bool(more) and first.word in frames["inverting"] and all(item.kind in "NPC" for item in more)
        return rest[-1].kind == "V" and rest[-1].word in frames["clause"]

    def _closing_quote(self, item: Item) -> None:
        """ "... the people” Putin said": a mark that closes parts like a comma, where a noun follows."""
        if self.follows("N"):
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
        elif before == "C" and phrase is not None and not self._starts_anew(chunk):
            phrase.join(chunk)
        elif before == "V":
            self._object(chunk)
        elif before == "N" and phrase is not None and phrase.governor is not None:
            phrase.governor.objects.append(chunk)
            self.phrase = Phrase(chunk, "V2", phrase.governor)
        else:
            self._new_phrase(chunk, before)
        self._went(item, "N")

    def _starts_anew(self, chunk: Chunk) -> bool:
        """Tell "met Y, but Z", "met Y and he", where a clause begins, from "met Y and Z"."""
        return self.word == "but" or self.words[chunk.head] in self.grammar.subject_pronouns

    def _time(self, chunk: Chunk) -> None:
        """A time says when and parts nothing: "Russia on Friday accused"."""
        spent = chunk.last > chunk.first and self.words[chunk.first] not in self.grammar.deictic
        if self.previous == "V" and spent:  # "spent three days"
            self._object(chunk)
            self.phrase = None
            return
        if self.previous == "P":
            self.previous = "N" if self.phrase is not None else self.before_preposition
        if self.previous not in ("V", "N"):
            self.time = chunk

    def _behind_preposition(self, chunk: Chunk) -> None:
        word, clause = self.word, self.last
        if self.phrase is not None:
            self.phrase.tie(word, chunk)
        else:
            self.phrase = Phrase(chunk, "P", clause, word)
        if word in self.grammar.either:
            self.phrase.maybe, self.phrase.maybe_at = chunk, self.row[self.index - 1].at
        if clause is not None:
            clause.links.append((word, chunk))
            if word == "by" and clause.group.passive:
                clause.agent = chunk

    def _object(self, chunk: Chunk) -> None:
        clause = self.clauses[-1]
        self.phrase = Phrase(chunk, "V", clause)
        if chunk is clause.subject:  # "said Ivanov"
            clause.subject_phrase = self.phrase
            return
        clause.objects.append(chunk)
        takes = self.takes("two_objects", clause) if clause.group.passive else not self.takes("linking", clause)
        if takes:
            clause.object = chunk
            if self.takes("clause_only", clause):  # it may turn out a subject
                waiting = openings.opened(self, "that", chunk, self.phrase)
                waiting.first, waiting.parent = chunk.first, clause
                self.pending.append(waiting)

    def _new_phrase(self, chunk: Chunk, before: str) -> None:
        self.phrase = Phrase(chunk, before)
        if self.pending and self.pending[-1].subject is None:
            self.pending[-1].subject, self.pending[-1].subject_phrase = chunk, self.phrase
            return
        if before == "," and self.noun is not None:
            self.noun.appositions.append(self.phrase)
            if self.pending:
                return
        clause = openings.opened(self, "", chunk, self.phrase)
        if self.antecedent is not None:
            clause.kind, clause.relative = "relative", self.antecedent
        self.pending.append(clause)
        self.marker, self.antecedent = "", None

    # Verbs.

    def _verb(self, item: Item) -> None:
        group = item.group
        assert group is not None
        if group.form == "en" and misread.is_past(self):
            group.make_past()
        if group.form == "base" and misread.is_present(self, group):
            group.make_present()
        clause = subjects.clause_of(self, group)
        clause.group = group
        opened = clause.via in ("own", "relative") and group.form != "to"  # "for them to meet" opens nothing before
        clause.first = min(clause.first, group.first) if opened else group.first
        self.clauses.append(clause)
        openings.remember(self, clause)
        if clause.kind == "main":
            for waiting in self.fronted:
                waiting.subject, waiting.via, waiting.parent = clause.subject, "adverbial", clause
            self.fronted = []
        self.phrase, self.marker, self.antecedent, self.time = None, "", None, None
        self._went(item, "V")

    def _headline(self) -> None:
        """Give the verb of a headline its tense: "Xi to visit Paris", "Envoy expelled over spying"."""
        if not self.pending or any(c.kind == "main" for c in self.clauses):
            return
        waiting = self.pending[0]
        for clause in self.clauses:
            if clause.subject_phrase is waiting.subject_phrase and clause.group.form in ("to", "en"):
                if any(c.parent is clause and c.kind == "that" for c in self.clauses):
                    clause.group.make_past()
                else:
                    clause.group.make_headline()
                clause.kind, clause.via, clause.subject, clause.parent = "main", "own", waiting.subject, None
                clause.first = waiting.first
                break


_STEPS: dict[str, Callable[[Walk, Item], None]] = {
    "V": Walk._verb, "N": Walk._noun, "P": Walk._preposition, "S": Walk._conjunction, "W": Walk._relative,
    "C": Walk._coordinator, "A": Walk._adjective, ",": Walk._comma, "q": Walk._closing_quote, ".": Walk._stop,
    "Q": Walk._marked, "(": Walk._open_bracket, ")": Walk._close_bracket,
}  # fmt: skip
