"""The way through a sentence from left to right, the same for tagging and for learning.

`tags.Tagger` and `training.Learner` give it what a row of weights is and how the best tag is chosen: a tagger's row
is one number with a lane for each tag, a learner's a list of such that change, and `+` joins both.  What hangs on one
word alone is joined once and kept, so a word costs some ten look-ups.  Knows no language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from agents.extraction.parse import features

Row = TypeVar("Row", int, list[Any])
_MOST_KEPT = 40_000  # words (and pairs) whose joined rows are kept; some 60 MB
_OUTSIDE, _FINITE, _BARE = range(3)  # states of the clause so far: no verb, a finite one, another form


@dataclass(frozen=True, slots=True)
class Model:
    """What is known but for the weights: tags, those of unknown words, those of known ones, the words of clauses."""

    tags: tuple[str, ...]
    free: tuple[int, ...]
    known: Mapping[str, tuple[int, ...]]
    stems: Mapping[str, str]
    states: Mapping[str, frozenset[str]]


class Entry(Generic[Row]):
    """A word as it stands in texts of one style, with the rows that hang on it alone."""

    __slots__ = (
        "can",
        "ending",
        "form",
        "left",
        "left2",
        "low",
        "of_tag",
        "opens",
        "own",
        "right",
        "right2",
        "sign",
        "sure",
    )

    low: str
    form: str
    can: tuple[int, ...]
    sign: int
    sure: int
    opens: bool
    own: Row
    left: Row
    left2: Row
    right: Row
    right2: Row
    of_tag: dict[int, Row]
    ending: dict[int, Row]


@dataclass(slots=True)
class _Kept(Generic[Row]):
    """Joined rows, by what they hang on."""

    books: tuple[dict[str, Entry[Row]], ...] = field(default_factory=lambda: ({}, {}, {}))
    signs: dict[str, int] = field(default_factory=dict)
    endings: dict[str, dict[int, Row]] = field(default_factory=dict)
    pairs: dict[int, Row] = field(default_factory=dict)
    after: dict[int, Row] = field(default_factory=dict)
    forms: dict[str, Row] = field(default_factory=dict)
    history: dict[int, Row] = field(default_factory=dict)


class Decoder(Generic[Row]):
    """Goes through sentences; `row` and `best` are given by who inherits."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._kept: _Kept[Row] = _Kept()
        states = model.states
        firsts = sorted({tag[0] for tag in states["breaks"]})
        ahead = {tag: 3 + firsts.index(tag[0]) for tag in states["breaks"]}
        ahead |= dict.fromkeys(states["infinitive"], 2) | dict.fromkeys(states["finite"], 1)
        self._ahead = [ahead.get(tag, 0) for tag in model.tags]  # what a tag means to the words before it
        self._end = ahead.get(".", 0)  # what the edges of a sentence are
        self._nexts = 3 + len(firsts)
        self._conjunctions = frozenset(n for n, tag in enumerate(model.tags) if tag in states["conjunction"])
        kinds = [("finite", _FINITE), ("breaks", _OUTSIDE), ("bare", _BARE)]
        told = {tag: state for name, state in reversed(kinds) for tag in states[name]}
        self._clause = [told.get(tag, -1) for tag in model.tags]

    def row(self, names: list[str]) -> Row:
        """Give the weights of some features, joined."""
        raise NotImplementedError

    def best(self, total: Row, can: tuple[int, ...], at: int) -> int:
        """Choose among the tags that the word at `at` can have."""
        raise NotImplementedError

    def numbers(self, words: Sequence[str]) -> list[int]:
        """Give the number of the tag of each word."""
        look = features.style(words)
        book = self._kept.books[look]
        if len(book) > _MOST_KEPT or len(self._kept.pairs) > _MOST_KEPT:
            self._kept = _Kept()
            book = self._kept.books[look]
        edge = book.get("") or self._entry("", look)
        entries = [edge, edge]
        for word in words:
            entries.append(book.get(word) or self._entry(word, look))
        entries += (edge, edge)
        return self._walk(entries, self._look_ahead(entries))

    def _look_ahead(self, entries: list[Entry[Row]]) -> list[int]:
        """Give for each word what surely comes next to its right: a finite verb, "to", or a break."""
        nearest = self._end
        found = []
        for entry in reversed(entries):
            found.append(nearest)
            nearest = entry.sure or nearest
        found.reverse()
        return found

    def _walk(self, entries: list[Entry[Row]], ahead: list[int]) -> list[int]:
        kept, size, nexts, clauses = self._kept, len(self.model.tags), self._nexts, self._clause
        pairs, after, forms, history = kept.pairs, kept.after, kept.forms, kept.history
        clause, one, two, out = _OUTSIDE, size, size, []
        row = zip(entries, entries[1:], entries[2:], entries[3:], entries[4:], ahead[2:])  # noqa: B905 - the ends differ
        for at, (last2, last, word, behind, behind2, near) in enumerate(row):
            can = word.can
            best = can[0]
            if len(can) > 1:
                state = clause * nexts + near
                total = word.own + last.left + behind.right + last2.left2 + behind2.right2
                if (more := word.of_tag.get(one)) is None:
                    more = word.of_tag[one] = self.row([f"b{one} {word.low}"])
                total = total + more
                if (more := word.ending.get(state)) is None:
                    more = word.ending[state] = self._ending(clause, near, word.low[-2:])
                total = total + more
                if (more := pairs.get(key := word.sign * 65536 + behind.sign)) is None:
                    more = pairs[key] = self.row([f"j{self._sign(word)} {self._sign(behind)}"])
                total = total + more
                if (more := after.get(key := behind.sign * 128 + one)) is None:
                    more = after[key] = self.row([f"k{self._sign(behind)} {one}", f"K{self._sign(behind)}"])
                total = total + more
                if (more := forms.get(shape := last.form + word.form + behind.form)) is None:
                    more = forms[shape] = self.row(["h" + shape])
                total = total + more
                if (more := history.get(key := (state * 128 + one) * 128 + two)) is None:
                    more = history[key] = self._history(clause, near, one, two)
                best = self.best(total + more, can, at)
            one, two = best, one
            out.append(best)
            told = clauses[best]
            if told == _BARE:
                clause = _BARE if clause == _OUTSIDE else clause
            elif told >= 0:
                clause = told
            elif word.opens and best in self._conjunctions:
                clause = _OUTSIDE
        return out

    def _ending(self, clause: int, ahead: int, end: str) -> Row:
        return self.row([f"L{clause}{end}", f"R{ahead:x}{end}", f"l{clause}{ahead:x}{end}"])

    def _history(self, clause: int, ahead: int, one: int, two: int) -> Row:
        return self.row([f"1{one}", f"0{two}", f"t{one} {two}", f"m{clause}{ahead:x} {one}"])

    def _sign(self, word: Entry[Row]) -> str:
        """Say what is known of a word before it is tagged: the tags it can have, else its ending."""
        known = self.model.known.get(word.low)
        return "?" + word.low[-2:] if known is None else "_".join(map(str, known))

    def _entry(self, word: str, look: int) -> Entry[Row]:
        kept, model = self._kept, self.model
        entry: Entry[Row] = Entry()
        entry.low = low = features.plain(word) if word else ""
        entry.form = features.form(word, look) if word else features.EDGE
        known = model.known.get(low)
        entry.can = known or model.free
        entry.sure = self._ahead[known[0]] if known is not None and len(known) == 1 else 0
        entry.opens = low in model.states["openers"]
        entry.sign = kept.signs.setdefault(self._sign(entry), len(kept.signs))
        entry.own = self.row(features.of_word(low, entry.form, model.stems) if len(entry.can) > 1 else [])
        entry.left, entry.right = self.row(features.beside("-", low)), self.row(features.beside("+", low))
        entry.left2, entry.right2 = self.row(["<" + low]), self.row([">" + low])
        entry.of_tag = {}
        entry.ending = kept.endings.setdefault(low[-2:], {})
        kept.books[look][word] = entry
        return entry
