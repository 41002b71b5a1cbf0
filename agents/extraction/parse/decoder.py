"""The way through a sentence from left to right, the same for tagging and for learning.

`tags.Tagger` and `training.Learner` give it what a row of weights is and how the best tag is chosen: a tagger's row
is one number with a lane for each tag, a learner's a list of such that change, and `+` joins both.  What hangs on one
word alone is joined once and kept, so a word costs some ten look-ups.  Knows no language.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from agents.extraction.parse import features

Row = TypeVar("Row", int, list[Any])
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
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


class Kept(dict[Key, Value]):
    """What is made once for each key and then kept."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        made = self[key] = self._make(key)
        return made


class Entry(Generic[Row]):
    """A word as it stands in texts of one style, with the rows that hang on it alone, or on it and a tag (`own`)."""

    __slots__ = ("can", "ending", "form", "left", "left2", "opens", "own", "right", "right2", "sign", "sure")

    form: str
    can: tuple[int, ...]
    sign: int
    sure: int
    opens: bool
    left: Row
    left2: Row
    right: Row
    right2: Row
    own: Kept[int, Row]
    ending: Kept[int, Row]


class _Rows(Generic[Row]):
    """Joined rows, by what they hang on; whole numbers stand for a word's sign, a clause's state and a tag."""

    books: list[Kept[str, Entry[Row]]]  # one for each style

    def __init__(self, of: Decoder[Row]) -> None:
        self.signs: list[str] = []
        self.sign_of: Kept[str, int] = Kept(self._number)
        self.books = [Kept(partial(of.entry, look)) for look in features.LOOKS]
        self.endings: Kept[str, Kept[int, Row]] = Kept(lambda end: Kept(partial(of.ending, end)))
        self.pairs: Kept[int, Row] = Kept(lambda key: of.pair(self.signs[key >> 16], self.signs[key & 65535]))
        self.after: Kept[int, Row] = Kept(lambda key: of.after(self.signs[key >> 7], key & 127))
        self.forms: Kept[str, Row] = Kept(lambda shape: of.row(["h" + shape]))
        self.history: Kept[int, Row] = Kept(lambda key: of.history(key >> 14, key >> 7 & 127, key & 127))

    def _number(self, sign: str) -> int:
        self.signs.append(sign)
        return len(self.signs) - 1


class Decoder(Generic[Row]):
    """Goes through sentences; `row` and `best` are given by who inherits."""

    def __init__(self, model: Model) -> None:
        self.model = model
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
        self._kept: _Rows[Row] = _Rows(self)

    def row(self, names: list[str]) -> Row:
        """Give the weights of some features, joined."""
        raise NotImplementedError

    def best(self, total: Row, can: tuple[int, ...], at: int) -> int:
        """Choose among the tags that the word at `at` can have."""
        raise NotImplementedError

    def numbers(self, words: Sequence[str]) -> list[int]:
        """Give the number of the tag of each word."""
        look = features.style(words)
        if max(len(self._kept.books[look]), len(self._kept.pairs)) > _MOST_KEPT:
            self._kept = _Rows(self)
        book = self._kept.books[look]
        entries = [book[word] for word in ("", "", *words, "", "")]  # the empty ones are what is outside
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
        kept, size, nexts, clauses, best_of = self._kept, len(self.model.tags), self._nexts, self._clause, self.best
        pairs, after, forms, history = kept.pairs, kept.after, kept.forms, kept.history
        clause, one, two, out = _OUTSIDE, size, size, []
        row = zip(entries, entries[1:], entries[2:], entries[3:], entries[4:], ahead[2:])  # noqa: B905 - the ends differ
        for at, (last2, last, word, behind, behind2, near) in enumerate(row):
            can = word.can
            best = can[0]
            if len(can) > 1:
                state = clause * nexts + near
                total = word.own[one] + last.left + behind.right + last2.left2 + behind2.right2 + word.ending[state]
                total = total + pairs[word.sign << 16 | behind.sign] + after[behind.sign << 7 | one]
                total = total + forms[last.form + word.form + behind.form] + history[(state << 7 | one) << 7 | two]
                best = best_of(total, can, at)
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

    # What is joined once and kept; asked by `_Rows`.

    def ending(self, end: str, state: int) -> Row:
        """Join the weights of the last letters of a word with what its clause has so far and what comes next."""
        clause, ahead = divmod(state, self._nexts)
        return self.row([f"L{clause}{end}", f"R{ahead:x}{end}", f"l{clause}{ahead:x}{end}"])

    def pair(self, sign: str, behind: str) -> Row:
        """Join the weights of what is known of two words before they are tagged."""
        return self.row([f"j{sign} {behind}"])

    def after(self, sign: str, one: int) -> Row:
        """Join the weights of the word behind and the tag before."""
        return self.row([f"k{sign} {one}", f"K{sign}"])

    def history(self, state: int, one: int, two: int) -> Row:
        """Join the weights of the two tags before and of the clause."""
        clause, ahead = divmod(state, self._nexts)
        return self.row([f"1{one}", f"0{two}", f"t{one} {two}", f"m{clause}{ahead:x} {one}"])

    def entry(self, look: int, word: str) -> Entry[Row]:
        """Make the entry of a word; the empty one stands for what is outside of the sentence."""
        model = self.model
        made: Entry[Row] = Entry()
        low = features.plain(word) if word else ""
        known = model.known.get(low)
        made.form = features.form(word, look) if word else features.EDGE
        made.can = known or model.free
        made.sure = self._ahead[known[0]] if known is not None and len(known) == 1 else 0
        made.opens = low in model.states["openers"]
        made.sign = self._kept.sign_of["?" + low[-2:] if known is None else "_".join(map(str, known))]
        own = self.row(features.of_word(low, made.form, model.stems) if len(made.can) > 1 else [])
        made.own = Kept(lambda one: own + self.row([f"b{one} {low}"]))
        made.left, made.right = self.row(features.beside("-", low)), self.row(features.beside("+", low))
        made.left2, made.right2 = self.row(["<" + low]), self.row([">" + low])
        made.ending = self._kept.endings[low[-2:]]
        return made
