"""Who said what inside one English sentence: cue, subject and content put together; called by `find`.

Gives attributions as token ranges of the unit.  Marked words that no cue owns are left to `standalone`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agents.extraction.quotes.clauses import clause_end
from agents.extraction.quotes.content import content_after
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.hits import Hit, Subject, clause_subject, find_hits, subject_of
from agents.extraction.quotes.tokens import DASHES, SAID, Token, is_final
from agents.records import Modality, Span

_TAIL = 16  # tokens that may follow "she said" at the end of a sentence


class Attribution(NamedTuple):
    """One speech act in a sentence, as inclusive token ranges."""

    pieces: tuple[Span, ...]
    subject: Span | None
    cue: Span
    frame: str
    lemma: str = ""
    kind: str = "say"
    via: str = ""
    modality: Modality = "asserted"
    addressee: Span | None = None


def attributions(g: Grammar, tokens: Sequence[Token]) -> list[Attribution]:
    """Find the attributions of one sentence in order."""
    hits = find_hits(g, tokens)
    found = by_source(g, tokens, hits)
    subjects: dict[int, Subject] = {}
    for hit in hits:
        if any(a <= hit.first <= b for one in found for a, b in (*one.pieces, *_subject(one))):
            continue
        if any(h.first < hit.first <= h.last for h in hits):
            continue
        low = _low_limit(tokens, hit.first, found)
        one = _attribute(g, tokens, hit, hits, low, subjects)
        if one is not None:
            found.append(one)
    return sorted(found, key=lambda a: a.pieces[0])


def _subject(one: Attribution) -> tuple[Span, ...]:
    return (one.subject,) if one.subject and one.frame == "source" else ()


def _low_limit(tokens: Sequence[Token], at: int, found: Sequence[Attribution]) -> int:
    """Give the first token that belongs to the cue at `at`: after the last attribution before it, or after a ";"."""
    low = 0
    for one in found:
        for a, b in (*one.pieces, one.cue):
            if b < at:
                low = max(low, b + 1)
    for k in range(at - 1, low, -1):
        if tokens[k].low == ";":
            return k + 1
    return low


def _attribute(
    g: Grammar, tokens: Sequence[Token], hit: Hit, hits: Sequence[Hit], low: int, subjects: dict[int, Subject]
) -> Attribution | None:
    inverted = _inverted(g, tokens, hit, low)
    if inverted is not None:
        subjects[hit.first] = inverted
        return _said_before(g, tokens, hit, inverted, low, hit.first, inverted.last)
    content = content_after(g, tokens, hit)
    subject = _passive_subject(g, tokens, hit) if hit.passive else subject_of(g, tokens, hit, low)
    if subject is None and not hit.passive:
        subject = _shared(g, tokens, hit, low, subjects)
    if hit.passive and subject is not None and content is None:
        content = content_after(g, tokens, hit._replace(last=subject.last))
    if subject is None or not _allowed(g, tokens, hit, subject):
        return None
    if not hit.gerund:
        subjects[hit.first] = subject
    if content is None or _follows_marked(tokens, subject, low):
        return _said_before(g, tokens, hit, subject, low, subject.edge, hit.last)
    if subject.modality == "negated" and content.frame in {"wh", "bare", "that", "thing"} and hit.form.kind != "deny":
        return None
    if subject.modality == "hypothetical" and subject.edge > 0 and tokens[subject.edge - 1].low in {"if", "unless"}:
        return None
    lone = content.first == content.last
    pieces = [(content.first, content.last if lone else clause_end(g, tokens, content.first, content.last, hits))]
    if content.frame == "quote" and pieces[0][0] == pieces[0][1]:
        pieces = _more_marked(tokens, pieces)
    return Attribution(
        tuple(pieces),
        (subject.first, subject.last),
        (hit.first, hit.last),
        content.frame,
        hit.form.lemma,
        hit.form.frames.get(content.frame, hit.form.kind),
        subject.via,
        subject.modality,
        content.addressee,
    )


def _follows_marked(tokens: Sequence[Token], subject: Subject, low: int) -> bool:
    """Tell whether marked words stand right before the subject, so that they are what it said."""
    k = subject.edge - 1
    if k > low and tokens[k].low == ",":
        k -= 1
    return k >= low and tokens[k].low == SAID and subject.via in {"subject", "pronoun", "apposition"}


def _allowed(g: Grammar, tokens: Sequence[Token], hit: Hit, subject: Subject) -> bool:
    """Tell whether a cue that only papers or reports use has such a subject."""
    only = hit.form.only
    if not only:
        return True
    known = g.speech.word_class(f"{only}s")
    return any(t.low in known or t.low.split("-")[-1] in known for t in tokens[subject.first : subject.last + 1])


def _inverted(g: Grammar, tokens: Sequence[Token], hit: Hit, low: int) -> Subject | None:
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


def _passive_subject(g: Grammar, tokens: Sequence[Token], hit: Hit) -> Subject | None:
    """Find who spoke in "reporters were told by an aide that ..."."""
    p = hit.last + 1
    if p + 1 >= len(tokens) or tokens[p].low != "by":
        return None
    last = g.phrase_right(tokens, p + 1, len(tokens) - 1)
    return Subject(p + 1, last, p, "passive") if last > p else None


def _shared(g: Grammar, tokens: Sequence[Token], hit: Hit, low: int, subjects: dict[int, Subject]) -> Subject | None:
    """Find the subject that a verb shares with an earlier one: ", adding that", "and warned that"."""
    before = tokens[hit.first - 1] if hit.first else None
    if not hit.gerund and before is not None and before.low == "to":
        return None
    earlier = [s for first, s in sorted(subjects.items()) if first < hit.first]
    if earlier:
        return earlier[-1]._replace(edge=hit.first, via="shared-subject", modality="asserted")
    start = max(
        (k + 1 for k in range(hit.first) if tokens[k].shape == "Q" and tokens[k].end - tokens[k].start > 60), default=0
    )
    found = clause_subject(g, tokens, hit.first, start)
    return found._replace(edge=hit.first) if found else None


def _said_before(
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
        first = _marked_start(g, tokens, low, end)
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
    pieces = _more_marked(tokens, pieces, after=done) if frame == "quote" else pieces
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


def _marked_start(g: Grammar, tokens: Sequence[Token], low: int, end: int) -> int:
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


def _more_marked(tokens: Sequence[Token], pieces: list[Span], after: int = -1) -> list[Span]:
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


def by_source(g: Grammar, tokens: Sequence[Token], hits: Sequence[Hit]) -> list[Attribution]:
    """Find "according to X" and its like: content before it, or after the comma that closes it."""
    found: list[Attribution] = []
    for i, token in enumerate(tokens):
        phrase = next((p for p in g.speech.phrases if p[0] == token.low and _matches(tokens, i, p)), None)
        if phrase is None:
            continue
        p = i + len(phrase)
        last = g.phrase_right(tokens, p, len(tokens) - 1)
        if last < p or not _is_source(g, tokens, p, last, bare=len(phrase) == 1):
            continue
        low = _low_limit(tokens, i, found)
        content = _source_content(g, tokens, i, last, low, hits)
        if content is not None:
            found.append(Attribution((content,), (p, last), (i, p - 1), "source", " ".join(phrase), "say", "source"))
    return found


def _matches(tokens: Sequence[Token], i: int, phrase: Sequence[str]) -> bool:
    return i + len(phrase) < len(tokens) and all(tokens[i + k].low == w for k, w in enumerate(phrase))


def _is_source(g: Grammar, tokens: Sequence[Token], first: int, last: int, *, bare: bool) -> bool:
    """Tell whether a phrase can be somebody's word: "according to rank" names nobody."""
    words = g.speech.word_class
    known = words("anonymous") | words("documents") | words("persons") | words("outlets") | words("groups")
    if any(t.shape == "C" for t in tokens[first : last + 1]):
        return not bare or tokens[first].low in known
    if any(t.low in known for t in tokens[first : last + 1]):
        return True
    return not bare and (
        tokens[first].low in g.determiners | g.possessives or tokens[first].low in {"him", "her", "them"}
    )


