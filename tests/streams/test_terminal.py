"""What a terminal shows: an alert with its words and sources, a state, a text with its evidence marked."""

from __future__ import annotations

from datetime import timedelta

import click
import msgspec
import pytest
from makers import DAY0, make_alert, make_deed, make_delta, make_evidence, make_head, make_state

from agents.extraction import read
from agents.lexicon import load
from agents.records import ActorState, Coverage, Relation, Standing, Word
from agents.state import fold
from streams import terminal


def plain(text: str) -> str:
    """Take the colours out."""
    return click.unstyle(text)


def test_an_alert_says_when_how_loud_who_in_which_words_and_by_whom() -> None:
    told = plain(terminal.alert_text(make_alert(evidence=(make_evidence(attributed_to="TASS"),))))
    first, *rest = told.splitlines()
    assert first == "15 Oct 12:00  high     sanctions  U.S. imposes sanctions on Russia"
    assert rest[0] == "      “Sentence of a.”"
    assert "outlet of a, citing TASS; 1 independent source; sanctions-hard@1; id " in rest[1]
    assert rest[2] == "      https://example.org/a"


def test_state_media_are_marked() -> None:
    told = plain(terminal.alert_text(make_alert(evidence=(make_evidence(state_run=True),))))
    assert "outlet of a (state media); 1 independent source" in told


def test_an_alert_without_a_link_or_an_outlet_says_so() -> None:
    told = plain(terminal.alert_text(make_alert(evidence=(make_evidence(url="", outlet=""),))))
    assert "no outlet named; 1 independent source" in told
    assert "https" not in told


@pytest.mark.parametrize(
    ("independent", "copies", "told"),
    [
        (1, 0, "1 independent source;"),
        (2, 1, "2 independent sources, 1 copy;"),
        (3, 4, "3 independent sources, 4 copies;"),
    ],
)
def test_sources_are_counted_in_words(independent: int, copies: int, told: str) -> None:
    assert told in terminal.alert_text(make_alert(independent=independent, copies=copies))


def test_what_was_said_before_is_told() -> None:
    before = Standing(level=1.26, trend=0.0, word="talks_resumed", word_at=DAY0)
    assert "before: talks resumed, level +1.3" in terminal.alert_text(make_alert(before=before))
    assert "before" not in terminal.alert_text(make_alert(before=Standing(level=1, trend=0)))


@pytest.mark.parametrize("severity", ["low", "medium", "high", "critical"])
def test_every_severity_has_its_word(severity: str) -> None:
    assert severity in plain(terminal.alert_text(make_alert(severity=severity)))


def test_long_words_are_wrapped() -> None:
    told = plain(terminal.alert_text(make_alert(evidence=(make_evidence(sentence="word " * 100),))))
    assert max(map(len, told.splitlines())) <= max(terminal.WIDTH, len(told.splitlines()[-1]))
    assert told.count("word") == 100


def test_evidence_that_was_cut_says_so() -> None:
    cut = msgspec.structs.replace(make_evidence(sentence="word " * 60), end=900)
    assert "word …”" in plain(terminal.explanation(make_alert(evidence=(cut,))))


def test_an_alert_without_evidence_is_one_line() -> None:
    assert plain(terminal.alert_text(make_alert(evidence=()))).count("\n") == 0


def test_the_explanation_has_every_report_and_both_standings() -> None:
    alert = make_alert(
        evidence=(make_evidence("a"), make_evidence("b", 2)),
        before=Standing(level=2, trend=0.5, word="talks_resumed", word_at=DAY0),
        after=Standing(level=-3, trend=-5),
        coverage=Coverage(articles=7, outlets=3),
        confidence=0.9,
    )
    told = plain(terminal.explanation(alert))
    for words in (
        "https://example.org/a characters 0-20", "https://example.org/b characters 0-20", "Sentence of b.",
        "before      level +2.00, trend +0.50, last word talks resumed on 15 Oct 2025",
        "after       level -3.00, trend -5.00", "7 articles, 3 outlets", "confidence  0.90",
    ):  # fmt: skip
        assert words in told


