"""A headline with the case that its words have elsewhere, so that names stand out of capitals and Title Case.

Called by `agents.extraction.read`.  Names of the lexicon get their own spelling, all else small letters; in Title Case
only what is a word of the rules or stands small in the text itself.  No character moves.  Words that are common in
small letters are no names for being written large.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable

from msgspec.structs import replace

from agents.extraction.text import Text
from agents.lexicon.names import Names
from agents.records import Entity, Span

_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*\.?")
_JOINED = re.compile(r"-[a-z]{3}")
_SMALL = re.compile(r"(?<![\w’'-])[a-z]{2,}(?![\w-])")
_LONGEST = 5  # words of a name
_LEAST = 3  # words that must be written large
_SHORT = 3  # letters of words that Title Case may leave small


def cased(text: Text, names: Names, known: Container[str] = ()) -> Text:
    """Give a text whose headline has its case back; the very same where it has it.  `known` are words of the rules."""
    if text.headline is None:
        return text
    body, (start, end) = text.body, text.headline
    line = body[start:end]
    words = [word for word in line.split() if word[:1].isalpha()]
    if len(words) < _LEAST or len(line.lower()) != len(line):
        return text
    if line.upper() == line:
        told = _recased(line, names, None)
    elif all(word[0].isupper() for word in words if len(word) > _SHORT):
        small = frozenset(_SMALL.findall(body, end))
        told = _recased(line, names, lambda word: word in small or word in known)
    else:
        return text
    return Text(body[:start] + told + body[end:], title=text.title, lang=text.lang, headline=text.headline)


def as_written(found: Iterable[Entity], text: Text) -> tuple[Entity, ...]:
    """Give entities with their words as a text has them."""
    return tuple(e if (told := text.body[e.start : e.end]) == e.text else replace(e, text=told) for e in found)


def _recased(line: str, names: Names, is_word: Callable[[str], bool] | None) -> str:
    """Spell each name as the lexicon does and each word small; where `is_word` is given, only what it says is one."""
    low = line.lower()
    spans = [found.span() for found in _WORD.finditer(low)]
    out, n = line if is_word else low, 0
    while n < len(spans):
        longest = range(min(_LONGEST, len(spans) - n), 0, -1)
        words, told = next(((k, name) for k in longest if (name := _known(low, spans[n : n + k], names))), (1, ""))
        start, end = spans[n][0], spans[n + words - 1][1]
        if not told and is_word and (_JOINED.match(line, end) or is_word(low[start:end])):  # "Decades-old"
            told = low[start:end]
        out = out[:start] + told + out[start + len(told) :]
        n += words
    first = spans[0][0]
    return out[:first] + out[first].upper() + out[first + 1 :]


def _known(low: str, spans: list[Span], names: Names) -> str:
    """Give words in small letters as a name of the lexicon spells them; nothing where they are no name."""
    words = low[spans[0][0] : spans[-1][1]]
    if len(spans) == 1 and words in names.shapes["capitals.common"]:
        return ""
    for spelt in (words, words.removesuffix("'s").removesuffix("’s").removesuffix(".")):
        name = names.small.get(spelt, "")
        if len(name) == len(spelt) and name:
            return name + words[len(name) :]
    return ""
