"""What was read: ids in their order, speakers as parties, findings under their article."""

from __future__ import annotations

import msgspec
import pytest
from makers import make_head

from agents.records import Cue, Entity, Findings, Party, Quote, Signal, Speaker


@pytest.mark.parametrize(
    ("known", "ids"),
    [
        ({}, ()),
        ({"place_id": "gn:524901"}, ("gn:524901",)),
        ({"place_id": "gn:524901", "actor_id": "RUS"}, ("RUS", "gn:524901")),
        (
            {"place_id": "RUS", "actor_id": "RUS:GOV:mfa", "person_id": "p:rus:sergei-lavrov"},
            ("p:rus:sergei-lavrov", "RUS:GOV:mfa", "RUS"),
        ),
        ({"actor_id": "", "person_id": "wd:Q1"}, ("wd:Q1",)),
    ],
)
def test_an_entitys_ids_are_given_the_most_telling_first(known: dict[str, str], ids: tuple[str, ...]) -> None:
    assert Entity(start=0, end=6, text="Moscow", type="LOC", **known).ids == ids  # type: ignore[arg-type]


def test_an_entity_is_of_no_sense_and_sure_unless_it_says_otherwise() -> None:
    entity = Entity(start=0, end=6, text="Moscow", type="LOC")
    assert (entity.sense, entity.score, entity.inner, entity.name) == ("other", 1.0, None, "")
    assert msgspec.to_builtins(entity) == {"start": 0, "end": 6, "text": "Moscow", "type": "LOC"}


def test_a_party_without_words_or_ids_can_still_be_named() -> None:
    party = Party(text="", name="Russia")
    assert (party.start, party.end, party.ids) == (0, 0, ())
    assert Party(text="he", person_id="wd:Q1", actor_id="RUS").ids == ("wd:Q1", "RUS")


def test_a_speaker_is_a_party_that_says_how_it_was_found() -> None:
    speaker = Speaker(text="he", person_id="wd:Q1", kind="person", via=("cue", "pronoun"))
    assert isinstance(speaker, Party)
    assert speaker.ids == ("wd:Q1",)
    assert Speaker(text="officials").kind == "unknown"
    assert msgspec.convert(msgspec.to_builtins(speaker), Speaker) == speaker


def test_a_quote_may_have_neither_speaker_nor_cue() -> None:
    row = {"id": "q", "type": "headline", "text": "No.", "pieces": [[0, 3]]}
    quote = msgspec.convert(row, Quote)
    assert quote.pieces == ((0, 3),)
    assert quote.speaker is quote.cue is quote.parent is None
    with pytest.raises(msgspec.ValidationError, match="type"):
        msgspec.convert(row | {"type": "rumour"}, Quote)


def test_a_cue_is_asserted_speech_unless_it_says_otherwise() -> None:
    cue = Cue(text="said", start=4, end=8, lemma="say")
    assert (cue.kind, cue.modality) == ("say", "asserted")


def test_a_signal_is_done_and_half_believed_unless_it_says_otherwise() -> None:
    signal = Signal(id="s", signal="visit", type="CONSULT", quad=1, goldstein=2.8, start=0, end=9, trigger=(2, 5),
                    rule="r")  # fmt: skip
    assert (signal.status, signal.confidence, signal.source, signal.target) == ("done", 0.5, None, None)
    assert msgspec.convert(msgspec.to_builtins(signal), Signal) == signal


def test_findings_go_under_the_article_they_were_read_in() -> None:
    head = make_head("story")
    findings = Findings(article=head)
    assert findings.key == head.id
    assert msgspec.to_builtins(findings).keys() == {"article"}  # nothing found is nothing sent