def state_of_three() -> ActorState:
    state = make_state(name="United States")
    for signal, goldstein, hours in (
        ("talks_halted", -4.0, 0.0),
        ("arms_promised", 5.0, 400.0),
        ("aid_cut", -5.0, 200.0),
    ):
        state = fold(state, make_delta(make_deed(signal, goldstein), actor="USA"), make_head(signal, hours))
    return state


def test_a_state_shows_relations_and_the_newest_incident_first() -> None:
    told = plain(terminal.state_text(state_of_three()))
    assert told.splitlines()[0] == "United States  USA"
    row = next(line for line in told.splitlines() if line.startswith("  Russia "))
    assert "arms promised (01 Nov)" in row
    assert "talks halted (15 Oct)" in row
    assert (
        told.index("promises arms to Russia (done")
        < told.index("cuts aid to Russia (")
        < told.index("halts talks with Russia (")
    )


def test_a_relation_tells_the_newest_word_first() -> None:
    days = {"aid": 3, "arms": 9, "talks": 6}
    words = {o: Word(word="w", signal=f"{o}_promised", at=DAY0 + timedelta(days=d)) for o, d in days.items()}
    row = terminal.relation_row(Relation(counterpart="CHL", name="Chile", last_at=DAY0, words=words))
    assert row.endswith("arms promised (24 Oct), talks promised (21 Oct), aid promised (18 Oct)")


@pytest.mark.parametrize(("number", "told"), [(0, "0 copies"), (1, "1 copy"), (2, "2 copies")])
def test_one_is_singular(number: int, told: str) -> None:
    assert terminal.counted(number, "copy", "copies") == told
    assert terminal.counted(number, "report") == told.replace("copies", "reports").replace("copy", "report")


def test_one_article_of_one_outlet_and_one_report_are_singular() -> None:
    assert "1 article, 1 outlet in" in terminal.explanation(make_alert(coverage=Coverage(articles=1, outlets=1)))
    assert "(done, 1 independent source)" in plain(terminal.state_text(state_of_three()))


def test_an_actor_of_whom_nothing_is_known_is_shown_by_its_id() -> None:
    assert plain(terminal.state_text(ActorState(actor_id="XXX"))).splitlines()[0] == "XXX  XXX"


def test_the_table_of_actors_names_the_newest_step() -> None:
    head, row = plain(terminal.actors_table([state_of_three()])).splitlines()
    assert head.startswith("actor ")
    assert row.startswith("United States")
    assert row.endswith("U.S. promises arms to Russia")


def test_a_reading_marks_the_words_that_fired() -> None:
    text = "South Korea broke off trade talks with Chile on Thursday. “We are ready,” President Gabriel Boric said."
    told = terminal.reading_text(read(text, load()), load().alerts)
    assert "talks halted  South Korea [KOR] → Chile [CHL]" in plain(told)
    assert "We are ready" in plain(told)
    assert told != plain(told), "the trigger is coloured"
    headings = [line for line in plain(told).splitlines() if not line.startswith(" ")]
    assert headings == ["alerts", "signals", "quotes", "entities"]
    assert "talks halted  South Korea [KOR] → Chile [CHL]  talks, high" in plain(told)


def test_a_reading_that_is_no_news_says_what_it_is() -> None:
    told = terminal.reading_text(read("Opinion: Chad must talk", load()), load().alerts)
    assert plain(told).splitlines()[0] == "kind  opinion"


def test_a_reading_says_why_a_happening_raises_nothing() -> None:
    told = plain(
        terminal.reading_text(read("Chile praised Peru on Thursday.", load()), load().alerts, frozenset({"alerts"}))
    )
    assert "praise  Chile [CHL] → Peru [PER]  no alert: no rule asks for its kind" in told
