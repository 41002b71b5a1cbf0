"""Mends tags by what is known of words: names are names, "froze" is always a past, a headline has a verb.

Called by parse.py on the words and tags of one sentence, before verb groups are made.  It changes only what names and
the table of verb forms settle; where a word can be either, the tagger's choice stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from agents.extraction.words import Words
from agents.lexicon.grammars import Grammar
from agents.records import Span

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NAMED = frozenset({"NN", "NNP", "JJ", "NNS", "NNPS", "VBN"})
_OBJECT = frozenset({"NNS", "NNPS", "DT", "PRP$", "CD", "NNP"})
_BEHIND = _OBJECT | {"NN", "JJ"}
_OPENS = _BEHIND | {"IN", "TO", "RP", "PRP", "$"}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PAST_ONLY = frozenset({"NN", "JJ", "NNP", "VB", "VBP", "VBN"})  # tags that a word which is only a past never has
_BEFORE_PAST = frozenset({"NN", "NNS", "NNP", "NNPS", ",", "VBG", "CD", "PRP", "RB"})
_HEADLINE = 17  # tokens of a headline at most
_CLAUSE = 8  # tokens within which a clause would show another verb
_PARTS = frozenset({",", "CC", "WDT", "WP", "WRB", ":"})
_ENDS = frozenset({".", "?", "!"})


def with_names(found: Words, tags: Sequence[str], names: Sequence[Span]) -> list[str]:
    """Give the tags with every word of a known name a proper noun's, where it is none."""
    tags = list(tags)
    if not names or not tags:
        return tags
    n = bisect_left(names, (found.starts[0], 0))
    k = 0
    while n < len(names) and names[n][0] < found.ends[-1]:
        start, end = names[n]
        while k < len(tags) and found.starts[k] < start:
            k += 1
        while k < len(tags) and found.ends[k] <= end:
            if tags[k] not in _NOUNS and found.words[k][:1].isupper():
                tags[k] = "NNP"
            k += 1
        n += 1
    return tags


def mended(words: Sequence[str], tags: Sequence[str], grammar: Grammar) -> list[str]:
    """Give the tags of a sentence's lower-case words, mended."""
    found = list(tags)
    for k, word in enumerate(words):
        if word == "'" and found[k] == "''" and _owns(found, k):
            found[k] = "POS"
        kinds = grammar.verbs.get(word)
        if kinds is not None:
            _mend_verb(words, found, k, kinds, grammar)
    if not any(_is_main(words, found, k) for k in range(_told_by_others(words, found, grammar))):
        _find_past(words, found, grammar)
    if len(words) <= _HEADLINE and words and words[-1] not in _ENDS:
        _find_verb(words, found, grammar)
        _mend_adverbs(words, found)
    return found


def _mend_verb(words: Sequence[str], tags: list[str], k: int, kinds: str, grammar: Grammar) -> None:
    """Mend the tag of a word that can be a verb of these kinds."""
    tag, is_noun = tags[k], "o" in kinds
    past_only = (tag in _PAST_ONLY and kinds == "d") or (tag in ("VB", "VBP") and "b" not in kinds and "d" in kinds)
    if past_only or (tag == "NN" and "d" in kinds and _is_first(words, tags, k)):
        tags[k] = "VBD"
    elif tag == "VBD" and kinds == "b":
        tags[k] = "VB"  # "demanded that Chad forsake"
    elif tag in ("NN", "JJ") and "b" in kinds:
        _mend_base(words, tags, k, is_noun, grammar)
    elif tag == "VBZ":
        if is_noun and _has_other(words, tags, k):
            tags[k] = "NNS"
    elif tag in ("NNS", "NNP") and "s" in kinds:
        if tag == "NNS" and _closes(words, tags, k, grammar):
            tags[k] = "VBZ"
        else:
            _mend_third(words, tags, k, is_noun)
    if tags[k] in ("NN", "VBD") and "n" in kinds and _is_pair(words, tags, k):
        tags[k] = "VBN"


def _mend_adverbs(words: Sequence[str], tags: list[str]) -> None:
    """ "Leader Reportedly Requests": what ends in -ly between a noun and a verb says how."""
    for k in range(1, len(words) - 1):
        if tags[k] in ("NNP", "NN") and words[k].endswith("ly") and tags[k + 1][0] == "V" and tags[k - 1] in _NOUNS:
            tags[k] = "RB"


def _owns(tags: Sequence[str], k: int) -> bool:
    """Tell "the teachers' union" from the end of marked words."""
    behind = tags[k + 1] if k + 1 < len(tags) else "."
    return k > 0 and tags[k - 1] in ("NNS", "NNPS") and behind in (*_NOUNS, "JJ") and "``" not in tags[:k]


