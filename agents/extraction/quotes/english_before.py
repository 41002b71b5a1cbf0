"""What was said before its cue, in English: «"No," said Ana Roa», «Rates fell, the bank said».

Called by `english`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.hits import Hit
from agents.extraction.quotes.subjects import Subject, subject_of
from agents.extraction.quotes.tokens import DASHES, SAID, Token, is_final
from agents.records import Span

_ASKING = frozenset(["that", "why", "how", "what"])  # subordinators that may open a statement
_TAIL = 16  # tokens that may follow "she said" at the end of a sentence


class Scope(Struct, frozen=True, gc=False):
    """What a cue may look at: the sentence, its cues, the first token left to it (`low`), and earlier subjects.

    `floor` is the first token of the clause it stands in.
    """

    g: Grammar
    tokens: Sequence[Token]
    hits: Sequence[Hit]
    low: int
    floor: int
    subjects: dict[int, Subject]


def inverted(scope: Scope, hit: Hit) -> Subject | None:
    """Find the subject after its verb: «"No," said Ana Roa of the port office.»"""
    g, tokens, low = scope.g, scope.tokens, scope.low
    p = hit.last + 1
    if hit.first <= low or p >= len(tokens) or not _may_invert(hit) or not _may_follow(g, tokens, p):
        return None
    before = tokens[hit.first - 1]
    quoted = before.shape == "Q" or (hit.first >= 2 and tokens[hit.first - 2].shape == "Q")
    parted = before.shape == "Q" or before.low == "," or before.low in DASHES
    if not parted or _owned_by_phrase(tokens, hit.first - 1, low):
        return None
    last = g.phrase_right(tokens, p, len(tokens) - 1)
    if last < p or not _closes_inversion(g, tokens, last + 1):
        return None
    if not quoted and not _clause_before(scope, hit, p, last):
        return None
    via = "pronoun" if g.is_pronoun(tokens[p]) else "inverted"
    return Subject(p, _named_after(g, tokens, p, _until_time(g, tokens, p, last)), hit.first, via)


def _may_invert(hit: Hit) -> bool:
    """Tell whether a cue may stand before its subject: a finite verb that takes words in marks."""
    finite = not hit.gerund and not hit.passive and hit.form.tense != {"base"}
    return finite and "quote" in hit.form.frames and hit.form.lemma != "tell"


def _owned_by_phrase(tokens: Sequence[Token], k: int, low: int) -> bool:
    """Tell whether the marked words at k belong to the phrase before them: «The "reform" closed nine clinics»."""
    return tokens[k].shape == "Q" and tokens[k].low != SAID and k > low and tokens[k - 1].shape in "wC"


def _may_follow(g: Grammar, tokens: Sequence[Token], p: int) -> bool:
    """Tell whether a subject may begin at p, right behind its verb."""
    if tokens[p].low == "her":
        return p + 1 < len(tokens) and g.is_nominal(tokens[p + 1])
    return tokens[p].shape != "Q" and tokens[p].low not in {"him", "them", "us", "me", "that", "this", "it"}


def _clause_before(scope: Scope, hit: Hit, first: int, last: int) -> bool:
    """Tell whether a clause without marks stands before an inverted cue: "Rates fell, said the bank"."""
    g, tokens = scope.g, scope.tokens
    if "bare" not in hit.form.frames or not g.clausal(tokens, scope.low, hit.first - 2):
        return False
    apposition = subject_of(g, tokens, hit, scope.low)
    if apposition is not None and apposition.first <= scope.low + 1:
        return False
    return any(t.shape == "C" or t.low in g.speakers for t in tokens[first : last + 1])


def _named_after(g: Grammar, tokens: Sequence[Token], first: int, last: int) -> int:
    """Add the name behind an office: "said the lawyer, Jan Amsel."""
    if (
        last + 2 >= len(tokens)
        or tokens[last + 1].low != ","
        or any(t.shape == "C" for t in tokens[first + 1 : last + 1])
    ):
        return last
    end = g.phrase_right(tokens, last + 2, len(tokens) - 1, long=False)
    named = end > last + 2 and all(t.shape == "C" for t in tokens[last + 2 : end + 1])
    closed = end + 1 >= len(tokens) or tokens[end + 1].shape in "pQ"
    return end if named and closed else last


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
    return token.low in g.after_phrase or g.is_adverb(token) or token.low.endswith("ing")


