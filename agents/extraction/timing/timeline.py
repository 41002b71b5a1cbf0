"""When the deeds of one text belong: the face of this package.

Built once for a text and asked with the place of a deed; a text without deeds costs nothing.  Times are found, tied and
resolved for the sentence of the deed, and for the few before it where a time stands in them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime
from functools import cache, cached_property

from agents.extraction.parse.parse import Parse, Sentence
from agents.extraction.parse.records import Clause
from agents.extraction.text import Text
from agents.extraction.timing import story, tenses
from agents.extraction.timing.days import Days
from agents.extraction.timing.expressions import phrase
from agents.extraction.timing.governing import Governor
from agents.extraction.timing.moments import Moment
from agents.extraction.timing.past_days import PastDays
from agents.extraction.timing.placing import innermost
from agents.extraction.timing.resolving import resolve
from agents.extraction.timing.sentences import Timed, Told, times_of
from agents.extraction.timing.story import BACK, ON, Mark
from agents.extraction.timing.weighing import DAYS, weigh
from agents.extraction.words import words_of
from agents.lexicon.times import Times
from agents.limits import TIME_CHARS
from agents.records import PAST, News, Span, When

_REACH = 8  # sentences that an old one keeps old, at most
_DATELINES = 3  # sentences at the head among which a dateline may give the day
_AGED = 400  # days by which a dateline may be older than its publication
_AGES = 30  # days from which a length that nobody counts makes a habit of what was done
_CAPTION = 500  # characters of a paragraph that can be a caption
_OPEN = Days()


class Timeline:
    """Says of deeds when they belong."""

    def __init__(self, text: Text, parse: Parse, published_at: datetime | None, times: Times) -> None:
        self._text = text
        self._parse = parse
        self._today = published_at.date() if published_at is not None else None
        self._times = times
        self._past = PastDays(parse, times)
        self._governor = cache(self._governing)
        self._mark = cache(self._marked)
        self._caption = cache(self._captioned)

    def when(self, start: int, end: int, trigger: Span, days: int = DAYS) -> When:
        """Say when the deed whose words are `trigger` belongs, in the sentence or clause `start..end`.

        `days` before publication it is still news.
        """
        if not self._text.sentences:
            return When()
        index = self._text.sentence_at(max(start, min(trigger[0], end)))
        governor = self._governor(index)
        captioned = self._caption(index)
        if captioned is not None:
            return self._made(captioned, "old")
        clause = _deed(governor, trigger)
        timed = self._of_clause(governor, clause) if clause else self._of_noun(governor, trigger)
        if timed is not None:
            return self._made(timed, self._news(timed, days))
        return self._untimed(index, governor, clause or innermost(governor.parsed, _token(governor.parsed, trigger)))

    # A time of its own.

    def _of_clause(self, governor: Governor, clause: Clause) -> Timed | None:
        """Give the time that governs a clause, if it tells when the deed was."""
        found = governor.of_clause(clause)
        if found is None or found.timed.days is None:
            return None
        if found.timed.is_length and tenses.is_plain_past(clause, governor.parsed, governor.times):
            parts = found.timed.expression.parts  # "for decades" is a habit, "shelled it for two weeks" tells how long
            return found.timed if "number" not in parts and governor.times.lengths[parts["unit"]] >= _AGES else None
        return found.timed if not found.bound or self._is_past(found.timed) else None

    def _of_noun(self, governor: Governor, trigger: Span) -> Timed | None:
        """Give the time of a deed told by a noun: its own, else that of its clause, but not of what is known."""
        parsed, token = governor.parsed, _token(governor.parsed, trigger)
        chunk = parsed.chunk_at[token] if token < len(parsed) else None
        own = governor.of_noun(chunk) if chunk is not None else None
        if own is not None and own.days is not None:
            return own
        clause = innermost(parsed, token)
        timed = self._of_clause(governor, clause) if clause is not None else None
        if timed is None or chunk is None or parsed.tags[chunk.first] not in ("DT", "PRP$"):
            return timed
        is_new = parsed.words[chunk.first] not in self._times.prepositions["opens"]
        return timed if is_new or self._is_past(timed) else None

    def _is_past(self, timed: Timed) -> bool:
        return self._news(timed) in PAST

    def _news(self, timed: Timed, days: int = DAYS) -> News:
        return weigh(timed.days, self._today, days) if timed.days is not None else "undated"

    def _made(self, timed: Timed, news: News) -> When:
        lasts = timed.days is None or (timed.is_length and news == "standing")
        return _when(_OPEN if lasts or timed.days is None else timed.days, timed.expression.text, news)

    # None: tense, words, and the story.

    def _untimed(self, index: int, governor: Governor, clause: Clause | None) -> When:
        """Read tense, phrases and the sentences before."""
        plain = clause is None or _tells_past(clause, governor)
        if clause is not None and plain and (aged := self._long_ago(governor, clause)):
            return self._made(aged, "old")
        if told := self._told(index, governor, clause, plain):
            return _when(_OPEN, told[1], told[0])
        carried = self._carried(index, plain)
        return _when(carried.heads or _OPEN, carried.read, carried.news)

    def _told(self, index: int, governor: Governor, clause: Clause | None, plain: bool) -> tuple[News, str] | None:
        """Give what phrases, tense and adverbs say, with the words."""
        back = plain or (clause is not None and tenses.is_perfect(clause, governor.parsed, self._times))
        if back and (framed := self._phrase("old", index)):
            return "old", framed
        if clause is None:
            return None
        if not plain and clause.group.modal is None and (lasting := self._phrase("standing", index)):
            return "standing", lasting
        return tenses.cue(clause, governor.parsed, self._times)

    def _long_ago(self, governor: Governor, clause: Clause) -> Timed | None:
        """Give a time of years ago in what comes before a deed or hangs on it: "after the war of 1979 it broke"."""
        opens = governor.parsed.tags[0] == "IN"
        for t in governor.found:
            where, noun = t.place.clause, t.place.chunk
            before = opens and t.place.last < clause.group.first
            does = noun is not None and noun is clause.subject and not clause.group.passive
            near = before or does or (where is not None and where.parent is clause)
            if near and t.days is not None and self._is_aged(t.days):
                return t
        return None

    def _is_aged(self, days: Days) -> bool:
        return self._today is not None and (self._today - days.last).days > _AGED

    def _carried(self, index: int, plain: bool) -> Mark:
        """Give the mark that reigns over a deed without a time: its own sentence's, or an earlier one's."""
        here = self._mark(index)
        if here.turn == "sets":
            return here if plain else ON
        reigns = self._reigning(index)
        return reigns if (plain and here is not BACK) or reigns.heads is not None else ON

    def _reigning(self, index: int) -> Mark:
        """Give the last mark that an earlier sentence set, if nothing has brought the story back since."""
        between: list[int] = []
        for k in range(index - 1, max(-1, index - _REACH - 1), -1):
            if not self._may_mark(k):
                between.append(k)
                continue
            found = self._mark(k)
            if found.turn == "sets":
                back = found.heads is None and any(self._mark(j) is BACK for j in between)
                return ON if back else found
            if found is BACK:
                break
        return ON

    def _may_mark(self, index: int) -> bool:
        """Tell cheaply whether a sentence may set the time of the story."""
        hindsight = not self._times.adverbs["hindsight"].isdisjoint(self._parse.words(index).low)
        return hindsight or bool(self._past.expressions(index) or self._phrase("old", index))

    def _phrase(self, name: str, index: int) -> str:
        return phrase(name, self._parse.words(index), self._times)

    def _marked(self, index: int) -> Mark:
        if self._text.is_dateline(index):
            return ON
        opens = self._text.sentences[index][0] in self._openings
        return story.mark(self._parse.words(index), self._governor(index), opens, self._news)

    @cached_property
    def _openings(self) -> frozenset[int]:
        return frozenset(start for start, _ in self._text.paragraphs)

    # The times of a sentence.

    def _governing(self, index: int) -> Governor:
        parsed, first = self._parse.sentence(index), max(0, index - _REACH)
        told = Told(
            self._read_on,
            lambda: self._past.anchor(first, index, self._read_on),
            lambda: self._past.story(first, index, self._read_on),
        )
        rows = times_of(self._past.expressions(index), parsed, told, self._times) if len(parsed) else ()
        return Governor(parsed, self._times, rows)

    @cached_property
    def _read_on(self) -> date | None:
        """The day against which times are read: that of the dateline, where the text is older than its publication."""
        datelines = filter(self._text.is_dateline, range(min(_DATELINES, len(self._text.sentences))))
        told = (resolve(e, Moment(self._today), self._times) for k in datelines for e in self._past.expressions(k))
        day = next((days.first for days in told if days and days.first == days.last), None)
        return self._older(day) if day is not None else self._today

    def _older(self, day: date) -> date:
        today = self._today
        return day if today is None or DAYS < (today - day).days < _AGED else today

    def _captioned(self, index: int) -> Timed | None:
        """Give the date of a caption: a short paragraph with a photographer, an agency or "file photo"."""
        dated = [t for t in self._governor(index).found if t.days is not None and "day" in t.expression.parts]
        if not dated:
            return None
        paragraphs = self._text.paragraphs
        at = bisect_right(paragraphs, (self._text.sentences[index][0], len(self._text.body))) - 1
        start, end = paragraphs[max(0, at)]
        short = end - start <= _CAPTION
        return dated[-1] if short and phrase("caption", words_of(self._text.body, start, end), self._times) else None


def _when(found: Days, read: str, news: News) -> When:
    first, last = found
    return When(
        since=first.isoformat() if first > date.min else None,
        until=last.isoformat() if last < date.max else None,
        read=read[:TIME_CHARS],
        news=news,
    )


def _tokens(parsed: Sentence, trigger: Span) -> range:
    """Give the tokens of the words of a deed."""
    return range(bisect_right(parsed.ends, trigger[0]), bisect_left(parsed.starts, trigger[1]))


def _token(parsed: Sentence, trigger: Span) -> int:
    """Give the last of them."""
    return max(_tokens(parsed, trigger), default=0)


def _deed(governor: Governor, trigger: Span) -> Clause | None:
    """Give the clause whose verb tells the deed: the first in its words that is no verb of saying."""
    parsed, verbs = governor.parsed, governor.times.verbs
    found = [parsed.clause_at[k] for k in _tokens(parsed, trigger) if k in parsed.clause_at]
    return next((c for c in found if tenses.head(c, parsed) not in verbs["saying"]), found[0] if found else None)


def _tells_past(clause: Clause, governor: Governor) -> bool:
    """Tell a verb in the plain past, or what hangs on one without a tense of its own."""
    while tenses.is_bare(clause) and clause.parent is not None:
        clause = clause.parent
    return tenses.is_plain_past(clause, governor.parsed, governor.times)
