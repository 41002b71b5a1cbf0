"""What a cue takes: marked words, a clause, an infinitive or an object behind it; called by `english`.

Reads the parse of one sentence; gives tokens, never characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.items import MARKED, Item
from agents.extraction.parse.parse import Sentence
from agents.extraction.parse.records import Clause
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.speaking import Spoken
from agents.records import Span

_ADJUNCT = 6  # items that may stand between a verb and its marked words or its clause
_NAMING = 16  # tokens in which somebody is called something
_PARTS = frozenset({",", ";", ":", ".", "that"})


class Content(Struct, frozen=True, gc=False):
    """What was said: tokens first..last; `frame` says how it was found, `addressee` who was told."""

    first: int
    last: int
    frame: str
    addressee: Span | None = None


def content_after(g: Grammar, s: Sentence, one: Spoken, last: int) -> Content | None:
    """Find what stands behind a cue as its content, up to token `last`; None where nothing does."""
    frames = one.form.frames
    behind = _behind(s, one)
    listener = listener_of(one) if "told" in frames else None
    if "quote" in frames and (at := _marks(s, behind)) is not None:
        return Content(at, at, "quote", listener)
    for frame, reader in (("order", _order), ("for", _for), ("as", partial(_as, g))):
        if frame in frames and (found := reader(s, one, last)) is not None:
            return found
    clause = _clause(g, s, one, behind) or _that(g, s, one, behind)
    if clause is not None:
        return Content(*clause[:2], clause[2], listener)
    return _phrase(s, one, last)


def _phrase(s: Sentence, one: Spoken, last: int) -> Content | None:
    """What a cue takes without a clause: "vowed to leave", "demanded an inquiry", "quoted “a senior clerk”"."""
    frames = one.form.frames
    if "to" in frames and (own := _infinitive(s, one)) is not None:
        return Content(own, last, "to")
    if "thing" in frames and not one.clause.group.passive:
        thing = s.chunk_at[one.last + 1] if one.last + 1 < len(s) else None
        if thing is not None and s.words[thing.first] != "no":
            return Content(thing.first, last, "thing")
    if "quote" in frames and one.form.kind != "belief" and (named := _holds_marked(s, one, last)) is not None:
        return Content(named, last, "thing")
    begins = one.last + 1 + (s.tags[one.last + 1 : one.last + 2] == ["IN"])  # "spoke of “a debt”"
    marked = (Content(a, last, "as") for a, _ in s.woven if a == begins)
    return next(marked, None) if "quote" in frames else None


def _holds_marked(s: Sentence, one: Spoken, last: int) -> int | None:
    """Where an object begins in which marked words are woven: "stressed the need for a “firm hand” at sea"."""
    thing = one.clause.object
    if thing is None or thing.first != one.last + 1:
        return None
    parted = (k for k in range(thing.first, last) if s.words[k] in _PARTS or k in s.clause_at)
    stop = next(parted, last)
    return thing.first if any(thing.first < a < stop for a, _ in s.woven) else None


def _behind(s: Sentence, one: Spoken) -> Sequence[Item]:
    """The items behind a cue."""
    at = next((k for k, item in enumerate(s.items) if item.group is one.clause.group), len(s.items))
    return [item for item in s.items[at + 1 : at + 2 + 3 * _ADJUNCT] if item.at > one.last]


def _marks(s: Sentence, behind: Sequence[Item]) -> int | None:
    """The marked words that a cue owns: right behind it, or behind a listener, a place, a comma or colon."""
    parted = True
    for steps, item in enumerate(behind):
        if item.kind == "Q":
            return item.at if parted else None
        colon = item.kind == "." and item.word == ":"
        if steps >= _ADJUNCT or not (item.kind in "NPA," or colon):
            return None
        parted = colon or item.kind == ","
    return None


def _that(g: Grammar, s: Sentence, one: Spoken, behind: Sequence[Item]) -> tuple[int, int, str] | None:
    """What "that" opens, where the parse hangs it on another verb: "said at a rally in May that"."""
    if not {"that", "told"} & set(one.form.frames):
        return None
    for item in behind[:_ADJUNCT]:
        if item.kind == "S":
            return (item.at + 1, len(s) - 1, "that") if item.word == "that" and item.at + 2 < len(s) else None
        if item.kind not in "NP" or item.word in g.speech.word_class("topics"):
            return None
    return None


def listener_of(one: Spoken) -> Span | None:
    """Give who stands behind a cue as the one who was told."""
    told = one.clause.object or next(iter(one.clause.objects), None)
    return (told.first, told.last) if told is not None and told.first > one.last else None


def _clause(g: Grammar, s: Sentence, one: Spoken, behind: Sequence[Item]) -> tuple[int, int, str] | None:
    """The clause that was said: with "that", with a question word, or bare."""
    frames = one.form.frames
    for child in sorted(one.clause.children, key=lambda c: c.first):
        if child.first <= one.last or child.group.form != "finite":
            continue
        frame = _frame(g, child)
        if frame == "that" and ("that" in frames or "told" in frames):
            return child.first + 1 + (s.words[child.first + 1] == ","), child.last, "that"
        if frame == "wh" and ("wh" in frames or "told" in frames) and _is_next(s, one, child):
            return child.first, child.last, "wh"
        if frame == "bare" and ("bare" in frames or "told" in frames):
            return child.first, child.last, "bare"
    return (_resumed(s, one, behind) or _beside(g, s, one)) if "bare" in frames else None


def _frame(g: Grammar, child: Clause) -> str:
    if child.kind == "that":
        return "that" if child.marker == "that" else "bare"
    return "wh" if child.marker in g.speech.word_class("asking") and child.relative is None else ""


def _is_next(s: Sentence, one: Spoken, child: Clause) -> bool:
    """Tell "asked whether", "told them how" from "said on Monday when he arrived"."""
    told = listener_of(one)
    near = child.first - one.last == 1 or (told is not None and child.first - told[1] <= 1)
    return near or child.marker in ("whether", "if")


def _resumed(s: Sentence, one: Spoken, behind: Sequence[Item]) -> tuple[int, int, str] | None:
    """A clause behind an insertion: "said, if elected, she would"."""
    if len(behind) < 3 or behind[0].kind != ",":
        return None
    if behind[1].kind == "N":  # "Too often, she said, the law is silent"
        own = next((c for c in s.clauses if c.first == behind[1].at and c.kind == "main"), None)
        return (own.first, own.last, "bare") if own is not None and own.group.form == "finite" else None
    if behind[1].kind not in "SP":
        return None
    start = behind[1].at
    following = next((c for c in s.clauses if c.kind == "main" and c.group.form == "finite" and c.first > start), None)
    return (start, following.last, "bare") if following is not None else None


def _beside(g: Grammar, s: Sentence, one: Spoken) -> tuple[int, int, str] | None:
    """A clause right behind its cue that the parse does not hang on it: "said leaving the bloc would cost jobs"."""
    clause = next((c for c in s.clauses if c.group.form == "finite" and c.group.first > one.last), None)
    if clause is None or clause.kind == "relative" or clause.marker or one.form.lemma in g.never_behind:
        return None
    between = range(one.last + 1, clause.group.first)
    parted = any(s.tags[k] in (",", ":", "CC", "WDT", "WP", "WRB") or s.words[k] in g.subordinators for k in between)
    begins = bool(between) and s.tags[between[0]] not in ("IN", "TO", "RB", "RP")
    return (one.last + 1, len(s) - 1, "bare") if begins and not parted else None


def _infinitive(s: Sentence, one: Spoken) -> int | None:
    """Where an infinitive of the speaker's own begins: "vowed to leave"."""
    at = one.last + 1
    return at if s.tags[at : at + 2] == ["TO", "VB"] else None


