"""`demarche rules`: the explanation of a sentence, for people and as JSON, and the list."""

from __future__ import annotations

import orjson
from click.testing import CliRunner

from streams.cli.rules import command

SENTENCE = "Washington refused to lift sanctions on Cuba."


def test_explains_a_sentence() -> None:
    shown = CliRunner().invoke(command, ["test", SENTENCE])
    assert shown.exit_code == 0
    assert "sanctions_lift_refused" in shown.output
    assert "Cuba (CUB)" in shown.output


def test_json_gives_one_object_a_rule() -> None:
    shown = CliRunner().invoke(command, ["test", "--json", SENTENCE])
    traces = [orjson.loads(line) for line in shown.output.splitlines()]
    assert {"sanctions.lift", "refuse"} <= {t["rule"] for t in traces}


def test_says_when_nothing_fires() -> None:
    assert "no rule fires" in CliRunner().invoke(command, ["test", "The hills were green."]).output


def test_lists_the_rules() -> None:
    shown = CliRunner().invoke(command, ["list"])
    assert "sanctions.impose" in shown.output
    assert "163" in shown.output


def test_an_empty_sentence_is_a_usage_error() -> None:
    refused = CliRunner().invoke(command, ["test", " "])
    assert refused.exit_code == 2
    assert "SENTENCE is empty" in refused.output
