"""What was said before its cue, or on both sides of it: «"No," said Ana Roa», «Rates fell, the bank said».

Called by `english`; tokens of one sentence in and out.
"""

from __future__ import annotations

from agents.extraction.parse.items import MARKED
from agents.extraction.parse.parse import Sentence
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.speaking import Spoken, Voice, finite_between
from agents.extraction.quotes.tokens import DASHES
from agents.records import Span

_TAIL = 16  # tokens that may follow "she said" at the end of a sentence
_JOINS = DASHES | {",", ":", "and", "but", "."}
_FINAL = frozenset({".", "!", "?", "…", "..."})


def pieces_before(g: Grammar, s: Sentence, one: Spoken, who: Voice, low: int) -> tuple[list[Span], str] | None:
    """Find the content that stands before an attribution, from token `low` on, and its frame."""
    done = max(one.last, who.words[1]) if who.via == "inverted" else one.last
    end = who.edge - 1
    ends = {last for _, last in s.woven}
    while end >= low and end not in ends and (s.words[end] == "," or s.words[end] in DASHES or s.tags[end] == "RB"):
        end -= 1
    if end < low:
        return None
    if s.tags[end] == MARKED:
        return more_marked(s, [(_start_of_marked(s, low, end), end)], done), "quote"
    parted = end < who.edge - 1 or who.edge == low
    return _unmarked(s, one, _first_word(s, low, end), end, done) if parted and _may_follow(g, one) else None


def _may_follow(g: Grammar, one: Spoken) -> bool:
    """Tell whether a cue may stand behind a statement without marks."""
    clause, frames = one.clause, one.form.frames
    if one.form.lemma in g.never_behind or clause.group.form != "finite" or clause.kind == "relative":
        return False
    return "told" in frames or ("bare" in frames and not clause.objects)


def _unmarked(s: Sentence, one: Spoken, first: int, end: int, done: int) -> tuple[list[Span], str] | None:
    """A statement without marks before its cue, or on both sides of it."""
    after = _rest(s, done)
    if after is not None and s.tags[after[0]] != MARKED and _goes_on(s, first, end, after):
        return [(first, end), after], "split"
    return ([(first, end)], "before") if _is_statement(s, first, end) and _ends_soon(s, done) else None


def closes(s: Sentence, one: Spoken, who: Voice) -> bool:
    """Tell whether a whole sentence without speech of its own stands before an attribution: "..., the source added"."""
    before = one.clause.first - 1
    return (
        before > 2
        and one.clause.via == "own"
        and one.clause.kind == "main"
        and s.words[before] == ","
        and bool({"bare", "told"} & set(one.form.frames))
        and not any(s.tags[k] == MARKED for k in range(before))
        and _ends_soon(s, max(one.last, who.words[1]))
    )


def more_marked(s: Sentence, pieces: list[Span], done: int) -> list[Span]:
    """Add the marked words that go on right after an attribution: «"No," she said. "Never."»"""
    for k in range(done + 1, len(s)):
        if s.tags[k] == MARKED:
            if s.words[k - 1] in _JOINS or s.tags[k - 1] == MARKED:
                pieces.append((k, k))
            break
    return pieces


def joined_marked(s: Sentence, at: int) -> list[Span]:
    """The marked words from token `at` on that only commas and "and" part."""
    pieces = [(at, at)]
    for k in range(at + 1, len(s)):
        if s.tags[k] == MARKED:
            if k - pieces[-1][1] > 3 or not (s.words[k - 1] in _JOINS or s.tags[k - 1] == MARKED):
                break
            pieces.append((k, k))
    return pieces


def _first_word(s: Sentence, low: int, end: int) -> int:
    while low < end and not s.words[low][0].isalnum() and s.tags[low] not in (MARKED, "``", "$"):
        low += 1
    return low


def _start_of_marked(s: Sentence, low: int, end: int) -> int:
    """Where a content that ends with marked words begins: with these, or with the clause they close."""
    first = end
    while first > low and s.tags[first - 1] == MARKED:
        first -= 1
    parted = first > low and (s.words[first - 1] in (",", ":") or s.words[first - 1] in DASHES)
    if first == low or (parted and not _leads_in(s, low, first)):
        return first
    return _first_word(s, low, end)


def _leads_in(s: Sentence, low: int, marked: int) -> bool:
    """Tell whether what stands before marked words and a comma only leads in to them: "After the vote, “we lost”"."""
    if s.words[marked - 1] != "," or s.tags[low] not in ("IN", "WRB"):
        return False
    return not _holds_clause(s, low, marked)


def _rest(s: Sentence, done: int) -> Span | None:
    """What stands behind the comma that closes an attribution: "The plan, she said, is dead."."""
    comma = next((k for k in range(done + 1, min(len(s) - 1, done + 10)) if s.words[k] == ","), None)
    if comma is None or any(done < c.group.head < comma for c in s.clauses):
        return None
    last = len(s) - 1
    while last > comma and s.words[last] in _FINAL:
        last -= 1
    return (comma + 1, last) if last > comma else None


def _goes_on(s: Sentence, first: int, end: int, after: Span) -> bool:
    """Tell whether what stands behind the attribution is the rest of what stands before it."""
    behind = [c for c in s.clauses if after[0] <= c.group.head <= after[1] and c.group.form == "finite"]
    return bool(behind) and not _holds_clause(s, first, end)


def _holds_clause(s: Sentence, low: int, end: int) -> bool:
    """Tell whether a clause that can stand alone has its verb among tokens low..end."""
    whole = (c for c in s.clauses if c.kind in ("main", "coordinated", "that"))
    return any(low <= c.group.head <= end and c.group.form == "finite" for c in whole)


def _is_statement(s: Sentence, low: int, end: int) -> bool:
    """Tell whether tokens low..end can stand alone as what was said."""
    if end - low < 2:
        return False
    return bool(s.woven) or _holds_clause(s, low, end)


def _ends_soon(s: Sentence, done: int) -> bool:
    """Tell whether nothing but a listener, a place or a time follows the attribution."""
    rest = range(done + 1, min(len(s), done + 2 + _TAIL))
    stop = next((k for k in rest if s.words[k] in _FINAL or s.words[k] in (",", ";")), rest.stop)
    return finite_between(s, done + 1, stop) is None
