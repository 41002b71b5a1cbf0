"""Sentences with their tags written by hand, for tests of the parse: "Kenya/NNP recalled/VBD its/PRP$ envoy/NN"."""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.parse.parse import Sentence
from agents.extraction.words import words_of
from agents.lexicon.grammars import Grammar, grammar_for


def grammar() -> Grammar:
    """Give the English grammar words."""
    found = grammar_for("en")
    assert found is not None
    return found


def cut(tagged: str) -> tuple[list[str], list[str]]:
    """Part words from tags."""
    pairs = [token.rsplit("/", 1) for token in tagged.split()]
    return [word for word, _ in pairs], [tag for _, tag in pairs]


def sentence(tagged: str) -> Sentence:
    """Parse a sentence as if the tagger had given these tags."""
    words, tags = cut(tagged)
    text = " ".join(words)
    found = words_of(text)
    assert found.words == words, f"the tokeniser cuts otherwise: {found.words}"
    return Sentence(found, tags, grammar())


def told(parsed: Sentence) -> list[tuple[str, str, str, str]]:
    """Give verb, subject, object and agent of each clause, as words; empty where there is none."""
    rows: list[tuple[str, str, str, str]] = []
    for clause in parsed.clauses:
        parts: Sequence[object] = (clause.subject, clause.object, clause.agent)
        rows.append((parsed.words[clause.group.head], *(_words(parsed, part) for part in parts)))  # type: ignore[arg-type]
    return rows


def _words(parsed: Sentence, chunk: object) -> str:
    if chunk is None:
        return ""
    return " ".join(parsed.words[chunk.first : chunk.last + 1])  # type: ignore[attr-defined]
