"""The words of a text with where they stand: the one tokeniser of all who read.

Called by whoever looks at single words (`parse`, and the tagger through it).  Words are cut as in the texts the
tagger learned from: clitics apart ("does" "n't"), hyphens apart, "U.S." and "Gen." whole.  It changes no character
and knows no tags; its time grows with the length of the text alone.
"""

from __future__ import annotations

import re
from string import ascii_lowercase

from agents.lexicon.languages import CLITICS, DOMAINS, LEADING, MAY_END, NEVER_ENDS, PARTED, WHOLE

_LETTER = r"[^\W\d_]"
# Marks that are no letters for Python and yet stand inside words: accents of their own, soft hyphens, Indian vowels.
_INNER = r"[\w\u00ad\u0300-\u036f\u0900-\u0903\u093a-\u094f\u200c\u200d]*"
_INVISIBLE = r"\u200b\u2060\ufeff"


def _any_of(words: frozenset[str]) -> str:
    return "|".join(re.escape(word).replace("'", "['’]") for word in sorted(words, key=lambda word: (-len(word), word)))


def _parted(words: frozenset[str]) -> str:
    """Give what stands before the bar of each word ("can|not"), where the rest follows."""
    pairs = sorted(word.split("|") for word in words)
    return "|".join(rf"{first}(?={rest}\b)" for first, rest in pairs)


# Plain words, which most are, end at the next blank or comma, where none of those that are parted begins so.
_PLAIN = "".join(sorted(set(ascii_lowercase).difference(word[0] for word in PARTED)))
_TOKEN = re.compile(
    rf"""
    [{_PLAIN}][a-z]*(?=[\ ,])
    | (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,:;!?'’)\]]          # an address
    | (?i:{_parted(PARTED)})                                     # can|not
    | (?:[A-Z][a-z]|{_LETTER})(?:\.{_LETTER})+(?!\w)\.?          # U.S., a.m., Ph.D.
    | {_LETTER}{_INNER}(?:
        (['’]{_LETTER}{_INNER}(?:['’]{_LETTER}{_INNER})*)        # 1: don't, O'Brien
        | (?:&[A-Z]+\b)                                          # AT&T
        | (?:\.\w{{1,40}}){{0,4}}\.(?i:{_any_of(DOMAINS)})\b     # HealthCare.gov
        | @[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{1,4}}               # a mail address of one word
        | (\.)(?!\.)                                             # 2: a full stop, or an abbreviation's
      )?
    | \d+(?:[.,:]\d+)*(?:(?:st|nd|rd|th|s)\b|[A-Z]\w*)?          # 1,500.50, 7:30, 4th, 1990s, 5G
    | [@\#]\w+                                                   # @name, #tag
    | ['’](?:(?i:{_any_of(LEADING)})\b|\d\ds\b)                  # 'em, '90s
    | ['’](?i:{_any_of(CLITICS)})\b                              # what was cut off a name in marks: (“Post”)'s
    | \.\.+ | --+ | '' | `` | ==+ | \*\*+ | __+
    | [^\s\w{_INVISIBLE}] | _
    """,
    re.VERBOSE,
)
_MOST_CUT, _LONGEST_CUT = 3, 1 + max(map(len, CLITICS))  # "I'd've"; more are no words, and must not cost
_CUT = re.compile(rf"(?i:n['’]t|['’](?:{_any_of(CLITICS)}))$")


class Words:
    """The words of the stretch `start..end` of a text: `words[i] == text[starts[i]:ends[i]]`.  Nobody changes them."""

    __slots__ = ("end", "ends", "low", "start", "starts", "text", "words")

    def __init__(self, text: str, start: int, end: int, words: list[str], starts: list[int], ends: list[int]) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.words = words
        self.starts = starts
        self.ends = ends
        self.low = "\n".join(words).lower().replace("’", "'").split("\n")[: len(words)]  # with one apostrophe

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Give the characters from one word to another, both included."""
        return self.starts[first], self.ends[last]


def words_of(text: str, start: int = 0, end: int | None = None) -> Words:
    """Cut a text, or a stretch of it, into words.  Offsets are those of the whole text."""
    end = len(text) if end is None else end
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _TOKEN.finditer(text, start, end):
        if found.lastindex is not None:
            for first, last in _pieces(found, text, end):
                words.append(text[first:last])
                starts.append(first)
                ends.append(last)
            continue
        words.append(found.group())
        first, last = found.span()
        starts.append(first)
        ends.append(last)
    return Words(text, start, end, words, starts, ends)


def _pieces(found: re.Match[str], text: str, end: int) -> list[tuple[int, int]]:
    """Cut clitics off a word with an apostrophe, and the full stop off a word that is no abbreviation."""
    first, last = found.span()
    if found.lastindex == 2:
        if _is_abbreviation(text[first : last - 1], text, last, end):
            return [(first, last)]
        return [(first, last - 1), (last - 1, last)]
    pieces: list[tuple[int, int]] = []
    for _ in range(_MOST_CUT):
        cut = _CUT.search(text, max(first + 1, last - _LONGEST_CUT), last)
        if cut is None or text[first:last].lower().replace("’", "'") in WHOLE:
            break
        pieces.append((cut.start(), last))
        last = cut.start()
    return [(first, last), *reversed(pieces)]


def _is_abbreviation(word: str, text: str, after: int, end: int) -> bool:
    """Tell whether the full stop behind a word belongs to it: "Gen. Smith", "No. 5", "George W. Bush"."""
    following = text[after : min(after + 3, end)].lstrip()[:1]
    if len(word) == 1:  # an initial
        return word.isupper() and following.isalpha() and following.isupper()
    low = word.lower()
    if low in NEVER_ENDS:  # several are words too: "modern art." at the end, "no."
        return following.isdigit() or (bool(following) and word[0].isupper() and low != "no")
    return low in MAY_END and (word[0].isupper() or following.islower() or following == ",")
