"""Words of speech in an English sentence: which token is a cue, and in which form; called by `english`.

Takes no subject and no content; nouns that look like cues are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.tokens import Token, is_final
from agents.lexicon.cues import Form

_BASE = frozenset(["base"])
_GERUND = frozenset(["gerund"])
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "'s", "'re", "get", "got"])
_BEFORE_VERBS = frozenset(["as", "to", "by", "after", "in", "for", "with", "of", "since"])
_BEFORE_PARTICIPLES = frozenset(["as", "by", "after", "while", "before", "when", "and", "statement", "letter", "tweet"])


class Hit(Struct, frozen=True, gc=False):
    """One cue: tokens first..last, its form and the group of frames it may take."""

    first: int
    last: int
    form: Form
    gerund: bool = False
    passive: bool = False


def find_hits(g: Grammar, tokens: Sequence[Token], places: Iterable[int] | None = None) -> list[Hit]:
    """Find the cues of a sentence, in order, at all places or at these; nouns that look like cues are left out."""
    hits: list[Hit] = []
    forms = g.speech.forms
    titled: bool | None = None  # asked seldom
    for i in range(len(tokens)) if places is None else places:
        token = tokens[i]
        if token.low not in forms or token.shape not in "wC":
            continue
        if token.shape == "C" and not _may_be_verb(tokens, i):
            titled = is_titled(tokens) if titled is None else titled
            if not titled:
                continue
        for form in forms[token.low]:
            last = i + len(form.particle)
            if form.particle and [t.low for t in tokens[i + 1 : last + 1]] != [*form.particle]:
                continue
            hit = _as_verb(g, tokens, i, last, form)
            if hit is not None:
                hits.append(hit)
                break
    return hits


def is_titled(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence is a headline with its words capitalised, so that a capital tells nothing."""
    words = [t for t in tokens if t.shape in "wC" and t.end - t.start > 3]
    return len(words) >= 4 and sum(t.shape == "C" for t in words) >= 0.8 * len(words)


def _may_be_verb(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a capitalised cue may be a verb: at the start of a sentence or of a headline's second half."""
    return i == 0 or tokens[i - 1].shape == "p"


def _as_verb(g: Grammar, tokens: Sequence[Token], i: int, last: int, form: Form) -> Hit | None:
    """Read the word at i as a verb in one of its tenses, or not at all."""
    previous = i - 1
    while previous >= 0 and g.is_adverb(tokens[previous]):
        previous -= 1
    before = tokens[previous] if previous >= 0 else None
    tense = form.tense
    if before is not None and _makes_noun(g, before, tense):
        return None
    if tokens[i].low in g.nounlike and not _surely_verb(g, tokens, before, last):
        return None
    if "gerund" in tense:
        running = before is not None and before.low in _BE
        may = running or before is None or _takes_gerund(g, before)
        return Hit(i, last, form, gerund=not running) if may else None
    return _finite_verb(g, i, last, form, before)


def _finite_verb(g: Grammar, i: int, last: int, form: Form, before: Token | None) -> Hit | None:
    """Read a form that is no participle in -ing: past, passive, present or bare."""
    tense = form.tense
    if before is not None and before.low in g.prepositions and before.low not in {"to", "since"}:
        return None
    if "past" in tense or "participle" in tense:
        passive = before is not None and before.low in _BE
        perfect = before is not None and before.low in {"has", "have", "had", "'ve"}
        return Hit(i, last, form, passive=passive) if passive or perfect or "past" in tense else None
    if before is None or (tense == _BASE and not _takes_base(g, before)):
        return None
    return Hit(i, last, form)


def _makes_noun(g: Grammar, before: Token, tense: frozenset[str]) -> bool:
    """Tell whether the word before a cue makes it a noun, or words on a sign."""
    low = before.low
    return (
        low in g.specifiers
        or (low in g.prepositions and low not in _BEFORE_VERBS)
        or (tense == _GERUND and low in g.not_speech)
        or (before.shape in "wC" and low.endswith("'s") and not g.is_finite(before))
        or low in {"'", "’"}
    )


def _surely_verb(g: Grammar, tokens: Sequence[Token], before: Token | None, last: int) -> bool:
    """Tell a verb from the noun of the same form: by a pronoun or "to" before it, or by what follows it."""
    if before is None:
        return False
    pronoun = g.is_pronoun(before) and before.low not in g.possessives
    if pronoun or before.low in {"to", "also"} or before.low in g.auxiliaries or before.low.endswith("n't"):
        return True
    if last + 1 >= len(tokens):
        return before.shape == "C"
    following = tokens[last + 1]
    quoted = following.shape == "Q" or (
        following.low == "," and last + 2 < len(tokens) and tokens[last + 2].shape == "Q"
    )
    opens = following.low in {"that", ":", "to", "how", "why", "whether"}
    return opens or quoted or (_names_speaker(g, before) and _begins_object(g, following))


def _names_speaker(g: Grammar, token: Token) -> bool:
    return token.shape in "CQ" or token.low in g.writers


def _begins_object(g: Grammar, token: Token) -> bool:
    return token.low in g.determiners or token.shape == "C" or g.is_pronoun(token) or is_final(token)


def _takes_gerund(g: Grammar, before: Token) -> bool:
    return (
        before.shape in "pQ"
        or before.low in _BEFORE_PARTICIPLES
        or (before.shape == "w" and before.low not in g.function)
    )


def _takes_base(g: Grammar, before: Token) -> bool:
    """Tell whether a bare form may be a verb after this word: "they say", "did not say", "officials say"."""
    low = before.low
    return (
        low in {"to", "and", "not", "people", "police", "who", "we", "i", "you", "they", "some", "many", "others"}
        or (low in g.auxiliaries and low not in _BE)
        or low.endswith("n't")
        or (before.shape in "wC" and low.endswith("s") and not low.endswith(("ss", "us", "'s")))
    )
