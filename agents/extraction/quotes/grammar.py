"""The word classes of one language as sets, as every reader of speech asks for them.

Made of the closed classes of the lexicon's cues; knows no text.
"""

from __future__ import annotations

from functools import cache

from agents.lexicon.cues import Speech
from agents.lexicon.frames import Frames, frames
from agents.records import SpeakerKind


class Grammar:
    """The word classes of one language; some are made of several."""

    def __init__(self, speech: Speech) -> None:
        word = speech.word_class
        self.speech = speech
        self.tokens = frames(speech, "tokens")
        self.determiners = word("determiners")
        self.pronouns = word("pronouns")
        self.subordinators = word("subordinators")
        self.coordinators = word("coordinators")
        self.never_behind = word("never_behind")
        self.idioms = word("idioms")
        self.parting = word("parting")
        self.not_speech = word("not_speech")
        self.relays = word("outlets") | word("documents") | word("anonymous")
        self.kinds: dict[SpeakerKind, frozenset[str]] = {  # of speakers; the first that holds counts
            "outlet": word("outlets"),
            "document": word("documents"),
            "anonymous": word("anonymous"),
            "organisation": word("groups"),
            "person": word("personal") | word("persons"),
        }

    @property
    def parsed(self) -> Frames:
        """The frames over the parse; compiled when a sentence with a parse is first met."""
        return frames(self.speech, "parsed")


@cache
def grammar(speech: Speech) -> Grammar:
    """Give the grammar of a language; made once for each loaded lexicon."""
    return Grammar(speech)


UNWRITTEN = Speech("none", {}, {})  # of languages that nobody has written
