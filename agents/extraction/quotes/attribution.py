"""One speech act inside a sentence, as every language's reader gives it; read by `find` and `standalone`."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from agents.records import Modality, Span


class Attribution(Struct, frozen=True):
    """Who said what: inclusive ranges of tokens as a reader gives it, characters when `placed`.

    `outer` is where the cue begins in whose content this one stands, -1 when in none.
    """

    pieces: tuple[Span, ...]
    subject: Span | None
    cue: Span
    frame: str
    lemma: str = ""
    kind: str = "say"
    via: str = ""
    modality: Modality = "asserted"
    addressee: Span | None = None
    target: Span | None = None
    outer: int = -1

    def placed(self, starts: Callable[[int], int], ends: Callable[[int], int]) -> Attribution:
        """Give the same in characters of the text; `starts` and `ends` tell them of a token."""

        def span(tokens: Span | None) -> Span | None:
            return None if tokens is None else (starts(tokens[0]), ends(tokens[1]))

        return Attribution(
            pieces=tuple((starts(a), ends(b)) for a, b in self.pieces),
            subject=span(self.subject),
            cue=(starts(self.cue[0]), ends(self.cue[1])),
            frame=self.frame,
            lemma=self.lemma,
            kind=self.kind,
            via=self.via,
            modality=self.modality,
            addressee=span(self.addressee),
            target=span(self.target),
            outer=starts(self.outer) if self.outer >= 0 else -1,
        )
