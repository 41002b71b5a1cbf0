"""Which language a text is in, guessed from its commonest small words.

Called by `Text` when no language is declared.  Cheap and shy: it looks at the first words only and says
`und` when unsure; it does not try to tell apart languages whose quotes and names we cannot read anyway.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

from agents.lexicon.languages import STOP_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_LANGUAGES = {  # of every stop word
    word: tuple(lang for lang, stops in STOP_WORDS.items() if word in stops)
    for word in frozenset().union(*STOP_WORDS.values())
}
_ENOUGH = 0.08  # share of stop words below which a headline, a table or an unknown language is likelier
_LEAD = 1.3  # the winner must stand clear of the second: Spanish and Portuguese share many small words


def detect(body: str, *, window: int = 1500) -> str:
    """Name the language of a text by two letters, or `und` when its first `window` characters do not tell."""
    words = _WORD.findall(body[:window].lower())
    if not words:
        return "und"
    known = filter(_LANGUAGES.__contains__, words)
    counts = Counter(chain.from_iterable(map(_LANGUAGES.__getitem__, known)))
    scores = sorted(((counts[lang] / len(words), lang) for lang in STOP_WORDS), reverse=True)
    best, second = scores[0], scores[1]
    if best[0] >= _ENOUGH and best[0] >= _LEAD * second[0]:
        return best[1]
    return "en" if best[1] == "en" and best[0] > second[0] else "und"


def normalise(declared: str) -> str:
    """Bring a declared language (`en-GB`, `EN_us`, `x-default`) to two letters, or empty when it says nothing."""
    head = re.split(r"[-_;, ]", declared.strip().lower(), maxsplit=1)[0]
    return head if len(head) == 2 and head.isalpha() and head.isascii() else ""
