"""However much a text says, its findings keep within a message; what is left out is the least telling, and counted."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import make_article, make_head

from agents import salience
from agents.lexicon import load
from agents.limits import SPANS
from agents.reader import Reader
from agents.records import Findings, Mention, Quote, Signal, Speaker
from agents.salience import MENTIONS, QUOTES, SIGNALS, Limit, limited, most_salient

MESSAGE = 850_000  # bytes; the outlet takes a little more, for what the envelope adds
DENSE = [
    "The United States imposed sanctions on Russia. ",
    '"We will not wait," Foreign Minister Sergei Lavrov said in Moscow. ',
    '"No," said Putin. ',
    "Russia expelled France, China, Iran, Iraq, Israel, Egypt, Syria, Turkey, Qatar, Peru and Chile. ",
    "Путин, Лавров: «Мы не будем ждать», — заявил Сергей Лавров в Москве. ",
    "Emmanuel Macron cancelled his visit to Berlin, the Foreign Ministry said. ",
]
READER = Reader(load())


def quote(number: int, text: str = "No", speaker: str | None = None, confidence: float = 0.5) -> Quote:
    person = Speaker(text="x", actor_id=speaker) if speaker else None
    return Quote(id=str(number), type="direct", text=text, pieces=((0, 2),), speaker=person, confidence=confidence)


def mention(actor: str, times: int) -> Mention:
    return Mention(actor_id=actor, name=actor, type="ORG", spans=((0, 3),) * times)


def signal(number: int) -> Signal:
    return Signal(
        id=str(number), signal="s", type="SANCTION", quad=4, goldstein=-8.0, start=0, end=1, trigger=(0, 1), rule="r"
    )


@settings(max_examples=3, deadline=None)
@given(st.lists(st.sampled_from(DENSE), min_size=1, max_size=4, unique=True))
def test_a_dense_text_fits_into_messages(sentences: list[str]) -> None:
    unit = "".join(sentences)
    findings, deltas = READER.read_one(make_article((unit * (100_000 // len(unit) + 1))[:100_000]))
    assert len(findings.signals) <= SIGNALS.records
    assert len(findings.quotes) <= QUOTES.records
    assert findings.left_out, "nothing of a hundred thousand such characters was left out"
    for record in (findings, deltas):  # the deltas of all partitions at once
        assert len(msgspec.json.encode(record)) < MESSAGE


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 700), st.sampled_from(["a", "я", "國", "\x01"]), st.integers(1, 4000))
def test_bytes_count_whatever_the_script(records: int, letter: str, length: int) -> None:
    found = Findings(
        article=make_head(),
        quotes=tuple(quote(n, letter * length) for n in range(records)),
        mentions=tuple(mention(f"ACTOR{n}", n) for n in range(records)),
        signals=tuple(signal(n) for n in range(records)),
    )
    kept = limited(found)
    assert len(msgspec.json.encode(kept)) < MESSAGE - 200_000
    for kind in ("quote", "mention", "signal"):
        assert len(getattr(kept, f"{kind}s")) + kept.left_out.get(kind, 0) == records
    assert limited(kept).quotes == kept.quotes


def test_an_ordinary_article_keeps_all() -> None:
    findings, _ = READER.read_one(make_article("".join(DENSE)))
    assert findings.quotes
    assert findings.left_out == {}
    assert limited(findings) is findings


def test_the_words_of_the_known_come_before_the_surest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(salience, "QUOTES", Limit(2, 10_000))
    quotes = (quote(1, confidence=0.6), quote(2, confidence=0.9), quote(3, speaker="RUS", confidence=0.5))
    kept = limited(Findings(article=make_head(), quotes=quotes))
    assert [q.id for q in kept.quotes] == ["2", "3"], "in the order of the text"
    assert kept.left_out == {"quote": 1}


def test_the_most_named_are_kept_and_their_spans_are_bounded() -> None:
    mentions = (*(mention(f"A{n}", 1) for n in range(MENTIONS.records)), mention("RUS", SPANS + 7))
    kept = limited(Findings(article=make_head(), mentions=mentions))
    assert kept.mentions[-1] == mention("RUS", SPANS)
    assert kept.left_out == {"mention": 1, "span": 7}


def test_one_record_too_large_does_not_cost_the_others() -> None:
    quotes = [quote(1), quote(2, "a" * 1000), quote(3)]
    assert [q.id for q in most_salient(quotes, Limit(3, 500))] == ["1", "3"]
    assert most_salient(quotes, Limit(0, 500)) == ()
