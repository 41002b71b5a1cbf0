"""Who said what inside a German sentence: verbs in second place, dass, laut and zufolge, the reported subjunctive.

Called by `find`.  Speech that has no cue but its subjunctive ("Man habe nichts gewusst.") is given with no
subject; `standalone` finds whose it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.quotes import plain
from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.tokens import Token, is_final
from agents.lexicon.cues import Form
from agents.records import Span

_PARTICLE = 30  # tokens between a verb and its particle: "teilte ... mit"
_FREE_VERB = 14  # tokens in which a sentence shows that it is reported


def attributions(g: Grammar, tokens: Sequence[Token]) -> list[Attribution]:
    """Find the attributions of one sentence in order."""
    found: list[Attribution] = []
    for i, end, form in _verbs(g, tokens):
        if any(a <= i <= b for one in found for a, b in one.pieces):
            continue
        one = _around(g, tokens, i, end, form)
        if one is not None:
            found.append(one)
    found.extend(s for s in _sources(g, tokens) if not _overlaps(s, found))
    if not found:
        found.extend(_free(g, tokens))
    for one in list(found):
        found.extend(_inner(g, tokens, one))
    return sorted(found, key=lambda a: a.pieces[0])


def _overlaps(one: Attribution, found: Sequence[Attribution]) -> bool:
    return any(a <= d and c <= b for other in found for a, b in other.pieces for c, d in one.pieces)


def _inner(g: Grammar, tokens: Sequence[Token], one: Attribution) -> list[Attribution]:
    """Give marked words inside reported speech as words of their own: German news quotes fragments verbatim."""
    inner = []
    for a, b in one.pieces:
        for k in range(a, b + 1):
            if a < b and tokens[k].shape == "Q" and not _named(g, tokens, k):
                inner.append(one._replace(pieces=((k, k),), frame="inner"))
    return inner


def _named(g: Grammar, tokens: Sequence[Token], k: int) -> bool:
    before = tokens[k - 1]
    return before.shape == "C" or before.low in g.speech.word_class("not_speech")


def _verbs(g: Grammar, tokens: Sequence[Token]) -> list[tuple[int, int, Form]]:
    """Find the verbs of speech: their token, the token that completes them (particle), their form."""
    found = []
    for i, token in enumerate(tokens):
        known = g.speech.forms.get(token.low) if token.shape == "w" else None
        for form in known or ():
            end = _particle_at(tokens, i, form.particle[0]) if form.particle else i
            if end is not None:
                found.append((i, end, form))
                break
    return found


def _particle_at(tokens: Sequence[Token], i: int, particle: str) -> int | None:
    for k in range(i + 1, min(len(tokens), i + _PARTICLE)):
        if tokens[k].low == particle and (
            k + 1 == len(tokens) or tokens[k + 1].shape in "pQ" or tokens[k + 1].low == "und"
        ):
            return k
        if tokens[k].low in {",", ";"} and k + 1 < len(tokens) and tokens[k + 1].low in {"dass", "daß", "ob"}:
            return None
    return None


def _around(g: Grammar, tokens: Sequence[Token], i: int, end: int, form: Form) -> Attribution | None:
    if form.kind == "belief":
        return None
    marked = _marked(g, tokens, i, end, form)
    if marked is not None:
        return marked
    content = _clause_after(g, tokens, i, end, form)
    if content is not None:
        subject = _subject(g, tokens, i, content[0])
        if subject is None or any(t.low in g.negations for t in tokens[i + 1 : min(end + 1, i + 3)]):
            return None
        return Attribution((content,), subject, (i, i), "that", form.lemma, form.kind, "subject")
    return _clause_before(g, tokens, i, end, form)


def _marked(g: Grammar, tokens: Sequence[Token], i: int, end: int, form: Form) -> Attribution | None:
    """Find the marked words of a verb: behind it and its particle, or before it."""
    before = i - 1
    while before >= 0 and tokens[before].low in {",", ".", "–", "-"}:
        before -= 1
    if (
        before >= 0
        and tokens[before].shape == "Q"
        and not _named(g, tokens, before)
        and (before < i - 1 or tokens[before].low == '"')
    ):
        last = plain.subject_right(g, tokens, i + 1)
        start = _clause_start(g, tokens, before)
        if last > i:
            content = (before, before) if start is None else (start, before)
            return plain.made(tokens, content, (i + 1, last), i, form, "inverted", max(last, end))
    for k in range(i + 1, min(len(tokens), end + 16)):
        if tokens[k].shape == "Q":
            opener = tokens[k - 1].low
            owned = opener in {":", ","} or k == end + 1 or (("as" in form.frames) and not _named(g, tokens, k))
            if not owned:
                return None
            subject = _subject(g, tokens, i, k)
            return plain.made(tokens, (k, k), subject, i, form, "subject", k) if subject else None
        if tokens[k].low == "," and k + 1 < len(tokens) and tokens[k + 1].low in g.subordinators | g.determiners:
            return None
    return None


def _clause_start(g: Grammar, tokens: Sequence[Token], marked: int) -> int | None:
    """Give where a clause begins that only ends in marks: "Der Plan sei „tot“, sagte X."""
    if marked < 3 or not any(g.is_auxiliary(t) for t in tokens[:marked]):
        return None
    return 0


