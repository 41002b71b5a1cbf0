"""Mends tags by what is known of words: names are names, a sentence has a past, a headline has a verb.

Called by parse.py on the words and tags of one sentence, before verb groups are made.  Where a sentence has its verb,
the tagger's choice stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from agents.extraction.parse.penn import FINITE, NAMES, NOUNS, PLURAL
from agents.extraction.words import Words
from agents.lexicon.grammars import Grammar
from agents.records import Span

_OBJECT = frozenset({"NNS", "NNPS", "DT", "PRP$", "CD", "NNP"})
_BEHIND = _OBJECT | {"NN", "JJ"}
_PARTICIPLES = ("VBN", "JJ")
# What follows a past, by what it was tagged: a noun is one only where an object is sure.
_BEHIND_PAST = dict.fromkeys(_PARTICIPLES, _BEHIND | {"PRP", "$"}) | {"NN": frozenset({"NNP", "DT", "PRP$", "NN"})}
_OPENS = _BEHIND | {"IN", "TO", "RP", "PRP", "$"}
_PAST = ("NN", "VBD")
_PAIRS = (["CC", "VBN"], [",", "VBN"])
_THAT = ["that"]
_BASES = ("VB", "VBP")
_BEFORE_PAST = NOUNS | {",", "VBG", "CD", "PRP"}
_RELATIVE = ("WDT", "WP")
_HEADLINE = 17  # tokens of a headline at most
_CLAUSE = 8  # tokens of a last clause that says who told the others
_ENDS = frozenset({".", "?", "!"})


def with_names(found: Words, tags: Sequence[str], names: Sequence[Span]) -> list[str]:
    """Give the tags with every word of a known name a proper noun's, where it is none."""
    tags = list(tags)
    first, last = (found.starts[0], found.ends[-1]) if tags else (0, 0)
    for n in range(bisect_left(names, (first, 0)), bisect_left(names, (last, 0))):
        start, end = names[n]
        for k in range(bisect_left(found.starts, start), bisect_right(found.ends, end)):
            if (tags[k] not in NOUNS or tags[k] == "NN") and found.words[k][:1].isupper():
                tags[k] = "NNP"
    return tags


def mended(words: Sequence[str], tags: Sequence[str], grammar: Grammar) -> list[str]:
    """Give the tags of a sentence's lower-case words, mended."""
    found = list(tags)
    for k, word in enumerate(words):
        if word in grammar.verbs:
            _mend_verb(words, found, k, grammar.verbs[word])
        elif word == "'" and found[k] == "''" and found[k - 1] in PLURAL:  # "the teachers' union"
            found[k] = "POS"
        elif not k and found[:2] == ["VB", "NNS"]:  # "Karen villagers": no verb that anybody knows
            found[k] = "JJ"
    whole = not _ENDS.isdisjoint(words[-1:])
    told = _tells_by_whom(words, found, grammar)
    if not _has_verb(words, found, told, grammar):
        _find_past(words, found, grammar, whole=whole)
    if len(words) <= _HEADLINE and not whole:
        _part_nouns(words, found, grammar)
        before = found[:told]
        _find_verb(words[:told], before, grammar)
        found[:told] = before
    return found


def _part_nouns(words: Sequence[str], tags: list[str], grammar: Grammar) -> None:
    """Tell the verb of a headline from nouns beside it: "aid hopes | lift", "Oslo-Rome talks | stall"."""
    for k in range(1, len(words) - 1):
        if words[k] == "to" and tags[k + 1] == "VB":
            tags[k] = "TO"
        kinds, after = grammar.verbs.get(words[k], ""), grammar.verbs.get(words[k + 1], "")
        if words[k] in grammar.acting and tags[k - 1] in NOUNS and tags[k] in NOUNS:
            tags[k] = "VBZ"
        elif words[k] in grammar.stacked and tags[k] == "VBZ" and tags[k - 1] in NOUNS and "b" in after:
            tags[k : k + 2] = ["NNS", "VBP"]
        elif "s" in kinds and "b" not in after and tags[k] == "NNS" and _opens_clause(words, tags, k, grammar):
            tags[k] = "VBZ"


def _opens_clause(words: Sequence[str], tags: Sequence[str], k: int, grammar: Grammar) -> bool:
    """Tell "as Oslo | bars ships": a name behind what may open a clause, and an object behind."""
    return k > 1 and words[k - 2] in grammar.either and tags[k - 1] in NAMES and tags[k + 1] in _OBJECT


