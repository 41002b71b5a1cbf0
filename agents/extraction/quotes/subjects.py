"""Who is the subject of an English cue: before it, behind marked words, over appositions; called by `english`.

Reads the mood of the verb on the way.  Resolves nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.hits import Hit
from agents.extraction.quotes.tokens import SAID, Token
from agents.records import Modality

_LEAD_REACH = 9  # tokens between "took" and "to say"
_APPOSITION = 40  # tokens an apposition may have
_NO_SUBJECT = frozenset(["that", "which", "as", "than", "what"])


class Subject(Struct, frozen=True, gc=False):
    """The words that speak (tokens first..last), and where the attribution begins (`edge`)."""

    first: int
    last: int
    edge: int
    via: str
    modality: Modality = "asserted"


def subject_of(g: Grammar, tokens: Sequence[Token], hit: Hit, low_limit: int) -> Subject | None:
    """Find the subject that stands before a cue; `low_limit` is the first token it may use.

    None where no phrase stands there: the verb may be inverted, or share the subject of its clause.
    """
    modality, j = _over_lead(g, tokens, hit.first - 1, low_limit)
    if j < low_limit or hit.gerund or tokens[j].low in g.coordinators:
        return None
    via = "subject"
    if tokens[j].shape == "p" and tokens[j].low in ",–—-)":
        named = _after_marked(g, tokens, j, low_limit)
        if named is not None:
            return named
        via = "subject" if tokens[j].low == ")" else "apposition"
        j = _before_apposition(g, tokens, j, low_limit)
    return _phrase_subject(g, tokens, j, low_limit, via, modality) if j >= low_limit else None


def _over_lead(g: Grammar, tokens: Sequence[Token], j: int, low_limit: int) -> tuple[Modality, int]:
    """Walk left to the end of the subject, over "has also" and over "took to the stage to"; -1 where none may be."""
    modality, j = _auxiliaries_left(g, tokens, j, low_limit)
    if j < low_limit or tokens[j].low != "to":
        return modality, j
    lead = _lead(g, tokens, j, low_limit)
    if lead is None:
        return modality, -1
    more, j = _auxiliaries_left(g, tokens, lead - 1, low_limit)
    return (more if more != "asserted" else modality), j


def _phrase_subject(
    g: Grammar, tokens: Sequence[Token], last: int, low_limit: int, via: str, modality: Modality
) -> Subject | None:
    """Make a subject of the phrase that ends at `last`."""
    first = g.phrase_left(tokens, last, low_limit)
    if first > last or not _is_phrase(g, tokens, first, last) or tokens[last].low in _NO_SUBJECT:
        return None
    first, last, via = _past_appositions(g, tokens, first, last, low_limit, via)
    if via == "subject" and g.is_pronoun(tokens[last]):
        via = "pronoun"
    if _if_before(tokens, first):
        modality = "hypothetical"
    return Subject(first, _cut(g, tokens, first, last), first, via, modality)


def _auxiliaries_left(g: Grammar, tokens: Sequence[Token], j: int, low_limit: int) -> tuple[Modality, int]:
    """Walk left over adverbs and auxiliaries and read the mood from them."""
    modality: Modality = "asserted"
    while j >= low_limit and tokens[j].shape != "p":
        token = tokens[j]
        if token.low not in g.moods and not token.low.endswith(("n't", "ly")):
            break
        if token.low in g.negations or token.low.endswith("n't"):
            modality = "negated"
        elif token.low in {"reportedly", "allegedly", "supposedly"} and modality == "asserted":
            modality = "reportedly"
        elif token.low in g.future and modality == "asserted":
            modality = "future"
        elif token.low in g.hypothetical and modality == "asserted":
            modality = "hypothetical"
        elif not (g.is_adverb(token) or token.low == "since" or (g.is_auxiliary(token) and token.shape != "C")):
            break
        j -= 1
    return modality, j


def _lead(g: Grammar, tokens: Sequence[Token], at: int, low_limit: int) -> int | None:
    """Find the verb that makes an infinitive real speech: "took to the stage to say"."""
    leads = g.speech.word_class("lead_to")
    for k in range(at - 1, max(low_limit, at - _LEAD_REACH) - 1, -1):
        if tokens[k].low in leads:
            return k
        if tokens[k].shape in "pQ" or tokens[k].low in g.stops:
            return None
    return None


def _after_marked(g: Grammar, tokens: Sequence[Token], closing: int, low_limit: int) -> Subject | None:
    """Find the name right behind marked words: «"...," Ana Roa, 24, of Leeds, who voted, said»."""
    k = closing
    while k > low_limit and tokens[k].low != SAID and closing - k < _APPOSITION:
        k -= 1
    if tokens[k].low != SAID or k + 1 >= closing:
        return None
    last = g.phrase_right(tokens, k + 1, closing)
    if last <= k or last + 1 >= closing or tokens[last + 1].low not in {",", "("}:
        return None
    return Subject(k + 1, last, k + 1, "apposition")


def _before_apposition(g: Grammar, tokens: Sequence[Token], closing: int, low_limit: int) -> int:
    """Give the last token of the phrase that a closed apposition explains, -1 where none does."""
    mark = tokens[closing].low
    if mark == ")":
        return closing
    for k in range(closing - 1, max(low_limit, closing - _APPOSITION) - 1, -1):
        token = tokens[k]
        if token.shape == "Q" and token.end - token.start > 60:
            return -1
        if token.low != mark:
            continue
        if k >= 2 and tokens[k - 1].shape == "n" and tokens[k - 2].low == ",":
            continue  # an age: "Ana Roa, 24, of Leeds, said"
        if k > low_limit and (
            g.is_nominal(tokens[k - 1]) or tokens[k - 1].low in {".", ")"} or tokens[k - 1].low == "who"
        ):
            return k - 1
        return -1
    return -1


def _past_appositions(
    g: Grammar, tokens: Sequence[Token], first: int, last: int, low_limit: int, via: str
) -> tuple[int, int, str]:
    """Where the phrase found is itself an apposition ("Ana Roa, 24, from Leeds, said"), go on to the name before it."""
    for _ in range(3):
        if via != "apposition" or first - 2 < low_limit or tokens[first - 1].low != ",":
            break
        named = tokens[first].shape == "C" and tokens[last].shape == "C" and last > first
        if named or tokens[first - 2].shape != "C":
            break
        earlier = g.phrase_left(tokens, first - 2, low_limit)
        if earlier > first - 2:
            break
        first, last = earlier, first - 2
    return first, last, via


def _is_phrase(g: Grammar, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether tokens can be somebody who speaks: not a bare date, adverb or preposition."""
    return any(
        (t.shape in "wCQ" and t.low not in g.unspeaking) or t.low in g.quantities for t in tokens[first : last + 1]
    )