def _clause_after(g: Grammar, tokens: Sequence[Token], i: int, end: int, form: Form) -> Span | None:
    """Find ", dass ...", ", ob ...", ", X sei ...", ", ... zu tun" behind a verb."""
    last = _last(tokens)
    comma = next((k for k in range(end + 1, min(last, end + 45)) if tokens[k].low in {",", ":"}), None)
    while comma is not None and comma < last:
        low = tokens[comma + 1].low
        if low in {"dass", "daß"} and "that" in form.frames:
            return comma + 2, last
        if low in {"ob", "wie", "warum", "was", "wo", "wann"} and "that" in form.frames:
            return comma + 1, last
        reported = g.speech.word_class("reported") | g.speech.word_class("replaced")
        stop = next((k for k in range(comma + 1, last + 1) if tokens[k].low == ","), last + 1)
        words = tokens[comma + 1 : stop]
        relative = low in {"der", "die", "das", "dem", "den", "deren", "dessen", "welche", "welcher"} and _ends_in_verb(
            g, words
        )
        if not relative and "that" in form.frames and any(t.low in reported for t in words):
            return comma + 1, last
        if "to" in form.frames and _to_infinitive(words):
            return comma + 1, last
        if tokens[comma].low == ":" and last - comma > 2:
            return comma + 1, last
        comma = next((k for k in range(comma + 1, min(last, end + 45)) if tokens[k].low in {",", ":"}), None)
    return None


def _ends_in_verb(g: Grammar, words: Sequence[Token]) -> bool:
    """Tell whether a clause ends with its verb, as relative clauses do."""
    return (
        bool(words)
        and words[-1].shape == "w"
        and (g.is_auxiliary(words[-1]) or words[-1].low.endswith(("t", "te", "en")))
    )


def _to_infinitive(words: Sequence[Token]) -> bool:
    return any(
        t.low == "zu" and n + 1 < len(words) and words[n + 1].low.endswith("n") for n, t in enumerate(words)
    ) or any(t.shape == "w" and "zu" in t.low[1:-3] and t.low.endswith("en") for t in words)


def _clause_before(g: Grammar, tokens: Sequence[Token], i: int, end: int, form: Form) -> Attribution | None:
    """Read "Man habe nichts gewusst, sagte X.": the clause stands before its verb."""
    if i < 3 or tokens[i - 1].low != "," or "that" not in form.frames or "participle" in form.tense:
        return None
    last = plain.subject_right(g, tokens, i + 1)
    if last <= i:
        return None
    return Attribution(((0, i - 2),), (i + 1, last), (i, i), "before", form.lemma, form.kind, "inverted")


def _last(tokens: Sequence[Token]) -> int:
    last = len(tokens) - 1
    while last > 0 and is_final(tokens[last]):
        last -= 1
    return last


def _subject(g: Grammar, tokens: Sequence[Token], i: int, before: int) -> Span | None:
    """Find the subject of the verb at i.

    It fills the place before the finite verb, unless an adverb, an object or a place fills it; then it follows.
    """
    finite = i
    if "participle" in g.speech.forms[tokens[i].low][0].tense or (i + 1 < len(tokens) and tokens[i - 1].low == ","):
        finite = next((k for k in range(i - 1, -1, -1) if g.is_auxiliary(tokens[k])), i)
    start = next(
        (
            k + 1
            for k in range(finite - 1, -1, -1)
            if tokens[k].shape == "Q" and tokens[k].low == '"' or tokens[k].low == ";"
        ),
        0,
    )
    while start < finite and (tokens[start].low in g.coordinators or tokens[start].shape == "p"):
        start += 1
    if finite + 1 < len(tokens) and tokens[finite + 1].low in {"er", "sie", "man", "es", "ich", "wir"}:
        return finite + 1, finite + 1
    opening = tokens[start] if start < finite else None
    fronted = opening is None or opening.low in g.prepositions | g.subordinators | g.oblique or g.is_adverb(opening)
    if fronted:
        last = plain.subject_right(g, tokens, finite + 1)
        if last > finite:
            return finite + 1, min(last, before - 1)
        return _first_name(g, tokens, start, finite)
    if g.is_pronoun(tokens[start]):
        return start, start
    last = plain.subject_right(g, tokens, start)
    return (start, min(last, finite - 1)) if last >= start else None


