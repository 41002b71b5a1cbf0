"""What was said before its cue, in English: «"No," said Ana Roa», «Rates fell, the bank said», «The plan, she said, is dead».

Called by `english`.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.hits import Hit, Subject
from agents.extraction.quotes.tokens import DASHES, Token, is_final
from agents.records import Span

_TAIL = 16  # tokens that may follow "she said" at the end of a sentence


def inverted(g: Grammar, tokens: Sequence[Token], hit: Hit, low: int) -> Subject | None:
    """Find the subject after its verb: «"No," said Ana Roa of the port office.»"""
    if hit.gerund or hit.passive or hit.form.tense == {"base"} or "quote" not in hit.form.frames:
        return None
    before = tokens[hit.first - 1] if hit.first > low else None
    if before is None or not (before.shape == "Q" or before.low == "," or before.low in DASHES):
        return None
    p = hit.last + 1
    if p >= len(tokens) or tokens[p].shape == "Q" or (hit.form.lemma == "tell"):
        return None
    if tokens[p].low in {"him", "her", "them", "us", "me", "that", "this"} and not (
        tokens[p].low == "her" and g.is_nominal(tokens[min(p + 1, len(tokens) - 1)])
    ):
        return None
    last = g.phrase_right(tokens, p, len(tokens) - 1)
    if last < p or not _closes_inversion(g, tokens, last + 1):
        return None
    quoted = before.shape == "Q" or (hit.first - 2 >= 0 and tokens[hit.first - 2].shape == "Q")
    if not quoted and not g.clausal(tokens, low, hit.first - 2):
        return None
    via = "pronoun" if g.is_pronoun(tokens[p]) else "inverted"
    return Subject(p, _until_time(g, tokens, p, last), hit.first, via)


def _until_time(g: Grammar, tokens: Sequence[Token], first: int, last: int) -> int:
    for k in range(first + 1, last + 1):
        if tokens[k].low in g.times and tokens[k].low not in {"may", "march", "august"}:
            return k - 1
    return last


def _closes_inversion(g: Grammar, tokens: Sequence[Token], k: int) -> bool:
    """Tell whether an inverted subject may end before token k, rather than go on into a clause of its own."""
    if k >= len(tokens):
        return True
    token = tokens[k]
    if token.shape in "pQ":
        return True
    if g.is_finite(token):
        return False
    return (
        token.low in g.prepositions | g.relatives | g.times | g.coordinators | g.subordinators
        or g.is_adverb(token)
        or token.low.endswith("ing")
    )


def said_before(
    g: Grammar, tokens: Sequence[Token], hit: Hit, subject: Subject, low: int, edge: int, done: int
) -> Attribution | None:
    """Build the attribution whose content stands before it: «"No," she said», «Rates fell, the bank said».

    `edge` is the first token of the attribution, `done` its last one.
    """
    end = edge - 1
    while end >= low and (tokens[end].low == "," or tokens[end].low in DASHES):
        end -= 1
    if end < low:
        return None
    if tokens[end].shape == "Q":
        first = marked_start(g, tokens, low, end)
        pieces = [(first, end)]
        frame = "quote"
    else:
        if "bare" not in hit.form.frames or hit.gerund or tokens[subject.last].low in g.relatives:
            return None
        if tokens[edge - 1].shape != "p" or not _is_statement(g, tokens, low, end) or not _short_tail(g, tokens, done):
            return _split_clause(g, tokens, hit, subject, low, end, edge, done)
        first = low
        while first < end and tokens[first].shape == "p":
            first += 1
        pieces = [(first, end)]
        frame = "before"
    pieces = more_marked(tokens, pieces, after=done) if frame == "quote" else pieces
    return _made(hit, subject, pieces, frame)


def _made(hit: Hit, subject: Subject, pieces: Sequence[Span], frame: str) -> Attribution:
    return Attribution(
        tuple(pieces), (subject.first, subject.last), (hit.first, hit.last), frame, hit.form.lemma, hit.form.kind,
        subject.via, subject.modality,
    )  # fmt: skip


def _split_clause(
    g: Grammar, tokens: Sequence[Token], hit: Hit, subject: Subject, low: int, end: int, edge: int, done: int
) -> Attribution | None:
    """Build an attribution that stands inside its clause: "The plan, she said, is dead."""
    if tokens[edge - 1].low not in {","} or done + 2 >= len(tokens) or "bare" not in hit.form.frames:
        return None
    comma = next((k for k in range(done + 1, min(len(tokens) - 1, done + 10)) if tokens[k].low == ","), None)
    if comma is None or end - low < 0 or not g.clausal(tokens, comma + 1, len(tokens) - 1):
        return None
    if not (g.is_verbal(tokens[comma + 1]) or tokens[low].low in g.prepositions | g.subordinators):
        return None
    last = len(tokens) - 1
    while is_final(tokens[last]):
        last -= 1
    return _made(hit, subject, [(low, end), (comma + 1, last)], "split")


def _is_statement(g: Grammar, tokens: Sequence[Token], low: int, end: int) -> bool:
    """Tell whether tokens low..end can stand alone as what was said."""
    if end - low < 2 or not g.clausal(tokens, low, end):
        return False
    opening = tokens[low]
    if opening.low in g.prepositions | (g.subordinators - {"that", "why", "how", "what"}) or opening.low.endswith(
        "ing"
    ):
        comma = next((k for k in range(low, end) if tokens[k].low == ","), None)
        return comma is not None and g.clausal(tokens, comma + 1, end)
    return True


def _short_tail(g: Grammar, tokens: Sequence[Token], done: int) -> bool:
    """Tell whether nothing but a listener, a place or a time follows the attribution."""
    rest = tokens[done + 1 :]
    if not rest or is_final(rest[0]):
        return True
    for k, token in enumerate(rest):
        if (
            token.shape == "Q"
            or token.low in {",", ";"}
            or is_final(token)
            or token.low in g.subordinators | g.relatives
        ):
            return True
        if k > _TAIL or g.is_finite(token):
            return False
    return True


def marked_start(g: Grammar, tokens: Sequence[Token], low: int, end: int) -> int:
    """Give where a content that ends with marked words begins: with these, or with the clause they close."""
    first = end
    while first > low and tokens[first - 1].shape == "Q":
        first -= 1
    if first == low or tokens[first - 1].low in {":", ","} or tokens[first - 1].low in DASHES:
        return first
    if all(t.low in g.coordinators or t.shape == "p" or g.is_adverb(t) for t in tokens[low:first]):
        return first
    long = tokens[end].end - tokens[end].start > 120
    return first if long and not g.clausal(tokens, low, first - 1) else low


def more_marked(tokens: Sequence[Token], pieces: list[Span], after: int = -1) -> list[Span]:
    """Add the marked words that go on after the attribution, or after "and" and a comma."""
    start = after if after >= 0 else pieces[-1][1]
    for k in range(start + 1, len(tokens)):
        if tokens[k].shape != "Q":
            continue
        between = tokens[k - 1]
        joined = between.low in {",", ":", "and", "but", "."} or between.low in DASHES or between.shape == "Q"
        near = after >= 0 or k - pieces[-1][1] <= 3
        if joined and near:
            pieces.append((k, k))
        else:
            break
        if after >= 0:
            break
    return pieces
