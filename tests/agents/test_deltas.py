from typing import Any

from makers import make_head

from agents.deltas import deltas_of
from agents.happenings import gather
from agents.lexicon import load
from agents.records import Cue, Findings, Mention, Party, Quote, Signal, Speaker, When

TEXT = "The United States imposed sanctions on Russia, Sergei Lavrov said."


class Low:
    """Calls actors by their ids in small letters, and knows one company."""

    def of(self, actor_id: str, otherwise: str = "") -> str:
        return actor_id.lower()

    def state_of(self, actor_id: str) -> str:
        return {"MNC:gazprom": "RUS"}.get(actor_id, "")


def mention(actor: str, times: int = 1) -> Mention:
    return Mention(actor_id=actor, name=f"name of {actor}", type="ORG", spans=((0, 3),) * times)


def signal(source: str | None = "USA:GOV", target: str | None = "RUS", **more: Any) -> Signal:
    return Signal(
        **{
            "id": "s",
            "signal": "sanctions_imposed",
            "type": "SANCTION",
            "quad": 4,
            "goldstein": -8.0,
            "start": 0,
            "end": 45,
            "trigger": (18, 35),
            "rule": "r",
            "sentence": TEXT[:45],
            "source": Party(text="x", actor_id=source) if source else None,
            "target": Party(text="y", actor_id=target) if target else None,
            **more,
        }
    )


def added(signals: tuple[Signal, ...] = (), **found: Any) -> dict[str, Any]:
    findings = Findings(article=make_head(), happenings=gather(signals, load().kinds, 100), **found)
    return {d.actor_id: d for d in deltas_of(findings, Low(), load().kinds)}


def test_an_office_counts_for_its_state_too() -> None:
    deltas = added(mentions=(mention("RUS:GOV:mfa", 2), mention("USA")))
    assert {a: d.mentions for a, d in deltas.items()} == {"RUS": 2, "RUS:GOV:mfa": 2, "USA": 1}
    assert deltas["USA"].coactors == ("RUS",)
    assert deltas["RUS:GOV:mfa"].coactors == ("USA",), "a state is not beside its own office"


def test_a_deed_concerns_both_sides_by_their_roots() -> None:
    deltas = added(signals=(signal(),))
    assert set(deltas) == {"USA", "RUS"}
    assert deltas["USA"].deeds[0].sentence == "The United States imposed sanctions on Russia"
    assert (deltas["USA"].name, deltas["USA"].deeds[0].target_names) == ("usa", ("rus",)), "named though not mentioned"


def test_what_is_nobodys_deed() -> None:
    assert added(signals=(signal(source=None, target=None),)) == {}
    assert added(signals=(signal(status="hypothetical"),)) == {}
    assert added(signals=(signal(status="negated", start=200, end=230),)) == {}


def test_a_denial_that_is_news_is_told_to_both() -> None:
    assert set(added(signals=(signal(status="negated"),))) == {"USA", "RUS"}


def test_what_is_told_of_an_earlier_day_or_as_a_habit_is_no_deed_of_today() -> None:
    for news in ("recent", "old", "standing"):
        assert added(signals=(signal(when=When(news=news, read="in March")),)) == {}, news
    for news in ("news", "undated"):
        assert set(added(signals=(signal(when=When(news=news)),))) == {"USA", "RUS"}, news


def test_a_side_that_is_not_told_stays_open() -> None:
    (deed,) = added(signals=(signal(source=None),))["RUS"].deeds
    assert (deed.sources, deed.targets, deed.leads) == ((), ("RUS",), True)
    (deed,) = added(signals=(signal(source="RUS:GOV", target="RUS:MIL"),))["RUS"].deeds
    assert (deed.sources, deed.targets) == (("RUS",), ()), "nobody does it to oneself"


def test_a_joint_act_is_one_deed_of_all_who_took_part() -> None:
    deltas = added(signals=(signal(source="FRA"), signal(source="ITA", id="t")))
    assert {deltas[a].deeds[0].sources for a in ("FRA", "ITA", "RUS")} == {("FRA", "ITA")}


def test_a_company_and_its_state_are_one_side() -> None:
    (deed,) = added(signals=(signal(target="MNC:gazprom"),))["RUS"].deeds
    assert (deed.targets, deed.target_names) == (("RUS", "MNC:gazprom"), ("rus", "mnc:gazprom"))


def test_a_deed_has_its_day_where_that_is_told_closely() -> None:
    def day(since: str | None, until: str | None) -> str:
        when = When(since=since, until=until, news="news")
        return str(added(signals=(signal(when=when),))["USA"].deeds[0].day)

    assert day("2026-03-02", "2026-03-02") == "2026-03-02"
    assert day("2026-03-02", "2026-03-31") == ""
    assert day(None, "2026-03-02") == "2026-03-02"
    assert day(None, None) == ""


def test_an_article_says_itself_what_is_taken_back() -> None:
    lifted = signal(id="l", signal="sanctions_lifted", goldstein=5.0, object="sanctions", start=100, end=120)
    imposed = signal(object="sanctions", when=When(news="old", read="in 2020"))
    (deed,) = added(signals=(lifted, imposed))["USA"].deeds
    assert (deed.signal, deed.turns, deed.alone) == ("sanctions_lifted", "sanctions_imposed", True)
    (one, two) = added(signals=(lifted, signal(object="sanctions")))["USA"].deeds
    assert not one.alone
    assert not two.alone


def test_a_deed_called_a_turn_takes_back_its_opposite() -> None:
    gives = signal(id="g", signal="arms_promised", goldstein=6.0, sentence="In an about-face, the US will send shells.")
    (deed,) = added(signals=(gives,))["USA"].deeds
    assert deed.turns == "arms_refused"
    (deed,) = added(signals=(signal(signal="arms_promised", goldstein=6.0),))["USA"].deeds
    assert deed.turns == ""


def test_words_belong_to_the_speaker_and_the_office() -> None:
    who = Speaker(text="Lavrov", person_id="p:rus:sergei-lavrov", actor_id="RUS:GOV:mfa", name="Sergei Lavrov")
    said = Quote(id="q", type="indirect", text="it happened", pieces=((0, 11),), speaker=who)
    deltas = added(quotes=(said,))
    assert set(deltas) == {"p:rus:sergei-lavrov", "RUS:GOV:mfa"}
    assert deltas["RUS:GOV:mfa"].quotes[0].speaker == "Sergei Lavrov"


def test_what_was_not_said_is_not_kept() -> None:
    who = Speaker(text="Lavrov", person_id="p:rus:sergei-lavrov")
    cue = Cue(text="did not say", start=0, end=1, lemma="say", modality="negated")
    assert added(quotes=(Quote(id="q", type="indirect", text="x", pieces=((0, 1),), speaker=who, cue=cue),)) == {}
    assert added(quotes=(Quote(id="q", type="direct", text="x", pieces=((0, 1),)),)) == {}


def test_no_more_words_than_a_state_keeps() -> None:
    speaker = Speaker(text="Lavrov", actor_id="RUS:GOV:mfa")
    quotes = tuple(
        Quote(id=str(n), type="direct", text="No " * 1000, pieces=((0, 3),), speaker=speaker) for n in range(50)
    )
    said = added(quotes=quotes)["RUS:GOV:mfa"].quotes
    assert [q.id for q in said] == [str(n) for n in range(20)]
    assert {len(q.text) for q in said} == {400}
