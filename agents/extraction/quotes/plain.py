"""Who said what inside a sentence of a language with few rules: French, Spanish, Ukrainian, Russian; called by `find`.

Direct speech on either side of its verb, clauses with "que" or "что", and "selon X".  German has more rules of
its own in `german`, and takes these for words in marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.tokens import DASHES, Token, is_final
from agents.lexicon.cues import Form
from agents.records import Span

_ADJUNCT = 14  # tokens that may stand between a verb and its marked words


def attributions(g: Grammar, tokens: Sequence[Token]) -> list[Attribution]:
    """Find the attributions of one sentence in order."""
    found: list[Attribution] = []
    taken: set[int] = set()
    for i, form in verbs(g, tokens):
        if i in taken:
            continue
        one = around_marks(g, tokens, i, form) or _that_clause(g, tokens, i, form)
        if one is not None and not any(k in taken for a, b in one.pieces for k in range(a, b + 1)):
            found.append(one)
            taken.update(k for a, b in one.pieces for k in range(a, b + 1))
    if not found:
        found.extend(_by_source(g, tokens))
    return found


def verbs(g: Grammar, tokens: Sequence[Token]) -> list[tuple[int, Form]]:
    """Find the words of speech among the tokens."""
    forms = g.speech.forms
    return [(i, forms[t.low][-1]) for i, t in enumerate(tokens) if t.shape == "w" and t.low in forms]


def around_marks(g: Grammar, tokens: Sequence[Token], i: int, form: Form) -> Attribution | None:
    """Find the marked words that the verb at i owns, before or after it."""
    if form.kind == "belief":
        return None
    return _marks_before(g, tokens, i, form) or _marks_after(g, tokens, i, form)


def _marks_before(g: Grammar, tokens: Sequence[Token], i: int, form: Form) -> Attribution | None:
    """Read «"No", said X» and «"No", X said»."""
    k = i - 1
    while k >= 0 and (
        g.is_auxiliary(tokens[k]) or tokens[k].low in {",", ".", "se", "s'est"} or tokens[k].low in DASHES
    ):
        k -= 1
    if k < 0:
        return None
    if tokens[k].shape == "Q":
        last = subject_right(g, tokens, i + 1)
        subject = (i + 1, last) if last > i else None
        return made(tokens, (k, k), subject, i, form, "inverted", i if subject is None else last)
    first = g.phrase_left(tokens, k, 0)
    before = first - 1
    while before >= 0 and (tokens[before].low == "," or tokens[before].low in DASHES):
        before -= 1
    if first <= k and before >= 0 and tokens[before].shape == "Q":
        return made(tokens, (before, before), (first, k), i, form, "subject", i)
    return None


def _marks_after(g: Grammar, tokens: Sequence[Token], i: int, form: Form) -> Attribution | None:
    """Read «X said: "No"», «said X: "No"»."""
    for k in range(i + 1, min(len(tokens), i + _ADJUNCT)):
        token = tokens[k]
        if token.shape == "Q":
            joined = (
                k == i + 1 or tokens[k - 1].low in {":", ",", "als"} or tokens[k - 1].low in g.speech.word_class("that")
            )
            if not joined and "as" not in form.frames:
                return None
            subject = subject_near(g, tokens, i, k)
            return made(tokens, (k, k), subject, i, form, "subject", k) if subject else None
        if is_final(token) and token.low != ".":
            return None
    return None


def made(
    tokens: Sequence[Token], content: Span, subject: Span | None, i: int, form: Form, via: str, done: int
) -> Attribution:
    """Put an attribution together, with the marked words that go on after it."""
    pieces = [content]
    if tokens[content[1]].shape == "Q" and content[1] < done:
        for k in range(done + 1, len(tokens)):
            if tokens[k].shape == "Q":
                if tokens[k - 1].low in {",", ":", "."} or tokens[k - 1].low in DASHES:
                    pieces.append((k, k))
                break
    return Attribution(tuple(pieces), subject, (i, i), "quote", form.lemma, form.kind, via)


def subject_right(g: Grammar, tokens: Sequence[Token], first: int) -> int:
    """Give the last token of the subject that begins at `first`, first - 1 where none does."""
    if first >= len(tokens) or is_final(tokens[first]) or tokens[first].low in g.fronting:
        return first - 1
    last = g.phrase_right(tokens, first, len(tokens) - 1)
    for k in range(first + 1, last + 1):
        if tokens[k].low in g.times or tokens[k].low in g.adverbs:
            last = k - 1
            break
    while last > first and (tokens[last].shape == "p" or tokens[last].low in g.prepositions | g.determiners):
        last -= 1
    return last


def subject_near(g: Grammar, tokens: Sequence[Token], i: int, before: int) -> Span | None:
    """Find the subject of the verb at i: the phrase before it, else the one behind it (up to `before`)."""
    k = i - 1
    while k >= 0 and (g.is_auxiliary(tokens[k]) or g.is_adverb(tokens[k]) or tokens[k].low in g.negations):
        k -= 1
    if k >= 0 and tokens[k].low == ",":
        opening = next((m for m in range(k - 1, -1, -1) if tokens[m].low == ","), None)
        k = opening - 1 if opening else -1
    if k >= 0 and tokens[k].shape != "p":
        first = g.phrase_left(tokens, k, 0)
        if first <= k and not all(t.low in g.times or t.low in g.determiners for t in tokens[first : k + 1]):
            return first, k
    last = subject_right(g, tokens, i + 1)
    return (i + 1, min(last, before - 1)) if last > i else None


def _that_clause(g: Grammar, tokens: Sequence[Token], i: int, form: Form) -> Attribution | None:
    """Read "X said that ..."."""
    if "that" not in form.frames:
        return None
    that = g.speech.word_class("that")
    for k in range(i + 1, min(len(tokens) - 2, i + _ADJUNCT)):
        low = tokens[k].low
        if low in that or any(low.startswith(w) and w.endswith("'") for w in that):
            subject = subject_near(g, tokens, i, k)
            last = len(tokens) - 1
            while last > k and is_final(tokens[last]):
                last -= 1
            whole = low in that
            content = (k + 1 if whole else k, last)
            return (
                Attribution((content,), subject, (i, i), "that", form.lemma, form.kind, "subject") if subject else None
            )
        if tokens[k].shape == "Q" or is_final(tokens[k]) or g.is_auxiliary(tokens[k]):
            return None
    return None


def _by_source(g: Grammar, tokens: Sequence[Token]) -> list[Attribution]:
    """Read "selon X, ..." and "..., selon X"."""
    for i, token in enumerate(tokens):
        for phrase in g.speech.phrases:
            size = len(phrase)
            if token.low != phrase[0] or [t.low for t in tokens[i : i + size]] != list(phrase):
                continue
            last = g.phrase_right(tokens, i + size, len(tokens) - 1)
            content = _source_content(tokens, i, last)
            if last >= i + size and content is not None and any(t.shape == "C" for t in tokens[i + size : last + 1]):
                return [
                    Attribution(
                        (content,), (i + size, last), (i, i + size - 1), "source", " ".join(phrase), "say", "source"
                    )
                ]
    return []


def _source_content(tokens: Sequence[Token], i: int, last: int) -> Span | None:
    end = len(tokens) - 1
    while end > 0 and is_final(tokens[end]):
        end -= 1
    if i == 0:
        comma = next((k for k in range(last + 1, end) if tokens[k].low == ","), None)
        return (comma + 1, end) if comma is not None else None
    stop = i - 1
    while stop > 0 and tokens[stop].shape == "p":
        stop -= 1
    return (0, stop) if stop > 1 and tokens[i - 1].low == "," else None
