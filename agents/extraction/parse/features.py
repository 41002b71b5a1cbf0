"""What the tagger looks at in a word: its form that counts are kept for, how it is written, its features by name.

Called by `decoder` for each word it meets the first time.  The first character of a name tells its kind.  Knows no
language: what is a verb or a conjunction comes with the weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unicodedata import category

LOOKS = RUNNING, TITLE_CASE, CAPITALS = range(3)
EDGE = "."  # how the places before the first and behind the last word look
_FEWEST = 2  # long words, below which the style of a sentence cannot be told
_CAPITALS, _TITLED = 0.7, 0.75  # shares of long words


def style(words: Sequence[str]) -> int:
    """Tell running text from Title Case and from capitals by the words of more than three letters."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    large = sum([word[0].isupper() for word in long])
    if len(long) < _FEWEST or large <= _CAPITALS * len(long):
        return RUNNING
    if sum(map(str.isupper, long)) > _CAPITALS * len(long):
        return CAPITALS
    return TITLE_CASE if large > _TITLED * len(long) else RUNNING


def plain(word: str) -> str:
    """Give the form that counts are kept for: small letters, one apostrophe, one sign for figures, one for money."""
    if not word[0].isdigit():
        return "$" if category(word[0]) == "Sc" else word.lower().replace("’", "'")
    if word.isdigit():
        return "#year" if len(word) == 4 and word[0] in "12" else "#"
    return "#" + word.lstrip("0123456789.,:").lower()


def form(word: str, look: int) -> str:
    """Say how a word is written, given the style around it; a capital in Title Case tells less than one elsewhere."""
    first = word[0]
    if first.isupper():
        if look == CAPITALS:
            return "C"
        return "A" if len(word) > 1 and word.isupper() else "TH"[look]
    if first.islower():
        return ("m", "al"[look == TITLE_CASE])[word.islower()]  # "m": iPhone
    return "d" if first.isdigit() else "p"


def of_word(low: str, written: str, stems: Mapping[str, str]) -> list[str]:
    """Name the features of a word by itself."""
    names = ["w" + low, "4" + low[-4:], "3" + low[-3:], "2" + low[-2:], "p" + low[:1], "f" + written]
    names += ["e" + written + low[-2:], *of_stem(low, stems)]
    return names


def of_stem(low: str, stems: Mapping[str, str]) -> list[str]:
    """Name what is known of a word without its ending ("extradited": "extradite" is a verb)."""
    for cut in (1, 2, 3):
        if len(low) - cut >= 3:
            for added in ("", "e", "y"):
                if (known := stems.get(low[:-cut] + added)) is not None:
                    return [f"q{low[-cut:]}{added and '+'}{known}"]
    return []


def beside(side: str, low: str) -> list[str]:
    """Name the features of the word before (`-`) or behind (`+`)."""
    return [side + low, side + "_" + low[-3:]]
