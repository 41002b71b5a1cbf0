"""`find` over whole texts: an article with a reversal, quotes, and texts made of anything."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.extraction import read
from agents.lexicon import load

ARTICLE = """Berlin stops tank parts for Israel

The German government on Friday suspended deliveries of tank parts to Israel. Chancellor Friedrich Merz spoke by phone
with Israeli Prime Minister Benjamin Netanyahu.

Israel condemned the decision. "We will not accept this embargo," Netanyahu said.
"""

PIECES = (
    *("Russia", "the White House", "sanctions on", "refused to", "will not", "talks with", "imposed"),
    *("cancelled the summit", "“", "”", '"', ",", ".", "\n\n", "and", "by", "that", "İ", "\u200b", "’s"),
    *("who", "to", "of", "if", "no"),
)


def test_an_article() -> None:
    found = {(s.signal, (s.source.actor_id or "")[:3] if s.source else "") for s in read(ARTICLE, load()).signals}
    assert ("arms_cut", "DEU") in found
    assert ("phone_call", "DEU") in found
    assert ("criticism", "ISR") in found


def test_title_and_first_sentence_tell_one_happening() -> None:
    text = "Peru and Chile agree to new round of trade talks\n\nLIMA - Peru and Chile have agreed to hold trade talks."
    told = {
        (s.signal, s.object, s.source and s.source.actor_id, s.target and s.target.actor_id)
        for s in read(text, load()).signals
    }
    assert told == {("meeting_announced", "talks", "PER", "CHL")}


def test_another_language_gives_nothing() -> None:
    text = "Die Bundesregierung hat am Freitag die Lieferung von Panzern nach Israel gestoppt. " * 6
    assert read(text, load(), lang="de").signals == ()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text_is_read_and_offsets_hold(pieces: list[str]) -> None:
    body = " ".join(pieces)
    for s in read(body, load(), lang="en").signals:
        assert 0 <= s.start <= s.trigger[0] < s.trigger[1] <= s.end <= len(body)
        assert s.type
        for party in (s.source, s.target):
            assert party is None or 0 <= party.start <= party.end <= len(body)
    assert read(body, load(), lang="en").signals == read(body, load(), lang="en").signals
