"""Words of a sentence with their offsets, a marked stretch being one word; called by the readers of speech.

A sentence here ends outside quotation marks only, so that «"We lost. We will win," he said.» is one unit.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from string import ascii_lowercase, ascii_uppercase, digits, punctuation

from msgspec import Struct

from agents.extraction import budget
from agents.extraction.marks import Region
from agents.extraction.text import Text

# A token and the white space behind it.  Plain words, which most tokens are, have a group of their own.
_TOKEN = re.compile(
    r"(?:([a-z]+(?=[ ,]))|([^\W\d_][^\W_]*(?:(?:[-'’&.@/]|’[-])[^\W_]+)*|\d+(?:[.,:]\d+)*\w*(?:-[^\W_]+)*"
    r"|\.\.\.|--|[^\w\s]|_))(\s*)"
)
_SHAPES = dict.fromkeys(ascii_lowercase, "w") | dict.fromkeys(ascii_uppercase, "C")
_SHAPES |= dict.fromkeys(digits, "n") | dict.fromkeys(punctuation, "p")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDS = frozenset(".!?…")
_NAME_WORDS = 4
_TITLE_WORDS = 7
SAID, PART, NAME = '"', '"…', '""'  # the `low` of a marked stretch: speech, a fragment, a name
DASHES = frozenset({"–", "—", "―", "-", "--"})


class Token(Struct, frozen=True, gc=False):
    """One word ("C" with a capital, else "w"), number ("n"), mark of punctuation ("p") or marked stretch ("Q").

    A Struct: made and asked several times faster than a named tuple, and there are hundreds in an article.
    """

    start: int
    end: int
    low: str
    shape: str
    region: int = -1


class Unit(Struct, gc=False):
    """One sentence, the paragraph it stands in, and its marked stretches; cut into tokens when first asked."""

    body: str
    start: int
    end: int
    paragraph: int
    regions: Sequence[tuple[int, Region]]
    cut: list[Token] = []  # of no length: not yet

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the sentence; never none at all."""
        if not self.cut:
            self.cut = _tokens(self.body, self.start, self.end, self.regions)
        return self.cut


def units(text: Text, regions: Sequence[Region], cues: Container[str] = ()) -> list[Unit]:
    """Cut a text into units.  Regions inside regions stay inside their outermost one.

    `cues` are the words of speech that make "said Roa" belong to the marked question before it.
    """
    outer = [(i, r) for i, r in enumerate(regions) if r.parent < 0]
    spans = _merged(text, [r for _, r in outer], cues)
    found: list[Unit] = []
    paragraph, at = 0, 0
    for start, end in spans:
        while paragraph + 1 < len(text.paragraphs) and text.paragraphs[paragraph][1] <= start:
            paragraph += 1
        stop = at
        while stop < len(outer) and outer[stop][1].start < end:
            stop += 1
        if text.body[start].isalpha() or _LETTERS.search(text.body, start, end):
            found.append(Unit(text.body, start, end, paragraph, outer[at:stop]))
        at = stop
    return found


def _merged(text: Text, outer: Sequence[Region], cues: Container[str]) -> list[tuple[int, int]]:
    """Join sentences whose boundary lies inside a region, and a cue to the marked words it follows."""
    spans: list[tuple[int, int]] = []
    at = 0
    for start, end in text.sentences:
        while at < len(outer) and outer[at].end <= start:
            at += 1
        inside = at < len(outer) and outer[at].start < start < outer[at].end
        behind = at > 0 and spans and outer[at - 1].end == spans[-1][1] and "\n" not in text.body[spans[-1][1] : start]
        grows = spans and (inside or (behind and end - spans[-1][0] <= budget.SENTENCE))
        if grows and (inside or _attributes(text.body, start, end, outer[at - 1], cues)):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _attributes(body: str, start: int, end: int, before: Region, cues: Container[str]) -> bool:
    """Tell whether a sentence only says who said the marked words before it: «"Why?" Jan Roa asked.»"""
    words = body[start : min(end, start + 90)].split()
    if words[0] in DASHES:
        return True
    if body[before.inner[1] - 1] not in ",?!…":
        return False
    for n, word in enumerate(words[:6]):
        plain = word.strip(",.;:").lower()
        if n and plain in cues:
            return True
        if not (word[0].isupper() or plain in {"the", "a", "an", "of", "de", "von", "van", "i"}):
            return False
    return False


def _tokens(body: str, start: int, end: int, regions: Sequence[tuple[int, Region]]) -> list[Token]:
    found: list[Token] = []
    position = start
    for number, region in regions:
        _words(body, position, region.start, found)
        role = _role(body[slice(*region.inner)], inside=bool(found) and found[-1].shape in "wC")
        found.append(Token(region.start, region.end, role, "Q", number))
        position = region.end
    _words(body, position, end, found)
    return found


def role_of(body: str, region: Region) -> str:
    """Tell speech (SAID) from a fragment of a sentence (PART) and from a name (NAME)."""
    before = body[max(0, region.start - 8) : region.start].rstrip()[-1:]
    return _role(body[slice(*region.inner)], inside=before.isalnum())


def _role(inner: str, *, inside: bool) -> str:
    """Tell marked words that look said by themselves from fragments of a sentence and from names.

    `inside` a phrase, words with capitals are a title even where a comma stands within the marks.
    """
    words = inner.split()
    titled = inside and 1 < len(words) <= _TITLE_WORDS and inner[0].isupper()
    if titled and all(w[0].isupper() for w in words if len(w) > 3):
        return NAME
    if not 0 < len(words) <= _NAME_WORDS or inner[-1] in ",.?!…—-":
        return SAID
    return NAME if inner[0].isupper() else PART


def _words(body: str, start: int, end: int, found: list[Token]) -> None:
    while start < end and body[start].isspace():
        start += 1
    for plain, word, gap in _TOKEN.findall(body, start, end):
        if plain:
            stop = start + len(plain)
            found.append(Token(start, stop, plain, "w"))
        else:
            stop = start + len(word)
            shape = _SHAPES.get(word[0]) or _shape(word)
            low = word.lower().replace("’", "'") if shape in "wC" else word
            found.append(Token(start, stop, low, shape))
        start = stop + len(gap)


def _shape(word: str) -> str:
    """Give the shape of a token that begins with another character than ASCII has."""
    if not word[0].isalnum():
        return "p"
    return "w" if word.islower() or word[0].islower() else "C"


def is_final(token: Token) -> bool:
    """Tell whether a token is a mark that ends a sentence."""
    return token.shape == "p" and token.low[0] in _ENDS