def said_before(scope: Scope, hit: Hit, subject: Subject, edge: int, done: int) -> Attribution | None:
    """Build the attribution whose content stands before it: «"No," she said», «Rates fell, the bank said».

    `edge` is the first token of the attribution, `done` its last one.
    """
    g, tokens, low = scope.g, scope.tokens, scope.low
    end = edge - 1
    while end >= low and (tokens[end].low == "," or tokens[end].low in DASHES):
        end -= 1
    if end < low:
        return None
    if end == edge - 1 and _owned_by_phrase(tokens, end, low):
        return None
    if tokens[end].shape == "Q":
        pieces = more_marked(tokens, [(marked_start(g, tokens, low, end), end)], after=done)
        return _made(scope, hit, subject, pieces, "quote", done)
    if "bare" not in hit.form.frames or hit.gerund or tokens[subject.last].low in g.relatives:
        return None
    if tokens[edge - 1].shape != "p" or not _is_statement(g, tokens, low, end) or not _short_tail(g, tokens, done):
        return _split_clause(scope, hit, subject, (low, end, edge, done))
    first = low
    while first < end and tokens[first].shape == "p":
        first += 1
    return _made(scope, hit, subject, [(first, end)], "before", done)


def _made(scope: Scope, hit: Hit, subject: Subject, pieces: Sequence[Span], frame: str, done: int) -> Attribution:
    to, of = _listener(scope, hit, done), _spoken_of(scope, done)
    return Attribution(
        tuple(pieces), (subject.first, subject.last), (hit.first, hit.last), frame, hit.form.lemma, hit.form.kind,
        subject.via, subject.modality, to, of,
    )  # fmt: skip


def _listener(scope: Scope, hit: Hit, done: int) -> Span | None:
    """Find who was told: «"No," she told reporters»."""
    if "told" not in hit.form.frames or done != hit.last or done + 1 >= len(scope.tokens):
        return None
    last = scope.g.phrase_right(scope.tokens, done + 1, len(scope.tokens) - 1)
    return (done + 1, last) if last > done else None


def _spoken_of(scope: Scope, done: int) -> Span | None:
    """Find who is spoken of: «"That is theatre," she said of the minister»."""
    tokens = scope.tokens
    if done + 2 >= len(tokens) or tokens[done + 1].low not in {"of", "about"}:
        return None
    last = scope.g.phrase_right(tokens, done + 2, len(tokens) - 1)
    return (done + 2, last) if last > done + 1 else None


def _split_clause(scope: Scope, hit: Hit, subject: Subject, at: tuple[int, int, int, int]) -> Attribution | None:
    """Build an attribution that stands inside its clause: "The plan, she said, is dead."""
    g, tokens = scope.g, scope.tokens
    low, end, edge, done = at
    if tokens[edge - 1].low != "," or done + 2 >= len(tokens):
        return None
    comma = next((k for k in range(done + 1, min(len(tokens) - 1, done + 10)) if tokens[k].low == ","), None)
    if comma is None or end < low or not g.clausal(tokens, comma + 1, len(tokens) - 1):
        return None
    if not (g.is_verbal(tokens[comma + 1]) or tokens[low].low in g.fronting):
        return None
    last = len(tokens) - 1
    while is_final(tokens[last]):
        last -= 1
    return _made(scope, hit, subject, [(low, end), (comma + 1, last)], "split", done)


def _is_statement(g: Grammar, tokens: Sequence[Token], low: int, end: int) -> bool:
    """Tell whether tokens low..end can stand alone as what was said."""
    if end - low < 2 or not g.clausal(tokens, low, end):
        return False
    opening = tokens[low]
    if (opening.low in g.fronting and opening.low not in _ASKING) or opening.low.endswith("ing"):
        comma = next((k for k in range(low, end) if tokens[k].low == ","), None)
        return comma is not None and g.clausal(tokens, comma + 1, end)
    return True


def _short_tail(g: Grammar, tokens: Sequence[Token], done: int) -> bool:
    """Tell whether nothing but a listener, a place or a time follows the attribution."""
    rest = tokens[done + 1 :]
    if not rest or is_final(rest[0]):
        return True
    for k, token in enumerate(rest):
        if token.shape == "Q" or token.low in {",", ";"} or is_final(token) or token.low in g.stops:
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
