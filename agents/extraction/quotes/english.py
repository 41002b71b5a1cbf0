"""Who said what inside one English sentence: frames over the clauses of the parse; called by `find`.

A cue is a clause whose verb speaks; its subject speaks, and what it takes was said.  Gives attributions as tokens of
the sentence.  Marked words that no cue owns are left to `standalone`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from agents.extraction.parse.parse import Sentence
from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.contents import Content, content_after, listener_of
from agents.extraction.quotes.ending import before_aside, before_relative, content_end
from agents.extraction.quotes.english_nouns import by_noun, supported
from agents.extraction.quotes.english_row import Row
from agents.extraction.quotes.english_sources import by_source, low_limit
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.preceding import closes, more_marked, pieces_before
from agents.extraction.quotes.speaking import Spoken, Voice, relays, spoken, voice
from agents.records import Span

_TARGETED = frozenset({"as", "for"})  # frames whose object is spoken of, not to
_PHRASES = frozenset({"thing", "as", "for", "order", "to"})  # what was said is a phrase, and no clause
_SILENT = frozenset({"wh", "bare", "that", "thing", "to", "order"})  # what is not said when the verb is negated


def attributions(g: Grammar, s: Sentence) -> list[Attribution]:
    """Find the attributions of one sentence in order."""
    return _Reader(g, s).read()


class _Reader:
    """Reads one sentence from left to right, and remembers what was found and who spoke last."""

    def __init__(self, g: Grammar, s: Sentence) -> None:
        self.g = g
        self.s = s
        self.cues = {one.first: one for one in spoken(g, s)} | {one.first: one for one in supported(g, s)}
        self.row = Row(g, s, self.cues)
        self.found = by_source(s, self.row)
        self.earlier: Voice | None = None

    def read(self) -> list[Attribution]:
        """Give the attributions in order."""
        closing = self._closing()
        if closing is not None:
            self.found.append(closing)
        for one in sorted(self.cues.values(), key=lambda c: c.first):
            if closing is None or one.first != closing.cue[0]:
                self._take(one)
        others = by_noun(self.g, self.s, self.row)
        self.found.extend(one for one in others if not any(_holds(made, one.cue[0]) for made in self.found))
        return sorted(self.found, key=lambda a: a.pieces[0])

    def _closing(self) -> Attribution | None:
        """The attribution that ends a sentence and holds all of it, whoever speaks inside."""
        if len(self.cues) < 2 or self.found:
            return None
        one = self.cues[max(self.cues)]
        who = voice(self.g, self.s, one, None)
        if who is None or not closes(self.row, one):
            return None
        before = pieces_before(self.g, self.row, one, who, 0)
        return _made(self.row, one, who, *before) if before is not None and before[1] == "before" else None

    def _take(self, one: Spoken) -> None:
        """Take a cue, unless it stands in what others said; who passes on speech lets it through."""
        outer = next((made for made in self.found if _holds(made, one.first)), None)
        if outer is not None and (outer.subject is None or not relays(self.g, self.s, outer.subject)):
            return
        who = voice(self.g, self.s, one, self.earlier)
        if who is None:
            return
        self.earlier = who if outer is None else self.earlier
        attributed = self._attribute(one, who, self._room(one, outer))
        if attributed is not None:
            self.found.append(attributed if outer is None else replace(attributed, outer=outer.cue[0]))

    def _room(self, one: Spoken, outer: Attribution | None) -> Span:
        """Give the tokens among which a cue may find what was said."""
        if outer is None:
            return low_limit(self.row, one.first, self.found), self.row.last
        return max(piece for piece in outer.pieces if piece[0] <= one.first)

    def _attribute(self, one: Spoken, who: Voice, room: Span) -> Attribution | None:
        """Find what was said within the tokens of `room`."""
        before = pieces_before(self.g, self.row, one, who, room[0])
        if before is not None and (before[1] == "quote" or who.via == "inverted"):
            return _made(self.row, one, who, *before)
        content = content_after(self.g, self.s, self.row, one, room[1]) if who.via != "inverted" else None
        if content is None or content.first > room[1]:
            return _made(self.row, one, who, *before) if before is not None else None
        if _unsaid(self.g, self.s, one, who, content):
            return None
        last = min(room[1], who.words[0] - 1) if one.last < content.first < who.words[0] else room[1]
        pieces = self._pieces(one, content, last)
        return _made(self.row, one, who, pieces, content.frame, content.addressee)

    def _pieces(self, one: Spoken, content: Content, last: int) -> list[Span]:
        if content.frame == "quote":
            return more_marked(self.row, (content.first, content.first), content.first + 1)
        end = content_end(self.row, content.first, _limit(one, content, last))
        if content.frame in _PHRASES:
            return [(content.first, before_aside(self.row, content.first, end))]
        return [(content.first, before_relative(self.row, self.s, content.first, end))]


def _holds(made: Attribution, at: int) -> bool:
    return any(first <= at <= last for first, last in made.pieces)


def _limit(one: Spoken, content: Content, last: int) -> int:
    """How far a content may reach: out of a clause that others enclose it does not run."""
    clause = one.clause
    if content.frame == "as" and content.last < last:
        return content.last
    if clause.kind in ("relative", "adverbial", "reason") and clause.last >= content.first:
        return min(last, clause.last)
    return last


def _made(
    row: Row, one: Spoken, who: Voice, pieces: Sequence[Span], frame: str, told: Span | None = None
) -> Attribution:
    listener = told or (listener_of(one) if "told" in one.form.frames else None)
    target = told if frame in _TARGETED else row.match("spoken_of", one.last + 1, row.last)
    return Attribution(
        tuple(pieces), who.words, (one.first, one.last), frame, one.form.lemma,
        one.form.frames.get(frame, one.form.kind), who.via, who.modality,
        None if frame in _TARGETED else listener, target,
    )  # fmt: skip


def _unsaid(g: Grammar, s: Sentence, one: Spoken, who: Voice, content: Content) -> bool:
    """Tell whether nothing was said: "did not say whether", "if the court says no", "declined to comment"."""
    if who.modality == "negated":
        return content.frame in _SILENT and one.form.kind != "deny"
    mute = content.frame == "to" and s.words[content.first + 1] in g.speech.word_class("mute")
    return mute or one.clause.marker in ("if", "unless")
