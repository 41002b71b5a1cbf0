"""Who said what inside one English sentence: cue, subject and content put together; called by `find`.

Gives attributions as token ranges of the unit.  Marked words that no cue owns are left to `standalone`.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from msgspec.structs import replace

from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.clauses import clause_end
from agents.extraction.quotes.content import Content, content_after
from agents.extraction.quotes.english_before import Scope, inverted, more_marked, said_before
from agents.extraction.quotes.english_nouns import by_noun, supported_hits
from agents.extraction.quotes.english_sources import by_source, low_limit
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.hits import Hit, find_hits
from agents.extraction.quotes.subjects import Subject, clause_subject, subject_of
from agents.extraction.quotes.tokens import NAME, SAID, Token

_LEADING = frozenset(["when", "once", "after", "although", "though", "while", "as", "because", "since", "before"])
_TARGETED = frozenset(["as", "for"])  # frames whose object is spoken of, not to
_SILENT = frozenset(["wh", "bare", "that", "thing", "to", "order"])  # what is not said when the verb is negated


def attributions(g: Grammar, tokens: Sequence[Token]) -> list[Attribution]:
    """Find the attributions of one sentence in order."""
    known = g.cues
    places = [k for k, t in enumerate(tokens) if t.low in known]
    if not places:
        return []
    cues = {tokens[k].low for k in places}
    hits = _hits(g, tokens, places, cues)
    found = [] if g.source_words.isdisjoint(cues) else by_source(g, tokens, hits)
    subjects: dict[int, Subject] = {}
    reached = -1
    for hit in hits:
        inside, reached = hit.first <= reached, max(reached, hit.last)
        if inside or (found and _names_source(hit, found)):
            continue
        outer = _outer(g, tokens, hit, found) if found else None
        if outer is not None:
            found.extend(_nested(g, tokens, hit, hits, outer))
            continue
        one = _attribute(Scope(g, tokens, hits, low_limit(tokens, hit.first, found), 0, subjects), hit)
        if one is not None:
            found.append(one)
    if not g.speech.nouns.keys().isdisjoint(cues):
        found.extend(one for one in by_noun(g, tokens, hits) if not _overlaps(one, found))
    return sorted(found, key=lambda a: a.pieces[0]) if len(found) > 1 else found


def _hits(g: Grammar, tokens: Sequence[Token], places: Sequence[int], cues: Set[str]) -> list[Hit]:
    """Find the verbs of a sentence that holds these cues there: those that speak with a noun, and those alone."""
    alone = find_hits(g, tokens, places)
    together = [] if g.speech.word_class("support_nouns").isdisjoint(cues) else supported_hits(g, tokens)
    if not together:
        return alone
    taken = {k for h in together for k in range(h.first, h.last + 1)}
    return sorted([*together, *(h for h in alone if h.first not in taken)], key=lambda h: h.first)


def _names_source(hit: Hit, found: Sequence[Attribution]) -> bool:
    """Tell whether a cue stands in the words that name a source: "according to the report"."""
    named = (one.subject for one in found if one.frame == "source" and one.subject)
    return any(first <= hit.first <= last for first, last in named)


def _overlaps(one: Attribution, found: Sequence[Attribution]) -> bool:
    return any(a <= one.pieces[0][1] and one.pieces[0][0] <= b for other in found for a, b in other.pieces)


def _outer(g: Grammar, tokens: Sequence[Token], hit: Hit, found: Sequence[Attribution]) -> Attribution | None:
    """Find the attribution in whose content a cue stands.

    "Sources report that X surprised Y, claiming ...": after a relay the participle belongs to X as well.
    """
    for one in found:
        for a, b in one.pieces:
            goes_on = hit.gerund and b in {hit.first - 2, hit.first - 1} and a < b and _relays(g, tokens, one)
            if a <= hit.first <= b or goes_on:
                return one
    return None


def _nested(
    g: Grammar, tokens: Sequence[Token], hit: Hit, hits: Sequence[Hit], outer: Attribution
) -> list[Attribution]:
    """Read speech reported inside speech: what a paper, a document or a source says that somebody said."""
    if outer.outer >= 0 or not _relays(g, tokens, outer):
        return []
    low, last = max((a, b) for a, b in outer.pieces if a <= hit.first)
    if hit.first > last:
        last = len(tokens) - 1
    inner = _attribute(Scope(g, tokens[: last + 1], [h for h in hits if h.last <= last], low, low, {}), hit)
    return [replace(inner, outer=outer.cue[0])] if inner is not None else []


def _relays(g: Grammar, tokens: Sequence[Token], one: Attribution) -> bool:
    """Tell whether a speaker passes on what others say: a paper, a document, a source without a name."""
    if one.subject is None:
        return False
    return any(t.low in g.relays or t.low == NAME for t in tokens[one.subject[0] : one.subject[1] + 1])


def _attribute(scope: Scope, hit: Hit) -> Attribution | None:
    g, tokens = scope.g, scope.tokens
    behind = inverted(scope, hit)
    if behind is not None:
        scope.subjects[hit.first] = behind
        return said_before(scope, hit, behind, hit.first, behind.last)
    subject = _subject(scope, hit)
    if subject is None or not _allowed(g, tokens, hit, subject):
        return None
    if not hit.gerund:
        scope.subjects[hit.first] = subject
    content = None if _follows_marked(tokens, subject, scope.low) else _content(g, tokens, hit, subject)
    if content is None:
        return said_before(scope, hit, subject, subject.edge, hit.last)
    if _unsaid(tokens, hit, subject, content):
        return None
    return _with_content(scope, hit, subject, content)


def _content(g: Grammar, tokens: Sequence[Token], hit: Hit, subject: Subject) -> Content | None:
    """Find what stands after a cue, or behind "by the envoy" after a passive."""
    content = content_after(g, tokens, hit)
    if content is None and hit.passive:
        return content_after(g, tokens, replace(hit, last=subject.last))
    return content


def _with_content(scope: Scope, hit: Hit, subject: Subject, content: Content) -> Attribution:
    tokens = scope.tokens
    lone = content.first == content.last
    last = content.last if lone else _enclosed(scope, subject, content)
    end = last if lone else clause_end(scope.g, tokens, content.first, last, scope.hits)
    pieces = [(content.first, end)]
    if content.frame == "quote" and content.first == end:
        pieces = more_marked(tokens, pieces)
    targeted = content.frame in _TARGETED
    return Attribution(
        tuple(pieces),
        (subject.first, subject.last),
        (hit.first, hit.last),
        content.frame,
        hit.form.lemma,
        hit.form.frames.get(content.frame, hit.form.kind),
        subject.via,
        subject.modality,
        None if targeted else content.addressee,
        content.addressee if targeted else None,
    )


def _enclosed(scope: Scope, subject: Subject, content: Content) -> int:
    """End the content of a clause that another one encloses: "When Roa said it leaks, he ...", "Roa, who said ..."."""
    g, tokens = scope.g, scope.tokens
    before = tokens[subject.edge - 1].low if subject.edge else ""
    led = before in _LEADING
    relative = tokens[subject.last].low in g.relatives
    for k in range(content.first + 1, content.last - 1) if led or relative else ():
        if tokens[k].low != ",":
            continue
        m = k + 1
        while m < content.last and g.is_adverb(tokens[m]):
            m += 1
        if g.is_verbal(tokens[m]) and relative:
            return k - 1
        if led and (g.is_pronoun(tokens[m]) or g.starts_phrase(tokens[m])) and g.clausal(tokens, m + 1, content.last):
            return k - 1
    return content.last


def _unsaid(tokens: Sequence[Token], hit: Hit, subject: Subject, content: Content) -> bool:
    """Tell whether nothing was said: "did not say whether", "if the court says no", "declined to comment"."""
    if subject.modality == "negated":
        return content.frame in _SILENT and hit.form.kind != "deny"
    if content.frame == "to" and tokens[content.first + 1].low in {"comment", "say", "answer", "speak", "respond"}:
        return True
    return subject.modality == "hypothetical" and subject.edge > 0 and tokens[subject.edge - 1].low in {"if", "unless"}


def _follows_marked(tokens: Sequence[Token], subject: Subject, low: int) -> bool:
    """Tell whether marked words stand right before the subject, so that they are what it said."""
    k = subject.edge - 1
    if k > low and tokens[k].low == ",":
        k -= 1
    return k >= low and tokens[k].low == SAID and subject.via in {"subject", "pronoun", "apposition"}


def _allowed(g: Grammar, tokens: Sequence[Token], hit: Hit, subject: Subject) -> bool:
    """Tell whether a subject can say this: time tells nothing, and only papers and reports "learn" and "show"."""
    only = hit.form.only
    if tokens[subject.last].low in g.idioms:
        return False
    if not only:
        return True
    known = g.speech.word_class(f"{only}s")
    return any(t.low in known or t.low.split("-")[-1] in known for t in tokens[subject.first : subject.last + 1])


def _subject(scope: Scope, hit: Hit) -> Subject | None:
    if hit.passive:
        return _passive_subject(scope, hit)
    return subject_of(scope.g, scope.tokens, hit, scope.low) or _shared(scope, hit)


def _passive_subject(scope: Scope, hit: Hit) -> Subject | None:
    """Find who spoke in "reporters were told by an aide that ..."."""
    p = hit.last + 1
    if p + 1 >= len(scope.tokens) or scope.tokens[p].low != "by":
        return None
    last = scope.g.phrase_right(scope.tokens, p + 1, len(scope.tokens) - 1)
    return Subject(p + 1, last, p, "passive") if last > p else None


def _shared(scope: Scope, hit: Hit) -> Subject | None:
    """Find the subject that a verb shares with an earlier one: ", adding that", "and warned that"."""
    g, tokens = scope.g, scope.tokens
    before = tokens[hit.first - 1] if hit.first else None
    if not hit.gerund and before is not None and before.low == "to":
        return None
    if hit.gerund and before is not None and before.low == "as" and hit.first - 2 >= scope.low:
        first = g.phrase_left(tokens, hit.first - 2, scope.low)  # "quoted the envoy as saying"
        if first <= hit.first - 2 and not g.is_verbal(tokens[hit.first - 2]):
            return Subject(first, hit.first - 2, first, "subject")
    if hit.gerund and before is not None and g.is_nominal(before) and hit.first > scope.low:
        first = g.phrase_left(tokens, hit.first - 1, scope.low)  # "with the envoy calling it a trap"
        if first < hit.first and first > 0 and tokens[first - 1].low == "with":
            return Subject(first, hit.first - 1, first, "subject")
    earlier = max((first for first in scope.subjects if first < hit.first), default=None)
    if earlier is not None:
        return replace(scope.subjects[earlier], edge=hit.first, via="shared-subject", modality="asserted")
    start = max((k + 1 for k in range(hit.first) if tokens[k].low == SAID and _is_long(tokens[k])), default=0)
    found = clause_subject(g, tokens, hit.first, max(start, scope.floor))
    return replace(found, edge=hit.first) if found else None


def _is_long(token: Token) -> bool:
    """Tell whether marked words are speech of their own, not a fragment inside a clause."""
    return token.end - token.start > 60
