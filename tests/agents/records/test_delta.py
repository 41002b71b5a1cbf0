"""Deltas: sent to the partition of their actors, small, and without what only arrival can tell."""

from __future__ import annotations

import msgspec
import pytest
from makers import make_deed, make_delta, make_deltas, make_head

from agents.records import Deed, Deltas, Said


def test_deltas_are_sent_under_the_first_actor_concerned() -> None:
    assert make_deltas(make_head(), make_delta(actor="RUS"), make_delta(actor="USA")).key == "RUS"


def test_deltas_of_nobody_are_sent_under_the_article() -> None:
    assert make_deltas(make_head("a")).key == make_head("a").id


def test_place_and_settled_are_not_sent_before_they_are_filled_in() -> None:
    sent = make_deltas(make_head(), make_delta(), position=5)
    assert msgspec.to_builtins(sent).keys() == {"article", "deltas", "lane", "position"}
    arrived = msgspec.structs.replace(sent, place=9, settled=4)
    assert (arrived.place, arrived.settled, sent.place, sent.settled) == (9, 4, 0, 0)
    assert arrived.article is sent.article


def test_a_delta_that_only_names_is_three_fields() -> None:
    assert msgspec.to_builtins(make_delta(mentions=2)) == {"actor_id": "USA", "name": "Usa", "mentions": 2}


def test_a_quote_is_direct_and_asserted_unless_it_says_otherwise() -> None:
    said = Said(id="q", text="No.", start=3, end=6, speaker="Sergei Lavrov")
    assert (said.type, said.modality, said.cue) == ("direct", "asserted", "")
    row = msgspec.to_builtins(said) | {"modality": "shouted"}
    with pytest.raises(msgspec.ValidationError, match="modality"):
        msgspec.convert(row, Said)


@pytest.mark.parametrize(("field", "value"), [("quad", 0), ("status", "past"), ("goldstein", "low")])
def test_a_deed_out_of_the_lists_is_refused(field: str, value: object) -> None:
    row = msgspec.to_builtins(make_deed())
    assert msgspec.convert(row, Deed) == make_deed()
    with pytest.raises(msgspec.ValidationError, match=field):
        msgspec.convert(row | {field: value}, Deed)


def test_a_message_of_an_older_writer_is_read() -> None:
    older = {"article": msgspec.to_builtins(make_head()), "deltas": [msgspec.to_builtins(make_delta())]}
    assert msgspec.convert(older, Deltas) == make_deltas(make_head(), make_delta(), lane="")
