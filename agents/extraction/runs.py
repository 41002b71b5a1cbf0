"""Capitalised runs: where names stand that no lexicon knows, and what their own words say about them.

Called by `entities` with the hits of the gazetteer; gives candidates in order.  It looks at one run at a
time and never at the rest of the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from agents.extraction.candidates import Candidate, of_hit
from agents.extraction.gazetteer import Hit
from agents.lexicon.names import Names, Office

_UPPER = "".join(c for c in map(chr, range(0x41, 0x530)) if c.isupper())
_PART = rf"[{_UPPER}][\w]*(?:(?:[-&/]|[’'](?![sS]\b))\w+)*"
_TOKEN = (
    rf"(?:[{_UPPER}]\.){{2,}}[{_UPPER}]?(?!\w)|[{_UPPER}]\.(?!\w)|(?:St|Mt|Dr|Mr|Mrs|Ms|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|Rev|Hon|Adm|Brig)\."
    rf"|(?:al|el|ad|ar|as|an|at|d|l|de|ash|az|ul)[-’']{_PART}|{_PART}"
)
_LINK = r"(?:of the|for the|on the|and the|of|for|and|the|on|in|de la|de los|de|da|do|dos|das|del|della|di|du|des|la|le|el|al|bin|ibn|bint|von|van der|van den|van|der|den|ter|zu|y|e|&|to)"
_RUN = re.compile(rf"(?<![\w@])(?:{_TOKEN})(?:[ \u00a0](?:{_LINK}[ \u00a0])?(?:{_TOKEN}))*")
_WORD = re.compile(rf"{_TOKEN}|[^\s]+")
_PERSON_LINKS = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "des",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "bint",
        "von",
        "van",
        "der",
        "den",
        "ter",
        "zu",
        "y",
        "e",
    ]
)
_LONGEST_TITLE = 5


class Token(NamedTuple):
    """A word of a run."""

    start: int
    end: int
    text: str
    lower: str
    link: bool  # a small word between two capitalised ones


def find(body: str, hits: Sequence[Hit], names: Names) -> list[Candidate]:
    """Give candidates for all capitalised runs and all known names, from left to right."""
    found: list[Candidate] = []
    at = 0
    for run in _RUN.finditer(body):
        start, end = run.span()
        inside: list[Hit] = []
        while at < len(hits) and hits[at].start < end:
            hit = hits[at]
            if hit.end > start:
                inside.append(hit)
            else:
                found.append(of_hit(hit, body))
            at += 1
        _Reader(body, names, inside, found).read(start, end)
    found.extend(of_hit(hit, body) for hit in hits[at:])
    return found


class _Reader:
    """Reads one run: cuts it at known names, small words and titles, and types the pieces by their words."""

    def __init__(self, body: str, names: Names, hits: list[Hit], found: list[Candidate]) -> None:
        self.body = body
        self.names = names
        self.shapes = names.shapes
        self.hits = {hit.start: hit for hit in hits}
        self.found = found

    def read(self, start: int, end: int) -> None:
        if len(self.hits) == 1:  # the commonest case: one known name and nothing else
            (hit,) = self.hits.values()
            if hit.start <= start and hit.end >= end:
                self.found.append(of_hit(hit, self.body))
                return
        self.segments(self.tokens(start, end))

    def tokens(self, start: int, end: int) -> list[Token]:
        """Cut the run into words; a known name of several words is cut too, and put together again later."""
        tokens = []
        for word in _WORD.finditer(self.body, start, end):
            text = word.group()
            tokens.append(
                Token(
                    word.start(),
                    word.end(),
                    text,
                    text.lower(),
                    not text[0].isupper() and "-" not in text and "’" not in text and "'" not in text,
                )
            )
        return tokens

    def segments(self, tokens: list[Token]) -> None:
        """Part the run at words that belong to no name, and read what is between."""
        begin = 0
        k = 0
        while k < len(tokens):
            token = tokens[k]
            hit = self.hits.get(token.start)
            if hit is not None:
                while k < len(tokens) and tokens[k].start < hit.end:
                    k += 1
                continue
            if token.lower in self.shapes["common.stop"] and not token.link:
                self.segment(tokens[begin:k])
                begin = k + 1
            k += 1
        self.segment(tokens[begin:])

    def segment(self, tokens: list[Token]) -> None:
        while tokens and tokens[0].link:
            tokens = tokens[1:]
        while tokens and tokens[-1].link:
            tokens = tokens[:-1]
        if not tokens:
            return
        hit = self.hits.get(tokens[0].start)
        if hit is not None and hit.end >= tokens[-1].end:
            self.found.append(of_hit(hit, self.body))
            return
        if self.titled(tokens) or self.patterned(tokens) or self.person_with_place_name(tokens):
            return
        self.pieces(tokens)

    def titled(self, tokens: list[Token]) -> bool:
        """Read `Russian Foreign Minister Sergei Lavrov`: what is before the title, and the person after it."""
        for i in range(len(tokens)):
            if tokens[i].start in self.hits and self.hits[tokens[i].start].meanings[0].kind != "city":
                continue
            for j in range(min(len(tokens), i + _LONGEST_TITLE), i, -1):
                office = self.names.titles.get(" ".join(t.lower for t in tokens[i:j]))
                if office is None:
                    continue
                rest = tokens[j:]
                if rest and (rest[0].link or self.heads(rest, "organisation.last") or self.heads(rest, "place.last")):
                    continue
                if i:
                    self.segment(tokens[:i])
                if rest:
                    self.person(rest)
                return True
        return False

    def person(self, tokens: list[Token]) -> None:
        """Make a person of what stands after a title; a link word or a known state's name ends it."""
        end = len(tokens)
        for k, token in enumerate(tokens):
            hit = self.hits.get(token.start)
            if (token.link and token.lower not in _PERSON_LINKS) or (
                hit is not None and k and hit.meanings[0].kind in ("state", "adjective")
            ):
                end = k
                break
        head, rest = tokens[:end], tokens[end:]
        if head:
            hit = self.hits.get(head[0].start)
            known = hit is not None and hit.meanings[0].type == "PER" and hit.end <= head[-1].end
            self.found.append(of_hit(hit, self.body) if known and hit else self.make(head, "PER", "title", 3))
        if rest:
            self.segment(rest)

    def patterned(self, tokens: list[Token]) -> bool:
        """Read what the words themselves say: `Ministry of Health`, `Kenya Airways`, `Lake Chad`, `Battle of Kyiv`."""
        first, last = tokens[0].lower, tokens[-1].lower
        several = len(tokens) > 1
        if several and last in self.shapes["organisation.last"] and tokens[0].start not in self.splits(tokens):
            self.found.append(self.make(tokens, "ORG", "shape:organisation", 2))
            return True
        for k in range(len(tokens) - 2):
            if tokens[k + 1].lower == "of" and tokens[k].lower in self.shapes["organisation.of"]:
                if k:
                    self.segment(tokens[:k])
                self.found.append(self.make(tokens[k:], "ORG", "shape:organisation-of", 2))
                return True
        if several and (last in self.shapes["place.last"] or first in self.shapes["place.first"]):
            self.found.append(self.make(tokens, "LOC", "shape:place", 2))
            return True
        if several and (last in self.shapes["event.last"] or first in self.shapes["event.first"]):
            self.found.append(self.make(tokens, "MISC", "shape:event", 2))
            return True
        return False

    def splits(self, tokens: list[Token]) -> set[int]:
        """Give the starts of names in an `and` list: `Russia and the African Union` are two."""
        return (
            {tokens[0].start}
            if any(t.link and t.lower in ("and", "in", "on", "to") for t in tokens) and self.hits.get(tokens[0].start)
            else set()
        )

    def heads(self, tokens: list[Token], shape: str) -> bool:
        return len(tokens) >= 1 and tokens[-1].lower in self.shapes[shape]

    def person_with_place_name(self, tokens: list[Token]) -> bool:
        """Read `Jordan Henderson` and `Jack London` as people, though the lexicon knows a place in them."""
        if not 2 <= len(tokens) <= 3 or any(t.link for t in tokens):
            return False
        inner = [self.hits[t.start] for t in tokens if t.start in self.hits]
        if not inner or any(h.meanings[0].kind not in ("state", "city", "capital", "place") for h in inner):
            return False
        names = self.names
        if (
            tokens[0].text in names.first_names
            and tokens[0].lower not in self.shapes["common.plain"]
            and (tokens[-1].text in names.last_names or tokens[0].start not in self.hits)
        ):
            self.found.append(self.make(tokens, "PER", "first name", 2))
            return True
        return False

    def pieces(self, tokens: list[Token]) -> None:
        """Cut at known names and link words; read the unknown words between them as names of their own."""
        k = begin = 0
        while k < len(tokens):
            token = tokens[k]
            hit = self.hits.get(token.start)
            if hit is not None:
                self.unknown(tokens[begin:k])
                self.found.append(of_hit(hit, self.body))
                while k < len(tokens) and tokens[k].start < hit.end:
                    k += 1
                begin = k
            elif token.link and token.lower not in _PERSON_LINKS:
                self.unknown(tokens[begin:k])
                k += 1
                begin = k
            else:
                k += 1
        self.unknown(tokens[begin:])

    def unknown(self, tokens: list[Token]) -> None:
        while tokens and tokens[0].link:
            tokens = tokens[1:]
        while tokens and tokens[-1].link:
            tokens = tokens[:-1]
        if not tokens:
            return
        if len(tokens) > 1 and self.patterned(tokens):
            return
        names = self.names
        first, last = tokens[0].text, tokens[-1].text
        if len(tokens) == 1:
            made = self.make(tokens, "", "", 0)
            if tokens[0].lower in self.shapes["common.plain"]:
                return
        elif len(tokens) <= 5 and (first in names.first_names or (len(first) == 2 and first[1] == ".")):
            made = self.make(tokens, "PER", "first name", 2)
        elif len(tokens) <= 4 and last in names.last_names:
            made = self.make(tokens, "PER", "last name", 1)
        else:
            made = self.make(tokens, "", "", 0)
        self.found.append(made)

    def make(self, tokens: list[Token], kind: str, rule: str, strength: int) -> Candidate:
        start, end = tokens[0].start, tokens[-1].end
        if self.body[end - 1] == "." and len(tokens[-1].text) > 2 and tokens[-1].text.count(".") == 1:
            end -= 1
        made = Candidate(start, end, self.body[start:end], kind, rule, strength)
        hit = self.hits.get(start)
        if kind == "ORG" and hit is not None and hit.meanings[0].kind in ("state", "adjective"):
            made.prefix, made.prefix_end = hit.meanings[0], hit.end
        return made
