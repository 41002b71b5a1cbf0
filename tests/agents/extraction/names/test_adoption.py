"""Names of a backend become candidates: what the lexicon knows of them, and what no backend is asked for."""

from agents.extraction.backend import Named
from agents.extraction.names.adoption import adopt
from agents.extraction.names.candidates import Candidate
from agents.lexicon.names import Names
from agents.records import EntityType


def adopted(names: Names, body: str, *found: tuple[str, EntityType], score: float = 0.95) -> dict[str, Candidate]:
    named = [Named(body.index(text), body.index(text) + len(text), kind, score) for text, kind in found]
    return {c.text: c for c in adopt(body, named, "test", names)}


def test_known_names_bring_their_meaning(names: Names) -> None:
    found = adopted(names, "Lavrov flew from Georgia to Doha.", ("Georgia", "LOC"), ("Doha", "LOC"))
    assert [(c.text, c.known.id) for c in found.values() if c.known] == [("Georgia", "GEO"), ("Doha", "QAT")]
    assert found["Georgia"].rule == "test:LOC"


def test_a_type_that_the_lexicon_does_not_know_keeps_the_link_away(names: Names) -> None:
    georgia = adopted(names, "Georgia smiled.", ("Georgia", "PER"))["Georgia"]
    assert (georgia.type, georgia.known) == ("PER", None)


def test_a_seat_of_power_is_known_as_building_and_as_body(names: Names) -> None:
    for kind in ("LOC", "ORG"):
        known = adopted(names, "He left the Kremlin.", ("Kremlin", kind))["Kremlin"].known
        assert known is not None
        assert known.actor_id == "RUS:GOV"


def test_misc_takes_the_type_that_the_lexicon_knows(names: Names) -> None:
    assert adopted(names, "It met NATO.", ("NATO", "MISC"))["NATO"].type == "ORG"


def test_peoples_and_weapons_are_added_where_the_backend_named_nothing(names: Names) -> None:
    body = "Russian forces launched Shahed-136 drones, the Ukrainian Grain Board said."
    found = adopted(names, body, ("Ukrainian Grain Board", "ORG"))
    assert set(found) == {"Russian", "Shahed-136", "Ukrainian Grain Board"}
    assert [c.start for c in found.values()] == sorted(c.start for c in found.values())


def test_the_state_in_a_body_of_state_is_seen(names: Names) -> None:
    ministry = adopted(names, "The Sri Lankan Kelp Ministry met.", ("Sri Lankan Kelp Ministry", "ORG"))
    prefix = ministry["Sri Lankan Kelp Ministry"].prefix
    assert prefix is not None
    assert prefix.id == "LKA"


def test_confidence_becomes_strength(names: Names) -> None:
    for score, strength in ((0.95, 3), (0.85, 2), (0.4, 1)):
        found = adopted(names, "Quillon came.", ("Quillon", "PER"), score=score)
        assert found["Quillon"].strength == strength
