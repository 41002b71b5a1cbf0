from __future__ import annotations

import pytest

from agents.extraction import parse_of, quotes
from agents.extraction.text import Text
from agents.records import Entity, Speaker

NAMES = {
    "Edda Marsh": ("PER", "wd:1", "AAA:GOV"),
    "Jon Falk": ("PER", "wd:2", "BBB:GOV"),
    "Norsol": ("ORG", None, "CCC:BUS"),
    "Rundblick": ("ORG", None, "DDD:JRN"),
}


@pytest.fixture
def speaker(cues):
    def last(body: str) -> Speaker:
        entities = [
            Entity(start=at, end=at + len(name), text=name, type=kind, name=name, person_id=person, actor_id=actor)
            for name, (kind, person, actor) in NAMES.items()
            for at in range(len(body))
            if body.startswith(name, at)
        ]
        text = Text(body, lang="en")
        ordered = sorted(entities, key=lambda e: e.start)
        found = quotes.find(text, ordered, cues, "", parse_of(text))[-1].speaker
        assert found is not None
        return found

    return last


@pytest.mark.parametrize(
    ("body", "text", "name", "kind"),
    [
        ("“It leaks,” Edda Marsh said. “It holds,” she said.", "she", "Edda Marsh", "person"),
        ("Jon Falk thanked Edda Marsh. “I was told late,” he said.", "he", "Jon Falk", "person"),
        ("Norsol denied it knew of the leak.", "Norsol", "Norsol", "organisation"),
        ("The newspaper Rundblick wrote that it leaks.", "The newspaper Rundblick", "Rundblick", "outlet"),
        ("Norsol sources said it leaks.", "Norsol sources", "", "anonymous"),
        ("Edda Marsh left. “It leaks,” the source noted.", "the source", "", "anonymous"),
        ("Edda Marsh's lawyer said it leaks.", "Edda Marsh's lawyer", "", "person"),
    ],
)
def test_a_speaker_is_mention_name_and_kind(speaker, body: str, text: str, name: str, kind: str) -> None:
    found = speaker(body)
    assert (found.text, found.name, found.kind) == (text, name, kind)


def test_ids_come_with_the_name_and_others_are_kept_as_chances(speaker) -> None:
    found = speaker("Jon Falk met Edda Marsh. “I was told late,” he said.")
    assert (found.person_id, found.actor_id) == ("wd:2", "BBB:GOV")
    assert found.alternatives == (("wd:1", 0.2),)
    assert "antecedent" in found.via
