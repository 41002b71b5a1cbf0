"""Stretches between quotation marks, whatever the marks; called by `agents.extraction.quotes`.

Works paragraph by paragraph, so that one bad mark costs one quote and never the document.  It does not know
who speaks, nor whether anybody does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from agents.records import Span

# Single marks are looked at only where they can open: before a word, not after one.  One set in front of all the
# alternatives lets the matcher leap to the next mark.
_MARK = re.compile(
    r"[“”„‟\"«»‹›「」『』＂'`‘‚‛](?:(?<=[“”„‟\"«»‹›「」『』＂])|(?<=')'|(?<=`)`"
    r"|(?<=['‘‚‛])(?<![\w'’].)(?=[\w\[“\"$£€¿¡]))"
)
_SINGLE_CLOSE = re.compile(r"(?<=[^\s(\[])['’‘](?!\w)")
_OPENS_BEFORE = " \t\n\u00a0\u202f\u2009([{/-–—:=>"
_ELISIONS = re.compile(r"(?:\d0s|em|til|till|tis|twas|cause|bout|n)\b", re.I)
_PAIRS = {"“": '”“"', "„": '“”"‟', "‟": '”"', "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』"}
_PAIRS |= {'"': '"”', "＂": "＂", "''": "''\"", "``": "''\"", "”": "”"}
_STRAIGHT = ('"', "＂", "''")
_ALWAYS_OPEN = ("„", "‟", "``", "「", "『")
_DEEPEST = 4
_SINGLE_REACH = 1500
_RUN_ON = 8


class Region(Struct, frozen=True, gc=False):
    """One stretch with its marks (`start`, `end`) and without (`inner`).  `parent` is an index, -1 outside.

    `open_end` says that the speech runs on into the next paragraph.
    """

    start: int
    end: int
    inner: Span
    parent: int = -1
    open_end: bool = False
    single: bool = False


class _Open(NamedTuple):
    at: int
    mark: str


def regions(body: str, paragraphs: Sequence[Span], lang: str) -> list[Region]:
    """Find every marked stretch, in order, outer ones before inner ones.  Offsets are characters of `body`."""
    found: list[Region] = []
    pending: tuple[int, _Open] | None = None  # paragraph and mark of speech that was left open
    for number, (start, end) in enumerate(paragraphs):
        closed, left, orphan = _scan(body, start, end, lang)
        if pending is not None:
            _run_on(body, paragraphs, pending, number, orphan, found)
            if number - pending[0] >= _RUN_ON or closed or left or orphan is not None:
                pending = None
        found.extend(closed)
        if left is not None:
            pending = (number, left)
    return _nest(found)


def _run_on(
    body: str,
    paragraphs: Sequence[Span],
    pending: tuple[int, _Open],
    number: int,
    orphan: int | None,
    found: list[Region],
) -> None:
    """Settle speech left open in an earlier paragraph, once a later one shows that it went on."""
    opened_in, mark = pending
    start = paragraphs[number][0]
    if body.startswith(mark.mark, start) and number == opened_in + 1:
        stop = paragraphs[opened_in][1]
        found.append(Region(mark.at, stop, (mark.at + len(mark.mark), stop), open_end=True))
    elif orphan is not None:
        stop = paragraphs[opened_in][1]
        found.append(Region(mark.at, stop, (mark.at + len(mark.mark), stop), open_end=True))
        for a, b in paragraphs[opened_in + 1 : number]:
            found.append(Region(a, b, (a, b), open_end=True))
        found.append(Region(start, orphan + 1, (start, orphan)))


def _scan(body: str, start: int, end: int, lang: str) -> tuple[list[Region], _Open | None, int | None]:
    """Pair the marks of one paragraph: what is closed, the mark that stays open, the first closer without opener."""
    stack: list[_Open] = []
    closed: list[Region] = []
    orphan: int | None = None
    closers: list[int] | None = None  # where single marks may close; found once, and only where one opens
    for match in _MARK.finditer(body, start, end):
        at, mark = match.start(), match.group()
        if mark in "'‘‚‛":
            if closers is None:
                closers = [m.start() for m in _SINGLE_CLOSE.finditer(body, at, end)]
            stop = _single_end(body, at, end, closers, inside=bool(stack))
            if stop is not None and not _ELISIONS.match(body, at + 1):
                closed.append(Region(at, stop + 1, (at + 1, stop), single=True))
                if not stack:
                    continue
            continue
        role = _role(body, at, mark, start, end, stack, lang)
        if role == "close":
            depth = _closes(stack, mark)
            opened = stack[depth]
            del stack[depth:]
            if at > opened.at + len(opened.mark):
                closed.append(Region(opened.at, at + len(mark), (opened.at + len(opened.mark), at)))
        elif role == "open" and len(stack) < _DEEPEST:
            stack.append(_Open(at, mark))
        elif role == "orphan" and not stack and orphan is None:
            orphan = at
    if len(closed) > 1:
        closed.sort(key=_order)
    return closed, stack[0] if stack else None, orphan


def _order(region: Region) -> tuple[int, int]:
    return region.start, -region.end


def _closes(stack: Sequence[_Open], mark: str) -> int:
    """Give the depth at which a mark closes something, -1 when nothing is open for it."""
    for depth in range(len(stack) - 1, -1, -1):
        if mark in _PAIRS.get(stack[depth].mark, ""):
            return depth
    return -1


def _role(body: str, at: int, mark: str, start: int, end: int, stack: list[_Open], lang: str) -> str:
    """Say what a double mark does here: "open", "close", "orphan" (closes nothing) or "" (no quotation mark)."""
    before = body[at - 1] if at > start else " "
    after = body[at + len(mark)] if at + len(mark) < end else " "
    may_open = before in _OPENS_BEFORE or before in _PAIRS or before in "'‘‚"
    may_close = not before.isspace() and not after.isalnum()
    depth = _closes(stack, mark)
    if mark == "“":
        closing = depth >= 0 and (stack[depth].mark == "„" or may_close)
        return "close" if closing else "open"
    if mark in _STRAIGHT:
        return _straight(body, at, mark, end, stack, depth, may_open, may_close, before)
    if mark in _ALWAYS_OPEN or (mark in "«‹" and depth < 0):
        return "open"
    if depth >= 0:
        return "close"
    opens = (mark in "»›" and lang == "de") or (mark == "”" and after.isalnum())
    return "open" if opens and may_open else "orphan"


def _straight(
    body: str,
    at: int,
    mark: str,
    end: int,
    stack: list[_Open],
    depth: int,
    may_open: bool,
    may_close: bool,
    before: str,
) -> str:
    """Say what a straight double mark does: it looks the same on both sides."""
    if depth < 0:
        return "open" if may_open else "orphan"
    if may_close:
        other = stack[depth].mark != mark
        if other and (before.isdigit() or not _typed_instead(body, at, end)):
            return ""  # inside “ ”, or an inch: the fitting mark is still to come
        return "close"
    if may_open and stack[depth].mark == mark:
        stack.pop(depth)  # the earlier one was never closed
        return "open"
    return "open" if may_open else "close"


def _typed_instead(body: str, at: int, end: int) -> bool:
    """Tell whether a straight mark closes “ in place of ”: no ” follows, or only after another opening."""
    fitting = body.find("”", at, end)
    opening = body.find("“", at, end)
    return fitting < 0 or 0 <= opening < fitting


def _single_end(body: str, at: int, end: int, closers: Sequence[int], *, inside: bool) -> int | None:
    """Find the mark that closes a single one; an apostrophe after a plural is no end while a better one follows."""
    limit = min(end, at + _SINGLE_REACH)
    if inside:
        double = re.compile(r"[”\"»]").search(body, at, limit)
        limit = double.start() if double else limit
    plural: int | None = None
    for stop in _between(body, closers, at + 2, limit):
        if body[stop - 1] not in "sS":
            return stop if plural is None else plural
        plural = plural or stop
    return plural


def _between(body: str, closers: Sequence[int], start: int, end: int) -> Iterator[int]:
    """Give the closers of a stretch; one that ends it closes whatever follows."""
    for k in range(bisect_left(closers, start), len(closers)):
        if closers[k] >= end - 1:
            break
        yield closers[k]
    if end > start and (last := _SINGLE_CLOSE.match(body, end - 1, end)) is not None:
        yield last.start()


def _nest(found: Iterable[Region]) -> list[Region]:
    """Order the regions, drop those that cross another one, and note each one's parent."""
    out: list[Region] = []
    stack: list[int] = []
    for region in sorted(found, key=_order):
        while stack and out[stack[-1]].end <= region.start:
            stack.pop()
        if stack and (region.end > out[stack[-1]].end or len(stack) >= _DEEPEST):
            continue
        out.append(replace(region, parent=stack[-1]) if stack else region)
        stack.append(len(out) - 1)
    return out
