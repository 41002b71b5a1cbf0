"""Actor or place: the 222 sentences of the corpus in pairs, and the words around a name."""

import json
from pathlib import Path

import pytest

from agents.extraction.names import entities, senses
from agents.extraction.text import Text
from agents.lexicon.names import Names

CORPUS = Path(__file__).parents[3] / "corpus" / "metonyms.jsonl"
ROWS = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
# Known to be wrong: Langley is a town to us, the Diet a word, and the Holy See a state rather than its government.
ACCEPTED = 3


def right(row: dict[str, str], names: Names) -> bool:
    at = row["text"].index(row["span"])
    found = [e for e in entities.find(Text(row["text"]), names) if e.start < at + len(row["span"]) and at < e.end]
    if row["sense"] != "actor":
        return not found or found[0].sense != "actor"
    return bool(found) and found[0].sense == "actor" and (found[0].actor_id or "").startswith(row["actor_id"])


def test_pairs_of_the_corpus(names: Names) -> None:
    assert len(ROWS) >= 120
    wrong = [row["text"] for row in ROWS if not right(row, names)]
    assert len(wrong) <= ACCEPTED, wrong


@pytest.mark.parametrize(
    ("sentence", "name", "actor"),
    [
        ("Pressure from Beijing grew.", "Beijing", True),
        ("The train from Beijing was late.", "Beijing", False),
        ("She travelled to Kyiv by train.", "Kyiv", False),
        ("Arms deliveries to Kyiv were stopped.", "Kyiv", True),
        ("The Minsk talks failed.", "Minsk", False),
        ("Minsk denied the report.", "Minsk", True),
        ("The position of Tehran is clear.", "Tehran", True),
        ("The streets of Tehran are empty.", "Tehran", False),
        ("Drones attacked Kyiv at night.", "Kyiv", False),
        ("They accused Kyiv of lying.", "Kyiv", True),
        ("The dome of the Bundestag shone.", "Bundestag", False),
        ("A letter from the White House came.", "White House", True),
        ("He walked out of the Pentagon, a mile away from the Pentagon.", "Pentagon", False),
        ("Doubts grew in US policy.", "US", True),
        ("He lives in the US with his wife.", "US", False),
        ("Sanctions on Iran were lifted.", "Iran", True),
        ("Troops in Syria were hit.", "Syria", False),
        ("KYIV, Ukraine (AP) - It rained.", "KYIV", False),
        ("They met in Paris, France, and left.", "France", False),
        ("They were in Moscow and Kyiv last week.", "Kyiv", False),
    ],
)
def test_words_around_decide(names: Names, sentence: str, name: str, actor: bool) -> None:
    found = next(e for e in entities.find(Text(sentence), names) if e.text == name)
    assert (found.sense == "actor") is actor
    assert (found.actor_id is not None) is actor


def test_around_stops_at_marks() -> None:
    body = "It ended. In old Moscow, people said"
    words = senses.around(body, body.index("Moscow"), body.index("Moscow") + 6)
    assert (words.before, words.possessive, words.following) == (["in", "old"], False, ",")


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        (" (Reuters) - He", True),
        (", Oct 3 (Xinhua) -- He", True),
        (", Ukraine — He", True),
        (" said - he", False),
        ("", False),
    ],
)
def test_datelines(body: str, is_one: bool) -> None:
    assert senses.is_dateline("KYIV" + body, 4) is is_one
