"""The whole recipe on texts: the article this project was born from, traps, and any text at all."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.extraction.names import entities
from agents.extraction.text import Text
from agents.lexicon import FOLDER
from agents.lexicon.names import Names
from agents.records import Entity

Find = Callable[..., dict[str, Entity]]
NAMES = Names.load(FOLDER)

# One trap a row: sentence, name, type, and what it acts for (None: nobody).
TRAPS = [
    ("Georgia accused Russia of moving the border.", "Georgia", "LOC", "GEO"),
    ("Georgia Meloni is not how she is called.", "Georgia Meloni", "PER", None),
    ("Michael Jordan left the court.", "Michael Jordan", "PER", None),
    ("Jordan recalled its ambassador.", "Jordan", "LOC", "JOR"),
    ("Chad Smith plays the drums.", "Chad Smith", "PER", None),
    ("Chad closed its border with Sudan.", "Chad", "LOC", "TCD"),
    ("Niger expelled the envoy.", "Niger", "LOC", "NER"),
    ("Nigerian troops crossed into Niger on Monday.", "Nigerian troops", "ORG", "NGA:MIL"),
    ("Nigerien troops left.", "Nigerien troops", "ORG", "NER:MIL"),
    ("Denzel Washington won a prize.", "Denzel Washington", "PER", None),
    ("Washington warned that talks would end.", "Washington", "LOC", "USA:GOV"),
    ("He was born in Washington.", "Washington", "LOC", None),
    ("Jack London wrote of dogs.", "Jack London", "PER", None),
    ("Paris Hilton smiled.", "Paris Hilton", "PER", None),
    ("Prime Minister Viktor Orban refused to sign.", "Viktor Orban", "PER", "HUN:GOV"),
    ("South Korean officials agreed.", "South Korean officials", "ORG", "KOR:GOV"),
    ("North Korea fired a missile.", "North Korea", "LOC", "PRK"),
    ("Guinea-Bissau held a vote.", "Guinea-Bissau", "LOC", "GNB"),
    ("Equatorial Guinea held a vote.", "Equatorial Guinea", "LOC", "GNQ"),
    ("Papua New Guinea held a vote.", "Papua New Guinea", "LOC", "PNG"),
    ("The Dominican Republic closed its border.", "Dominican Republic", "LOC", "DOM"),
    ("South Sudan signed the accord.", "South Sudan", "LOC", "SSD"),
    ("DR Congo accused Rwanda of backing rebels.", "DR Congo", "LOC", "COD"),
    ("Iranian-American relations froze.", "Iranian", "MISC", "IRN"),
    ("The Russia-Ukraine war goes on.", "Ukraine", "LOC", "UKR"),
    ("The U.S. Army said so.", "U.S. Army", "ORG", "USA:MIL:army"),
    ("It cost US$5 million, Kenya said.", "Kenya", "LOC", "KEN"),
    ("Putin’s words angered Kyiv.", "Putin", "PER", "RUS:GOV"),
    ("TURKEY REJECTS DEMAND BY SWEDEN", "SWEDEN", "LOC", "SWE"),
    ("The Hague-based court opened a case.", "The Hague", "LOC", None),
    ("Ethnic Albanians marched.", "Albanians", "MISC", None),
    ("A pro-Russian rebel fled.", "Russian", "MISC", None),
    ("Anti-Israel protests went on.", "Israel", "LOC", None),
    ("The British National Archives opened.", "British National Archives", "ORG", None),
    ("The Bank of China cut its rates.", "Bank of China", "ORG", "MNC:boc"),
    ("The University of Mosul closed.", "University of Mosul", "ORG", None),
    ("The Peace and Trees Society of Chad met.", "Peace and Trees Society of Chad", "ORG", "TCD:SOC"),
]


@pytest.mark.parametrize(("sentence", "name", "kind", "actor"), TRAPS)
def test_traps(find: Find, sentence: str, name: str, kind: str, actor: str | None) -> None:
    entity = find(sentence).get(name)
    assert entity is not None, list(find(sentence))
    assert (entity.type, entity.actor_id) == (kind, actor)


@pytest.mark.parametrize(
    "sentence",
    [
        "He broke the china on the table.",
        "They ate turkey and rice in may.",
        "A major march ended in a polish bar.",
        "It cost US$5 million.",
    ],
)
def test_common_words_are_no_names(find: Find, sentence: str) -> None:
    assert [e for e in find(sentence).values() if e.actor_id or e.place_id] == []


def test_states_in_sport_are_teams(find: Find) -> None:
    body = (
        "Sweden beat Belgium 2-0 in the World Cup qualifier. The striker scored two goals before half-time and the"
        " goalkeeper saved a penalty. The coach praised his squad after the match."
    )
    assert find(body)["Sweden"].actor_id is None
    assert find("Sweden beat Belgium in the vote on sanctions.")["Sweden"].actor_id == "SWE"


WORDS = [
    *(
        "Putin's",
        "“Kiev”",
        "of",
        "and the",
        "Moscow-based",
        "President",
        "Mr.",
        "al-Sisi",
        "(UN)",
        "U.S.",
        ",",
        ".",
        "\n",
    ),
    *("É", "NATO", "St.", "the minister", "Russian", "officials", "’s", "Bank of", "don’t", "-", "said", "DR", "Congo"),
]


@pytest.mark.parametrize(
    "words", ["Russia and the Frob ", "Frob to ", "Russian ", "U.S. ", "Ann Frob said. Frob left. ", "Foo ("]
)
def test_long_monotony_is_read_in_time(words: str) -> None:
    assert len(entities.find(Text(words * 1500), NAMES)) > 100


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_any_text_gives_sound_spans(body: str) -> None:
    last = 0
    for entity in entities.find(Text(body), NAMES):
        assert last <= entity.start < entity.end <= len(body)
        assert body[entity.start : entity.end] == entity.text
        assert entity.inner is None or entity.start <= entity.inner[0] < entity.inner[1] <= entity.end
        last = entity.end
