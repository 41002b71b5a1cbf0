"""Who may have said marked words that no cue owns: a signature, a name before a colon, the subject of a clause.

Pure questions about one sentence; called by `standalone`, which knows what was said before.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.noun_phrases import main_subject, nouns_end
from agents.extraction.quotes.tokens import DASHES, Token, is_final
from agents.records import Span

_SIGNATURE = 12  # tokens of a line that only signs


def subject_before(g: Grammar | None, tokens: Sequence[Token], at: int) -> Span | None:
    """Find the subject of the clause before token `at`; a range of characters."""
    found = main_subject(g, tokens, at) if g is not None and at else None
    return characters(tokens, *found) if found is not None else None


def before_colon(tokens: Sequence[Token], marked: int) -> Span | None:
    """Find the name before the colon in front of marked words: "Hanneke Vos: ..."."""
    if marked < 2 or tokens[marked - 1].low != ":":
        return None
    first = last = marked - 2
    while first > 0 and tokens[first - 1].shape == "C":
        first -= 1
    return characters(tokens, first, last) if tokens[first].shape == "C" else None


def follower(g: Grammar | None, tokens: Sequence[Token], marked: int) -> Span | None:
    """Find who follows marked words with a verb nobody listed: «"The answer is no," Roa riffed»."""
    first = marked + 1
    if g is None or first + 1 >= len(tokens):
        return None
    if tokens[first].low in g.pronouns:
        return characters(tokens, first, first)
    last = nouns_end(g, tokens, first, len(tokens) - 1)
    while last >= first and tokens[last].shape != "C":
        last -= 1
    acts = first <= last < len(tokens) - 1 and tokens[last + 1].shape == "w"
    return characters(tokens, first, last) if acts else None


def signature(tokens: Sequence[Token], after: Sequence[Token]) -> Span | None:
    """Read a name after a dash, behind the words or on the next line: «"…" — Hanneke Vos»."""
    if any(t.shape == "n" and len(t.low) == 4 for line in (tokens, after) for t in line[-3:]):
        return None  # a list of sources: «"Storm closes port" — The Herald, May 2, 2011»
    for k, token in enumerate(tokens):
        if token.low in DASHES and k + 1 < len(tokens) and tokens[k + 1].shape == "C":
            return characters(tokens, k + 1, _name_end(tokens, k + 1))
    if 1 < len(after) < _SIGNATURE and after[0].low in DASHES and after[1].shape == "C":
        return characters(after, 1, _name_end(after, 1))
    return None


def is_named(g: Grammar | None, tokens: Sequence[Token], marked: int) -> bool:
    """Tell whether marked words are a title, a nickname, a slogan on a sign."""
    if g is None or not marked:
        return False
    return any(t.low in g.not_speech for t in tokens[max(0, marked - 2) : marked])


def speaks(g: Grammar | None, tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence has a verb of speech, so that words in marks may follow it: "Roa agreed."""
    if g is None:
        return False
    known = (g.speech.forms[t.low][-1] for t in tokens if t.shape == "w" and t.low in g.speech.forms)
    return any(form.kind != "belief" and form.tense & {"past", "present"} for form in known)


def is_alone(g: Grammar | None, tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence is nothing but marked words, with a name after a dash at most."""
    for k, token in enumerate(tokens):
        if token.low in DASHES and k and len(tokens) - k < 9:
            return True
        if token.shape not in "Qp" and not (g and token.low in g.coordinators):
            return False
    return True


def characters(tokens: Sequence[Token], first: int, last: int) -> Span:
    """Give the characters of tokens first..last."""
    return tokens[first].start, tokens[last].end


def _name_end(tokens: Sequence[Token], first: int) -> int:
    last = first
    while last + 1 < len(tokens):
        token = tokens[last + 1]
        abbreviation = token.low == "." and not (last + 2 == len(tokens) and is_final(token))
        if token.shape not in "Cn" and not abbreviation:
            break
        last += 1
    return last