def _mend_verb(words: Sequence[str], tags: list[str], k: int, kinds: str) -> None:
    """Mend the tag of a word that can be a verb of these kinds, where nothing else can stand."""
    if "d" in kinds and "b" not in kinds and tags[k] in _BASES:  # "froze", "lent"
        tags[k] = "VBD"
    elif kinds == "b" and tags[k] == "VBD":  # "demanded that Chad forsake"
        tags[k] = "VB"
    elif "n" in kinds and tags[k] in _PAST and tags[k + 1 : k + 3] in _PAIRS:  # "Mayor Kidnapped, Killed"
        tags[k] = "VBN"
    elif "s" in kinds and _is_third(words, tags, k):
        tags[k] = "VBZ"
    elif "b" in kinds and "o" not in kinds and _is_base(words, tags, k):
        tags[k - 1], tags[k] = "MD" if tags[k - 1] == "MD" else "TO", "VB"


def _is_third(words: Sequence[str], tags: Sequence[str], k: int) -> bool:
    """Tell "Rome demands that" and "Kenya, like its neighbours, plans to"."""
    if tags[k - 1] == ",":
        return tags[k + 1 : k + 2] == ["TO"] and FINITE.isdisjoint(tags)
    return tags[k - 1] in NAMES and list(words[k + 1 : k + 2]) == _THAT


def _is_base(words: Sequence[str], tags: Sequence[str], k: int) -> bool:
    """Tell "will mass troops", "to mass troops" from "returned to mass rallies"."""
    led = tags[k - 1] == "MD" or words[k - 1] == "to"
    return led and tags[k] in ("NN", "JJ") and not _OBJECT.isdisjoint(tags[k + 1 : k + 2])


def _has_verb(words: Sequence[str], tags: Sequence[str], told: int, grammar: Grammar) -> bool:
    """Tell whether a finite verb stands before the first clause word, that of a last ", residents said." left out."""
    finite = (k for k, tag in enumerate(tags) if tag in FINITE and not (k and tags[k - 1] in _RELATIVE))
    first = next(finite, told)
    return first < told and grammar.clause_words.isdisjoint(words[1 : first + 1])  # "unless"


def _tells_by_whom(words: Sequence[str], tags: Sequence[str], grammar: Grammar) -> int:
    """Give where a last ", residents said." begins: its verb is not the one that the sentence lacks."""
    comma = max((k for k in range(max(0, len(words) - _CLAUSE), len(words)) if words[k] == ","), default=0)
    verbs = [words[k] for k in range(comma, len(words)) if tags[k] in FINITE] if comma else []
    return comma if len(verbs) == 1 and verbs[0] in grammar.frames["clause"] else len(words)


def _find_past(words: Sequence[str], tags: list[str], grammar: Grammar, *, whole: bool) -> None:
    """Take a participle or a noun for the past that the sentence lacks: "Kenya, without warning, cut sales"."""
    for k in range(1, len(words) - 1):
        known = "d" in grammar.verbs.get(words[k], "") and tags[k - 1] in _BEFORE_PAST
        tag = "VBN" if tags[k] == "NN" and tags[k - 1] in NAMES else tags[k]  # "Chad cut", and not "the tax cut"
        if known and (tags[k + 1] in _BEHIND_PAST.get(tag, ()) or (whole and tag in _PARTICIPLES)):
            tags[k] = "VBD"
            return


def _find_verb(words: Sequence[str], tags: list[str], grammar: Grammar) -> None:
    """Make the likeliest noun of a headline without a verb its verb: "Protesters Block Border"."""
    last = grammar.verbs.get("".join(words[-1:]), "o")  # "chief resigns" can be nothing but a verb
    if any(tag[0] == "V" for tag in (tags if "o" not in last else tags[:-1])):
        return
    worth, best = max(((_worth(words, tags, k, grammar), -k) for k in range(1, len(words))), default=(0, 0))
    if worth:
        kinds = grammar.verbs[words[-best]]
        if tags[-1] == "VBZ":
            tags[-1] = "NNS"  # "Rebels Quit Peace Talks"
        tags[-best] = "VBZ" if "s" in kinds else "VBP" if "b" in kinds else "VBD"


def _worth(words: Sequence[str], tags: Sequence[str], k: int, grammar: Grammar) -> int:
    """How likely a noun of a headline is its verb; 0 where it cannot be."""
    kinds = grammar.verbs.get(words[k], "")
    after = tags[k + 1] if k + 1 < len(words) else "."
    if not _agrees(words, tags, k, kinds) or (after not in _OPENS and "o" in kinds):
        return 0
    return 1 + 2 * ("o" not in kinds) + (after in _OBJECT) + ("d" in kinds)


def _agrees(words: Sequence[str], tags: Sequence[str], k: int, kinds: str) -> bool:
    """Tell whether the noun before a word can be its subject: "rebels in Mali quit", "Chad and Mali sign"."""
    p = k - 2 if tags[k - 1] == "," else k - 1
    many = not PLURAL.isdisjoint(tags[: p + 1]) or "and" in words[max(0, p - 2) : p] or "," in tags[max(0, p - 2) : k]
    return tags[p] in NOUNS and ("d" in kinds or ("b" if many else "s") in kinds)
