"""English nouns that speak: "voiced concern that ...", "Roa's claim that ..."; called by `english`."""

from __future__ import annotations

from collections.abc import Iterator

from agents.extraction.parse.parse import Sentence
from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.ending import content_end
from agents.extraction.quotes.english_row import Row
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.speaking import Spoken
from agents.lexicon.cues import Form

_REACH = 6  # tokens between verb and noun: "voiced deep and lasting concern"


def supported(g: Grammar, s: Sentence) -> Iterator[Spoken]:
    """Find verb and noun that speak together, where a clause with "that" follows them."""
    verbs, nouns = g.speech.word_class("support_forms"), g.speech.word_class("support_nouns")
    for clause in s.clauses:
        head = clause.group.head
        near = range(head + 1, min(len(s) - 2, head + _REACH + 1)) if s.words[head] in verbs else ()
        noun = next((k for k in near if s.words[k] in nouns and s.words[k + 1] == "that"), None)
        if noun is not None:
            kind = g.speech.nouns.get(s.words[noun], "say")
            form = Form(f"{s.words[head]} {s.words[noun]}", frozenset({"past"}), {"that": kind})
            yield Spoken(clause, form, head, noun)


def by_noun(g: Grammar, s: Sentence, row: Row) -> Iterator[Attribution]:
    """Find "Roa's claim that ..." and "her promise to ...": the owner of the noun speaks.

    A verb may be tagged a noun in a sentence without another: "the mayor's inner circle reports that".
    """
    for found in (*row.each("speaking_noun"), *row.each("tagged_noun")):
        noun, first = found["cue"][0], found["said"][0]
        word = s.words[noun]
        kind = g.speech.nouns.get(word) or g.speech.forms[word][0].kind
        content = (first, content_end(row, first, row.last))
        yield Attribution((content,), found["who"], (noun, noun), s.words[noun + 1], word, kind, "subject")
