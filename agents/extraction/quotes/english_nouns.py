"""English nouns that speak: "voiced concern that ...", "Roa's claim that ..."; called by `english`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from agents.extraction.parse.parse import Sentence
from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.ending import content_end
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.speaking import Spoken
from agents.lexicon.cues import Form
from agents.records import Span

_REACH = 6  # tokens between verb and noun: "voiced deep and lasting concern"
_NOUNS = ("NN", "NNS")


def supported(g: Grammar, s: Sentence) -> Iterator[Spoken]:
    """Find verb and noun that speak together, where a clause with "that" follows them."""
    verbs, nouns = g.speech.word_class("support_forms"), g.speech.word_class("support_nouns")
    for clause in s.clauses:
        head = clause.group.head
        if s.words[head] not in verbs or clause.group.passive:
            continue
        for k in range(head + 1, min(len(s) - 2, head + _REACH + 1)):
            if s.words[k] in nouns and s.tags[k] in _NOUNS and s.words[k + 1] == "that":
                kind = g.speech.nouns.get(s.words[k], "say")
                form = Form(f"{s.words[head]} {s.words[k]}", frozenset({"past"}), {"that": kind})
                yield Spoken(clause, form, head, k)
                break


def by_noun(g: Grammar, s: Sentence, cues: Mapping[int, Spoken]) -> Iterator[Attribution]:
    """Find "Roa's claim that ..." and "her promise to ...": the owner of the noun speaks."""
    last = len(s) - 1
    while last > 0 and s.tags[last] == ".":
        last -= 1
    for i in range(1, len(s) - 2):
        verb = _verb(g, s, i)
        kind = verb.frames["that"] if verb is not None else g.speech.nouns.get(s.words[i])
        if kind is None or s.tags[i] not in _NOUNS:
            continue
        following = s.words[i + 1]
        if not (following == "that" or (following == "to" and s.tags[i + 2] == "VB")):
            continue
        owner = _owner(g, s, i)
        if owner is None:
            continue
        first = i + 2 if following == "that" else i + 1
        end = content_end(g, s, first, last, cues)
        yield Attribution(((first, end),), owner, (i, i), following, s.words[i], kind, "subject")


def _verb(g: Grammar, s: Sentence, noun: int) -> Form | None:
    """The verb that was tagged a noun in a sentence without another: "the mayor's inner circle reports that"."""
    if not s.tags[noun - 1].startswith("NN") or any(c.kind == "main" or c.first < noun for c in s.clauses):
        return None
    return next((form for form in g.speech.forms.get(s.words[noun], ()) if "that" in form.frames), None)


def _owner(g: Grammar, s: Sentence, noun: int) -> Span | None:
    """Who owns the noun: "Roa's repeated claim", "the ministry's denial", "his vow"."""
    chunk = s.chunk_at[noun]
    if chunk is None:
        return None
    if noun == chunk.last and _verb(g, s, noun) is not None:
        return chunk.first, noun - 1
    if chunk.owner is not None:
        return chunk.owner
    return (chunk.first, chunk.first) if s.tags[chunk.first] == "PRP$" else None
