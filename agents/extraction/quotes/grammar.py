"""What little grammar reading speech needs: word classes, and where a noun phrase or a clause begins and ends.

Works on tokens and closed word classes from the lexicon, without a parser; used by every reader of speech here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache

from agents.extraction.quotes.tokens import NAME, Token, is_final, is_said
from agents.lexicon.cues import Speech
from agents.records import SpeakerKind

LETTERS = re.compile(r"[^\W\d_]+")
_ABBREVIATION = 4  # letters at most before a full stop that is no end
_PHRASE = 30  # tokens a noun phrase may reach back
_INSIDE = frozenset(["$", "%", "&", "#", "@", "/", "'", "’", "£", "€", "*", "+", "_", "|", ".", "[", "]"])
_SUBJECTS = frozenset(["that", "there", "here"])  # that are contracted as pronouns are
_CONTRACTIONS = frozenset(["s", "re", "ve", "d", "ll", "m"])


class Grammar:
    """The word classes of one language as sets, and questions asked of them."""

    def __init__(self, speech: Speech) -> None:
        word = speech.word_class
        self.speech = speech
        self.determiners = word("determiners")
        self.possessives = word("possessives")
        self.pronouns = word("pronouns")
        self.relatives = word("relatives")
        self.prepositions = word("prepositions")
        self.subordinators = word("subordinators")
        self.coordinators = word("coordinators")
        self.auxiliaries = word("auxiliaries")
        self.adverbs = word("adverbs")
        self.times = word("times")
        self.finite = word("finite")
        self.negations = word("negations")
        self.genitives = word("genitives")
        self.links = word("links") | self.genitives
        self.joiners = word("joiners")
        self.oblique = word("oblique")
        self.articles = word("articles") | self.possessives
        self.specifiers = self.determiners | self.possessives
        self.stops = self.subordinators | self.relatives
        self.breaks = self.stops | self.coordinators
        self.fronting = self.prepositions | self.subordinators
        self.fronted = self.fronting | self.oblique
        self.bound = self.prepositions | self.joiners  # an article behind one of these goes on with the phrase
        self.inner = self.links | self.joiners | self.determiners
        self.relays = word("outlets") | word("documents") | word("anonymous")
        self.speakers = word("outlets") | word("anonymous") | word("persons") | word("groups")
        self.indirect = word("reported") | word("replaced")  # subjunctives
        self.never_behind = word("never_behind")
        self.idioms = word("idioms")
        self.parting = word("parting")
        self.asides = word("asides")
        self.contrasts = word("contrasts")
        self.joins = word("joins")
        self.sequels = word("sequels")
        self.not_speech = word("not_speech")
        self.bounds = self.stops | self.pronouns | self.auxiliaries | self.finite  # of a phrase, for the most part
        self.known = self.relays | self.speakers
        self.kinds: dict[SpeakerKind, frozenset[str]] = {  # of speakers; the first that holds counts
            "outlet": word("outlets"),
            "document": word("documents"),
            "anonymous": word("anonymous"),
            "organisation": word("groups"),
            "person": word("personal") | word("persons"),
        }
        self.sources: dict[str, list[tuple[str, ...]]] = {}
        for phrase in speech.phrases:
            self.sources.setdefault(phrase[0], []).append(phrase)
        self.source_words = frozenset(max(phrase, key=len) for phrase in speech.phrases)  # "words", not "in"
        self.spoken = _in_tense(speech, {"past", "present"})
        self.acting = _in_tense(speech, {"past", "gerund"})
        self.function = self.prepositions | self.breaks | self.auxiliaries | self.adverbs | self.pronouns
        self.unnominal = self.function | self.finite  # in lower case

    def is_adverb(self, token: Token) -> bool:
        """Tell whether a token is an adverb, listed or by its ending."""
        return token.low in self.adverbs or (token.shape == "w" and token.low.endswith("ly") and len(token.low) > 4)

    def is_auxiliary(self, token: Token) -> bool:
        """Tell whether a token is an auxiliary or a modal verb."""
        return token.low in self.auxiliaries

    def is_nominal(self, token: Token) -> bool:
        """Tell whether a token may stand inside a noun phrase as adjective, noun, name or number."""
        if token.shape in "Cn":
            return token.low not in self.function or (token.shape == "C" and token.low in self.times)
        if token.shape != "w" or token.low in self.unnominal:
            return False
        return "'" not in token.low or not self.is_finite(token)

    def is_finite(self, token: Token) -> bool:
        """Tell whether a token is surely a finite verb: an auxiliary, a common verb, or a contraction with one."""
        if token.shape == "p":
            return False
        low = token.low
        if low in self.auxiliaries or (token.shape == "w" and low in self.finite):
            return True
        if "'" in low:
            head, _, tail = low.rpartition("'")
            return low.endswith("n't") or (tail in _CONTRACTIONS and (head in self.pronouns or head in _SUBJECTS))
        return False

    def is_pronoun(self, token: Token) -> bool:
        """Tell whether a token is a personal pronoun or "who"."""
        return token.low in self.pronouns

    def is_verbal(self, token: Token) -> bool:
        """Tell whether a token may be a finite verb, speech words and regular pasts among them."""
        if token.shape != "w":
            return self.is_finite(token) if token.shape == "C" else is_said(token)
        low = token.low
        if self.is_finite(token) or (low.endswith("ed") and len(low) > 4):
            return True
        return low in self.spoken

    def starts_phrase(self, token: Token) -> bool:
        """Tell whether a token may begin a noun phrase."""
        low = token.low
        if low == NAME or low in self.determiners or low in self.possessives:
            return True
        return self.is_nominal(token)

    def phrase_left(self, tokens: Sequence[Token], last: int, low_limit: int) -> int:
        """Give the first token of the noun phrase that ends at `last`, or last + 1 where there is none."""
        low = tokens[last].low
        if low in self.pronouns and low not in self.possessives and low != "her":
            return last
        k = last
        while k >= low_limit and last - k < _PHRASE:
            step = self._left_step(tokens, k, last, low_limit)
            if step == 0:
                break
            k -= step
            opened = tokens[k + 1].low in self.articles and k >= low_limit
            if opened and tokens[k].low not in self.inner:
                break
        return self._trim_left(tokens, k + 1, last)

    def _left_step(self, tokens: Sequence[Token], k: int, last: int, low_limit: int) -> int:
        """Say how many tokens to the left of k still belong to the phrase (0: the phrase begins after k)."""
        token = tokens[k]
        if token.shape == "p":
            return self._left_mark(tokens, k, last, low_limit)
        if token.shape == "Q":
            return int(token.low == NAME)
        if token.low in self.coordinators:
            joiner = token.low in self.joiners or token.low == "or"
            return int(joiner and k < last and self._joins(tokens, k, low_limit))
        if (token.low in self.bounds or "'" in token.low) and self._bounds(tokens, k, low_limit):
            return 0
        return int(k == last or not self._acts_on(token, tokens[k + 1]))

    def _bounds(self, tokens: Sequence[Token], k: int, low_limit: int) -> bool:
        """Tell whether the word at k stands before a phrase and not in it."""
        token = tokens[k]
        if token.low in self.stops or (self.is_pronoun(token) and token.low not in self.possessives):
            return True
        return self.is_finite(token) and not (k > low_limit and tokens[k - 1].low in self.determiners)

    def _acts_on(self, token: Token, following: Token) -> bool:
        """Tell whether a word is a verb of speech with the next one for its object: "told reporters"."""
        return token.shape == "w" and token.low in self.acting and following.low not in self.prepositions

    def _left_mark(self, tokens: Sequence[Token], k: int, last: int, low_limit: int) -> int:
        """Say how many tokens a mark of punctuation inside a phrase carries it to the left."""
        token = tokens[k]
        if token.low == ")":
            opening = next((m for m in range(k - 1, max(low_limit, k - 15) - 1, -1) if tokens[m].low == "("), None)
            return 0 if opening is None else k - opening + 1
        if token.low == ",":
            return int(self._in_list(tokens, k, last))
        return int(token.low in _INSIDE and not self._ends_here(tokens, k))

    def _ends_here(self, tokens: Sequence[Token], k: int) -> bool:
        """Tell whether the full stop at k ends a sentence rather than an abbreviation."""
        if tokens[k].low != "." or k == 0:
            return False
        before = tokens[k - 1]
        return before.shape == "w" and before.end - before.start > _ABBREVIATION

    def _in_list(self, tokens: Sequence[Token], k: int, last: int) -> bool:
        """Tell whether the comma at k only separates names: "Germany, Poland and Spain"."""
        if k == 0 or tokens[k - 1].shape != "C" or tokens[k + 1].shape != "C":
            return False
        for token in tokens[k + 1 : last]:
            if token.low in self.joiners:
                return True
            if token.shape not in "C" and token.low != ",":
                return False
        return False

    def _joins(self, tokens: Sequence[Token], k: int, low_limit: int) -> bool:
        """Tell whether "and" at k joins two phrases and not two clauses."""
        m = k - 1
        while m >= low_limit and k - m < 12:
            token = tokens[m]
            if token.shape == "p" and token.low not in _INSIDE and token.low != ",":
                break
            if token.low in self.stops:
                break
            if token.shape != "C" and self.is_verbal(token):
                return False
            m -= 1
        return k - 1 >= low_limit and (self.is_nominal(tokens[k - 1]) or tokens[k - 1].low == ".")

    def _trim_left(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """Leave out what stands before the phrase proper: adverbs, a fronted "In March", loose marks."""
        while first <= last and (
            (self.is_adverb(tokens[first]) and tokens[first].low not in {"all", "both"})
            or tokens[first].low in self.coordinators
            or tokens[first].shape == "p"
        ):
            first += 1
        if first > last or tokens[first].low not in self.prepositions:
            return first
        k = last
        while (
            k > first and (tokens[k].shape in "Cnp" or self.is_nominal(tokens[k])) and tokens[k].low not in self.times
        ):
            k -= 1
        if tokens[k].low in self.specifiers:
            return k
        return k + 1 if k < last else last + 1

    def phrase_right(self, tokens: Sequence[Token], first: int, limit: int, *, long: bool = True) -> int:
        """Give the last token of the noun phrase that begins at `first`, or first - 1 where there is none.

        `long` lets "of", "for", "at" and the like carry it on.
        """
        if first > limit or not (self.starts_phrase(tokens[first]) or self.is_pronoun(tokens[first])):
            return first - 1
        if self.is_pronoun(tokens[first]) and tokens[first].low not in self.possessives:
            return first
        k = first
        while k + 1 <= limit and k - first < _PHRASE:
            step = self._right_step(tokens, k + 1, limit, long)
            if step == 0:
                break
            k += step
        return k

    def _right_step(self, tokens: Sequence[Token], k: int, limit: int, long: bool) -> int:
        """Say how many tokens from k on still belong to the phrase (0: the phrase ends before k)."""
        token, before = tokens[k], tokens[k - 1]
        if token.shape == "p":
            return self._right_mark(tokens, k, limit)
        if token.shape == "Q":
            return int(token.low == NAME and before.shape in "Cw")
        if (
            token.low in self.times
            and token.shape == "C"
            and not (before.shape == "C" or before.low in self.determiners)
        ):
            return 0
        if token.low in self.articles:
            return int(before.low in self.bound or before.low in {"all", "both", "half"})
        if self.is_nominal(token):
            return 1
        return int(long and k < limit and self._carries_on(token, before, tokens[k + 1]))

    def _right_mark(self, tokens: Sequence[Token], k: int, limit: int) -> int:
        """Say how many tokens a mark of punctuation inside a phrase carries it to the right."""
        token = tokens[k]
        if token.low == "(":
            closing = next((m for m in range(k + 1, min(limit, k + 12) + 1) if tokens[m].low == ")"), None)
            return 0 if closing is None else closing - k + 1
        ends = (is_final(token) and k == limit) or self._ends_here(tokens, k)
        return int(token.low in _INSIDE and not ends)

    def _carries_on(self, token: Token, before: Token, following: Token) -> bool:
        """Tell whether "of", "for", "and" and the like join what follows to the phrase."""
        if token.low in self.links:
            if token.low in self.genitives and self.is_nominal(following):
                return True
            joined = following.shape in "Cn" or following.low in self.specifiers
            aside = token.low not in self.genitives and (following.low in self.times or following.low in {"a", "an"})
            return joined and not aside
        if token.low in self.joiners:
            return before.shape == following.shape == "C" or (before.shape == "w" and self.is_nominal(following))
        return token.low in self.determiners and before.low in self.bound


def _in_tense(speech: Speech, tenses: Set[str]) -> frozenset[str]:
    """Give the words of speech whose first form is in one of the tenses."""
    return frozenset(word for word, forms in speech.forms.items() if not forms[0].tense.isdisjoint(tenses))


@cache
def grammar(speech: Speech) -> Grammar:
    """Give the grammar of a language; made once for each loaded lexicon."""
    return Grammar(speech)
