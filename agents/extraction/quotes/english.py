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
from agents.extraction.quotes.english_sources import by_source, low_limit
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.preceding import closes, joined_marked, pieces_before
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
        self.found = by_source(g, s, self.cues)
        self.earlier: Voice | None = None

    def read(self) -> list[Attribution]:
        """Give the attributions in order."""
        closing = self._closing()
        if closing is not None:
            self.found.append(closing)
        for one in sorted(self.cues.values(), key=lambda c: c.first):
            if closing is None or one.first != closing.cue[0]:
                self._take(one)
        others = by_noun(self.g, self.s, self.cues)
        self.found.extend(one for one in others if not _overlaps(one, self.found))
        return sorted(self.found, key=lambda a: a.pieces[0])

    def _closing(self) -> Attribution | None:
        """The attribution that ends a sentence and holds all of it, whoever speaks inside."""
        if len(self.cues) < 2 or self.found:
            return None
        one = self.cues[max(self.cues)]
        who = voice(self.g, self.s, one, None, [])
        if who is None or not closes(self.s, one, who):
            return None
        before = pieces_before(self.g, self.s, one, who, 0)
        return _made(self.s, one, who, *before) if before is not None and before[1] == "before" else None

    def _take(self, one: Spoken) -> None:
        """Take a cue, unless it stands in a subject or in what others said; who passes on speech lets it through."""
        if any(made.subject and made.subject[0] <= one.first <= made.subject[1] for made in self.found):
            return
        outer = next((made for made in self.found if any(a <= one.first <= b for a, b in made.pieces)), None)
        if outer is not None and (outer.outer >= 0 or not relays(self.g, self.s, outer.subject or (0, -1))):
            return
        said = [piece for made in self.found for piece in made.pieces]
        who = voice(self.g, self.s, one, self.earlier, said)
        if who is None:
            return
        if outer is None:
            self.earlier = who
            attributed = self._attribute(one, who, (low_limit(self.s, one.first, self.found), len(self.s) - 1))
        else:
            attributed = self._attribute(one, who, max(p for p in outer.pieces if p[0] <= one.first))
        if attributed is not None:
            self.found.append(attributed if outer is None else replace(attributed, outer=outer.cue[0]))

    def _attribute(self, one: Spoken, who: Voice, room: Span) -> Attribution | None:
        """Find what was said within the tokens of `room`."""
        before = pieces_before(self.g, self.s, one, who, room[0])
        if before is not None and (before[1] == "quote" or who.via == "inverted"):
            return _made(self.s, one, who, *before)
        content = None if who.via == "inverted" else content_after(self.g, self.s, one, room[1])
        if content is None or content.first > room[1]:
            return _made(self.s, one, who, *before) if before is not None else None
        if _unsaid(self.g, self.s, one, who, content):
            return None
        last = min(room[1], who.words[0] - 1) if one.last < content.first < who.words[0] else room[1]
        pieces = self._pieces(one, content, last)
        return _made(self.s, one, who, pieces, content.frame, content.addressee)

    def _pieces(self, one: Spoken, content: Content, last: int) -> list[Span]:
        if content.frame == "quote":
            return joined_marked(self.s, content.first)
        end = content_end(self.g, self.s, content.first, _limit(one, content, last), self.cues)
        writer_returns = before_aside if content.frame in _PHRASES else before_relative
        end = writer_returns(self.s, content.first, end)
        return [(content.first, end)]


def _overlaps(one: Attribution, found: Sequence[Attribution]) -> bool:
    return any(a <= one.pieces[0][1] and one.pieces[0][0] <= b for other in found for a, b in other.pieces)


def _limit(one: Spoken, content: Content, last: int) -> int:
    """How far a content may reach: out of a clause that others enclose it does not run."""
    clause = one.clause
    if content.frame == "as" and content.last < last:
        return content.last
    if clause.kind in ("relative", "adverbial", "reason") and clause.last >= content.first:
        return min(last, clause.last)
    return last


def _made(
    s: Sentence, one: Spoken, who: Voice, pieces: Sequence[Span], frame: str, told: Span | None = None
) -> Attribution:
    targeted = frame in _TARGETED
    listener = told or (listener_of(one) if "told" in one.form.frames else None)
    return Attribution(
        tuple(pieces), who.words, (one.first, one.last), frame, one.form.lemma,
        one.form.frames.get(frame, one.form.kind), who.via, who.modality,
        None if targeted else listener, told if targeted else _spoken_of(s, one),
    )  # fmt: skip


def _spoken_of(s: Sentence, one: Spoken) -> Span | None:
    """Who is spoken of: «"That is theatre," she said of the minister»."""
    tied = next((c for small, c in one.clause.links if small in ("of", "about") and c.first == one.last + 2), None)
    return (tied.first, tied.last) if tied is not None else None


def _unsaid(g: Grammar, s: Sentence, one: Spoken, who: Voice, content: Content) -> bool:
    """Tell whether nothing was said: "did not say whether", "if the court says no", "declined to comment"."""
    if who.modality == "negated":
        return content.frame in _SILENT and one.form.kind != "deny"
    mute = content.frame == "to" and s.words[content.first + 1] in g.speech.word_class("mute")
    return mute or one.clause.marker in ("if", "unless")