def _source_content(
    g: Grammar, tokens: Sequence[Token], i: int, last: int, low: int, hits: Sequence[Hit]
) -> Span | None:
    opening = all(t.low in g.coordinators or g.is_adverb(t) or t.shape == "p" for t in tokens[low:i])
    if not opening:
        end = i - 1
        while end > low and tokens[end].shape == "p":
            end -= 1
        while low < end and tokens[low].shape == "p":
            low += 1
        if tokens[end].shape == "Q" and tokens[end].end - tokens[end].start > 60:
            return (_marked_start(g, tokens, low, end), end)
        return (low, end) if end > low else None
    comma = _closing_comma(g, tokens, last)
    if comma is None or comma + 1 >= len(tokens):
        return None
    end = len(tokens) - 1
    while end > comma and is_final(tokens[end]):
        end -= 1
    if end <= comma:
        return None
    return (comma + 1, clause_end(g, tokens, comma + 1, end, hits))


def _closing_comma(g: Grammar, tokens: Sequence[Token], last: int) -> int | None:
    """Find the comma after which the statement begins; commas of an apposition are passed over."""
    commas = [k for k in range(last + 1, min(len(tokens), last + 45)) if tokens[k].low == ","]
    for n, k in enumerate(commas):
        following = commas[n + 1] if n + 1 < len(commas) else None
        if following is None:
            return k
        opening = tokens[k + 1]
        if opening.low in g.relatives or not g.clausal(tokens, k + 1, following - 1):
            continue
        return k
    return commas[0] if commas else None
