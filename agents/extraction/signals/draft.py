"""A signal in the making: what choose.py chooses among, and what signals.find freezes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from agents.extraction.signals.match import Match
from agents.extraction.signals.places import place_of
from agents.extraction.signals.sentence import Sentence
from agents.identity import finding_id
from agents.lexicon.outcomes import Outcome
from agents.records import Party, Signal, Status

_WEAKER: tuple[Status, ...] = get_args(Status)  # from "done" on, each says less


def weaker(one: Status, other: Status) -> Status:
    """Give that of two statuses which says less."""
    return max(one, other, key=_WEAKER.index)


@dataclass(slots=True)
class Draft:
    """What a match amounts to, with what is needed to choose between several."""

    match: Match
    outcome: Outcome
    status: Status
    source: Party | None = None
    target: Party | None = None
    attributed_to: str = ""
    reporter: Party | None = None
    confidence: float = 0.0
    is_claim: bool = False  # argued in somebody's words
    fate: str = "kept"  # or why it is not told

    @property
    def is_plain(self) -> bool:
        """Tell whether nothing has renamed the deed yet."""
        return self.outcome is self.match.rule

    def weaken(self, status: Status) -> None:
        """Let it have got no further than a status says."""
        self.status = weaker(self.status, status)

    def claim(self) -> None:
        """Take it for what somebody argues."""
        self.weaken("reported")
        self.is_claim = True

    @property
    def is_told(self) -> bool:
        """Tell whether it is said to have been done, or to be coming, by whomever."""
        return _WEAKER.index(self.status) <= _WEAKER.index("reported")


def signal(s: Sentence, made: Draft, revision: str) -> Signal:
    """Freeze a draft."""
    m, o = made.match, made.outcome
    first, last = min(m.first, *(g.head for g in m.governors), m.head), max(m.last, m.head)
    trigger = (s.starts[first], s.ends[last])
    return Signal(
        id=finding_id(revision, f"{m.rule.id}:{o.signal}", *trigger),
        signal=o.signal,
        type=o.type,
        mode=o.mode,
        quad=o.quad or 1,
        goldstein=o.goldstein or 0.0,
        cameo=o.cameo,
        start=s.start,
        end=s.end,
        trigger=trigger,
        rule=m.rule.id,
        status=made.status,
        object=o.object,
        word=o.word,
        source=made.source,
        target=made.target,
        place=place_of(s, m),
        attributed_to=made.attributed_to,
        confidence=made.confidence,
    )
