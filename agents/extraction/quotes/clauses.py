"""Where what was said begins and ends after its cue: clauses, marked words, adjuncts in between.

Called by `content`; token ranges of one sentence in, token indexes out.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.hits import Hit
from agents.extraction.quotes.tokens import DASHES, NAME, PART, SAID, Token, is_final, is_said

_ADJUNCT = 18  # tokens that may stand between a verb and its "that"
_ASIDES = frozenset(["but", "and", "though", "a", "an", "which"])  # behind a dash the writer speaks again
_CONTRASTS = frozenset(["but", "although", "though", "while", "whereas"])
_CLAUSE = 30  # tokens in which a bare clause must show its verb
_WITH_TIME = frozenset(["this", "last", "next", "on", "in", "the", "other"])
_IN_TIME = _WITH_TIME | {","}
_COLON = 4  # tokens between a verb and the colon before words without marks
_OPEN_MARKS = frozenset(["“", '"', "„", "«"])
_MARKING = _OPEN_MARKS | {":", SAID, PART, NAME}
_TURNS = DASHES | {";", ",", "according", "and", "but", "while", SAID}  # where alone a content may end
_OPENERS = frozenset(["there", "if", "while", "because", "although"])
_OBJECT_PRONOUNS = frozenset(["him", "her", "them", "us", "me", "it", "you", "himself", "herself", "themselves"])


def is_object(token: Token) -> bool:
    """Tell whether a token is a pronoun that can be told something."""
    return token.low in _OBJECT_PRONOUNS


def bare_clause(g: Grammar, tokens: Sequence[Token], p: int, last: int, *, strict: bool) -> bool:
    """Tell whether a clause without `that` begins at p.  `strict` wants its verb right after its subject."""
    if p >= last:
        return False
    token = tokens[p]
    pronoun = g.is_pronoun(token) and token.low != "who"
    if g.is_finite(token) and "'" in token.low:
        return True
    if token.low in _OPENERS:
        return g.clausal(tokens, p + 1, min(last, p + _CLAUSE))
    if pronoun and (not is_object(token) or (token.low in {"it", "you"} and tokens[p + 1].shape == "w")):
        return token.low not in g.times
    begins = (g.starts_phrase(token) or pronoun) and token.low not in g.times
    return begins and _says_something(g, tokens, p, last, strict=strict)


def _says_something(g: Grammar, tokens: Sequence[Token], p: int, last: int, *, strict: bool) -> bool:
    """Tell whether the noun phrase at p has a verb of its own."""
    subject = g.phrase_right(tokens, p, last)
    if subject >= last or (tokens[subject].low in g.times and not g.is_verbal(tokens[subject + 1])):
        return False
    if strict:
        return _verb_follows(g, tokens, p, subject, last)
    return g.clausal(tokens, p + 1, min(last, p + _CLAUSE))


def _verb_follows(g: Grammar, tokens: Sequence[Token], p: int, subject: int, last: int) -> bool:
    """Tell whether a finite verb stands inside or behind the phrase p..subject and what is joined to it."""
    k = subject + 1
    while k < last and tokens[k].low in g.links and k - p < _ADJUNCT:  # "the talks with critics of the plan failed"
        onward = g.phrase_right(tokens, k + 1, last)
        if onward <= k or onward >= last:
            break
        k = onward + 1
    while k < last and g.is_adverb(tokens[k]):
        k += 1
    if g.is_verbal(tokens[k]):
        return True
    return any(g.is_finite(t) or (m > 1 and _says(g, t)) for m, t in enumerate(tokens[p : subject + 1]))


def _says(g: Grammar, token: Token) -> bool:
    """Tell whether a word is a verb of speech in a finite form, and no noun that looks like one."""
    return token.shape == "w" and token.low in g.spoken and token.low not in g.nounlike


def after_adjunct(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> int | None:
    """Skip "on Monday", "in a statement to the paper", ", in effect," and give the first token after it."""
    if tokens[p].low == ",":
        closing = next((k for k in range(p + 1, min(last, p + 16)) if tokens[k].low == ","), None)
        return closing + 1 if closing is not None else None
    after = _after_time(g, tokens, p, last)
    return (
        _after_place(g, tokens, after, last) if tokens[after].low in g.prepositions else (after if after > p else None)
    )


def _after_time(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> int:
    """Skip "Monday", "last week", "on 3 May"; give p where no time stands there."""
    if not (tokens[p].low in g.times or (tokens[p].low in _WITH_TIME and p < last and tokens[p + 1].low in g.times)):
        return p
    k = p
    while k < last and (tokens[k].low in g.times or tokens[k].low in _IN_TIME or tokens[k].shape == "n"):
        k += 1
    return k


def _after_place(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> int | None:
    """Skip the phrase of the preposition at p, up to "that", a pronoun, or an article behind a time."""
    for k in range(p + 1, min(last, p + _ADJUNCT)):
        token = tokens[k]
        subject = g.is_pronoun(token) and token.low not in g.possessives and not is_object(token)
        timed = token.low in g.determiners and tokens[k - 1].low in g.times
        if token.low in {"that", "whether"} or subject or timed:
            return k
        if token.low == ",":
            return k + 1 if tokens[k + 1].low == "that" else None
        if token.shape == "Q" or (token.shape == "p" and token.low in ";:") or g.is_finite(token):
            break
    return None


def marked(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> tuple[int, int, str] | None:
    """Find marked words a cue owns: next to it, after a colon or comma, or after a short adjunct.

    Gives first and last token and "quote", or "colon" where what follows the colon has no marks.
    """
    seen = p
    for k in [k for k in range(p, min(last, p + _ADJUNCT) + 1) if tokens[k].low in _MARKING]:
        if any(_ends_search(g, tokens, m, p) for m in range(seen, k)):
            return None
        token, seen = tokens[k], k
        if token.shape == "Q":
            return _owned(g, tokens, p, k, last)
        if token.low in _OPEN_MARKS and k < last and tokens[k - 1].low in {":", ","}:
            return k + 1, last, "quote"  # a mark that is never closed
        if token.low == ":" and k + 1 < last and tokens[k + 1].shape != "Q" and k - p <= _COLON:
            return k + 1, last, "colon"
    return None


def _owned(g: Grammar, tokens: Sequence[Token], p: int, k: int, last: int) -> tuple[int, int, str] | None:
    """Tell whether a cue before p owns the marked words at k, and how far they go."""
    if k == p or tokens[k - 1].low in {":", ",", "that"} or tokens[k - 1].low in DASHES:
        return k, _marked_end(g, tokens, k, last), "quote"
    adjunct = tokens[p].low in g.prepositions or tokens[p].low in g.times
    return (k, k, "quote") if adjunct and is_said(tokens[k]) else None


def _ends_search(g: Grammar, tokens: Sequence[Token], k: int, p: int) -> bool:
    """Tell whether a clause begins or a sentence ends at k, so that no marks behind it belong to the cue."""
    token = tokens[k]
    if (is_final(token) and token.low != ".") or token.low in {";", "that", "whether"}:
        return True
    return g.is_finite(token) or (g.is_pronoun(token) and k == p and not is_object(token))


def _marked_end(g: Grammar, tokens: Sequence[Token], k: int, last: int) -> int:
    """Give the end of a content that begins with marked words: these alone, or the clause they open."""
    if k + 1 > last or tokens[k + 1].shape == "p":
        return k
    following = tokens[k + 1]
    if following.low in g.breaks:
        return k
    if following.low in g.prepositions:
        place = k + 2 <= last and (
            tokens[k + 2].low in g.times or tokens[k + 2].low in {"a", "an", "his", "her", "their"}
        )
        return (
            k if place or tokens[k].low == NAME or following.low in {"on", "during", "after", "before", "at"} else last
        )
    return last if g.clausal(tokens, k + 1, min(last, k + 12)) else k


def clause_end(g: Grammar, tokens: Sequence[Token], first: int, last: int, hits: Sequence[Hit]) -> int:
    """Find where a content that runs to the right ends: at the next attribution, or with the sentence."""
    starts = {h.first: h for h in hits}
    for k in range(first + 1, last + 1):
        token = tokens[k]
        if token.low not in _TURNS:
            continue
        if token.low == ";" or (token.low in DASHES and k + 1 < last and tokens[k + 1].low in _ASIDES):
            return k - 1
        if token.low == "according" and k < last and tokens[k + 1].low == "to":
            return k - 1 - (tokens[k - 1].low == ",")
        if token.shape == "Q" and token.low == SAID and _has_own_speaker(g, tokens, k, last, starts):
            return k - 1
        if token.low == "," and k + 2 < last and tokens[k + 1].low in _CONTRASTS and g.clausal(tokens, k + 2, last):
            return k - 1
        if token.low in {",", "and", "but", "while"} and k < last and _new_attribution(g, tokens, k, last, starts):
            return k - 1
    while last > first and (is_final(tokens[last]) or tokens[last].low in {",", ":"}):
        last -= 1
    return last


def _has_own_speaker(g: Grammar, tokens: Sequence[Token], k: int, last: int, starts: dict[int, Hit]) -> bool:
    """Tell whether the marked words at k are followed by a cue of their own: «"...", she added»."""
    for m in range(k + 1, min(last, k + 6) + 1):
        if m in starts:
            return "quote" in starts[m].form.frames and not starts[m].gerund
        if not (
            g.is_nominal(tokens[m])
            or g.is_pronoun(tokens[m])
            or tokens[m].low in {",", "the", "."}
            or g.is_adverb(tokens[m])
        ):
            return False
    return False


def _new_attribution(g: Grammar, tokens: Sequence[Token], k: int, last: int, starts: dict[int, Hit]) -> bool:
    """Tell whether the comma or "and" at k is followed by a new attribution, of the same speaker or another."""
    m = k + 1
    while m < last and (tokens[m].low in {"and", "but", "then", "while"} or g.is_adverb(tokens[m])):
        m += 1
    hit = starts.get(m)
    if hit is not None:
        if hit.form.kind == "belief" or not set(hit.form.frames) & {"quote", "as", "that"}:
            return False
        return tokens[k].low == "," if hit.gerund else True
    if m == k + 1 and tokens[k].low == ",":
        return False
    if not (g.is_pronoun(tokens[m]) or tokens[m].shape == "C") or tokens[m].low in g.stops:
        return False
    while m < last and (
        g.is_pronoun(tokens[m])
        or tokens[m].shape == "C"
        or g.is_adverb(tokens[m])
        or tokens[m].low in {"has", "had", "."}
    ):
        m += 1
    hit = starts.get(m)
    return hit is not None and not hit.gerund and "bare" in hit.form.frames and hit.form.kind != "belief"
