"""One speech act inside a sentence, as every language's reader gives it; read by `find` and `standalone`."""

from __future__ import annotations

from msgspec import Struct

from agents.records import Modality, Span


class Attribution(Struct, frozen=True):
    """Who said what, as inclusive ranges of tokens.

    `outer` is the first token of the cue in whose content this one stands, -1 when in none.
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
