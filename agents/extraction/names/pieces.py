"""Reads one capitalised run: cuts it at titles, link words and known names, and types the pieces by their words.

Called by `entities` for each run of `runs.find`.  It sees the run alone; what the rest of the document says
comes after it, in `document`.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from agents.extraction import budget
from agents.extraction.names import heads
from agents.extraction.names.candidates import Candidate, of_hit
from agents.extraction.names.gazetteer import Hit
from agents.extraction.names.runs import Run, Token
from agents.lexicon.names import Names

_PLACED = re.compile(r"\b(?:in|at|near|from|of|to|outside|around) $")
_SHAPES = (("organisation", "ORG"), ("place", "LOC"), ("event", "MISC"))
_LONGEST_PERSON = 5
_LONGEST_TITLE = 5
_SOFT = frozenset({"town", "district", "site", "landmark"})


class Reader:
    """Reads runs of one text into `found`."""

    def __init__(self, body: str, names: Names) -> None:
        self.body = body
        self.names = names
        self.shapes = names.shapes
        self.found: list[Candidate] = []
        self.cuts = 0  # of runs that are too long
        self.readings = (  # of the words of a name, in the order in which they are tried
            *(self.whole, self.titled, self.extended, self.patterned),
            *(self.person_with_place_name, self.branch, self.pieces),
        )

    def read(self, run: Run) -> None:
        """Add the candidates of one run."""
        tokens = run.tokens
        if run.hit is not None:
            self.add(run.hit)
        elif len(tokens) == 1:
            self.unknown([token for token in tokens if token.lower not in self.names.titles])
        else:
            self.cuts += (len(tokens) - 1) // budget.RUN
            for at in range(0, len(tokens), budget.RUN):
                self.words(tokens[at : at + budget.RUN])

    def words(self, tokens: list[Token]) -> None:
        """Part the words of a run at those that belong to no name, and read what is between."""
        tokens = self.hardened(tokens)
        begin, stop = 0, self.shapes["common.stop"]
        for k, token in enumerate(tokens):
            if token.lower in stop and not (token.hit or token.inside or token.link):
                self.segment(tokens[begin:k])
                begin = k + 1
        self.segment(tokens[begin:])

    def soft(self, hit: Hit) -> bool:
        """Tell whether the name of a town is also a person's: `George`, `Regina`, `Engels`."""
        text = self.body[hit.start : hit.end]
        return hit.meanings[0].subtype in _SOFT and text in self.names.person_names

    def hardened(self, tokens: list[Token]) -> list[Token]:
        """Forget the town, people or company in longer names: `Regina Ip`, `Sally French`, `Google Translate`."""
        made = list(tokens)
        for k, token in enumerate(tokens):
            if token.hit is not None and token.hit.end == token.end and self.is_part(tokens, k):
                made[k] = replace(token, hit=None)
        return made

    def is_part(self, tokens: list[Token], k: int) -> bool:
        """Tell whether the known name at a word is only a part: of a longer name, of a person, of a product."""
        before, after = tokens[max(0, k - 1) : k], tokens[k + 1 : k + 2]
        match tokens[k].known.kind:
            case "city" | "capital":
                return any(map(self.unknown_word, (*before, *after)))
            case "people" | "adjective" | "demonym" | "person":  # "Sally French"; "Samuel Xi" is not the famous one
                return any(map(self.begins_person, before))
            case "company":
                return any(self.unknown_word(t) and not t.lower.endswith(("s", "ed")) for t in after)
        return False

    def begins_person(self, token: Token) -> bool:
        """Tell whether a word is a first name, or the letter of one."""
        named = token.text in self.names.first_names and token.lower not in self.names.titles
        return token.hit is None and (named or token.text[1:] == ".")

    def unknown_word(self, token: Token) -> bool:
        """Tell whether a word may belong to a longer name: no known name, small word, or word of no name."""
        return not (token.hit or token.link) and token.lower not in self.shapes["common.no_name"]

    def add(self, hit: Hit) -> None:
        made = of_hit(hit, self.body)
        if self.soft(hit) and not _PLACED.search(self.body, max(0, hit.start - 12), hit.start):
            made.type, made.rule, made.strength, made.known = "", "", 0, None
        self.found.append(made)

    def segment(self, tokens: list[Token]) -> None:
        """Read the words between two stop words as one name or several."""
        tokens = heads.trimmed(tokens)
        for reading in self.readings[: len(self.readings) * len(tokens)]:
            if reading(tokens):
                return

    def whole(self, tokens: list[Token]) -> bool:
        """Read one known name."""
        hit = tokens[0].hit
        if hit is not None and tokens[0].reaches(tokens[-1].end):
            self.add(hit)
            return True
        return False

    def titled(self, tokens: list[Token]) -> bool:
        """Read `Russian Foreign Minister Sergei Lavrov`: what is before the title, and the person after it."""
        for i in range(len(tokens)):
            j = self.title_end(tokens, i)
            if not j or (j == len(tokens) and self.belongs(tokens, i)):
                continue
            while further := self.title_end(tokens, j):  # "Deputy Prime Minister and Minister", "Brigadier General"
                j = further
            where = j + self.posted(tokens[j:])
            self.segment(tokens[:i])
            if where == len(tokens) or any(t.hit for t in tokens[j:where]):  # no "Health" of its minister
                self.segment(tokens[j:where])
            self.person(tokens[where:])
            return True
        return False

    def belongs(self, tokens: list[Token], i: int) -> bool:
        """Tell whether a title that ends a run is part of a name: `Union of Teachers`, `Association of City Mayors`."""
        return tokens[i - 1].link or (tokens[-1].lower.endswith("s") and heads.tie(tokens[:i]) > 0)

    def posted(self, tokens: list[Token]) -> int:
        """Give where the person begins after a title: `to Bangladesh Li Jiming`, `of Finance and Trade Foo Bar`."""
        at = len(tokens) - len(heads.trimmed(tokens))
        if not at:
            return 0
        fields = self.shapes["title.fields"]
        states = [k for k, t in enumerate(tokens) if t.inside or t.known.kind == "state"]
        begin = next((k for k, t in enumerate(tokens) if not (t.link or k in states or t.lower in fields)), len(tokens))
        rest = heads.of_person(tokens[begin:], self.names)
        named = begin > at and len(rest) > 1 and all(map(self.may_be_person, rest))
        return begin if named else len(tokens)

    def may_be_person(self, token: Token) -> bool:
        """Tell whether a word may be part of a person's name that no table knows."""
        return token.lower not in self.shapes["organisation.last"]

    def title_end(self, tokens: list[Token], i: int) -> int:
        """Give where the longest title that begins at word `i` ends, or 0; `General Assembly` is none."""
        if i == len(tokens) or tokens[i].lower not in self.shapes["title.begin"] or tokens[i].inside or tokens[i].hit:
            return 0
        for j in range(min(len(tokens), i + _LONGEST_TITLE), i, -1):
            if " ".join(t.lower for t in tokens[i:j]) in self.names.titles:
                name = heads.of_person(tokens[j:], self.names)
                if not heads.ends_like_one(name, self.names):
                    return j
        return 0

    def person(self, tokens: list[Token]) -> None:
        """Make a person of what stands after a title; a link word ends it."""
        name = heads.of_person(tokens, self.names)
        head = heads.trimmed(name)
        hit = head[0].hit if head else None
        if hit is not None and hit.meanings[0].type == "PER":
            self.add(hit)
        elif head and head[0].lower not in self.shapes["common.plain"]:
            self.make(head, "PER", "title", 3)
        else:
            self.segment(head)
        self.segment(tokens[len(name) :])

    def patterned(self, tokens: list[Token]) -> bool:
        """Read what the words themselves say: `Ministry of Health`, `Kenya Airways`, `Lake Chad`, `Battle of Kyiv`."""
        if len(tokens) < 2:
            return False
        if cut := heads.cut(tokens, self.names):
            self.segment(tokens[:cut])
            self.segment(tokens[cut:])
            return True
        of = heads.tie(tokens)
        kind, start = heads.before_tie(tokens, of, self.names)
        if kind:
            self.segment(tokens[:start])
            self.make(tokens[start:], kind, f"shape:{kind} of", 2)
            return True
        for shape, kind in _SHAPES:
            ends = tokens[-1].lower in self.shapes[f"{shape}.last"] and not of
            if ends or tokens[0].lower in self.shapes[f"{shape}.first"]:
                self.make(tokens, kind, f"shape:{shape}", 2)
                return True
        return False

    def person_with_place_name(self, tokens: list[Token]) -> bool:
        """Read `Jordan Henderson` and `Jack London` as people, though the lexicon knows a place in them."""
        first, last = tokens[0], tokens[-1]
        named = first.text in self.names.first_names and first.lower not in self.shapes["common.plain"]
        inner = {t.known.type for t in tokens if t.hit or t.link}  # "Georgia Meloni" is not how she is called
        surname = "PER" in inner or first.hit is None or last.text in self.names.last_names
        if named and surname and inner - {"PER"} == {"LOC"} and len(tokens) <= 3:
            self.make(tokens, "PER", "first name", 2)
            return True
        return False

    def extended(self, tokens: list[Token]) -> bool:
        """Read `Hamas Movement` as the organisation it begins with, `US Republican Party` as the one it ends with."""
        first, last = tokens[0], tokens[-1]
        if first.hit is None:
            return False
        later = next((t for t in tokens[1:] if t.hit), last)
        if later.reaches(last.end) and later.known.type == "ORG" and not later.known.weak:
            return self.pieces(tokens)
        own = first.known.type == "ORG" and last.lower in self.shapes["organisation.last"]
        if first.hit.end != tokens[-2:][0].end or not (own or last.lower in self.shapes["place.own"]):
            return False  # "West Darfur State"
        made = of_hit(first.hit, self.body)
        made.end, made.text = last.end, self.body[made.start : last.end]
        self.found.append(made)
        return True

    def branch(self, tokens: list[Token]) -> bool:
        """Read `Environment Canada`, `Movistar Venezuela` as organisations."""
        name, state = tokens[0], tokens[-1]
        if len(tokens) != 2 or state.known.kind != "state" or not self.unknown_word(name) or self.body[name.end] != " ":
            return False  # "Anti-Israel"
        self.make(tokens, "ORG", "shape:branch", 1)
        return True

    def pieces(self, tokens: list[Token]) -> bool:
        """Cut at the first link word and read both parts anew; else cut at known names and read what is between."""
        particles = self.shapes["person.particles"]
        cut = next((k for k, t in enumerate(tokens) if t.link and not t.inside and t.lower not in particles), 0)
        begin = 0
        if cut:
            self.segment(tokens[:cut])
            self.segment(tokens[cut:])
            return True
        for k, token in enumerate(tokens):
            if token.hit is not None or token.inside:
                self.unknown(tokens[begin:k])
                begin = k + 1
            if token.hit is not None:
                self.add(token.hit)
        self.unknown(tokens[begin:])
        return True

    def single(self, token: Token) -> None:
        """Read one unknown word alone: a name of no known type, unless it is a plain word."""
        if token.lower not in self.shapes["common.plain"]:
            self.make([token], "", "", 0)
        elif token.lower in self.shapes["organisation.alone"]:
            self.make([token], "ORG", "shape:alone", 2)

    def unknown(self, tokens: list[Token]) -> None:
        """Type several unknown words by their form, else by a first name before or a last name after the others."""
        tokens = heads.trimmed(tokens)
        if len(tokens) < 2:
            for token in tokens:
                self.single(token)
            return
        if self.patterned(tokens):
            return
        if len(tokens) > 2 and self.begins_person(tokens[1]) and not self.begins_person(tokens[0]):
            tokens = tokens[int(_opens(self.body, tokens[0].start)) :]  # "Meet Sally Frob"
        named = tokens[0].lower not in self.shapes["common.plain"]
        if named and len(tokens) <= _LONGEST_PERSON and self.begins_person(tokens[0]):
            self.make(tokens, "PER", "first name", 2)
        elif named and tokens[-1].text in self.names.last_names:
            self.make(tokens, "PER", "last name", 1)
        else:
            self.make(tokens, "", "", 0)

    def make(self, tokens: list[Token], kind: str, rule: str, strength: int) -> None:
        start, end = tokens[0].start, tokens[-1].end
        made = Candidate(start, end, self.body[start:end], kind, rule, strength)
        hit, first = tokens[0].hit, tokens[0].known
        if kind == "ORG" and hit is not None and first.kind in ("state", "adjective", "capital"):
            made.prefix, made.prefix_end = first, hit.end
        self.found.append(made)


def _opens(body: str, start: int) -> bool:
    """Tell whether a sentence may begin here, where a capital says nothing."""
    return body[max(0, start - 8) : start].rstrip(" \"'“‘(")[-1:] in ".!?:\n\r…”"
