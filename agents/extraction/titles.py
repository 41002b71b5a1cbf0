"""What of a title is its headline, without the section in front and the publisher behind, and of which kind it is.

Called by `agents.extraction.read` before the text is parted into sentences: what is cut off here belongs to none, so it
tells nothing and takes part in nothing.  The words stand in `lexicon/titles.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from agents.lexicon.names import Names
from agents.lexicon.titles import Titles
from agents.records import ArticleKind, Span

_FRONT = re.compile(
    r"\s*[\[(](?P<bracketed>[^])]{2,30})[])]\s*[:|]?\s*|(?P<label>[^:|]{2,60}?)(?P<mark>\s?:\s|\s\|\s|\s[-–—•/]\s)\s*"
)
_PARTED = re.compile(r"\s+[-–—|•·]+\s+")
_ADDRESS = re.compile(r"[\w-]+(\.[a-z]{2,})+", re.IGNORECASE)
_NUMBERED = re.compile(r"[\s(]*\d*\)?$")
_QUESTION = re.compile(r"\?[\s\"'”’»)]*$")
_MOST_LABELS = 3  # in front of a headline or behind it
_SHORT = 6  # words of a label that says of what the coverage is: "Middle East crisis live"
_LEAST = 3  # letters by which one name of an outlet is told to begin with another


class Heading(NamedTuple):
    """The headline as characters of the text, the kind of piece, and where the title ends (0: there is none)."""

    headline: Span
    kind: ArticleKind
    end: int


@dataclass(frozen=True, slots=True)
class Publisher:
    """Knows the outlets that may stand behind a headline: the item's own and those of the lexicon."""

    outlet: str
    url: str
    names: Names

    def is_outlet(self, words: str) -> bool:
        """Tell whether words name the item's own outlet, its host, any address, or an outlet that everybody knows."""
        if _ADDRESS.fullmatch(words) or any(known.kind == "outlet" for known in self.names.by_name.get(words, ())):
            return True
        plain, own = _plain(words), _plain(self.outlet)
        if len(plain) >= _LEAST <= len(own) and (own.startswith(plain) or plain.startswith(own)):
            return True
        return bool(plain) and plain in _hosts(self.url)


def heading_of(body: str, title: str, words: Titles, publisher: Publisher) -> Heading:
    """Give the heading of a text that begins with its title; without a title, that of its first line."""
    line = title.strip() or body.split("\n", 1)[0].strip()
    first = len(body) - len(body.lstrip())
    if not line or not body.startswith(line, first):
        return Heading((first, first), "news", 0)
    end = first + len(line)
    if not title.strip() and line.endswith("."):
        return Heading((first, end), "news", 0)  # a sentence
    (start, stop), kind = _without_labels(line, words, publisher)
    headline = line[start:stop]
    if kind == "news":
        kind = next((of for opening, of in words.openings if opening.match(headline)), kind)
    if kind == "news" and _QUESTION.search(headline):
        kind = "opinion"
    return Heading((first + start, first + stop), kind, end)


def _without_labels(line: str, words: Titles, publisher: Publisher) -> tuple[Span, ArticleKind]:
    """Cut off what stands around the headline and give the kind that the labels tell."""
    start, stop, kinds = 0, len(line), list[ArticleKind]()
    for _ in range(_MOST_LABELS):
        parts = list(_PARTED.finditer(line, start, stop))
        tail = line[parts[-1].end() : stop] if parts else ""
        kind = words.labels.get(_label(tail))
        short = bool(parts) and "|" in parts[-1][0] and len(tail) < parts[-1].start() - start
        if kind is None and not short and not publisher.is_outlet(tail):
            break
        kinds.append(kind or "news")
        stop = parts[-1].start()
    for _ in range(_MOST_LABELS):
        found = words.wire.match(line, start, stop) or _FRONT.match(line, start, stop)
        kind = _front_kind(found, line, stop, words) if found else None
        if found is None or kind is None:
            break
        kinds.append(kind)
        start = found.end()
    return (start, stop), next((kind for kind in kinds if kind != "news"), "news")


def _front_kind(found: re.Match[str], line: str, stop: int, words: Titles) -> ArticleKind | None:
    """Give the kind that a label in front of a headline tells; None where it is no label."""
    if found.re is words.wire:
        return words.labels.get(found[1].lower(), "news")
    label = _label(found["bracketed"] or found["label"])
    if (kind := words.labels.get(label)) is not None:
        return kind
    if found["bracketed"]:
        return None
    spoken = label.split()
    if ":" in found["mark"] and spoken and len(spoken) <= _SHORT:
        if spoken[-1] in words.matters:
            return "news"
        ends = (words.labels.get(" ".join(spoken[-n:])) for n in (2, 1))
        return next((kind for kind in ends if kind in words.coverage), None)
    return "news" if "|" in found["mark"] and len(label) < stop - found.end() else None


def _label(words: str) -> str:
    return _NUMBERED.sub("", words.strip().lower())


def _plain(name: str) -> str:
    """Give the letters of an outlet's name, without "the"."""
    return "".join(c for c in name.lower().removeprefix("the ") if c.isalnum())


def _hosts(url: str) -> frozenset[str]:
    """Give what the host of an address may be called: each part of it but the last, and all of them."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # no address
        return frozenset()
    parts = [part.replace("-", "") for part in host.split(".")[:-1] if part != "www"]
    names = {*parts, "".join(parts)}
    return frozenset(names | {name.removeprefix("the") for name in names})
