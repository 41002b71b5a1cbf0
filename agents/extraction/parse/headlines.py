"""Sentences of running text written as headlines, so that the tagger learns Title Case, capitals and dropped words.

Called by `training`; what English drops and keeps is data (`lexicon/tags/en.toml`).  The tags stay right.
"""

from __future__ import annotations

from collections.abc import Mapping

from agents.extraction.parse.tagged import Tagged

_NAMELIKE = ("NN", "NNP", "PRP")


class Draws:
    """Chances that are the same each time: a linear congruential generator, for shuffling and choosing only."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, limit: int) -> int:
        """Draw a whole number from nought to below the limit."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        return (self._state >> 33) * limit >> 31

    def chance(self, share: float) -> bool:
        """Say yes in that share of draws."""
        return self.below(1_000_000) < share * 1_000_000


class Headlines:
    """Rewrites sentences; `verbs` are the present forms in -s that the training text has."""

    def __init__(self, data: Mapping[str, str], verbs: frozenset[str], finite: frozenset[str]) -> None:
        self._small = frozenset(data["small"].split())
        self._articles = frozenset(data["articles"].split())
        self._be = frozenset(data["be"].split())
        self._have = frozenset(data["have"].split())
        self._future = data["future"]
        pairs = (pair.split(":") for pair in data["present"].split())
        self._present = {past: now for past, now in pairs}
        self._verbs = verbs
        self._finite = finite

    def varied(self, rows: Tagged, draws: Draws) -> Tagged:
        """Give a sentence as it is (three in five), or as a headline, in Title Case, in capitals."""
        draw = draws.below(100)
        if draw < 24 and 4 < len(rows) < 40:
            rows = self.headline(rows, draws)
            draw = (30, 30, 30, 41, 99, 99, 99)[draws.below(7)]
        if draw < 39:
            every = draws.chance(0.35)
            return [
                (word if not every and n and word in self._small else word[0].upper() + word[1:], tag)
                for n, (word, tag) in enumerate(rows)
            ]
        return [(word.upper(), tag) for word, tag in rows] if draw < 43 else rows

    def headline(self, rows: Tagged, draws: Draws) -> Tagged:
        """Drop articles, "be", "have" and the full stop; present for past, "to" for "will"."""
        rows = rows[: 8 + draws.below(13)] if len(rows) > 22 else rows
        out: Tagged = []
        for n, (word, tag) in enumerate(rows):
            after = rows[n + 1][1] if n + 1 < len(rows) else ""
            if not self._dropped(word.lower(), tag, after, draws):
                out.append(self._told(word, tag, after, out, draws))
        return [(word[0].upper() + word[1:], tag) for word, tag in out[:1]] + out[1:]

    def _dropped(self, low: str, tag: str, after: str, draws: Draws) -> bool:
        if tag == "DT" and low in self._articles:
            return draws.chance(0.9)
        if low in self._be and tag in self._finite:
            return draws.chance(0.8)
        if low in self._have and after == "VBN":
            return draws.chance(0.7)
        return tag == "." and not after

    def _told(self, word: str, tag: str, after: str, before: Tagged, draws: Draws) -> tuple[str, str]:
        """Give a word as a headline has it: "to" for "will", the present for the past of a third person."""
        if word.lower() == self._future and after == "VB":
            return "to", "TO"
        if tag == "VBD" and draws.chance(0.85):
            subject = next((t for _, t in reversed(before) if t[:2] in ("NN", "PR", "CD")), "NN")
            now = self._now(word.lower()) if subject in _NAMELIKE else None
            if now is not None:
                return now, "VBZ"
        return word, tag

    def _now(self, past: str) -> str | None:
        if past.endswith("ed"):
            forms = (past[:-2] + "s", past[:-1] + "s", past[:-3] + "s", past[:-3] + "ies")
            return next((form for form in forms if form in self._verbs), None)
        return self._present.get(past)
