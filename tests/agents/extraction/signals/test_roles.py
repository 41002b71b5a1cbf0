"""Source and target by voice and by the small words of the rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.match import scan
from agents.extraction.signals.passes import Passes
from agents.extraction.signals.roles import done_by_thing
from agents.extraction.signals.sentence import Sentence

Run = Callable[[str], Passes]
Make = Callable[[str], Sentence]


@pytest.mark.parametrize(
    ("text", "signal", "source", "target"),
    [
        ("Canada imposed sanctions on Belarus.", "sanctions_imposed", "Canada", "Belarus"),
        ("Sanctions were imposed on Belarus by Canada.", "sanctions_imposed", "Canada", "Belarus"),
        ("Poland expelled three Russian diplomats.", "expulsion", "Poland", "Russian"),
        ("India and China resumed talks.", "talks_resumed", "India", "China"),
        ("The cancellation of the summit between Egypt and Turkey hurt.", "meeting_cancelled", "Egypt", "Turkey"),
        ("Iran accused Israel of sabotage.", "accusation", "Iran", "Israel"),
        # headlines: a comma for "and", both of a pair, verbs that turn, the present for the past
        ("Kenya, Somalia sign border pact", "agreement_signed", "Kenya", "Somalia"),
        ("Macron, Merz to meet in Toulon", "meeting_announced", "Macron", "Merz"),
        ("Serbia-Kosovo talks collapse in Brussels", "talks_halted", "Serbia", "Kosovo"),
        ("US-Iran nuclear talks to resume in Muscat", "talks_resumed", "US", "Iran"),
        ("Israel-Hamas truce extended by two days, says Qatar", "ceasefire_declared", "Israel", "Hamas"),
        ("Six killed in Israeli strike on Lebanon, medics say", "attack", "Israeli", "Six"),
        ("Thai-Cambodian truce signed in Kuala Lumpur", "ceasefire_declared", "Thai", "Cambodian"),
    ],
)
def test_sides(passes: Run, text: str, signal: str, source: str, target: str) -> None:
    made = next(d for d in passes(text).drafts if d.outcome.signal == signal)
    assert made.source is not None
    assert made.target is not None
    assert source in made.source.text
    assert target in made.target.text


@pytest.mark.parametrize(
    ("text", "signal", "source", "target"),
    [
        # a capital that is the subject of a deed is a government, whatever the verb
        ("Lisbon withheld ten million euros from Angola.", "aid_cut", "PRT", "AGO"),
        # a verb behind a relative clause has the subject before it
        ("Chile, which had backed the treaty, expelled two Peruvian consuls.", "expulsion", "CHL", "PER"),
        # of two joined clauses each has its own subject and its own target
        ("Iran freed ten sailors and Iraq handed over four Kuwaiti prisoners.", "release", "IRQ", "KWT"),
        # who is to do what is demanded is its target
        ("India demanded that Nepal return the stolen statue.", "demand", "IND", "NPL"),
        # arms act for the state whose they are; people are held for theirs
        ("Iranian shells killed five Iraqi soldiers.", "attack", "IRN", "IRQ"),
        ("Serbian police detained two Swiss cyclists.", "arrest", "SRB", "CHE"),
        # a river is no party to talks: the other state of the sentence is
        ("Sudan accused Chad of theft and left the Nile negotiations.", "talks_halted", "SDN", "TCD"),
        # a crossing lies on one's own side: who is let through is on the other
        ("Jordan opened the crossing at Allenby to Syrian lorries.", "border_opened", "JOR", "SYR"),
        # who stops is named after "by", who is stopped in the next clause
        ("Lorries were halted at the border by Iran, and Iraq's mills stood still.", "blockade_imposed", "IRN", "IRQ"),
        # what follows the call's other side says who called
        ("In a call with Jordan's king, Oman's sultan offered to help.", "phone_call", "OMN", "JOR"),
        ("The summit of Lisbon and Rabat will have to wait.", "meeting_postponed", "PRT", "MAR"),
        ("Two Belgian nurses walked free from a jail in Mali.", "release", "MLI", "BEL"),
        # what is condemned happened in a state
        ("Chile condemned the coup in Niger.", "criticism", "CHL", "NER"),
        # out of which state they were let, of what pair a session is
        ("Two Belgian nurses were freed from Mali.", "release", "MLI", "BEL"),
        ("Second session of Ghana-Togo border commission set for Lome", "meeting_announced", "GHA", "TGO"),
        # who is warned of what they may do, who answers to what another did
        ("Iran warns of a crushing reply if Oman joins", "threat", "IRN", "OMN"),
        ("Chad proposed a pact, but Libya called it an insult.", "criticism", "LBY", "TCD"),
        # who is named on the way to what is threatened; a small word for a verb
        ("Russia warns Georgia's drills will be seen as an act of war", "threat_force", "RUS", "GEO"),
        ("Denmark: Russia behind rail blast", "accusation", "DNK", "RUS"),
        # a headline without a verb; who will do it, not who does
        ("Modi in Beijing for talks with Xi", "talks_held", "IND", "CHN"),
        ("US to run Panama Canal for years", "occupation", "USA", "PAN"),
        # whose list somebody is put on, whose doctors came
        ("Two Malian banks were added to Canada's blacklist.", "sanctions_imposed", "CAN", "MLI"),
        # whose prisoners they are comes before where others are sent
        ("Peru freed ten Chilean prisoners in exchange for men sent to Laos.", "release", "PER", "CHL"),
        # who opposes arms for a third party is against the one who sells them
        ("Sudan opposes Kenyan arms sales to Chad.", "criticism", "SDN", "KEN"),
        # a host of others' talks stands between them
        ("Oman offered to host talks between Chad and Niger.", "mediation_offered", "OMN", "TCD"),
        # those without a name have the state they are said to be in
        ("Canada imposed sanctions on three banks in Laos.", "sanctions_imposed", "CAN", "LAO"),
        ("Twenty Cuban doctors arrived in Malta.", "aid_given", "CUB", "MLT"),
        # the state named before is the one that is struck
        ("Kenya confirmed raids in Somalia and bombed the south.", "attack", "KEN", "SOM"),
        # a whole past with its object behind it is no headline's participle
        ("Turkish planes set the depots of Syria's main port ablaze.", "destruction", "TUR", "SYR"),
        # whom a threat is to is what its verb acts on, between marks too
        ("Norway threatened on Monday to punish Iceland over its whaling quota.", "threat", "NOR", "ISL"),
        ("Malta threatens to 'punish' Cyprus over ferry fares", "threat", "MLT", "CYP"),
        # strikes act for the state whose they are, as subject or as the means
        ("Kenyan strikes in Somalia kill nine Somalis, doctors say", "attack", "KEN", "SOM"),
        ("Five Zambians were killed in two Kenyan air strikes near the border.", "attack", "KEN", "ZMB"),
        # who is struck inside a state without a name is of it
        ("Kenya hits missile depot inside Somali territory", "attack", "KEN", "SOM"),
        (
            "President Ruto formally signed new trade sanctions targeting Chadian ministers.",
            "sanctions_imposed",
            "KEN",
            "TCD",
        ),
        ("Kenya is threatening to walk away from the fishing accord with Chad.", "threat", "KEN", "TCD"),
        ("Kenya's army said it had destroyed one of Somalia's newest tanks.", "destruction", "KEN", "SOM"),
        # who receives an envoy, whose arms came, whose strike killed where
        ("The Dutch ambassador was summoned to the ministry in Ankara.", "envoy_summoned", "TUR", "NLD"),
        ("A load of Turkish drones was delivered to Chad.", "arms_delivered", "TUR", "TCD"),
        ("Three people were killed in a Kenyan air strike on Mogadishu.", "attack", "KEN", "SOM"),
        # whose ministry, jets and police they are
        ("Chad said its Foreign Ministry summoned the Libyan envoy.", "envoy_summoned", "TCD", "LBY"),
        ("Latvia said two of its jets shot down a Chadian plane.", "attack", "LVA", "TCD"),
        ("Ghana has accused the government of Togo's ousted leader of fraud.", "accusation", "GHA", "TGO"),
        # who raided is condemned, not who was raided
        ("Brazil condemned the raid by Chad on the port of Odesa.", "criticism", "BRA", "TCD"),
        ("Chad condemned for raids in the north by Niger", "criticism", "NER", "TCD"),
    ],
)
def test_states_on_both_sides(passes: Run, text: str, signal: str, source: str, target: str) -> None:
    made = [d for d in passes(text).chosen if d.outcome.signal == signal]
    ids = [(d.source and (d.source.actor_id or "")[:3], d.target and (d.target.actor_id or "")[:3]) for d in made]
    assert (source, target) in ids


def test_things_do_nothing_but_weapons_do(sentence: Make) -> None:
    quake, raid = sentence("The quake struck Nepal."), sentence("The air raid struck Nepal.")
    assert all(done_by_thing(quake, m) for m in scan(quake) if m.rule.id == "attack.military")
    assert not any(done_by_thing(raid, m) for m in scan(raid) if m.rule.id == "attack.military")
    heat, drone = sentence("Nepal was struck by heat."), sentence("Nepal was struck by a drone.")
    assert all(done_by_thing(heat, m) for m in scan(heat) if m.rule.id == "attack.military")
    assert not any(done_by_thing(drone, m) for m in scan(drone) if m.rule.id == "attack.military")


def test_what_is_thrown_out_is_nobody(passes: Run) -> None:
    assert not passes("The king threw out a Swiss tenant's complaint.").chosen


def test_whom_others_were_helped_by_is_not_accused(passes: Run) -> None:
    made = passes("Canada fined three banks, accusing them of helping Syria evade sanctions.").drafts
    assert {d.target and d.target.text for d in made if d.outcome.signal == "accusation"} == {None}


def test_who_does_what_follows_is_the_subject_of_the_sentence(passes: Run) -> None:
    made = passes("Thousands of protesters rallied in Lima on Friday demanding snap elections.").drafts
    assert {d.source and d.source.text for d in made if d.outcome.signal == "demand"} == {"Thousands of protesters"}
    made = passes("Israel said it had struck Hezbollah targets in the south, killing three people.").drafts
    assert "Hezbollah" not in {d.source and d.source.text for d in made}


@pytest.mark.parametrize("way", ["a U.S.-brokered plan", "a deal brokered by Oman"])
def test_who_brokered_it_is_no_side(passes: Run, way: str) -> None:
    (made,) = passes(f"Iran freed two sailors under {way}.").chosen
    assert (made.outcome.signal, made.target) == ("release", None)
