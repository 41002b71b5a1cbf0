"""Who said what inside one English sentence: cue, subject and content put together; called by `find`.

Gives attributions as token ranges of the unit.  Marked words that no cue owns are left to `standalone`.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.clauses import clause_end
from agents.extraction.quotes.content import content_after
from agents.extraction.quotes.english_before import inverted, more_marked, said_before
from agents.extraction.quotes.english_sources import by_source, low_limit
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.hits import Hit, Subject, clause_subject, find_hits, subject_of
from agents.extraction.quotes.tokens import SAID, Token
from agents.records import Span


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
        low = low_limit(tokens, hit.first, found)
        one = _attribute(g, tokens, hit, hits, low, subjects)
        if one is not None:
            found.append(one)
    return sorted(found, key=lambda a: a.pieces[0])


def _subject(one: Attribution) -> tuple[Span, ...]:
    return (one.subject,) if one.subject and one.frame == "source" else ()


def _attribute(
    g: Grammar, tokens: Sequence[Token], hit: Hit, hits: Sequence[Hit], low: int, subjects: dict[int, Subject]
) -> Attribution | None:
    behind = inverted(g, tokens, hit, low)
    if behind is not None:
        subjects[hit.first] = behind
        return said_before(g, tokens, hit, behind, low, hit.first, behind.last)
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
        return said_before(g, tokens, hit, subject, low, subject.edge, hit.last)
    if subject.modality == "negated" and content.frame in {"wh", "bare", "that", "thing"} and hit.form.kind != "deny":
        return None
    if subject.modality == "hypothetical" and subject.edge > 0 and tokens[subject.edge - 1].low in {"if", "unless"}:
        return None
    lone = content.first == content.last
    pieces = [(content.first, content.last if lone else clause_end(g, tokens, content.first, content.last, hits))]
    if content.frame == "quote" and pieces[0][0] == pieces[0][1]:
        pieces = more_marked(tokens, pieces)
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
