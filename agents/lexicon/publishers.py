"""Publisher families: who publishes an article, whatever its feed is called, and whose report it says it is.

Two outlets of one family are one source however they differ.  Tables `actors/publishers.tsv`, `publishers.toml` and the
names of `outlets.tsv`; who runs a worker adds a table of one's own in the same columns, with names in place of ids.
Called by `agents.reader`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from agents.lexicon.errors import LexiconError
from agents.lexicon.tables import many, rows
from agents.lexicon.toml_files import shaped

COLUMNS = "outlet hosts family state_run"
_MEDIA, _OUTLET = "JRN", 2  # the sector of outlets, and how many colons an id of one has
_SHORT_SUFFIX = 2  # labels of a host that are its owner's and the country's: "nation.africa"
_PARTS = re.compile(r"\s+[-–—|:·»]\s+|\s*\|\s*")  # "BBC News - World"
_WORDS = re.compile(r"\w+")
_NAME = r"[A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*){0,3}"
_INITIALS = 3  # words from which an outlet is known by their first letters


class _Relay(msgspec.Struct, forbid_unknown_fields=True):
    nouns: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    carriers: frozenset[str]
    generic: frozenset[str]
    second_level: frozenset[str]
    relay: _Relay


@dataclass(frozen=True, slots=True)
class Publishers:
    """Look-ups of families by host and name."""

    by_host: Mapping[str, str]
    by_name: Mapping[str, str]  # names in lower case
    families: Mapping[str, str]  # by outlet id
    state_run: frozenset[str]  # families
    carriers: frozenset[str]
    generic: frozenset[str]
    second_level: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    called: re.Pattern[str]  # an outlet that is called one, known or not: "the news agency X"

    @classmethod
    def load(cls, actors: Path, own: Path | None = None) -> Publishers:
        """Read the tables, and one's own over them.  Raises `LexiconError` naming file and row."""
        words = shaped(actors / "publishers.toml", _File, "publishers")
        if own is not None and not own.is_file():
            raise LexiconError(own, "", "no such file")
        table = [*rows(actors / "publishers.tsv", COLUMNS), *(rows(own, COLUMNS) if own is not None else ())]
        families = {outlet: family or outlet for outlet, _, family, _ in table}
        names = {name: families.get(outlet, outlet) for name, outlet in _names(actors / "outlets.tsv")}
        names |= {outlet.lower(): families[outlet] for outlet, *_ in table}
        relay = words.relay
        nouns, before, after = ("|".join(map(re.escape, row)) for row in (relay.nouns, relay.before, relay.after))
        return cls(
            by_host={host: families[outlet] for outlet, hosts, *_ in table for host in many(hosts)},
            by_name=names,
            families=families,
            state_run=frozenset(families[outlet] for outlet, *_, state in table if state),
            carriers=words.carriers,
            generic=words.generic,
            second_level=words.second_level,
            before=re.compile(rf"(?:\b(?:{before})|\()\s+(?:the\s+)?\Z|\(\Z", re.IGNORECASE),
            after=re.compile(rf"\s+(?:{after})\b|\)\s*[-–—]", re.IGNORECASE),
            called=re.compile(rf"\b(?i:{nouns})\s+(?:the\s+)?({_NAME})"),
        )

    def family(self, outlet: str, url: str) -> str:
        """Give the family of an article: by the outlet's name where we know it, by its address, else by what is left.

        An outlet that no table knows is its own family, named by the words of its name that tell it from others.
        """
        host = _host(url)
        return self._named(outlet) or self._hosted(host) or self._core(outlet) or self.domain(host)

    def initials(self, outlet: str) -> str:
        """Give the first letters of an outlet's name in small letters, "cps"; empty of a short name."""
        words = _WORDS.findall(_PARTS.split(outlet)[0])
        return "".join(word[0] for word in words).lower() if len(words) >= _INITIALS else ""

    def outlet_of(self, actor_id: str | None, name: str = "") -> str:
        """Give the family of an outlet by its id, or by its name where nobody is linked; empty where it is none."""
        if actor_id is None:
            return self.by_name.get(name.lower(), "")
        if actor_id.split(":")[1:2] != [_MEDIA] or actor_id.count(":") < _OUTLET:
            return ""
        return self.families.get(actor_id, actor_id)

    def domain(self, host: str) -> str:
        """Give the registered part of a host, "bbc.co.uk" of "news.bbc.co.uk"; empty for one that carries others."""
        labels = host.split(".")
        short = len(labels) > _SHORT_SUFFIX and labels[-_SHORT_SUFFIX] in self.second_level
        domain = ".".join(labels[-_SHORT_SUFFIX - short :])
        return "" if self._is_carrier(host) else domain

    def _is_carrier(self, host: str) -> bool:
        return any(part in self.carriers for part in _above(host))

    def _hosted(self, host: str) -> str:
        return "" if self._is_carrier(host) else next((f for p in _above(host) if (f := self.by_host.get(p))), "")

    def _named(self, outlet: str) -> str:
        names = (outlet, *_PARTS.split(outlet))
        return next((family for name in names if (family := self.by_name.get(name.strip().lower()))), "")

    def _core(self, outlet: str) -> str:
        words = _WORDS.findall(_PARTS.split(outlet)[0].lower())
        return " ".join([word for word in words if word not in self.generic] or words)


def _names(path: Path) -> Iterator[tuple[str, str]]:
    """Give the names of outlets that only one bears, in lower case, each with its id."""
    found = [
        (name, outlet)
        for outlet, name, aliases, *_ in rows(path, "id name aliases state kind")
        for name in {name.lstrip("?~").lower() for name in (name, *many(aliases))}
    ]
    count = Counter(name for name, _ in found)
    return ((name, outlet) for name, outlet in found if count[name] == 1)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def _above(host: str) -> Iterator[str]:
    """Give a host and all hosts above it."""
    labels = host.split(".")
    return (".".join(labels[k:]) for k in range(len(labels)))