def _mend_base(words: Sequence[str], tags: list[str], k: int, is_noun: bool, grammar: Grammar) -> None:
    """Take a noun for the verb's base form where only a verb can stand."""
    if not 0 < k < len(words) - 1:
        return
    after = tags[k + 1]
    if (tags[k - 1] == "MD" and words[k - 1] != "will") or (tags[k - 1] == "MD" and after in _BEHIND | {"IN", "PRP"}):
        tags[k] = "VB"
    elif words[k - 1] == "to" and after in ("DT", "PRP$"):
        tags[k - 1], tags[k] = "TO", "VB"  # no noun stands before a determiner
    elif not is_noun and words[k - 1] == "to" and after in _OBJECT and _leads_to_verb(k, words, grammar):
        tags[k - 1], tags[k] = "TO", "VB"
    elif not is_noun and _is_plain(words, tags, k):
        tags[k] = "VBP"
    elif tags[k] == "NN" and tags[k - 1] in _NOUNS and after in _BEHIND and _is_subjunctive(words, tags, k):
        tags[k] = "VB"


def _has_other(words: Sequence[str], tags: Sequence[str], k: int) -> bool:
    """Tell "the peace talks in Geneva ended": a clause with another verb has a noun here."""
    if k < 2 or tags[k - 1] != "NN" or tags[k - 2] not in ("DT", "JJ", "PRP$", "POS") or tags[k + 1 : k + 2] != ["IN"]:
        return False
    for j in range(k + 2, min(len(words), k + _CLAUSE)):
        if tags[j] in _PARTS or words[j] == "that":
            return False
        if tags[j] in _FINITE:
            return tags[j - 1] in _NOUNS
    return False


def _closes(words: Sequence[str], tags: Sequence[str], k: int, grammar: Grammar) -> bool:
    """Tell "if the camp stays, ...": a clause that a conjunction opens and a comma ends has a verb here."""
    if not 1 < k < len(words) - 1 or tags[k + 1] != "," or tags[k - 1] not in ("NN", "NNP"):
        return False
    opens = next((j for j in range(k - 1, max(-1, k - _CLAUSE), -1) if words[j] in grammar.clause_words), -1)
    return (
        opens >= 0 and tags[opens] in ("IN", "WRB") and not any(tag[0] == "V" or tag == "MD" for tag in tags[opens:k])
    )


def _is_pair(words: Sequence[str], tags: Sequence[str], k: int) -> bool:
    """Tell the first of two participles of a headline: "Mayor Kidnapped, Killed", "Reporter Shot and Killed"."""
    return words[-1] not in _ENDS and tags[k + 1 : k + 3] in (["CC", "VBN"], [",", "VBN"])


def _leads_to_verb(k: int, words: Sequence[str], grammar: Grammar) -> bool:
    """Tell "Kenya to mass troops", "its decision to mass troops" from "returned to trade talks"."""
    return k == 2 or grammar.verbs.get(words[k - 2]) == "o"


def _is_first(words: Sequence[str], tags: Sequence[str], k: int) -> bool:
    """Tell "Trump cut Chad's aid" from "a tax cut": behind a name, an object behind, and no verb yet."""
    if not 0 < k < len(words) - 1:
        return False
    named = (k == 1 or tags[k - 1] in ("NNP", "NNPS")) and tags[k + 1] in ("NNP", "DT", "PRP$")
    named = named or (tags[k - 1] in _NOUNS and tags[k + 1] == "PRP$")
    named = named or (k == 1 and tags[0] == "NNP" and not any(tag in _FINITE for tag in tags))
    return named and not any(tag in _FINITE for tag in tags[:k])


def _mend_third(words: Sequence[str], tags: list[str], k: int, is_noun: bool) -> None:
    """Take a plural or a name for a verb: "Rome demands that", and in headlines "Leader Threatens to"."""
    if not 0 < k < len(words) - 1 or any(t in _FINITE for t in tags[:k]):
        return
    if tags[k - 1] == "," and tags[k + 1] == "TO" and not any(t in _FINITE for t in tags):
        tags[k] = "VBZ"  # "Kenya, like its neighbours, plans to"
    if tags[k - 1] not in ("NN", "NNP", "RB"):
        return
    if words[k + 1] == "that" and tags[k - 1] == "NNP":
        tags[k], tags[k + 1] = "VBZ", "IN"
    elif not is_noun and words[-1] not in _ENDS and (tags[k + 1] in _OBJECT or words[k + 1] == "to"):
        tags[k] = "VBZ"


def _is_plain(words: Sequence[str], tags: Sequence[str], k: int) -> bool:
    """Tell "Authorities ease curfew", "Chad and Mali hand over": many before, an object behind, and no verb yet."""
    if tags[k + 1] not in _BEHIND | {"RP"} or tags[k - 1] not in _NOUNS:
        return False
    many = tags[k - 1] in ("NNS", "NNPS") or "and" in words[max(0, k - 3) : k - 1]
    return many and not any(tag in _FINITE for tag in tags[:k])


