"""Words of speech in a sentence and who is their subject; called by `attribution`.

Says which token is a cue, in which form and mood, and which noun phrase speaks.  Takes no content.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.tokens import SAID, Token, is_final
from agents.lexicon.cues import Form
from agents.records import Modality

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "'s", "'re"])
_BEFORE_VERBS = frozenset(["to", "by", "after", "in", "for", "with", "of", "since"])
_LEAD_REACH = 9
_APPOSITION = 40


class Hit(NamedTuple):
    """One cue: tokens first..last, its form and the group of frames it may take."""

    first: int
    last: int
    form: Form
    gerund: bool = False
    passive: bool = False


class Subject(NamedTuple):
    """The words that speak (tokens first..last), and where the attribution begins (`edge`)."""

    first: int
    last: int
    edge: int
    via: str
    modality: Modality = "asserted"


def find_hits(g: Grammar, tokens: Sequence[Token]) -> list[Hit]:
    """Find the cues of a sentence, in order; nouns that look like cues are left out."""
    hits: list[Hit] = []
    forms = g.speech.forms
    titled = is_titled(tokens)
    for i, token in enumerate(tokens):
        known = forms.get(token.low) if token.shape in "wC" else None
        if known is None or (token.shape == "C" and not (titled or _may_be_verb(tokens, i))):
            continue
        for form in known:
            last = i + len(form.particle)
            if last < len(tokens) and all(tokens[i + 1 + k].low == p for k, p in enumerate(form.particle)):
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
    previous = i - 1
    while previous >= 0 and g.is_adverb(tokens[previous]):
        previous -= 1
    before = tokens[previous] if previous >= 0 else None
    tense = form.tense
    if before is not None and (
        before.low in g.determiners
        or before.low in g.possessives
        or (before.low in g.prepositions and before.low not in _BEFORE_VERBS)
        or (tense == {"gerund"} and before.low in g.speech.word_class("not_speech"))
        or (before.shape in "wC" and before.low.endswith("'s") and not g.is_finite(before))
        or before.low in {"'", "’"}
    ):
        return None
    if tokens[i].low in g.nounlike and not _surely_verb(g, tokens, before, last):
        return None
    if "gerund" in tense:
        if before is not None and before.low in _BE:
            return Hit(i, last, form)
        return Hit(i, last, form, gerund=True) if before is None or _takes_gerund(g, before) else None
    if before is not None and before.low in g.prepositions and before.low not in {"to", "since"}:
        return None
    if "past" in tense or "participle" in tense:
        passive = before is not None and (before.low in _BE or before.low in {"been", "being", "get", "got"})
        if not passive and "past" not in tense and not (before and before.low in {"has", "have", "had", "'ve"}):
            return None
        return Hit(i, last, form, passive=passive)
    if tense == {"base"} and (before is None or not _takes_base(g, before)):
        return None
    if "present" in tense and before is None:
        return None
    return Hit(i, last, form)


def _surely_verb(g: Grammar, tokens: Sequence[Token], before: Token | None, last: int) -> bool:
    """Tell a verb from the noun of the same form: by a pronoun or "to" before it, or by what follows it."""
    if before is None or (g.is_pronoun(before) and before.low not in g.possessives) or before.low in {"to", "also"}:
        return before is not None
    if before.low in g.auxiliaries or before.low.endswith("n't"):
        return True
    if last + 1 >= len(tokens):
        return before.shape == "C"
    following = tokens[last + 1]
    named = before.shape in "CQ" or before.low in g.speech.word_class("documents") | g.speech.word_class(
        "persons"
    ) | g.speech.word_class("groups")
    return (
        following.low in {"that", ":", "to", "how", "why", "whether"}
        or following.shape == "Q"
        or (
            named
            and (
                following.low in g.determiners
                or following.shape == "C"
                or g.is_pronoun(following)
                or is_final(following)
            )
        )
        or (following.low == "," and last + 2 < len(tokens) and tokens[last + 2].shape == "Q")
    )


def _takes_gerund(g: Grammar, before: Token) -> bool:
    return (
        before.shape in "pQ"
        or before.low in {"by", "after", "while", "before", "when", "and", "statement", "letter", "tweet"}
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


def subject_of(g: Grammar, tokens: Sequence[Token], hit: Hit, low_limit: int) -> Subject | None:
    """Find the subject that stands before a cue; `low_limit` is the first token it may use.

    None where no phrase stands there: the verb may be inverted, or share the subject of its clause.
    """
    modality, j = _auxiliaries_left(g, tokens, hit.first - 1, low_limit)
    if j < low_limit:
        return None
    if tokens[j].low == "to":
        lead = _lead(g, tokens, j, low_limit)
        if lead is None:
            return None
        more, j = _auxiliaries_left(g, tokens, lead - 1, low_limit)
        modality = more if more != "asserted" else modality
        if j < low_limit:
            return None
    token = tokens[j]
    if token.low in g.coordinators or hit.gerund:
        return None
    if token.shape == "p" and token.low in ",–—-)":
        closing = j
        named = _after_marked(g, tokens, j, low_limit)
        if named is not None:
            return named
        j = _before_apposition(g, tokens, j, low_limit)
        if j < 0:
            return None
        via = "apposition"
        if tokens[closing].low == ")" and j >= closing:
            via = "subject"
    else:
        via = "subject"
    first = g.phrase_left(tokens, j, low_limit)
    if first > j or not _is_phrase(g, tokens, first, j):
        return None
    if tokens[j].low in {"that", "which", "as", "than", "what"}:
        return None
    first, j, via = _past_appositions(g, tokens, first, j, low_limit, via)
    if via == "subject" and g.is_pronoun(tokens[j]):
        via = "pronoun"
    if _if_before(tokens, first):
        modality = "hypothetical"
    return Subject(first, _cut(g, tokens, first, j), first, via, modality)


def _auxiliaries_left(g: Grammar, tokens: Sequence[Token], j: int, low_limit: int) -> tuple[Modality, int]:
    """Walk left over adverbs and auxiliaries and read the mood from them."""
    modality: Modality = "asserted"
    future = g.speech.word_class("modals_future")
    hypothetical = g.speech.word_class("modals_hypothetical")
    while j >= low_limit and tokens[j].shape != "p":
        token = tokens[j]
        if token.low in g.negations or token.low.endswith("n't"):
            modality = "negated"
        elif token.low in {"reportedly", "allegedly", "supposedly"} and modality == "asserted":
            modality = "reportedly"
        elif token.low in future and modality == "asserted":
            modality = "future"
        elif token.low in hypothetical and modality == "asserted":
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
        (t.shape in "wCQ" and t.low not in g.times and t.low not in g.prepositions and t.low not in g.determiners)
        or t.low in g.determiners & {"some", "many", "others", "all", "both", "most", "few", "one", "another"}
        for t in tokens[first : last + 1]
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
        if (
            token.shape == "w"
            and token.low.endswith("s")
            and tokens[k - 1].shape == "C"
            and token.low in g.speech.forms
        ):
            return k - 1
    return last
