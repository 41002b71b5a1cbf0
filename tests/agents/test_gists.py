from datetime import UTC, datetime

from agents.extraction import read
from agents.gists import gist_of, nearness, words_of
from agents.lexicon import load
from agents.limits import HEAD_WORDS
from agents.records import Gist

TITLE = "Peru recalls its envoy from Bolivia"


def gist(title: str, text: str = "") -> Gist | None:
    reading = read(f"{title}\n\n{text}", load(), title=title, published_at=datetime(2026, 3, 2, tzinfo=UTC))
    return gist_of(reading, title, load().kinds)


def test_a_head_names_its_actors_and_what_they_do() -> None:
    found = gist(TITLE, "The ambassador left La Paz on Monday. Chile was silent.")
    assert found is not None
    assert found.actors[:2] == ("PER", "BOL")
    assert "envoy_recalled" in found.families
    assert found.sentence == "The ambassador left La Paz on Monday."


def test_of_one_actor_or_an_opinion_there_is_none() -> None:
    assert gist("Peru votes for a new parliament") is None
    assert gist("Opinion: Peru was right to recall its envoy from Bolivia") is None


def test_words_are_near_whatever_their_forms() -> None:
    kinds = load().kinds
    a, b = words_of("Recalled ambassadors left hastily", kinds), words_of("The ambassador was recalling", kinds)
    assert nearness(a, b) == nearness(b, a) > 0.5
    assert nearness(a, ()) == 0.0
    assert words_of("The minister said that this would have been", kinds) == ()
    assert len(words_of(" ".join(f"w{c}{d}xy" for c in "abcdefghij" for d in "abcdefghij"), kinds)) == HEAD_WORDS
