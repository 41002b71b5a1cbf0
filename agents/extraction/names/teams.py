"""Which states are teams: in a report of sport all of them, elsewhere those of a sentence with a score or a coach.

Called by `meanings`.  It sees words of sport (`actors/shapes.toml`, section `topic`), not who plays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agents.extraction.names.candidates import Candidate
from agents.extraction.text import Text
from agents.lexicon.names import Names

_LEAST = 4
_SHARE = 120  # one word of sport in so many
_TEAM_OF = re.compile(r"\bnational teams? of $")
_TIES = "-’'"


def games(text: Text, candidates: Sequence[Candidate], names: Names) -> frozenset[int]:
    """Give the sentences, by index, that tell of a game: all of them in a report of sport."""
    words = list(_words(text.body, names))
    if len({word for word, _ in words}) >= _LEAST and len(words) * _SHARE >= text.body.count(" "):
        return frozenset(range(len(text.sentences)))
    found = [at for word, at in words if word in names.shapes["topic.match"]]
    found += [score.start() for score in names.game.score.finditer(text.body)]
    found += [c.start for c in candidates if c.means.kind == "state" and _plays(text.body, c, names)]
    return frozenset(map(text.sentence_at, found))


def _words(body: str, names: Names) -> Iterator[tuple[str, int]]:
    """Give the words of sport and where they stand."""
    for _, start, end in names.sport.find_matches_as_indexes(body):
        ends = body[start - 1 : start] + body[end : end + 1]
        if not any(c.isalnum() or c in _TIES for c in ends):
            yield body[start:end], start


def _plays(body: str, state: Candidate, names: Names) -> bool:
    """Tell whether a score or a word for players stands beside a state: `Chile 2-0`, `the national team of Senegal`."""
    after = names.game.after.match(body, state.end)
    return after is not None or _TEAM_OF.search(body, max(0, state.start - 18), state.start) is not None
