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
from agents.lexicon.names import Known, Names

_SURE, _LIKELY = 0.9, 0.6
_SEATS = frozenset({"state", "capital", "metonym"})  # "the Kremlin" is a building to one tagger, a body to another
_LONGEST_PREFIX = 3


def adopt(body: str, named: Sequence[Named], rule: str, names: Names) -> list[Candidate]:
    """Give candidates from left to right: all of `named`, and known names of type MISC that touch none of them."""
    hits = gazetteer.scan(body, names)
    known = {(hit.start, hit.end): hit.meanings for hit in hits}
    made = [_candidate(body, n, f"{rule}:{n.label or n.type}", known.get((n.start, n.end)), names) for n in named]
    starts = [n.start for n in named]
    for hit in hits:
        first = hit.meanings[0]
        at = bisect_left(starts, hit.end)
        if first.type == "MISC" and not first.weak and (at == 0 or named[at - 1].end <= hit.start):
            made.append(of_hit(hit, body))
    return sorted(made, key=lambda c: (c.start, -c.end))


def _candidate(body: str, n: Named, rule: str, meanings: tuple[Known, ...] | None, names: Names) -> Candidate:
    text = body[n.start : n.end]
    strength = 3 if n.score >= _SURE else 2 if n.score >= _LIKELY else 1
    made = Candidate(n.start, n.end, text, n.type, rule, strength)
    fitting = tuple(m for m in meanings or names.by_name.get(text, ()) if _fits(n.type, m))
    if fitting:
        made.known, made.meanings, made.subtype = fitting[0], fitting, fitting[0].subtype
        made.type = fitting[0].type if n.type == "MISC" else n.type
    elif n.type == "ORG":
        _find_prefix(made, names)
    return made


def _fits(kind: str, meaning: Known) -> bool:
    """Tell whether a name of that type may mean this; MISC says too little to forbid anything."""
    if meaning.weak:
        return False
    return kind in (meaning.type, "MISC") or (kind in ("LOC", "ORG") and meaning.kind in _SEATS)


def _find_prefix(made: Candidate, names: Names) -> None:
    """Note the state that an organisation's name begins with: `Russian Foreign Ministry`."""
    words = made.text.split(" ")
    for count in range(min(_LONGEST_PREFIX, len(words) - 1), 0, -1):
        prefix = " ".join(words[:count])
        state = next((m for m in names.by_name.get(prefix, ()) if m.kind in ("state", "adjective")), None)
        if state is not None:
            made.prefix, made.prefix_end = state, made.start + len(prefix)
            return
