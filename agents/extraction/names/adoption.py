"""Makes candidates of the names that a backend found, so that linking goes on as if the rules had found them.

Called by `entities` when a backend was chosen.  It changes no span and no type; it says what the lexicon knows of
each, and adds what no backend is asked for: the lexicon's peoples, weapons and events.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from agents.extraction.backend import Named
from agents.extraction.names import gazetteer
from agents.extraction.names.candidates import Candidate, of_hit
from agents.extraction.names.gazetteer import Hit
from agents.lexicon.names import NOTHING, Known, Names

_SURE, _LIKELY = 0.9, 0.6
_SEATS = frozenset({"state", "capital", "metonym"})  # "the Kremlin" is a building to one tagger, a body to another
_NO_HIT = Hit(0, 0, (NOTHING,))


def adopt(body: str, named: Sequence[Named], rule: str, names: Names) -> list[Candidate]:
    """Give candidates from left to right: all of `named`, and known names of type MISC that touch none of them."""
    hits = gazetteer.scan(body, names)
    known = {hit.start: hit for hit in hits}
    made = [_candidate(body, n, f"{rule}:{n.label or n.type}", known.get(n.start, _NO_HIT)) for n in named]
    starts = [n.start for n in named]
    for hit in hits:
        first = hit.meanings[0]
        at = bisect_left(starts, hit.end)
        if first.type == "MISC" and not first.weak and (at == 0 or named[at - 1].end <= hit.start):
            made.append(of_hit(hit, body))
    return sorted(made, key=lambda c: (c.start, -c.end))


def _candidate(body: str, n: Named, rule: str, hit: Hit) -> Candidate:
    strength = 1 + (n.score >= _LIKELY) + (n.score >= _SURE)
    made = Candidate(n.start, n.end, body[n.start : n.end], n.type, rule, strength)
    fitting = tuple(m for m in hit.meanings if hit.end == n.end and _fits(n.type, m))
    if fitting:
        made.known, made.meanings, made.subtype = fitting[0], fitting, fitting[0].subtype
        made.type = fitting[0].type if n.type == "MISC" else n.type
    elif n.type == "ORG" and hit.meanings[0].kind in ("state", "adjective"):  # "Russian Foreign Ministry"
        made.prefix, made.prefix_end = hit.meanings[0], hit.end
    return made


def _fits(kind: str, meaning: Known) -> bool:
    """Tell whether a name of that type may mean this; MISC says too little to forbid anything."""
    if meaning.weak:
        return False
    return kind in (meaning.type, "MISC") or (kind in ("LOC", "ORG") and meaning.kind in _SEATS)
