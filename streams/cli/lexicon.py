"""`demarche lexicon`: whether the data that people edit is sound, and what it holds of one id."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
import orjson

from agents.actor_names import ActorNames
from agents.lexicon import FOLDER, Lexicon, load
from agents.lexicon.check import examine
from agents.lexicon.errors import LexiconError
from agents.lexicon.people import Role
from agents.lexicon.search import Entry, about
from streams.terminal import counted


def loaded() -> Lexicon:
    """Load the installed lexicon, which people edit; a mistake in it ends the command with file and row."""
    try:
        return load()
    except LexiconError as error:
        raise click.ClickException(f"the lexicon cannot be used: {error}") from error


@click.group("lexicon")
def command() -> None:
    """Check the lexicon, or look one id up."""


@command.command("check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def check(folder: Path, as_json: bool) -> None:
    """Load everything in FOLDER (the installed lexicon), count it, name what is wrong; exit status 1 if anything is."""
    report = examine(folder)
    if as_json:
        click.echo(orjson.dumps(asdict(report), option=orjson.OPT_INDENT_2))
    else:
        click.echo(f"version {report.version}")
        for what, count in report.counts.items():
            click.echo(f"  {count:>7,} {what}")
        for problem in report.problems:
            click.echo(f"{click.style('problem', fg='red')}  {problem.file}: {problem.entry}: {problem.problem}")
        click.echo(counted(len(report.problems), "problem") if report.problems else "no problem")
    raise SystemExit(1 if report.problems else 0)


@command.command("show")
@click.argument("known_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(known_id: str, as_json: bool) -> None:
    """Show everything known of an ID: its names, offices or holders, and the rows of the tables that speak of it."""
    names = loaded().names
    entry = about(known_id, names, FOLDER)
    if entry is None:
        raise click.ClickException(f"no table speaks of {known_id}; `demarche actors find NAME` gives ids")
    called = ActorNames(names).of(known_id, otherwise=next((n for found in entry.names.values() for n in found), ""))
    if as_json:
        click.echo(orjson.dumps({"name": called} | asdict(entry), option=orjson.OPT_INDENT_2))
    else:
        click.echo(_lines(called, entry))


def role_line(role: Role) -> str:
    """Write an office with its dates; what is not known or not over stays open."""
    return f"{role.begin or '?':<10} – {role.end or 'now':<10}  {role.title}  {role.actor_id}"


def _lines(called: str, entry: Entry) -> str:
    rows = [f"{click.style(called, bold=True)}  {entry.id}"]
    rows += [f"  {kind}: {'; '.join(names)}" for kind, names in entry.names.items()]
    rows += [f"  {role_line(role)}" for role in entry.offices]
    rows += [f"  {role_line(h.role)}  {h.name}  {h.person_id}" for h in entry.holders]
    rows += [click.style(f"  {r.file}:{r.line}  {' | '.join(r.cells)}", dim=True) for r in entry.rows]
    return "\n".join(rows)
