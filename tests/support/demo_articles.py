"""Articles by the hundred for crash tests and benchmarks: the demo's stories, told again and again."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from agents.records import Article
from streams.demo import stories
from streams.feeds.replayed import replayed

_FETCHED = datetime(2030, 1, 1, tzinfo=UTC)


def demo_rows(rounds: int) -> list[dict[str, Any]]:
    """Tell the demo's nine days so many times, each time a month later, in the order of publication, for `replay`."""
    told = sorted(((s.at, o, s) for o in stories.load() for s in o.stories), key=lambda t: (t[0], t[1].id, t[2].slug))
    return [
        {
            "title": story.title,
            "text": "\n\n".join(story.paragraphs),
            "url": f"{outlet.link(story)}?round={n}",
            "published": (at + timedelta(days=30 * n)).isoformat(),
            "outlet": outlet.name,
            "lang": outlet.lang,
        }
        for n in range(rounds)
        for at, outlet, story in told
    ]


def demo_articles(rounds: int) -> list[Article]:
    """The same as articles, all fetched at one moment."""
    return [replayed(row, _FETCHED) for row in demo_rows(rounds)]


def demo_file(path: Path, count: int) -> Path:
    """Write so many lines for `replay`, each an article of its own (a corrected story keeps its last wording)."""
    lines = {row["url"]: orjson.dumps(row) for row in demo_rows(count // 50 + 1)}
    path.write_bytes(b"".join(line + b"\n" for line in islice(lines.values(), count)))
    return path
