"""The way through a sentence: what hangs on one word is kept, and what is kept has an end."""

from __future__ import annotations

from agents.extraction.parse import decoder
from agents.extraction.parse.decoder import Model
from agents.extraction.parse.tags import Tagger

STATES = {"finite": "VBZ", "bare": "VB", "infinitive": "TO", "breaks": ". ,", "conjunction": "IN", "openers": "that"}
MODEL = Model(
    tags=(",", ".", "IN", "NN", "TO", "VB", "VBZ"),
    free=(3, 5, 6),
    known={"that": (2,), "to": (4,), "plan": (3, 5), ",": (0,), ".": (1,)},
    stems={},
    states={name: frozenset(words.split()) for name, words in STATES.items()},
)
# A word behind "to" is a verb; an unknown word in -s is one where no verb came before in its clause.
WEIGHTS = {"-to": [5, 40, 3, -40], "L0 s": [6, 1], "L0rs": [6, 30], "L1rs": [3, 30], "wplan": [3, 5]}


def tags(sentence: str) -> list[str]:
    return Tagger(MODEL, WEIGHTS).tag(sentence.split())


def test_the_word_before_and_the_clause_so_far_decide() -> None:
    assert tags("plan to plan") == ["NN", "TO", "VB"]
    assert tags("he errs errs") == ["NN", "VBZ", "NN"]


def test_a_break_or_an_opening_conjunction_begins_a_clause() -> None:
    assert tags("he errs , errs") == ["NN", "VBZ", ",", "VBZ"]
    assert tags("he errs that errs") == ["NN", "VBZ", "IN", "VBZ"]


def test_what_is_kept_has_an_end(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(decoder, "_MOST_KEPT", 50)
    tagger = Tagger(MODEL, WEIGHTS)
    before = tagger.tag(["plan", "to", "plan"])
    for n in range(1000):
        tagger.tag([f"w{n}", "plan"])
    assert len(tagger._kept.books[0]) <= 60
    assert tagger.tag(["plan", "to", "plan"]) == before
