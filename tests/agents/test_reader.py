import pytest
from makers import make_article, stream_of

from agents.lexicon import load
from agents.reader import Reader
from agents.records import Deltas, Findings, Reject

TEXT = (
    "Washington imposes sanctions on Russian banks\n\n"
    "The United States imposed sanctions on two Russian banks on Wednesday. "
    '"We will not wait," Foreign Minister Sergei Lavrov said in Moscow.'
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load())


async def test_findings_come_first_then_what_they_add_to_each_actor(reader: Reader) -> None:
    findings, deltas = [f async for f in reader.read(stream_of([make_article(TEXT)]))]
    assert isinstance(findings, Findings)
    assert isinstance(deltas, Deltas)
    assert findings.reader.endswith(load().version)
    assert {"USA", "RUS"} <= {d.actor_id for d in deltas.deltas}


def test_every_span_is_found_again_in_the_text(reader: Reader) -> None:
    findings, _ = reader.read_one(make_article(TEXT))
    for mention in findings.mentions:
        for start, end in mention.spans:
            assert TEXT[start:end].strip() == TEXT[start:end] != ""
    assert findings.signals
    assert all(s.sentence == " ".join(TEXT[s.start : s.end].split()) != "" for s in findings.signals)
    assert "We will not wait" in {TEXT[a:b].strip(',"') for q in findings.quotes for a, b in q.verbatim or q.pieces}


def test_the_same_article_is_read_the_same(reader: Reader) -> None:
    assert reader.read_one(make_article(TEXT)) == reader.read_one(make_article(TEXT))


def test_an_office_is_not_called_by_its_holders_name(reader: Reader) -> None:
    findings, _ = reader.read_one(make_article(TEXT))
    names = {m.actor_id: m.name for m in findings.mentions}
    assert names["RUS:GOV:mfa"] != names["p:rus:sergei-lavrov"] == "Sergei Lavrov"


async def test_what_cannot_be_read_is_set_aside_and_the_next_is_read(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    readable = reader.read_one

    def stumble(article):  # type: ignore[no-untyped-def]
        if article.text == "bad":
            raise RecursionError("too deep")
        return readable(article)

    monkeypatch.setattr(reader, "read_one", stumble)
    found = [f async for f in reader.read(stream_of([make_article("bad"), make_article(TEXT)]))]
    assert isinstance(found[0], Reject)
    assert found[0].reason == "reading-failed"
    assert "too deep" in found[0].error
    assert isinstance(found[1], Findings)


def test_long_texts_are_cut(reader: Reader) -> None:
    short = Reader(reader.lexicon, max_chars=40)
    findings, _ = short.read_one(make_article(TEXT))
    assert all(end <= 40 for m in findings.mentions for _, end in m.spans)


def test_a_quote_keeps_its_id_when_the_article_is_edited(reader: Reader) -> None:
    before, _ = reader.read_one(make_article(TEXT, id="a", revision="1"))
    after, _ = reader.read_one(make_article("A correction was made.\n\n" + TEXT, id="a", revision="2"))
    assert before.quotes
    assert {q.id for q in before.quotes} <= {q.id for q in after.quotes}
    assert before.signals[0].id not in {s.id for s in after.signals}


def test_an_address_that_would_swell_every_state_is_left_out(reader: Reader) -> None:
    link = "https://example.org/" + "a" * 620
    heads = [reader.read_one(make_article("Russia said no.", url=url))[0].article for url in (link, link + "a")]
    assert [head.url for head in heads] == [link, ""]
