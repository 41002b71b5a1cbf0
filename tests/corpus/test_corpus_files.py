"""The corpora are well formed: every row readable, every expectation within the closed lists, no sentence twice."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import frames
import pytest
import score_alerts
import score_parse
import score_quotes
import score_signals

from agents.lexicon import load
from agents.lexicon.alerts import load_rules, silences
from agents.records import Status

HERE = Path(__file__).parent
STORIES = Path(__file__).parents[2] / "streams" / "demo" / "stories"
SETS = ("signals_hard", "signals_second_draw", "signals_third_draw", "signals_constructions")
PLOVER = frozenset(tomllib.loads((HERE / "signals_hard.toml").read_text(encoding="utf-8"))["plover"])
ACTOR = re.compile(r"[A-Z]{3}(:[A-Z]{3}(:[a-z0-9]+)?)?|(IGO|MNC):[a-z]+")
DESKS = frozenset(
    ["sanctions", "meetings", "talks", "arms", "aid", "threats", "force", "agreements", "statements", "reversals"]
)


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def outlets() -> list[dict[str, Any]]:
    paths = sorted(path for path in STORIES.glob("*.toml") if path.name != "expected.toml")
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]


def articles() -> list[dict[str, Any]]:
    return [article for outlet in outlets() for article in outlet["article"]]


def expected() -> dict[str, Any]:
    return tomllib.loads((STORIES / "expected.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("signals_hard", 420),
        ("signals_second_draw", 60),
        ("signals_third_draw", 30),
        ("signals_constructions", 120),
        ("noise", 220),
        ("metonyms", 200),
        ("links", 140),
        ("quotes", 80),
        ("parse", 120),
        ("when", 120),
        ("when_second_draw", 50),
        ("when_third_draw", 25),
    ],
)
def test_is_large_enough_and_says_nothing_twice(name: str, least: int) -> None:
    found = rows(f"{name}.jsonl")
    assert len(found) >= least
    assert len({row["id"] for row in found}) == len({row["text"] for row in found}) == len(found)
    assert all(row["text"] == row["text"].strip() and "  " not in row["text"] for row in found)


def test_draws_repeat_nothing_of_each_other() -> None:
    texts = [row["text"] for name in SETS for row in rows(f"{name}.jsonl")]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("name", SETS)
def test_hard_sets_expect_only_what_can_be_said(name: str) -> None:
    for row in rows(f"{name}.jsonl"):
        assert row["why"], row["id"]
        for wanted in row["expect"]:
            assert wanted["status"] in get_args(Status), row["id"]
            assert wanted["type"] in PLOVER, row["id"]
            for actor in (wanted["source"], wanted["target"]):
                assert actor is None or ACTOR.fullmatch(actor), (row["id"], actor)


def test_hard_set_has_for_every_signal_six_that_happened_among_ten() -> None:
    happened: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    for row in rows("signals_hard.jsonl"):
        name = row["id"].rsplit("-", 1)[0]
        live = any(wanted["status"] in ("done", "announced") for wanted in row["expect"])
        (happened if live else silent)[name] += 1
    signals = set(happened) - {"mixed"}
    assert len(signals) >= 50
    assert all(happened[name] >= 6 and silent[name] >= 3 for name in signals), (happened, silent)
    assert all(happened[name] + silent[name] >= 10 for name in signals), (happened, silent)


def test_metonyms_come_in_pairs_and_stand_once_in_their_sentence() -> None:
    found = rows("metonyms.jsonl")
    for actor, place in zip(found[::2], found[1::2], strict=True):
        assert actor["span"] == place["span"]
        assert (actor["sense"], place["sense"]) == ("actor", "place")
        assert ACTOR.fullmatch(actor["actor_id"]) and place["actor_id"] is None
        assert all(row["text"].count(row["span"]) == 1 for row in (actor, place))


def test_quotes_expect_words_of_their_sentence() -> None:
    for row in rows("quotes.jsonl"):
        assert row["why"], row["id"]
        for wanted in row["expect"]:
            assert score_quotes.words(wanted["text"]) <= score_quotes.words(row["text"]), row["id"]
            assert wanted["speaker"] in row["text"], row["id"]


def test_clauses_stand_where_their_words_are() -> None:
    found = rows("parse.jsonl")
    assert Counter(row["genre"] for row in found)["headline"] >= 30
    for row in found:
        verbs = [tuple(clause["verb"]) for clause in row["clauses"]]
        assert verbs == sorted(set(verbs)), row["id"]
        for clause in row["clauses"]:
            assert row["text"][slice(*clause["verb"])].isalpha(), row["id"]
            assert clause["subject"] or clause["controller"] or "subject" in clause["open"], row["id"]
            assert not (clause["subject"] and clause["controller"]), row["id"]
            for role in score_parse.ROLES:
                head = clause[role] or (clause["controller"] if role == "subject" else None)
                phrase = clause[f"{role}_span"]
                assert (head is None) == (phrase is None), (row["id"], role)
                assert head is None or phrase[0] <= head[0] < head[1] <= phrase[1] <= len(row["text"]), (
                    row["id"],
                    role,
                )


def test_frames_are_many_and_say_what_must_come_out() -> None:
    told = [tuple(frame["told"]) for frame in frames.DATA["frame"]]
    assert len({frame["name"] for frame in frames.DATA["frame"]}) == len(told) >= 40
    assert len({deed["verb"][0] for deed in frames.DATA["deed"]}) >= 25
    assert all(set(statuses) <= frames.LIVE for statuses in told)
    assert told.count(()) >= 20
    known = {rule.signal for rule in load().rules.rules} | set(score_signals.READING["finer"])
    assert {kind for deed in frames.DATA["deed"] for kind in deed["kinds"]} <= known
    texts = [row.text for row in frames.sentences()]
    assert len(set(texts)) == len(texts)
    assert not [text for text in texts if "{" in text or "  " in text or " ." in text]


def test_demo_has_five_outlets_with_full_articles() -> None:
    assert len(outlets()) == 5
    assert {outlet["format"] for outlet in outlets()} == {"rss", "atom"}
    assert len(articles()) >= 50
    for article in articles():
        assert 3 <= len(article["body"].strip().split("\n\n")) <= 7, article["slug"]
        assert 120 <= len(article["body"].split()) <= 350, article["slug"]
        assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", article["time"]), article["slug"]
        assert 0 <= article["day"] <= 8, article["slug"]


def test_demo_has_copies_and_revisions() -> None:
    credited = [a for a in articles() if "(Meridian Wire) -" in a["body"]]
    agency = next(outlet for outlet in outlets() if outlet["id"] == "meridian-wire")
    wire = "\n".join(a["body"] for a in agency["article"])
    assert len(credited) >= 6
    assert all(a["body"].strip().split("\n\n")[1] in wire for a in credited)
    revised = [a["slug"] for a in articles() if a.get("revision") == 2]
    assert len(revised) == 2
    assert len({(a["slug"], a.get("revision", 1)) for a in articles()}) == len(articles())


def test_expected_alerts_stand_on_articles_of_the_demo() -> None:
    days = {a["slug"]: a["day"] for a in articles()}
    for alert in expected()["alert"]:
        assert alert["desk"] in DESKS, alert
        assert min(days[slug] for slug in alert["slugs"]) == alert["day"], alert
        assert all(not actor or ACTOR.fullmatch(actor) for actor in (alert["source"], alert["target"]))


def test_every_article_of_the_demo_is_judged_loud_or_quiet() -> None:
    loud = {slug for alert in expected()["alert"] for slug in alert["slugs"]}
    quiet = set(expected()["quiet"]["slugs"])
    assert not loud & quiet
    assert loud | quiet == {a["slug"] for a in articles()}


@pytest.mark.parametrize("name", list(score_alerts.SETS))
def test_every_label_of_the_alerts_shows_its_words(name: str) -> None:
    for text, gold in score_alerts.rows(name):
        whole = f"{text['title']}\n{text['text']}"
        for told in [*gold["must"], *gold["may"]]:
            assert told["evidence"] in whole, text["id"]
            assert told["source"] and told["target"] and told["kinds"], text["id"]


def test_the_texts_of_the_alerts_are_those_of_the_plan() -> None:
    plan = (HERE / "alerts" / "plan.tsv").read_text(encoding="utf-8").splitlines()[1:]
    drawn = ("articles", "items")
    written = [text["id"] for name in drawn for text, _ in score_alerts.rows(name)]
    assert written == [row.partition("\t")[0] for row in plan]


def test_every_kind_of_the_plan_is_read_and_wakes_a_desk_or_is_silent_with_a_reason() -> None:
    plan = (HERE / "alerts" / "plan.tsv").read_text(encoding="utf-8").splitlines()
    kinds = {line.split("\t")[3] for line in plan[1:]}
    assert kinds <= {signal for rule in load_rules() for signal in rule.signals} | silences().keys()
