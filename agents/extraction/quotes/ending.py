"""Where a content that runs to the right ends: at the next attribution, where the writer goes on, or with the sentence.

Called by `english`, `english_nouns` and `english_sources` on the parse of a sentence.  Marked words are never cut.
"""

from __future__ import annotations

from collections.abc import Mapping

from agents.extraction.parse.items import MARKED
from agents.extraction.parse.parse import Sentence
from agents.extraction.parse.penn import NAMES
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.speaking import Spoken, finite_between
from agents.extraction.quotes.tokens import DASHES

_NOUNS = ("NN", "NNS")
_ASIDE_TAGS = ("WDT", "WP", "WP$", "VBG", "WRB")
_TRAILING = frozenset({".", "!", "?", "…", "...", ",", ":"})
_SPEAKING = frozenset({"bare", "for", "order"})  # frames of verbs that begin an attribution of their own
_AGAIN = frozenset({"quote", "as", "that"})  # the same, where the speaker stays


def content_end(g: Grammar, s: Sentence, first: int, last: int, cues: Mapping[int, Spoken]) -> int:
    """Give the last token of a content that begins at `first`; `cues` are those of the sentence by their token."""
    inside = -1
    for k in range(first, last + 1):
        inside = next((b for a, b in s.woven if a == k), inside)
        if k <= inside or k == first:
            continue
        if _writer_returns(g, s, k, last) or _is_contrast(g, s, k, last) or _others_speak(g, s, k, last, cues):
            last = k - 1
            break
    while last > first and (s.words[last] in _TRAILING or s.tags[last] == "CC"):
        last -= 1
    return last


def before_aside(s: Sentence, first: int, last: int) -> int:
    """Give the token before the writer's own ", which he calls ..." or ", meaning ..." behind a mere phrase."""
    for k in range(first + 1, last):
        if s.words[k] == "," and (s.tags[k + 1] in _ASIDE_TAGS or _clause_begins(s, k + 1)):
            return k - 1
        if s.tags[k] == "CC" and _verb_follows(s, k + 1):
            return k - 1
    return last


def before_relative(s: Sentence, first: int, last: int) -> int:
    """Give the token before the writer's own ", which opened in May" behind a clause, with nothing marked in it."""
    for k in range(first + 2, last):
        if s.words[k - 1] == "," and s.words[k] == "which" and all(b < k for _, b in s.woven):
            goes_on = any(c.first < k < c.group.head <= last for c in s.clauses)
            return last if goes_on else k - 2
    return last


def _clause_begins(s: Sentence, at: int) -> bool:
    """Tell whether another clause begins at a token: "Citing the rules, the port closed"."""
    return s.words[at - 2] != "that" and any(c.first == at and c.via == "own" for c in s.clauses)


def _verb_follows(s: Sentence, at: int) -> bool:
    """Tell whether a finite verb without a subject of its own begins at a token: "and had to pay"."""
    clause = s.clause_at.get(at)
    return clause is not None and clause.group.form == "finite" and clause.group.first <= at


def _writer_returns(g: Grammar, s: Sentence, k: int, last: int) -> bool:
    word = s.words[k]
    if word == ";" or (s.tags[k] == "." and word in ".!?"):
        return True
    if word in DASHES and s.tags[k] != "HYPH":
        return k + 1 < last and s.words[k + 1] in g.asides
    return word == "," and k + 2 <= last and _is_aside(g, s, k + 1, last)


def _is_aside(g: Grammar, s: Sentence, k: int, last: int) -> bool:
    """Tell whether the words behind a comma are the writer's: ", before leaving", ", according to"."""
    word, after = s.words[k], s.words[k + 1]
    if s.tags[k + 1] == "VBG" and word in g.sequels:
        return True
    named = word == "who" and s.tags[k - 2] in NAMES
    return named or (s.tags[k] in _NOUNS and after in g.relatives) or (word, after) == ("according", "to")


def _is_contrast(g: Grammar, s: Sentence, k: int, last: int) -> bool:
    """Tell ", but the harbour is shut": a clause of its own against what was said."""
    opens = s.words[k] == "," and k + 2 < last and s.words[k + 1] in g.contrasts
    own = finite_between(s, k + 2, last) if opens else None
    return own is not None and own.kind != "relative"


def _others_speak(g: Grammar, s: Sentence, k: int, last: int, cues: Mapping[int, Spoken]) -> bool:
    if s.tags[k] == MARKED:
        return _has_own_speaker(s, k, last, cues)
    return (s.words[k] == "," or s.words[k] in g.joins) and k < last and _new_attribution(g, s, k, last, cues)


def _has_own_speaker(s: Sentence, k: int, last: int, cues: Mapping[int, Spoken]) -> bool:
    """Tell whether the marked words at k are followed by a cue of their own: «"...", she added»."""
    for m in range(k + 1, min(last, k + 8) + 1):
        if m in cues:
            return "quote" in cues[m].form.frames and cues[m].clause.group.form == "finite"
        if s.tags[m] == MARKED or s.tags[m] in ("IN", "CC", "TO"):
            return False
    return False


def _new_attribution(g: Grammar, s: Sentence, k: int, last: int, cues: Mapping[int, Spoken]) -> bool:
    """Tell whether the comma or "and" at k is followed by a new attribution, of the same speaker or another."""
    m = k + 1
    while m < last and (s.words[m] in g.joins or s.words[m] == "then" or s.tags[m] == "RB"):
        m += 1
    near = (cues[j] for j in range(m, min(last, m + 4) + 1) if j in cues)
    one = next((cue for cue in near if cue.clause.group.first <= m), None)
    if one is not None:
        return _speaks_again(one)
    if m == k + 1 and s.words[k] == ",":
        return False
    return any(_begins(cue, m) for cue in cues.values())


def _speaks_again(one: Spoken) -> bool:
    """Tell whether a verb of speech behind the comma or "and" at k begins an attribution: "and added", ", saying"."""
    return one.form.kind != "belief" and bool(_AGAIN & set(one.form.frames))


def _begins(one: Spoken, first: int) -> bool:
    """Tell whether a cue's own subject begins at a token, and the cue can say so."""
    clause = one.clause
    if clause.subject is None or clause.subject.first != first or clause.via != "own":
        return False
    return bool(_SPEAKING & set(one.form.frames))