def _order(s: Sentence, one: Spoken, last: int) -> Content | None:
    """ "urged them to leave", "called on the bloc to leave": whom, and what they are to do."""
    whom = _whom(s, one)
    if whom is None:
        return None
    for child in one.clause.children:
        begins = child.group.first - 1
        if child.group.form != "to" or begins <= whom.last:
            continue
        while begins > whom.last + 1 and s.tags[begins] != "TO":
            begins -= 1
        begins -= s.words[begins - 1] == "not"
        return Content(begins, last, "order", (whom.first, whom.last))
    return None


def _whom(s: Sentence, one: Spoken) -> Chunk | None:
    """Who stands right behind a cue or its particle."""
    if one.form.particle:
        return s.chunk_at[one.last + 1] if one.last + 1 < len(s) else None
    whom = one.clause.object
    return whom if whom is not None and whom.first > one.last else None


def _for(s: Sentence, one: Spoken, last: int) -> Content | None:
    """What somebody is accused of, blamed or praised for."""
    whom = _whom(s, one)
    if whom is None or whom.last + 2 >= len(s) or s.tags[whom.last + 1] != "IN":
        return None
    small = s.words[whom.last + 1]
    if small == "of" and one.form.frames["for"] == "accuse":
        return Content(whom.last + 2, last, "for", (whom.first, whom.last))
    return Content(whom.first, last, "for", (whom.first, whom.last)) if small in ("for", "over") else None


def _as(g: Grammar, s: Sentence, one: Spoken, last: int) -> Content | None:
    """ "called it “a farce”", "described the vote as rigged"."""
    begins = one.last + 1
    whom = one.clause.object
    stop = _stop(s, begins, last)
    ends = {last for _, last in s.woven}
    marked = next((k for k in range(stop, begins - 1, -1) if s.tags[k] == MARKED or k in ends), None)
    if marked is not None:
        return Content(begins, _name_end(g, s, marked, last), "as", _span(whom))
    if whom is None:
        return None
    if any(s.words[k] == "as" for k in range(begins, stop + 1)):
        return Content(whom.first, last, "as", _span(whom))
    predicate = s.chunk_at[whom.last + 1] if whom.last + 1 <= last and one.form.lemma == "call" else None
    return Content(whom.first, last, "as", _span(whom)) if predicate is not None and not predicate.is_time else None


def _name_end(g: Grammar, s: Sentence, at: int, last: int) -> int:
    """The last token of what somebody is called: with what clings to the marked words that end at `at`."""
    chunk = s.chunk_at[at]
    end = max(at, chunk.last if chunk is not None else 0)
    while end < last:
        word, tag = s.words[end + 1], s.tags[end + 1]
        after = s.chunk_at[end + 2] if end + 2 <= last else None
        if tag in ("WDT", "WP", "TO"):
            return next((min(last, c.last) for c in s.clauses if c.first == end + 1), last)
        joined = tag == "CC" and not any(c.first <= end + 2 <= c.group.head for c in s.clauses if c.first > at)
        if after is None or not (joined or word in g.speech.word_class("clinging")):
            break
        end = after.last
    return min(end, last)


def _stop(s: Sentence, begins: int, last: int) -> int:
    """The last token before another verb, a comma or the end."""
    end = min(last, begins + _NAMING)
    woven = {k for a, b in s.woven for k in range(a, b + 1)}
    parted = (k for k in range(begins, end + 1) if k not in woven and (s.words[k] in _PARTS or k in s.clause_at))
    return next(parted, end + 1) - 1


def _span(chunk: Chunk | None) -> Span | None:
    return (chunk.first, chunk.last) if chunk is not None else None
