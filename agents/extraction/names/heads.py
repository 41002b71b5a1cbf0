"""What the head words of a run tell: which kind of name it is, and where a list of two names parts.

Called by `pieces` with the words of a run or of a part of it.  It makes no candidate; the heads are in
`actors/shapes.toml`.
"""

from __future__ import annotations

from agents.extraction.names.runs import Token
from agents.lexicon.names import Names

_KNOWN = frozenset({"state", "person", "organisation", "capital", "company", "outlet", "city", "place"})
_LASTS = ("organisation.last", "place.last", "event.last")
_TIES = frozenset({"of", "for", "on"})


def trimmed(tokens: list[Token]) -> list[Token]:
    """Leave out the link words at both ends."""
    if tokens and not (tokens[0].link or tokens[0].inside or tokens[-1].link):
        return tokens
    begin, end = 0, len(tokens)
    while begin < end and (tokens[begin].link or tokens[begin].inside):
        begin += 1
    while end > begin and tokens[end - 1].link:
        end -= 1
    return tokens[begin:end]


def ends(tokens: list[Token], names: Names, shape: str) -> bool:
    """Tell whether the last word is one of a shape: `Kenya Airways` ends like an organisation."""
    return tokens[-1].lower in names.shapes[shape]


def ends_like_one(tokens: list[Token], names: Names) -> bool:
    """Tell whether the last word is the head of an organisation, a place or an event."""
    return any(tokens[-1].lower in names.shapes[shape] for shape in _LASTS)


def tie(tokens: list[Token]) -> int:
    """Give where the first `of`, `for` or `on` stands, or 0."""
    return next((k for k, t in enumerate(tokens[1:], 1) if t.link and t.lower in _TIES), 0)


def before_tie(tokens: list[Token], of: int, names: Names) -> tuple[str, int]:
    """Give the type of `X of Y` by the word before `of`, and where the name begins."""
    shapes = names.shapes
    word, of_itself = tokens[of - 1].lower, tokens[of].lower == "of"
    last = word in shapes["organisation.last"]
    if word in shapes["organisation.of"] or (last and not of_itself):
        return "ORG", 0
    if of > 1 and last and _is_state(tokens[of + 1 :]):  # "National Theatre of China"
        return "ORG", 0
    if word in shapes["place.of"] and of_itself:
        return "LOC", of - 1
    if word in shapes["event_of.first"]:
        return "MISC", 0
    return "", 0


def cut(tokens: list[Token], names: Names) -> int:
    """Give where a list of two names parts: `Foo National Park and the Dead Sea`, `the UN and World Bank`; else 0."""
    for k, token in enumerate(tokens[1:-1], 1):
        if token.text in names.first_names and tokens[k - 1].lower in names.shapes["organisation.last"]:
            return k  # "Washington State University Simon Frob"
        if not token.link:
            continue
        if token.lower in ("in", "to", "against"):
            return k
        if token.lower in ("and", "&") and _are_two(tokens[:k], tokens[k + 1 :], names):
            return k
    return 0


def _are_two(left: list[Token], right: list[Token], names: Names) -> bool:
    """Tell whether both sides of "and" are names of their own: not in `Centre for Aviation and Weather`."""
    if right[0].link or _is_known(left) or _is_known(right):
        return True
    if len(left) == 1:
        return left[0].text.isupper() and len(left[0].text) > 2
    of = tie(left)
    goes_on = of > 0 and before_tie(left, of, names)[0] == "ORG" and not ends_like_one(right, names)
    return ends_like_one(left, names) and not goes_on


def _is_state(tokens: list[Token]) -> bool:
    tokens = trimmed(tokens)
    hit = tokens[0].hit if tokens else None
    return hit is not None and hit.meanings[0].kind == "state" and hit.end >= tokens[-1].end


def _is_known(tokens: list[Token]) -> bool:
    """Tell whether the words are one known name of a place, a person or an organisation."""
    hit = tokens[0].hit
    return hit is not None and hit.end >= tokens[-1].end and hit.meanings[0].kind in _KNOWN