def _first_name(g: Grammar, tokens: Sequence[Token], start: int, stop: int) -> Span | None:
    """Give the first noun phrase of a clause that no preposition governs."""
    for k in range(start, stop):
        if tokens[k].low in g.determiners - g.oblique or g.is_pronoun(tokens[k]):
            last = plain.subject_right(g, tokens, k)
            if k <= last < stop:
                return k, last
    return None


def _sources(g: Grammar, tokens: Sequence[Token]) -> list[Attribution]:
    """Read laut X, nach Angaben von X, X zufolge, demnach, and "..., so X"."""
    word = g.speech.word_class
    last = _last(tokens)
    for i, token in enumerate(tokens):
        low = token.low
        if low in {"laut", "gemäß"} or (low == "nach" and _governs_source(g, tokens, i)):
            end = g.phrase_right(tokens, i + 1, last)
            if end > i:
                return _source(tokens, i, end, (i + 1, end), (i, i), last)
        if low == "zufolge" or (low == "nach" and i and tokens[i - 1].low in word("source_nach")):
            first = g.phrase_left(tokens, i - 1, 0) if i else i
            first = _phrase_start(tokens, first, i)
            if first < i:
                return _source(tokens, first, i, (first, i - 1), (i, i), last)
        if low in word("demnach") and i == 0 and last > 3 and g.is_finite(tokens[1]):
            return [Attribution(((1, last),), (0, 0), (0, 0), "source", low, "say", "source")]
        if low == "so" and i > 2 and tokens[i - 1].low == "," and i < last:
            end = plain.subject_right(g, tokens, i + 1)
            if end > i and (
                end == last or tokens[end + 1].shape in "pQ" or tokens[end + 1].low in g.prepositions | g.adverbs
            ):
                return [Attribution(((0, i - 2),), (i + 1, end), (i, i), "source", "so", "say", "source")]
    return []


def _governs_source(g: Grammar, tokens: Sequence[Token], i: int) -> bool:
    """Tell whether "nach" at i names a source: "nach Angaben der Polizei", not "nach Berlin"."""
    nouns = g.speech.word_class("source_nach")
    return any(t.low in nouns for t in tokens[i + 1 : i + 4])


def _phrase_start(tokens: Sequence[Token], first: int, i: int) -> int:
    """Bound a phrase before "zufolge" by the last comma or the start."""
    comma = next((k + 1 for k in range(i - 1, -1, -1) if tokens[k].low == ","), 0)
    return max(first, comma)


def _source(tokens: Sequence[Token], first: int, end: int, who: Span, cue: Span, last: int) -> list[Attribution]:
    """Build the attribution of a source phrase first..end: what stands before it and what stands behind it."""
    pieces = []
    if first > 0 and any(t.shape != "p" for t in tokens[:first]):
        stop = first - 1
        while stop > 0 and tokens[stop].shape == "p":
            stop -= 1
        pieces.append((0, stop))
    start = end + 1
    while start <= last and tokens[start].low == ",":
        start += 1
    if start <= last:
        pieces.append((start, last))
    return [Attribution(tuple(pieces), who, cue, "source", tokens[cue[0]].low, "say", "source")] if pieces else []


def _free(g: Grammar, tokens: Sequence[Token]) -> list[Attribution]:
    """Find a sentence that is reported by nothing but its subjunctive."""
    reported = g.speech.word_class("reported")
    depth = 0
    for k, token in enumerate(tokens[: _FREE_VERB * 2]):
        if (
            token.low == ","
            and k + 1 < len(tokens)
            and tokens[k + 1].low in g.subordinators | g.relatives | {"der", "die", "das"}
        ):
            depth += 1
        if token.low in reported and token.shape == "w" and depth == 0 and k:
            return [Attribution(((0, len(tokens) - 1),), None, (k, k), "free", "", "say", "continued")]
    return []
