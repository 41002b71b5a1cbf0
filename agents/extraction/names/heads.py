"""What the head words of a run tell: which kind of name it is, and where a list of two names parts.

Called by `pieces` with the words of a run or of a part of it.  It makes no candidate; the heads are in
`actors/shapes.toml`.
"""

from __future__ import annotations

from itertools import dropwhile, takewhile
from operator import attrgetter

from agents.extraction.names.runs import Token
from agents.lexicon.names import Names

_TIES = frozenset({"of", "for", "on"})
_PARTING = frozenset({"in", "to", "against"})
_JOINING = frozenset({"and", "&"})
_LINK = attrgetter("link")
_FOR = _TIES - {"of"}
_PATTERNS = (("organisation.of", "ORG"), ("event_of.first", "MISC"), ("place.of", "LOC"))  # the last for "of" only


def trimmed(tokens: list[Token]) -> list[Token]:
    """Leave out the link words at both ends."""
    if not any(map(_LINK, (*tokens[:1], *tokens[-1:]))):
        return tokens
    begun = [*dropwhile(_LINK, tokens)]
    return [*dropwhile(_LINK, reversed(begun))][::-1]


def of_person(tokens: list[Token], names: Names) -> list[Token]:
    """Give the words up to the first link word that stands in no person's name."""
    particles = names.shapes["person.particles"]
    return [*takewhile(lambda t: not t.link or t.lower in particles, tokens)]


def ends_like_one(tokens: list[Token], names: Names) -> bool:
    """Tell whether the last word is the head of an organisation, a place or an event."""
    return any(token.lower in names.shapes["common.last"] for token in tokens[-1:])


def tie(tokens: list[Token]) -> int:
    """Give where the first `of`, `for` or `on` stands, or 0."""
    return next((k for k, t in enumerate(tokens[1:], 1) if t.link and t.lower in _TIES), 0)


def before_tie(tokens: list[Token], of: int, names: Names) -> tuple[str, int]:
    """Give the type of `X of Y` by the word before `of`, and where the name begins; none where nothing ties."""
    word, tie, shapes = tokens[of - 1].lower, tokens[of].lower, names.shapes
    of_state = of > 1 and any(t.known.kind == "state" for t in tokens[of + 1 : of + 3])  # "National Theatre of China"
    if (of_state or tie in _FOR) and word in shapes["organisation.last"]:
        return "ORG", 0
    kind = next((kind for shape, kind in _PATTERNS[: 2 + (tie == "of")] if of and word in shapes[shape]), "")
    return kind, of - 1 if kind == "LOC" else 0


def cut(tokens: list[Token], names: Names) -> int:
    """Give where a list of two names parts: `Foo National Park and the Dead Sea`, `the UN and World Bank`; else 0."""
    for k, token in enumerate(tokens[1:-1], 1):
        if token.text in names.first_names and tokens[k - 1].lower in names.shapes["organisation.last"]:
            return k  # "Washington State University Simon Frob"
        if token.link and (token.lower in _PARTING or (token.lower in _JOINING and _are_two(tokens, k, names))):
            return k
    return 0


def _are_two(tokens: list[Token], k: int, names: Names) -> bool:
    """Tell whether both sides of "and" are names of their own: not in `Centre for Aviation and Weather`."""
    left, right = tokens[:k], tokens[k + 1 :]
    if right[0].link or _is_known(left) or _is_known(right):
        return True
    if len(left) == 1:
        return left[0].text.isupper()
    goes_on = before_tie(left, tie(left), names)[0] == "ORG" and not ends_like_one(right, names)
    return ends_like_one(left, names) and not goes_on


def _is_known(tokens: list[Token]) -> bool:
    """Tell whether the words are one known name of a place, a person or an organisation."""
    return tokens[0].reaches(tokens[-1].end) and tokens[0].known.type != "MISC"
