"""Who said what inside a sentence of a language without a parse: German, French, Spanish, Ukrainian, Russian.

Called by `find`.  Words in marks on either side of a verb, clauses with "dass", "que" or "что", sources, and German's
reported subjunctive: speech that has no cue but that ("Man habe nichts gewusst.") is given with no subject;
`standalone` finds whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.noun_phrases import phrase_end, subject_of
from agents.extraction.quotes.token_sources import last_word, sources
from agents.extraction.quotes.tokens import DASHES, NAME, Token
from agents.lexicon.cues import Form
from agents.records import Span

_PARTICLE = 30  # tokens between a verb and its particle: "teilte ... mit"
_MARKED = 18  # tokens between a verb and its marked words
_CLAUSE = 45  # tokens between a verb and its clause
_FREE_VERB = 25  # tokens in which a sentence shows that it is reported


def attributions(g: Grammar, tokens: Sequence[Token]) -> list[Attribution]:
    """Find the attributions of one sentence in order."""
    around = (_around(g, tokens, i, end, form) for i, end, form in _verbs(g, tokens))
    found = [one for one in around if one is not None]
    found.extend(s for s in sources(g, tokens) if not _overlaps(s, found))
    found = found or list(_free(g, tokens))
    if g.speech.word_class("inner"):
        found.extend(inner for one in list(found) for inner in _inner(g, tokens, one))
    return sorted(found, key=lambda a: a.pieces[0])


def _overlaps(one: Attribution, found: Sequence[Attribution]) -> bool:
    return any(a <= d and c <= b for other in found for a, b in other.pieces for c, d in one.pieces)


def _inner(g: Grammar, tokens: Sequence[Token], one: Attribution) -> list[Attribution]:
    """Give marked words inside reported speech as words of their own: German news quotes fragments verbatim."""
    return [
        replace(one, pieces=((k, k),), frame="inner")
        for a, b in one.pieces
        for k in range(a, b + 1)
        if a < b and tokens[k].shape == "Q" and not _named(g, tokens, k)
    ]


def _named(g: Grammar, tokens: Sequence[Token], k: int) -> bool:
    """Tell whether marked words are a name: "die Zeitung „Rundblick“", "das Schiff „Albatros“"."""
    before = tokens[max(0, k - 1)]
    return (before.shape == "C" and tokens[k].low == NAME) or before.low in g.not_speech


def _verbs(g: Grammar, tokens: Sequence[Token]) -> Iterator[tuple[int, int, Form]]:
    """Find the verbs of speech: their token, the token that completes them (particle), their form."""
    for i, token in enumerate(tokens):
        known = g.speech.forms.get(token.low, ()) if token.shape == "w" else ()
        ends = ((_particle_at(tokens, i, form.particle[0]) if form.particle else i, form) for form in known)
        yield from [(i, end, form) for end, form in ends if end is not None][:1]


def _particle_at(tokens: Sequence[Token], i: int, particle: str) -> int | None:
    """Where the particle of a verb ends its clause."""
    for k in range(i + 1, min(len(tokens), i + _PARTICLE)):
        if tokens[k].low == particle and (k + 1 == len(tokens) or tokens[k + 1].shape in "pQ"):
            return k
    return None


def _around(g: Grammar, tokens: Sequence[Token], i: int, end: int, form: Form) -> Attribution | None:
    finite = _finite(g, tokens, i, form)
    if any(t.low in g.negations for t in tokens[finite + 1 : max(i, end)]):
        return None
    marked = _marked(g, tokens, i, finite, end, form)
    if marked is not None or form.kind == "belief":
        return marked
    content = _clause_after(g, tokens, end, form)
    if content is None:
        return _clause_before(g, tokens, i, finite, form)
    passive = tokens[finite].low in g.speech.word_class("passive")
    subject = subject_of(g, tokens, finite, content[0]) if not passive else None
    via = "passive" if passive else "subject"
    return Attribution((content,), subject, (i, i), "that", form.lemma, form.kind, via) if subject or passive else None


def _finite(g: Grammar, tokens: Sequence[Token], i: int, form: Form) -> int:
    """Find the verb that carries person and number: the cue, or the auxiliary of its participle or infinitive."""
    if "past" in form.tense and not tokens[i].low.endswith("en"):
        return i - (i > 0 and tokens[i - 1].low in g.auxiliaries)
    return next((k for k in range(i - 1, -1, -1) if tokens[k].low in g.auxiliaries), i)


def _marked(g: Grammar, tokens: Sequence[Token], i: int, finite: int, end: int, form: Form) -> Attribution | None:
    """Find the marked words of a verb: before it, or behind it and its particle."""
    before = finite - 1
    while before > 0 and tokens[before].shape == "p":
        before -= 1
    if before >= 0 and tokens[before].shape == "Q":
        first = i + 1 if i <= finite + 1 else finite + 1  # "a déclaré X", but "hat X erklärt"
        last = phrase_end(g, tokens, first, len(tokens) - 1)
        if last >= first:
            return _made(tokens, (before, before), (first, last), i, form, "inverted", max(last, end))
    that = g.speech.word_class("that")
    for k in range(i + 1, min(len(tokens), end + _MARKED)):
        if tokens[k].shape == "Q":
            subject = subject_of(g, tokens, finite, k) if not _named(g, tokens, k) else None
            return _made(tokens, (k, k), subject, i, form, "subject", k) if subject else None
        opens = tokens[k].low in g.subordinators | g.determiners and tokens[k - 1].low == ","
        if opens or tokens[k].low in that:
            return None
    return None


def _clause_after(g: Grammar, tokens: Sequence[Token], end: int, form: Form) -> Span | None:
    """Find "que ...", ", dass ...", ", ob ...", ", X sei ...", ", ... zu tun" behind a verb."""
    last = last_word(tokens)
    for k in range(end + 1, min(last, end + _CLAUSE)):
        low = tokens[k].low
        if "that" in form.frames and low in g.speech.word_class("that"):
            return k + 1, last
        stop = next((m for m in range(k + 1, last) if tokens[m].low == ","), last + 1)
        if low == "," and _is_reported(g, [t.low for t in tokens[k + 1 : stop]], form):
            return k + 1, last
    return None


def _is_reported(g: Grammar, words: Sequence[str], form: Form) -> bool:
    """Tell whether a clause was said: by its first word, by its subjunctive, or by its infinitive."""
    if "to" in form.frames and any(_is_infinitive(g, word) for word in words):
        return True
    relative = words[0] in g.speech.word_class("relative_articles") and words[-1] in g.indirect
    asked = words[0] in g.speech.word_class("asking")
    return "that" in form.frames and (asked or (not relative and not g.indirect.isdisjoint(words)))


def _is_infinitive(g: Grammar, word: str) -> bool:
    """Tell "zu gehen" and "wegzugehen"."""
    return any(word == mark or mark in word[1:-3] for mark in g.speech.word_class("infinitive"))


def _clause_before(g: Grammar, tokens: Sequence[Token], i: int, finite: int, form: Form) -> Attribution | None:
    """Read "Man habe nichts gewusst, sagte X.": the clause stands before its verb."""
    if finite < 3 or tokens[finite - 1].low != ",":
        return None
    last = phrase_end(g, tokens, finite + 1, len(tokens) - 1)
    who = (finite + 1, last)
    return (
        Attribution(((0, finite - 2),), who, (i, i), "before", form.lemma, form.kind, "inverted")
        if last > finite
        else None
    )


def _free(g: Grammar, tokens: Sequence[Token]) -> Iterator[Attribution]:
    """Find a sentence that is reported by nothing but its subjunctive: its main verb, not one behind a comma."""
    for k, token in enumerate(tokens[:_FREE_VERB]):
        if token.low in {",", ":"}:
            return
        if token.shape == "w" and token.low in g.speech.word_class("reported"):
            yield Attribution(((0, len(tokens) - 1),), None, (k, k), "free", "", "say", "continued")
            return


def _made(
    tokens: Sequence[Token], content: Span, subject: Span, i: int, form: Form, via: str, done: int
) -> Attribution:
    """Put an attribution together, with the marked words that go on after it."""
    pieces = [content]
    again = next((k for k in range(done + 1, len(tokens)) if tokens[k].shape == "Q"), None)
    if again is not None and content[1] < done and tokens[again - 1].low in DASHES | {",", ":", "."}:
        pieces.append((again, again))
    return Attribution(tuple(pieces), subject, (i, i), "quote", form.lemma, form.kind, via)