def _if_before(tokens: Sequence[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].low in {"if", "unless", "should", "whenever"}


def _cut(g: Grammar, tokens: Sequence[Token], first: int, last: int) -> int:
    """Leave out what only says when or where: "Roa on Monday", "the firm in a statement"."""
    for k in range(first + 1, last + 1):
        low = tokens[k].low
        if low in {"on", "during", "after", "before", "via", "about", "late", "early", "as", "by"} or (
            tokens[k].shape == "C" and low in g.times and tokens[k - 1].shape != "C"
        ):
            return k - 1
        if (
            low in {"in", "at", "to", "from", "with"}
            and k < last
            and tokens[k + 1].low in {"a", "an", "his", "her", "their"}
        ):
            return k - 1
        if low in g.times and tokens[k - 1].low in {"this", "last", "next"}:
            return max(first, k - 2)
    return last


def clause_subject(g: Grammar, tokens: Sequence[Token], at: int, low_limit: int) -> Subject | None:
    """Find the subject of the main clause before token `at`, for verbs that share it (", saying", "and warned")."""
    start = low_limit
    while start < at and (
        tokens[start].shape in "pQ" or tokens[start].low in g.coordinators or g.is_adverb(tokens[start])
    ):
        start += 1
    for _ in range(4):
        if start >= at:
            return None
        opening = tokens[start]
        fronted = opening.low in g.prepositions or opening.low in g.stops or opening.low.endswith("ing")
        if not fronted:
            break
        comma = next((k for k in range(start, at) if tokens[k].low == ","), None)
        if comma is None:
            return None
        start = comma + 1
        while start < at and (g.is_adverb(tokens[start]) or tokens[start].low in {"and", "but"}):
            start += 1
    if start >= at:
        return None
    last = _main_phrase_end(g, tokens, start, at)
    if last < start:
        return None
    if not _is_phrase(g, tokens, start, last):
        return None
    return Subject(start, _cut(g, tokens, start, last), start, "clause-subject")


def _main_phrase_end(g: Grammar, tokens: Sequence[Token], start: int, at: int) -> int:
    """Find the end of the phrase that begins a clause: before its verb, or before its apposition."""
    if g.is_pronoun(tokens[start]) and tokens[start].low not in g.possessives:
        return start
    last = g.phrase_right(tokens, start, at - 1)
    for k in range(start + 1, last + 1):
        token = tokens[k]
        if token.shape == "w" and (g.is_verbal(token) and token.low not in {"united", "armed", "so-called"}):
            return k - 1
        if token.shape == "w" and token.low.endswith("s") and tokens[k - 1].shape == "C":
            opens = k < last and (tokens[k + 1].low in g.fronting or tokens[k + 1].low in g.articles)
            if opens or token.low in g.speech.forms:
                return k - 1
    return last
