"""The stories of the demo, from the TOML files beside this one.

Used by `server.py`.  Raises StoryError naming file and story; holds no clock: a story's time is its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Literal

import msgspec

FOLDER = Path(__file__).with_name("stories")
DAY_0 = datetime(2025, 10, 15, tzinfo=UTC)
_EXPECTED = "expected.toml"  # the alerts a reader expects, no outlet


class StoryError(ValueError):
    """A file of stories that cannot be told; says where and why."""


class _Stated(msgspec.Struct, forbid_unknown_fields=True):
    slug: str
    day: int
    time: str
    title: str
    body: str
    revision: int = 1


class _Outlet(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    name: str
    format: Literal["rss", "atom"]
    lang: str
    article: list[_Stated]


@dataclass(frozen=True, slots=True)
class Story:
    """One wording of one article and when it comes out; `first_at` is when the article first did."""

    slug: str
    revision: int
    first_at: datetime
    at: datetime
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet with all its stories, oldest first."""

    id: str
    name: str
    format: Literal["rss", "atom"]
    lang: str
    stories: tuple[Story, ...]

    @property
    def site(self) -> str:
        """Give its address: a reserved domain, so that ids do not hang on the port of the day (RFC 2606)."""
        return f"https://{self.id}.example"

    def link(self, story: Story) -> str:
        """Give the address of an article; all its wordings share it."""
        return f"{self.site}/{story.first_at:%Y/%m/%d}/{story.slug}"

    def revealed(self, until: datetime) -> tuple[Story, ...]:
        """Give what was out at a time, newest first, each article in its newest wording."""
        newest = {s.slug: s for s in self.stories if s.at <= until}
        return tuple(sorted(newest.values(), key=lambda s: (s.at, s.slug), reverse=True))


def load(folder: Path = FOLDER) -> tuple[Outlet, ...]:
    """Read all outlets of a folder, by id.  Raises StoryError."""
    outlets = [_outlet(path) for path in sorted(folder.glob("*.toml")) if path.name != _EXPECTED]
    return tuple(sorted(outlets, key=lambda outlet: outlet.id))


def _outlet(path: Path) -> Outlet:
    try:
        stated = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Outlet)
        stories = tuple(_stories(stated.article))
    except (OSError, ValueError) as error:
        raise StoryError(f"{path}: {error}") from error
    return Outlet(stated.id, stated.name, stated.format, stated.lang, stories)


def _stories(articles: Iterable[_Stated]) -> list[Story]:
    first: dict[str, datetime] = {}
    told = []
    for article in sorted(articles, key=_moment):
        at = _moment(article)
        told.append(
            Story(
                slug=article.slug,
                revision=article.revision,
                first_at=first.setdefault(article.slug, at),
                at=at,
                title=article.title,
                paragraphs=tuple(" ".join(p.split()) for p in article.body.split("\n\n") if p.strip()),
            )
        )
    return told


def _moment(article: _Stated) -> datetime:
    try:
        clock = time.fromisoformat(article.time)
    except ValueError as error:
        raise ValueError(f"{article.slug}: {error}") from error
    return DAY_0 + timedelta(days=article.day, hours=clock.hour, minutes=clock.minute)
