"""`demarche rules`: what the signal rules do on a sentence, and which there are."""

from __future__ import annotations

from dataclasses import asdict

import click
import orjson

from agents.extraction import read
from agents.extraction.signals.explain import Trace, explain
from streams.cli.lexicon import loaded


@click.group("rules")
def command() -> None:
    """Try the signal rules on a sentence, or list them."""


@command.command("test")
@click.argument("sentence")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each rule that fired.")
def test(sentence: str, as_json: bool) -> None:
    """Show each rule that fires on SENTENCE, what governs it, and what becomes of it."""
    if not sentence.strip():
        raise click.UsageError("SENTENCE is empty: there is nothing to try the rules on")
    lexicon = loaded()
    reading = read(sentence, lexicon)
    traces = explain(reading.text, reading.entities, reading.quotes, lexicon.rules, reading.parse)
    for trace in traces:
        click.echo(orjson.dumps(asdict(trace)).decode() if as_json else _lines(trace))
    if not traces and not as_json:
        click.echo("no rule fires")


@command.command("list")
def list_rules() -> None:
    """List the rules: id, signal, PLOVER type and mode, CAMEO code, and what the rule means."""
    for rule in loaded().rules.rules:
        kind = f"{rule.type}/{rule.mode}" if rule.mode else rule.type or f"({rule.operator})"
        click.echo(f"{rule.id:24} {rule.signal:24} {kind:22} {rule.cameo:5} {rule.means}")


def _lines(trace: Trace) -> str:
    head = f"{trace.rule}: {trace.words!r} ({trace.voice}, pattern {trace.pattern!r})"
    rows = [head, f"  fate       {trace.fate}"]
    if trace.governed_by:
        rows.append(f"  under      {', '.join(trace.governed_by)}")
    if trace.signal:
        rows.append(f"  signal     {trace.signal} [{trace.type}, CAMEO {trace.cameo or '-'}], {trace.status}")
        rows.append(f"  who        {trace.source or '-'} -> {trace.target or '-'}  (confidence {trace.confidence})")
    return "\n".join(rows)
