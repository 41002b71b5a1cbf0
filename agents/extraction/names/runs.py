"""Capitalised runs: where names may stand, as words, with the known names among them.

Called by `entities` with the hits of the gazetteer; `pieces` reads each run and gives its candidates.  It
knows how names are written, not what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from agents.extraction.names.gazetteer import Hit
from agents.lexicon.names import NOTHING, Known
from agents.records import Span

_UPPER = "".join(c for c in map(chr, range(0x41, 0x530)) if c.isupper())
_SUFFIXES = (
    r"(?:based|born|led|backed|owned|run|controlled|held|linked|style|made|era|sponsored|funded|listed|occupied"
    r"|administered|affiliated|aligned|registered|headquartered|operated|speaking|dominated|bound)\b"
)
# A word with its capital.  The set of capitals stands first, so that the search can leap from one to the next.
_WORD = re.compile(
    rf"[{_UPPER}](?<![\w@].)"
    rf"(?:\.(?:(?:[{_UPPER}]\.)+[{_UPPER}]?)?(?!\w)|\w*(?:(?:[-&/](?!{_SUFFIXES})|[’'](?![sS]\b))\w+)*)"
)
_ABBREVIATED = re.compile("St|Mt|Dr|Mrs?|Ms|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|Rev|Hon|Adm|Brig|Engr")
# "Magistrate's Court": what belongs to such an owner is one name with it.
_OWNER = re.compile(
    "Attorney|Children|Citizens|Farmers|General|Governor|Magistrates?|Mayor|Men|Minister|People|President|Prosecutor"
    "|Students|Teachers|Veterans|Women|Workers"
)
_OWNED = re.compile(
    r"['’]s?(?= (?:\w+ )?(?:Office|Court|Party|Hospital|Union|Federation|Club|Council|Commission|Association|League"
    r"|Congress|Assembly|Republic|Bank|Institute|Movement|Front|Alliance|Network|Committee|Fund|Bureau|Department"
    r"|Chamber|Forum|Organi[sz]ation|Society|Museum|College|School|University|Army)\b)"
)
_ARTICLE = re.compile(r"(?<![\w@])(?:al|el|ad|ar|as|an|at|d|l|de|ash|az|ul)[-’']$")
_APOSTROPHES = frozenset("'’")
_TIES = frozenset("-’'")
_LONGEST_ARTICLE = 4
_LINKS = (
    "of the|for the|on the|and the|of|for|and|the|on|in|de la|de los|de|da|do|dos|das|del|della|di|du|des|la|le|el|al"
    "|bin|ibn|bint|binti|ben|wa|von der|von|van der|van den|van|der|den|ter|zu|zur|zum|vom|af|y|e|&|to|against"
)
_HITS_IN_A_WORD = 4  # "Russia-Ukraine-Belarus"


def _between() -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Give what may stand between two words of a run, with the spans of the link words in it."""
    for space in (" ", "\u00a0"):
        yield space, []
        for link in _LINKS.split("|"):
            words = [(m.start() + 1, m.end() + 1) for m in re.finditer(r"\S+", link)]
            for last in (" ", "\u00a0"):
                yield f"{space}{link}{last}", words


_BETWEEN = dict(_between())
_WIDEST = max(map(len, _BETWEEN))


class Token(Struct, frozen=True, gc=False):
    """A word of a run; `link` is a small word between two capitalised ones; `hit` a known name that begins here."""

    start: int
    end: int
    text: str
    lower: str
    link: bool
    hit: Hit | None
    inside: bool  # part of a known name, not its first word

    def reaches(self, end: int) -> bool:
        """Tell whether a known name begins here and stands up to `end`."""
        return self.hit is not None and self.hit.end >= end

    @property
    def known(self) -> Known:
        """What a known name that begins here stands for most likely, `NOTHING` if none does."""
        return self.hit.meanings[0] if self.hit is not None else NOTHING


class Run(Struct, frozen=True, gc=False):
    """A run as words; empty words mean that it is one known name and nothing else."""

    tokens: list[Token]
    hit: Hit | None


def find(body: str, hits: Sequence[Hit], idle: frozenset[str] = frozenset()) -> Iterator[Run]:
    """Give all runs and all known names outside of runs, from left to right, but for a lone word that is `idle`."""
    at = 0
    for words in _runs(body):
        start, end = words[0][0], words[-1][1]
        first = at
        while at < len(hits) and hits[at].start < end:
            if hits[at].end <= start:
                yield Run([], hits[at])
                first = at + 1
            at += 1
        inside = hits[first:at]
        if not inside:
            if len(words) > 1 or body[start:end].lower() not in idle:
                yield Run([_token(body, left, right) for left, right in words], None)
        elif len(inside) == 1 and inside[0].start <= start and inside[0].end >= end:
            yield Run([], inside[0])
        else:
            yield Run(_tokens(body, words, inside), None)
    for hit in hits[at:]:
        yield Run([], hit)


def _runs(body: str) -> Iterator[list[Span]]:
    """Give the spans of the words of each run, link words among them."""
    run: list[Span] = []
    last = 0
    for word in _WORD.finditer(body):
        start, end = word.span()
        if body[start - 1 : start] in _TIES:  # "al-Assad"
            article = _ARTICLE.search(body, max(0, start - _LONGEST_ARTICLE), start)
            start = article.start() if article is not None else start
        if body[end : end + 1] == "." and _ABBREVIATED.fullmatch(body, start, end):
            end += 1
        elif body[end : end + 1] in _APOSTROPHES and (owned := _OWNED.match(body, end)):
            end = owned.end() if _OWNER.fullmatch(body, start, end) else end
        links = _BETWEEN.get(body[last:start]) if start - last <= _WIDEST else None
        if links is None:
            if run:
                yield run
            run, links = [], []
        for left, right in links:
            run.append((last + left, last + right))
        run.append((start, end))
        last = end
    if run:
        yield run


def _token(body: str, left: int, right: int, hit: Hit | None = None, inside: bool = False) -> Token:
    text = body[left:right]
    link = (text[0].islower() and text.isalpha()) or text[0] == "&"
    return Token(left, right, text, text.lower(), link, hit, inside)


def _tokens(body: str, words: list[Span], hits: Sequence[Hit]) -> list[Token]:
    """Make the words of a run that has known names; `Russia-Ukraine` is cut where a known name ends or begins."""
    tokens: list[Token] = []
    k = 0
    for start, end in words:
        while k < len(hits) and hits[k].end <= start:
            k += 1
        if k == len(hits) or hits[k].start >= end:
            tokens.append(_token(body, start, end))
            continue
        for left, right in _parts(body, start, end, hits[k : k + _HITS_IN_A_WORD]):
            while k < len(hits) and hits[k].end <= left:
                k += 1
            hit = hits[k] if k < len(hits) and hits[k].start < right else None
            if hit is None or hit.start >= left or not tokens:
                tokens.append(_token(body, left, right, hit))
            else:
                tokens.append(_token(body, left, right, inside=True))
    return tokens


def _parts(body: str, start: int, end: int, hits: Sequence[Hit]) -> Iterator[Span]:
    if hits[0].start <= start and hits[0].end >= end:
        yield start, end
        return
    cuts = {p for hit in hits for p in (hit.start, hit.end) if start < p < end}
    left = start
    for cut in sorted(cuts):
        tie = next((k for k in (cut, cut - 1) if body[k] in "-/&"), left)
        if tie > left:
            yield left, tie
            left = tie + 1
    yield left, end
