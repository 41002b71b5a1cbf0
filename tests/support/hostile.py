"""Texts made to hold a reader: each family repeats what some step might compare with all the rest.

Used by the tests of the budget and by `tests/bench/bench_hostile.py`.  No family is news; none is learned from.
"""

from __future__ import annotations

from itertools import cycle, islice
from string import ascii_lowercase

SIZES = (6_250, 12_500, 25_000, 50_000, 100_000)
LARGEST = SIZES[-1]  # as much of an article as is read

# What is repeated, by the name of the family.
_UNITS = {
    "deeds between semicolons": "Russia imposed sanctions on Iran; France expelled a Chinese envoy; ",
    "capitals": "RUSSIA IMPOSES SANCTIONS ON IRAN AND THE WHITE HOUSE WARNS CHINA ",
    "abbreviations": "U.S. halts U.K. arms to U.N. and U.A.E. envoy ",
    "quotes joined by a name": '"We will wait," Kenya said, ',
    "one long sentence": "Russia, which imposed sanctions on Iran, said that China had warned France and ",
    "one letter in marks": "'a' ",
    "apposition": "Sergei Lavrov, the foreign minister of Russia, ",
    "names in a list": "Sergei Lavrov, Emmanuel Macron, Aldo Brenn, Vera Moss, ",
    "dashes": "Russia – Iran — France - China -- ",
    "German quotes": "„Wir warten“, sagte Scholz, ",
    "one word": "a",
    "one word of capitals": "A",
    "marks only": "“„«»‘’‚‛‹›「」『』＂",
    "newlines only": "\n",
    "spaces only": " ",
    "by X by Y": "was bombed by Russia by Iran ",
    "numbers": "1,000.50 3rd 20% ",
    "digits": "7",
    "marks that open": "“We wait and «they go and „he ",
    "marks that open paragraphs": "“We wait.\n\n",
    "straight marks": '"a ',
    "straight single marks": "'We wait for 'em and 'til ",
    "single marks that open": "‘We wait ",
    "apostrophes": "O'Neil's 'n' Xi'an's ",
    "links": "Ministry of the Bank of the Union of ",
    "link words only": "A of the and of the ",
    "titles": "President Prime Minister Deputy Foreign Secretary General ",
    "hyphens": "Russia-Ukraine-Belarus-",
    "speech in speech": "he said that she said that Kenya said that ",
    "one surname": "Sergei Lavrov met Lavrov. ",
    "one state": "US ",
    "one state and a verb": "Iran bombs ",
    "dotted letters": "A.B.",
    "dots": ".",
    "dots and spaces": ". ",
    "questions": "Why? ",
    "commas": ", ",
    "colons": "Kenya: we go: ",
    "labels": "LIND: We wait.\n",
    "bullets": "- a\n",
    "Cyrillic": "Путин, Лавров: «Мы не будем ждать», — заявил Лавров, ",
    "Chinese": "中国外交部发言人表示“我们等待”。",
    "Arabic": "قال الوزير «ننتظر» ",
    "pronouns": "he told him that they said it had warned them and she ",
    "short sentences": "He said so. ",
    "conjunctions": "and or but ",
    "possessives": "Russia's Iran's France's ",
    "lone surrogates": "\ud800a ",
    "letters that grow": "İ",
    "combining marks": "e\u0301\u0302\u0303",
    "zero width": "\u200b\u200d",
    "no-break spaces": "Kenya\u00a0said\u00a0",
    "addresses": "https://a.example/b?c=d&e=f ",
    "tags": "<p>&amp;",
    "cities": "Moscow Geneva Washington London ",
    "groups": "Russian officials and Chinese troops and Iranian diplomats ",
    "according to": "according to Kenya, according to Iran, ",
    "asked, told, ordered": "Kenya asked Iran to tell Russia to order China to ",
    "relative clauses": "which Russia, which Iran, which ",
    "negations": "not no never nothing denied rejecting ",
    "talks and terms": "talks on sanctions over weapons for ceasefire in ",
    "passives": "were expelled and were bombed and were sanctioned and ",
    "short lines": "aid \n ",
    "list numbers": "7. ",
    "offices": "the Russian minister said. ",
    "offices held": "Foreign Minister Lavrov met the president. ",
    "curly and straight": '“We go" ',
    "inches": 'a 3" b ',
    "headline words": "Russia Says Iran Says China Says ",
    "ten-word quotes": "“We will wait for ten more long days in Kenya.” ",
    "German indirect speech": "laut Merkel habe Scholz gesagt, dass Baerbock meine, ",
    "infinitives": "to impose to lift to halt to send ",
}
_NAMES = tuple(
    f"{a}{b}{c}".capitalize() for a in ascii_lowercase for b in "aeiou" for c in ("nn", "rsk", "ldo", "vitch", "tt")
)


def _nested(opens: str, closes: str, size: int) -> str:
    return (opens * (size // (len(opens) + len(closes)) + 1))[: size // 2] + closes * (size // 2 // len(closes))


def _different_names(size: int) -> str:
    """Give names that are all different: what is said of one says nothing of the next."""
    pairs = (f"{a} {b} met {b}. " for a, b in zip(cycle(_NAMES), _drifting(), strict=False))
    return "".join(islice(pairs, size // 12))


def _drifting() -> islice[str]:
    """Give surnames of two parts, each pair once."""
    return islice((a + b.lower() for a in _NAMES for b in _NAMES), None)


def _then(many: str, last: str, size: int) -> str:
    return (many * size)[: size - len(last)] + last


def _one_family(size: int) -> str:
    """Give many bearers of one surname, and as many times the surname alone."""
    met = (f"{first} Lavrov met Lavrov. " for first in _drifting())
    return "".join(islice(met, size // 20))


_BUILT = {
    "dots and a word": lambda size: _then(".", "a", size),
    "dots, then words": lambda size: _then("...", "not" * (size // 6), size),
    "closing marks and a word": lambda size: _then("”", ".a", size),
    "one family": _one_family,
    "nested brackets": lambda size: _nested("(a ", " b)", size),
    "nested marks": lambda size: _nested("“a ", "” b", size),
    "nested guillemets": lambda size: _nested("«a „b ", "“ c» ", size),
    "different names": _different_names,
    "different words": lambda size: " ".join(islice((name.lower() for name in _drifting()), size // 5)),
}
FAMILIES = (*_UNITS, *_BUILT)


def hostile(family: str, size: int = LARGEST) -> str:
    """Give a text of a family, of exactly that many characters."""
    build = _BUILT.get(family)
    if build is None:
        unit = _UNITS[family]
        return (unit * (size // len(unit) + 1))[:size]
    text = build(size)
    return (text * (size // len(text) + 1))[:size]
