"""Turns speech acts into `Quote` records: ids, types, cues, parents and confidence; called by `find`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from agents.extraction.marks import Region
from agents.extraction.quotes.speakers import Speakers
from agents.extraction.quotes.standalone import Act
from agents.identity import digest
from agents.records import Cue, Party, Quote, QuoteType, Span, Speaker

# How often the span of such a frame is the right one: shares measured on development news.
_SPAN_SURE = {
    "that": 0.75, "bare": 0.79, "before": 0.78, "split": 0.85, "source": 0.79, "wh": 0.64, "thing": 0.44, "to": 0.38,
    "order": 0.38, "for": 0.52, "as": 0.57, "colon": 0.4, "free": 0.7, "inner": 0.72, "standalone": 0.6,
    "headline": 0.8, "transcript": 0.95,
}  # fmt: skip
# Marked words with a cue of their own, by how many words they have at most.
_MARKED_SURE = ((3, 0.62), (7, 0.93), (12, 0.95), (20, 0.96))
_MARKED_LONG = 0.98
_OTHER_LANGUAGES = 0.85  # measured on German; the rest is not measured and trusted no more than that
_NO_SPEAKER = 0.6


class Maker:
    """Makes the quotes of one text, in order."""

    def __init__(self, body: str, regions: Sequence[Region], speakers: Speakers, document: str) -> None:
        self.body = body
        self.outer = [r for r in regions if r.parent < 0]
        self.starts = [r.start for r in self.outer]
        self.speakers = speakers
        self.document = document
        self.seen: dict[str, int] = {}

    def quotes(self, acts: Sequence[Act]) -> tuple[Quote, ...]:
        """Make a quote of each act; speech reported in speech knows its parent and who relayed it."""
        made: list[Quote] = []
        by_cue: dict[tuple[int, int], Quote] = {}
        for act in acts:
            one = act.attribution
            outer = by_cue.get((act.unit, one.outer)) if one is not None and one.outer >= 0 else None
            quote = self._quote(act, outer)
            made.append(quote)
            if one is not None and one.frame != "inner":
                by_cue[act.unit, one.cue[0]] = quote
        return tuple(made)

    def _quote(self, act: Act, outer: Quote | None) -> Quote:
        words = " ... ".join([self.body[a:b] for a, b in act.pieces])
        verbatim = self._verbatim(act.pieces)
        one = act.attribution
        frame = one.frame if one is not None else act.type or "standalone"
        speaker = self.speakers.speaker(act.speaker, act.via) if act.speaker else None
        return Quote(
            id=self._id(words),
            type=_type(act, verbatim),
            text=words,
            pieces=tuple(act.pieces),
            verbatim=verbatim,
            speaker=speaker,
            cue=self._cue(act),
            addressee=self._party(one.addressee) if one is not None else None,
            target=self._party(one.target) if one is not None else None,
            relayed_by=_as_party(outer),
            parent=outer.id if outer is not None else None,
            confidence=self._sure(frame, words, speaker),
            rules=(frame, act.via),
        )

    def _sure(self, frame: str, words: str, speaker: Speaker | None) -> float:
        """Give the chance that span and speaker are both right."""
        if frame == "quote":
            size = len(words.split())
            span = next((sure for most, sure in _MARKED_SURE if size <= most), _MARKED_LONG)
        else:
            span = _SPAN_SURE.get(frame, 0.5)
        language = 1.0 if self.speakers.text.lang == "en" else _OTHER_LANGUAGES
        return round(span * language * (speaker.confidence if speaker is not None else _NO_SPEAKER), 3)

    def _verbatim(self, pieces: Sequence[Span]) -> tuple[Span, ...]:
        """Give the stretches between marks that lie in the pieces."""
        found = []
        for start, end in pieces:
            for k in range(bisect_left(self.starts, start), len(self.outer)):
                if self.outer[k].end > end:
                    break
                a, b = self.outer[k].inner
                if a < b:  # a mark that opens at the very end of its paragraph holds nothing there
                    found.append((a, b))
        return tuple(found)

    def _id(self, words: str) -> str:
        normal = " ".join(words.casefold().split())
        nth = self.seen[normal] = self.seen.get(normal, -1) + 1
        return digest(self.document, normal, str(nth))

    def _party(self, span: Span | None) -> Party | None:
        return self.speakers.party(span) if span is not None else None

    def _cue(self, act: Act) -> Cue | None:
        one = act.attribution
        if one is None:
            return None
        start, end = one.cue
        return Cue(
            text=self.body[start:end], start=start, end=end, lemma=one.lemma, kind=one.kind, modality=one.modality
        )


def _as_party(outer: Quote | None) -> Party | None:
    who = outer.speaker if outer is not None else None
    if who is None:
        return None
    return Party(
        text=who.text, start=who.start, end=who.end, name=who.name, actor_id=who.actor_id, person_id=who.person_id
    )


def _type(act: Act, verbatim: Sequence[Span]) -> QuoteType:
    if act.type is not None:
        return act.type
    if not verbatim:
        return "indirect"
    outside = sum(b - a for a, b in act.pieces) - sum(b - a for a, b in verbatim)
    return "direct" if outside <= 3 * len(verbatim) + 2 else "mixed"
