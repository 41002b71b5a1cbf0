"""Articles by the hundred for crash tests and benchmarks: the demo's stories, told again and again."""

from datetime import UTC, datetime, timedelta

from agents.records import Article
from streams.demo import stories
from streams.feeds.replayed import replayed

_FETCHED = datetime(2030, 1, 1, tzinfo=UTC)


def demo_articles(rounds: int) -> list[Article]:
    """Tell the demo's nine days so many times, each time a month later, in the order of publication."""
    told = sorted(((s.at, o, s) for o in stories.load() for s in o.stories), key=lambda t: (t[0], t[1].id, t[2].slug))
    return [
        replayed(
            {
                "title": story.title,
                "text": "\n\n".join(story.paragraphs),
                "url": f"{outlet.link(story)}?round={n}",
                "published": (at + timedelta(days=30 * n)).isoformat(),
                "outlet": outlet.name,
                "lang": outlet.lang,
            },
            _FETCHED,
        )
        for n in range(rounds)
        for at, outlet, story in told
    ]