def _is_subjunctive(words: Sequence[str], tags: Sequence[str], k: int) -> bool:
    """Tell "demanded that the court lift sanctions": behind "that" no other verb."""
    that = next((j for j in range(k - 1, max(-1, k - _CLAUSE), -1) if words[j] == "that" and tags[j] == "IN"), -1)
    return (
        that > 0
        and not any(tag in _FINITE for tag in tags[that:k])
        and not any(tag in _FINITE for tag in tags[k + 1 : k + _CLAUSE])
    )


def _is_main(words: Sequence[str], tags: Sequence[str], k: int) -> bool:
    """Tell a finite verb that is not a relative clause's."""
    if tags[k] not in _FINITE:
        return False
    before = k - 1
    while before >= 0 and tags[before] in ("RB", "MD"):
        before -= 1
    return before < 0 or (tags[before] not in ("WDT", "WP") and words[before] != "that")


def _told_by_others(words: Sequence[str], tags: Sequence[str], grammar: Grammar) -> int:
    """Give where a last ", residents said." begins: its verb is not the one that the sentence lacks."""
    comma = max((k for k, word in enumerate(words) if word == ","), default=0)
    verbs = [words[k] for k in range(comma, len(words)) if tags[k] in _FINITE]
    says = len(verbs) == 1 and verbs[0] in grammar.frames["clause"] and len(words) - comma <= _CLAUSE
    return comma if comma and says else len(words)


def _find_past(words: Sequence[str], tags: list[str], grammar: Grammar) -> None:
    """Take a participle for the past that the sentence lacks: "Kenya, which ..., halted sales", "Tanks rolled in."."""
    whole = bool(words) and words[-1] in _ENDS
    for k in range(1, len(words) - 1):
        unknown = "d" if tags[k] == "VBN" else ""  # of an adjective only what the table knows as a past
        if tags[k] not in ("VBN", "JJ") or "d" not in grammar.verbs.get(words[k], unknown):
            continue
        before = k - 1
        while before > 0 and tags[before] == "RB":
            before -= 1
        is_time = (words[k + 1] in grammar.times or words[k + 1] in grammar.dates) and not whole
        behind = tags[k + 1] in _BEHIND | {"PRP", "$"} or whole
        if tags[before] in _BEFORE_PAST and behind and not is_time and words[before] not in grammar.be:
            tags[k] = "VBD"
            return


def _find_verb(words: Sequence[str], tags: list[str], grammar: Grammar) -> None:
    """Make the likeliest noun of a headline without a verb its verb: "Protesters Block Border"."""
    verbs = [k for k, tag in enumerate(tags) if tag[0] == "V" or tag == "MD"]
    last = verbs[0] if len(verbs) == 1 else -1
    if verbs and not (
        last == len(words) - 1 and tags[last] in ("VBZ", "VBP") and "o" in grammar.verbs.get(words[last], "")
    ):
        return
    best, most = -1, 0
    for k in range(1, len(words)):
        worth = _worth(words, tags, k, grammar) if k != last else 0
        if worth > most:
            best, most = k, worth
    if best > 0:
        kinds = grammar.verbs[words[best]]
        tags[best] = "VBZ" if "s" in kinds else "VBP" if "b" in kinds else "VBD"
        if last >= 0:
            tags[last] = "NNS" if tags[last] == "VBZ" else "NN"


def _worth(words: Sequence[str], tags: Sequence[str], k: int, grammar: Grammar) -> int:
    """How likely a noun of a headline is its verb; 0 where it cannot be."""
    kinds = grammar.verbs.get(words[k], "")
    if tags[k] not in _NAMED or not set(kinds) & set("bsd") or not _agrees(words, tags, k, kinds):
        return 0
    after = tags[k + 1] if k + 1 < len(words) else "."
    if after not in _OPENS and "o" in kinds:
        return 0
    return 1 + 2 * ("o" not in kinds) + (after in _OBJECT) + ("d" in kinds)


def _agrees(words: Sequence[str], tags: Sequence[str], k: int, kinds: str) -> bool:
    """Tell whether the noun before a word can be its subject: "rebels quit", "Chad and Mali sign", "navy bombs"."""
    p = k - 2 if tags[k - 1] == "," and k > 1 else k - 1
    if tags[p] not in _NOUNS:
        return False
    pair = "and" in words[max(0, p - 2) : p] or "," in tags[max(0, p - 2) : k]
    behind = "IN" in tags[max(0, p - 3) : p] and any(tag in ("NNS", "NNPS") for tag in tags[:p])
    many = pair or behind or tags[p] in ("NNS", "NNPS")
    return "d" in kinds or ("b" in kinds if many else "s" in kinds)
