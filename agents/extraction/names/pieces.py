"""Reads one capitalised run: cuts it at titles, link words and known names, and types the pieces by their words.

Called by `entities` for each run of `runs.find`.  It sees the run alone; what the rest of the document says
comes after it, in `document`.
"""

from __future__ import annotations

import re
from itertools import takewhile

from agents.extraction import budget
from agents.extraction.names import heads
from agents.extraction.names.candidates import Candidate, of_hit
from agents.extraction.names.gazetteer import Hit
from agents.extraction.names.runs import Run, Token
from agents.lexicon.names import Names

_PLACED = re.compile(r"\b(?:in|at|near|from|of|to|outside|around) $")
_WORDS = r"(?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+"
_CAPITALISED = re.compile(r"[A-Z][\w-]+")
_LISTED = re.compile(rf"(?:, {_WORDS})+,? and {_WORDS}(?! [A-Z]|['’]s)")
_LONGEST_TITLE = 5
_SOFT = frozenset({"town", "district", "site", "landmark"})


class Reader:
    """Reads runs of one text into `found`."""

    def __init__(self, body: str, names: Names) -> None:
        self.body = body
        self.names = names
        self.shapes = names.shapes
        self.found: list[Candidate] = []
        self.read_to = 0
        self.cuts = 0  # of runs that are too long

    def read(self, run: Run) -> None:
        """Add the candidates of one run, without the words that a name before it has swallowed."""
        if run.hit is not None:
            if run.hit.start >= self.read_to:
                self.add(run.hit)
            return
        tokens = run.tokens
        if tokens[0].start < self.read_to:
            tokens = [token for token in tokens if token.start >= self.read_to]
        if len(tokens) == 1 and tokens[0].hit is None:
            if tokens[0].lower not in self.names.titles:
                self.unknown(tokens)
            return
        self.cuts += max(0, len(tokens) - 1) // budget.RUN
        for at in range(0, len(tokens), budget.RUN):
            if len(self.found) < budget.NAMES:
                self.words(tokens[at : at + budget.RUN])

    def words(self, tokens: list[Token]) -> None:
        """Part the words of a run at those that belong to no name, and read what is between."""
        if len(tokens) > 1:
            tokens = self.hardened(tokens)
        begin, stop = 0, self.shapes["common.stop"]
        for k, token in enumerate(tokens):
            if token.lower in stop and token.hit is None and not token.inside and not token.link:
                self.segment(tokens[begin:k])
                begin = k + 1
        self.segment(tokens[begin:])

    def soft(self, hit: Hit) -> bool:
        """Tell whether the name of a town is also a person's: `George`, `Regina`, `Engels`."""
        text = self.body[hit.start : hit.end]
        return hit.meanings[0].subtype in _SOFT and (text in self.names.first_names or text in self.names.last_names)

    def hardened(self, tokens: list[Token]) -> list[Token]:
        """Forget the town, people or company in longer names: `Regina Ip`, `Sally French`, `Google Translate`."""
        made = None
        for k, token in enumerate(tokens):
            if token.hit is None or token.hit.end != token.end:
                continue
            match token.hit.meanings[0].kind:
                case "city" | "capital":
                    longer = any(map(self.unknown_word, (*tokens[max(0, k - 1) : k], *tokens[k + 1 : k + 2])))
                case "people" | "adjective" | "demonym" | "person":  # "Sally French"; "Samuel Xi" is not the famous one
                    longer = self.begins_person(tokens[:k])
                case "company":
                    longer = any(map(self.names_product, tokens[k + 1 : k + 2]))
                case _:
                    longer = False
            if longer:
                made = made or list(tokens)
                made[k] = token._replace(hit=None)
        return made or tokens

    def names_product(self, token: Token) -> bool:
        """Tell whether a word after a company may be that of its product, and is no verb of a headline."""
        return self.unknown_word(token) and not token.lower.endswith(("s", "ed"))

    def begins_person(self, tokens: list[Token]) -> bool:
        """Tell whether words are a first name, or end in one or in its particle: `Sally`, `Violeta Barrios de`."""
        if not tokens:
            return False
        token = tokens[0] if tokens[-1].lower in self.shapes["person.particles"] else tokens[-1]
        named = token.text in self.names.first_names and token.lower not in self.names.titles
        return token.hit is None and (named or (len(token.text) == 2 and token.text[1] == "."))

    def unknown_word(self, token: Token) -> bool:
        """Tell whether a word may belong to a longer name: no known name, small word, or word of no name."""
        word = token.lower
        return token.hit is None and not (
            token.link or word in self.shapes["common.stop"] or word in self.shapes["common.plain"]
        )

    def add(self, hit: Hit) -> None:
        made = of_hit(hit, self.body)
        if self.soft(hit) and not _PLACED.search(self.body, max(0, hit.start - 12), hit.start):
            made.type, made.rule, made.strength, made.known = "", "", 0, None
        self.found.append(made)

    def segment(self, tokens: list[Token]) -> None:
        """Read the words between two stop words as one name or several."""
        tokens = heads.trimmed(tokens)
        if not tokens:
            return
        hit = tokens[0].hit
        if hit is not None and hit.end >= tokens[-1].end:
            self.add(hit)
            return
        if (
            self.titled(tokens)
            or self.extended(tokens)
            or self.patterned(tokens)
            or self.person_with_place_name(tokens)
            or self.branch(tokens)
        ):
            return
        self.pieces(tokens)

    def titled(self, tokens: list[Token]) -> bool:
        """Read `Russian Foreign Minister Sergei Lavrov`: what is before the title, and the person after it."""
        begin = self.shapes["title.begin"]
        for i, token in enumerate(tokens):
            j = self.title_end(tokens, i) if token.lower in begin else 0
            if not j:
                continue
            if (
                j == len(tokens)
                and i
                and (tokens[i - 1].link or (tokens[-1].lower.endswith("s") and heads.tie(tokens[:i])))
            ):
                continue  # "Union of Teachers", "Association of City Mayors"
            while further := self.title_end(tokens, j):  # "Deputy Prime Minister and Minister", "Brigadier General"
                j = further
            rest = tokens[j:]
            self.segment(tokens[:i])
            where = self.posted(rest)
            if where == len(rest) or any(t.hit is not None for t in rest[:where]):
                self.segment(rest[:where])
            if rest[where:]:
                self.person(rest[where:])
            return True
        return False

    def posted(self, tokens: list[Token]) -> int:
        """Give where the person begins after a title: `to Bangladesh Li Jiming`, `of Finance and Trade Foo Bar`."""
        at = next((k for k, t in enumerate(tokens) if not t.link), len(tokens))
        if not at or at == len(tokens):
            return at
        hit, fields = tokens[at].hit, self.shapes["title.fields"]
        if hit is not None and hit.meanings[0].kind == "state":
            begin = next((k for k, t in enumerate(tokens) if t.start >= hit.end), len(tokens))
        else:
            begin = next((k for k, t in enumerate(tokens) if not t.link and t.lower not in fields), len(tokens))
        rest = list(takewhile(lambda t: not t.link or t.lower in self.shapes["person.particles"], tokens[begin:]))
        named = begin > at and len(rest) > 1 and not self.title_end(rest, 0) and all(map(self.may_be_person, rest))
        return begin if named else len(tokens)

    def may_be_person(self, token: Token) -> bool:
        """Tell whether a word may be part of a person's name that no table knows."""
        link = token.link and token.lower not in self.shapes["person.particles"]
        return token.hit is None and not link and token.lower not in self.shapes["organisation.last"]

    def title_end(self, tokens: list[Token], i: int) -> int:
        """Give where the longest title that begins at word `i` ends, or 0; `General Assembly` is none."""
        if i == len(tokens) or tokens[i].lower not in self.shapes["title.begin"] or tokens[i].inside:
            return 0
        if tokens[i].hit is not None:
            return 0
        for j in range(min(len(tokens), i + _LONGEST_TITLE), i, -1):
            if " ".join(t.lower for t in tokens[i:j]) in self.names.titles:
                name = list(takewhile(lambda t: not t.link or t.lower in self.shapes["person.particles"], tokens[j:]))
                if not name or not heads.ends_like_one(name, self.names):
                    return j
        return 0

    def person(self, tokens: list[Token]) -> None:
        """Make a person of what stands after a title; a link word ends it."""
        particles = self.shapes["person.particles"]
        end = next((k for k, t in enumerate(tokens) if t.link and t.lower not in particles), len(tokens))
        head, rest = heads.trimmed(tokens[:end]), tokens[end:]
        if head and head[0].lower not in self.shapes["common.plain"]:
            hit = head[0].hit
            if hit is not None and hit.meanings[0].type == "PER" and hit.end <= head[-1].end:
                self.add(hit)
            else:
                self.make(head, "PER", "title", 3)
        elif head:
            self.segment(head)
        self.segment(rest)

    def patterned(self, tokens: list[Token]) -> bool:
        """Read what the words themselves say: `Ministry of Health`, `Kenya Airways`, `Lake Chad`, `Battle of Kyiv`."""
        if len(tokens) < 2:
            return False
        cut = heads.cut(tokens, self.names)
        if cut:
            self.segment(tokens[:cut])
            self.segment(tokens[cut:])
            return True
        of = heads.tie(tokens)
        if of:
            kind, start = heads.before_tie(tokens, of, self.names)
            if kind:
                self.segment(tokens[:start])
                self.make(tokens[start:], kind, f"shape:{kind} of", 2)
                if kind == "ORG":
                    self.lengthen(self.found[-1])
                return True
        for shape, kind in (("organisation", "ORG"), ("place", "LOC"), ("event", "MISC")):
            first = tokens[0].lower in self.shapes[f"{shape}.first"]
            if (heads.ends(tokens, self.names, f"{shape}.last") and not of) or first:
                self.make(tokens, kind, f"shape:{shape}", 2)
                return True
        return False

    def lengthen(self, made: Candidate) -> None:
        """Let a name run on over a list without names: `Ministry of Agriculture, Livestock and Fisheries`."""
        listed = _LISTED.match(self.body, made.end)
        words = _CAPITALISED.findall(listed.group()) if listed is not None else []
        names = self.names
        if listed is None or any(w in names.by_name for w in words):
            return
        made.end, made.text = listed.end(), self.body[made.start : listed.end()]
        self.read_to = made.end

    def person_with_place_name(self, tokens: list[Token]) -> bool:
        """Read `Jordan Henderson` and `Jack London` as people, though the lexicon knows a place in them."""
        if not 2 <= len(tokens) <= 3 or any(t.link for t in tokens):
            return False
        inner = [t.hit for t in tokens if t.hit is not None]
        first, last = tokens[0], tokens[-1]
        surname = last.hit is not None and last.hit.meanings[0].kind == "person" and first.hit is not None
        if not inner or any(h.meanings[0].type != "LOC" for h in inner[: -1 if surname else None]):
            return False
        if first.lower in self.shapes["common.plain"] or first.text not in self.names.first_names:
            return False
        if surname or last.text in self.names.last_names or first.hit is None:
            self.make(tokens, "PER", "first name", 2)
            return True
        return False

    def extended(self, tokens: list[Token]) -> bool:
        """Read `Hamas Movement` as the organisation it begins with, `US Republican Party` as the one it ends with."""
        hit = tokens[0].hit
        later = next((t.hit for t in tokens[1:] if t.hit is not None), None)
        whole = later is not None and later.meanings[0].type == "ORG" and not later.meanings[0].weak
        if hit is not None and later is not None and whole and later.end >= tokens[-1].end:
            self.pieces(tokens)
            return True
        if hit is None or len(tokens) < 2 or hit.end != tokens[-2].end:
            return False
        first, last = hit.meanings[0], tokens[-1].lower
        if last in self.shapes["place.own"]:  # "West Darfur State"
            self.stretch(hit, tokens[-1].end)
            return True
        if first.type != "ORG" or last not in self.shapes["organisation.last"]:
            return False
        self.stretch(hit, tokens[-1].end)
        return True

    def stretch(self, hit: Hit, end: int) -> None:
        """Add a known name with the word after it."""
        made = of_hit(hit, self.body)
        made.end, made.text = end, self.body[made.start : end]
        self.found.append(made)

    def branch(self, tokens: list[Token]) -> bool:
        """Read `Environment Canada`, `Movistar Venezuela` as organisations."""
        last = tokens[-1]
        if len(tokens) != 2 or last.hit is None or last.hit.meanings[0].kind != "state" or last.hit.end != last.end:
            return False
        if self.body[tokens[0].end] != " " or not self.unknown_word(tokens[0]):  # "Anti-Israel"
            return False
        self.make(tokens, "ORG", "shape:branch", 1)
        return True

    def pieces(self, tokens: list[Token]) -> None:
        """Cut at the first link word and read both parts anew; else cut at known names and read what is between."""
        particles = self.shapes["person.particles"]
        cut = next((k for k, t in enumerate(tokens) if t.link and not t.inside and t.lower not in particles), 0)
        if cut:
            self.segment(tokens[:cut])
            self.segment(tokens[cut:])
            return
        begin = 0
        for k, token in enumerate(tokens):
            if token.hit is not None or token.inside:
                self.unknown(tokens[begin:k])
                begin = k + 1
            if token.hit is not None:
                self.add(token.hit)
        self.unknown(tokens[begin:])

    def single(self, token: Token) -> None:
        """Read one unknown word alone: a name of no known type, unless it is a plain word."""
        if token.lower not in self.shapes["common.plain"]:
            self.make([token], "", "", 0)
        elif token.lower in self.shapes["organisation.alone"]:
            self.make([token], "ORG", "shape:alone", 2)

    def unknown(self, tokens: list[Token]) -> None:
        """Type several unknown words by their form, else by a first name before or a last name after the others."""
        tokens = heads.trimmed(tokens)
        if not tokens:
            return
        if len(tokens) == 1:
            self.single(tokens[0])
            return
        if self.patterned(tokens):
            return
        names = self.names
        second = len(tokens) > 2 and tokens[1].text in names.first_names and tokens[0].text not in names.first_names
        if second and _opens(self.body, tokens[0].start):  # "Meet Sally Frob"
            tokens = tokens[1:]
        first, last = tokens[0].text, tokens[-1].text
        if (
            len(tokens) <= 5
            and tokens[0].lower not in self.shapes["common.plain"]
            and (first in names.first_names or (len(first) == 2 and first[1] == "."))
        ):
            self.make(tokens, "PER", "first name", 2)
        elif last in names.last_names and tokens[0].lower not in self.shapes["common.plain"]:
            self.make(tokens, "PER", "last name", 1)
        else:
            self.make(tokens, "", "", 0)

    def make(self, tokens: list[Token], kind: str, rule: str, strength: int) -> None:
        start, end = tokens[0].start, tokens[-1].end
        made = Candidate(start, end, self.body[start:end], kind, rule, strength)
        hit = tokens[0].hit
        if kind == "ORG" and hit is not None and hit.meanings[0].kind in ("state", "adjective", "capital"):
            made.prefix, made.prefix_end = hit.meanings[0], hit.end
        self.found.append(made)


def _opens(body: str, start: int) -> bool:
    """Tell whether a sentence may begin here, where a capital says nothing."""
    return not start or body[max(0, start - 8) : start].rstrip(" \"'“‘(")[-1:] in ".!?:\n\r…”"
