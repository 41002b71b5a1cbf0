"""Who said what inside a German sentence: verbs in second place, dass, laut and zufolge, the reported subjunctive.

Called by `find`.  Speech that has no cue but its subjunctive ("Man habe nichts gewusst.") is given with no
subject; `standalone` finds whose it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from agents.extraction.quotes import plain
from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.german_phrases import phrase_end, subject_of
from agents.extraction.quotes.german_sources import last_word, sources
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.tokens import NAME, SAID, Token
from agents.lexicon.cues import Form
from agents.records import Span

_PARTICLE = 30  # tokens between a verb and its particle: "teilte ... mit"
_FREE_VERB = 25  # tokens in which a sentence shows that it is reported
_PASSIVE = frozenset(["wird", "wurde", "werden", "wurden", "worden", "ist", "war", "sei"])
_RELATIVE = frozenset(["der", "die", "das", "dem", "den", "deren", "dessen", "welche", "welcher", "welches"])
_QUESTION = frozenset(["ob", "wie", "warum", "was", "wo", "wann", "wer"])


def attributions(g: Grammar, tokens: Sequence[Token]) -> list[Attribution]:
    """Find the attributions of one sentence in order."""
    found: list[Attribution] = []
    for i, end, form in _verbs(g, tokens):
        if any(a <= i <= b for one in found for a, b in one.pieces):
            continue
        one = _around(g, tokens, i, end, form)
        if one is not None:
            found.append(one)
    found.extend(s for s in sources(g, tokens) if not _overlaps(s, found))
    if not found:
        found.extend(_free(g, tokens))
    for one in list(found):
        found.extend(_inner(g, tokens, one))
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
    if not k:
        return False
    before = tokens[k - 1]
    return (before.shape == "C" and tokens[k].low == NAME) or before.low in g.not_speech


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
        last = k + 1 == len(tokens)
        if tokens[k].low == particle and (last or tokens[k + 1].shape in "pQ" or tokens[k + 1].low == "und"):
            return k
        if tokens[k].low in {",", ";"} and not last and tokens[k + 1].low in {"dass", "daß", "ob"}:
            return None
    return None


def _around(g: Grammar, tokens: Sequence[Token], i: int, end: int, form: Form) -> Attribution | None:
    finite = _finite(g, tokens, i, form)
    if any(t.low in g.negations for t in tokens[finite + 1 : i]) or _negated_after(g, tokens, i, end):
        return None
    marked = _marked(g, tokens, i, finite, end, form)
    if marked is not None:
        return marked
    if form.kind == "belief":
        return None
    content = _clause_after(g, tokens, i, end, form)
    if content is None:
        return _clause_before(g, tokens, i, finite, form)
    cue = (i, i)
    if finite != i and tokens[finite].low in _PASSIVE and "participle" in form.tense:
        return Attribution((content,), None, cue, "that", form.lemma, form.kind, "passive")
    subject = subject_of(g, tokens, finite, content[0])
    return Attribution((content,), subject, cue, "that", form.lemma, form.kind, "subject") if subject else None


def _negated_after(g: Grammar, tokens: Sequence[Token], i: int, end: int) -> bool:
    return any(t.low in {"nicht", "nie"} for t in tokens[i + 1 : min(end + 1, i + 4)])


def _finite(g: Grammar, tokens: Sequence[Token], i: int, form: Form) -> int:
    """Find the verb that carries person and number: the cue, or the auxiliary of its participle or infinitive."""
    if "past" in form.tense and not tokens[i].low.endswith("en"):
        return i
    for k in range(i - 1, -1, -1):
        if g.is_auxiliary(tokens[k]):
            return k
        if tokens[k].low == ";" or tokens[k].low == SAID:
            break
    return i


def _marked(g: Grammar, tokens: Sequence[Token], i: int, finite: int, end: int, form: Form) -> Attribution | None:
    """Find the marked words of a verb: before it, or behind it and its particle."""
    before = finite - 1
    while before >= 0 and tokens[before].low in {",", ".", "–", "-"}:
        before -= 1
    if (before >= 0 and tokens[before].low == SAID) or (0 <= before < finite - 1 and tokens[before].shape == "Q"):
        last = phrase_end(g, tokens, finite + 1, len(tokens) - 1)
        if last > finite:
            first = 0 if before > 3 and any(g.is_auxiliary(t) for t in tokens[:before]) else before
            return plain.made(tokens, (first, before), (finite + 1, last), i, form, "inverted", max(last, end, i))
    for k in range(i + 1, min(len(tokens), end + 18)):
        if tokens[k].shape == "Q":
            owned = (
                tokens[k - 1].low in {":", ","} or k == end + 1 or ("as" in form.frames and not _named(g, tokens, k))
            )
            subject = _quoted(g, tokens, i, k) if form.lemma == "zitieren" else subject_of(g, tokens, finite, k)
            return plain.made(tokens, (k, k), subject, i, form, "subject", k) if owned and subject else None
        if (
            tokens[k].low == ","
            and k + 1 < len(tokens)
            and (tokens[k + 1].low in g.subordinators or tokens[k + 1].low in g.determiners)
        ):
            return None
    return None


def _quoted(g: Grammar, tokens: Sequence[Token], i: int, before: int) -> Span | None:
    """Find who is quoted by another: "zitiert einen Augenzeugen mit den Worten: ..."."""
    last = phrase_end(g, tokens, i + 1, before - 1)
    return (i + 1, last) if last > i else None


def _clause_after(g: Grammar, tokens: Sequence[Token], i: int, end: int, form: Form) -> Span | None:
    """Find ", dass ...", ", ob ...", ", X sei ...", ", ... zu tun" behind a verb."""
    last = last_word(tokens)
    for comma in range(end + 1, min(last, end + 45)):
        if tokens[comma].low == ":" and last - comma > 2:
            return comma + 1, last
        if tokens[comma].low != ",":
            continue
        low = tokens[comma + 1].low
        if "that" in form.frames and low in {"dass", "daß"}:
            return comma + 2, last
        if "that" in form.frames and low in _QUESTION:
            return comma + 1, last
        stop = next((k for k in range(comma + 1, last + 1) if tokens[k].low == ","), last + 1)
        words = tokens[comma + 1 : stop]
        at = next((n for n, t in enumerate(words) if t.low in g.indirect), None)
        relative = low in _RELATIVE and at == len(words) - 1
        if "that" in form.frames and at is not None and not relative:
            return comma + 1, last
        if "to" in form.frames and _to_infinitive(words):
            return comma + 1, last
    return None


def _to_infinitive(words: Sequence[Token]) -> bool:
    for n, token in enumerate(words):
        if token.low == "zu" and n + 1 < len(words) and words[n + 1].low.endswith("n"):
            return True
        if token.shape == "w" and "zu" in token.low[1:-3] and token.low.endswith("en"):
            return True
    return False


def _clause_before(g: Grammar, tokens: Sequence[Token], i: int, finite: int, form: Form) -> Attribution | None:
    """Read "Man habe nichts gewusst, sagte X.": the clause stands before its verb."""
    if finite < 3 or tokens[finite - 1].low != "," or not {"that", "quote"} <= set(form.frames):
        return None
    if tokens[0].low in g.stops or not any(g.is_finite(t) or t.shape == "w" for t in tokens[1:finite]):
        return None
    last = phrase_end(g, tokens, finite + 1, len(tokens) - 1)
    if last <= finite or not _closes(g, tokens, last, i):
        return None
    return Attribution(((0, finite - 2),), (finite + 1, last), (i, i), "before", form.lemma, form.kind, "inverted")


def _closes(g: Grammar, tokens: Sequence[Token], last: int, i: int) -> bool:
    """Tell whether nothing but place, time and the rest of the verb follows the subject."""
    rest = [t for t in tokens[last + 1 :] if t.shape == "w" and t is not tokens[i]]
    return (
        last + 1 >= len(tokens)
        or not rest
        or tokens[last + 1].shape == "p"
        or rest[0].low in (g.prepositions | g.adverbs | g.speech.word_class("particles"))
    )


def _free(g: Grammar, tokens: Sequence[Token]) -> list[Attribution]:
    """Find a sentence that is reported by nothing but its subjunctive: its main verb, not one behind a comma."""
    reported = g.speech.word_class("reported")
    commas = 0
    for k, token in enumerate(tokens[:_FREE_VERB]):
        if token.low == ":":
            return []
        if token.low == ",":
            commas += 1
        if token.shape == "w" and token.low in reported and k and tokens[min(k + 1, len(tokens) - 1)].low != "ich":
            led = tokens[0].low in g.subordinators and commas == 1 and tokens[k - 1].low == ","
            aside = commas == 2 and tokens[k - 1].low == ","
            if commas == 0 or led or aside:
                return [Attribution(((0, len(tokens) - 1),), None, (k, k), "free", "", "say", "continued")]
            return []
    return []
