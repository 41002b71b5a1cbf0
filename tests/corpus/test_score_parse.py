"""The scorer of clauses: what is labelled scores full marks, and each kind of mistake costs its own figure."""

from __future__ import annotations

from typing import Any

import pytest
import score_parse

KEYS = ("verb", "object", "agent", "voice", "polarity", "tense", "aspect", "modal")
FIGURES = ("verb", "subject", "object", "agent", "passive", "negated", "group")


def labelled() -> dict[str, list[dict[str, Any]]]:
    return {
        row["id"]: [
            {key: c[key] for key in KEYS} | {"subject": c["subject"] or c["controller"]} for c in row["clauses"]
        ]
        for row in score_parse.rows()
    }


def test_what_is_labelled_is_right() -> None:
    for genre in ("", "news", "headline"):
        tally = score_parse.score(labelled(), genre)
        assert {figure: tally.f1(figure) for figure in FIGURES} == dict.fromkeys(FIGURES, 100.0)


def test_phrases_and_verb_groups_count_like_bare_words() -> None:
    told = labelled()
    for row in score_parse.rows():
        for mine, gold in zip(told[row["id"]], row["clauses"], strict=True):
            for role in score_parse.ROLES:
                mine[role] = gold[f"{role}_span"]
    assert score_parse.score(told).f1("subject") == 100.0


@pytest.mark.parametrize(
    ("key", "value", "figure"),
    [
        ("subject", None, "subject"),
        ("object", [0, 1], "object"),
        ("agent", None, "agent"),
        ("voice", "active", "passive"),
        ("polarity", "pos", "negated"),
        ("aspect", "simple", "group"),
    ],
)
def test_a_mistake_costs_its_figure_alone(key: str, value: object, figure: str) -> None:
    told = {name: [{**clause, key: value} for clause in clauses] for name, clauses in labelled().items()}
    tally = score_parse.score(told)
    assert [name for name in FIGURES if tally.f1(name) < 100.0] == [figure]


def test_what_is_no_verb_costs_and_what_is_ignored_does_not() -> None:
    told = labelled()
    told["parse-001"].append({"verb": [29, 36], "subject": [0, 6]})  # "burning", which the row ignores
    assert score_parse.score(told).f1("verb") == 100.0
    told["parse-002"].append({"verb": [4, 11], "subject": [12, 16]})  # "central"
    tally = score_parse.score(told)
    assert tally.f1("verb") < 100.0 and tally.f1("subject") < 100.0


def test_nothing_told_scores_nothing() -> None:
    assert score_parse.score({}).f1("verb") == 0.0
