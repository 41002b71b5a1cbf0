"""`demarche contracts`: writes schemas, AsyncAPI and the tables of the operator's book from the code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from streams.cli import main
from streams.contracts import files


@click.command("contracts")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit status 2 if a file is not as it should be.")
def command(folder: Path, check: bool) -> None:
    """Write schemas, AsyncAPI document and tables of the README into FOLDER (`deploy`)."""
    try:
        wanted = files(folder, list(_commands(main, click.Context(main))))
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    stale = {path: text for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text}
    for path, text in stale.items():
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        click.echo(f"{'differs' if check else 'written'}: {path}")
    raise SystemExit(2 if check and stale else 0)


def _commands(group: click.Group, context: click.Context, before: str = "") -> Iterator[tuple[str, str]]:
    """Name every command under a group, in the order of the alphabet, with the first sentence of its help."""
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from _commands(found, context, f"{before}{name} ")
        elif found is not None:
            yield before + name, found.get_short_help_str(limit=160)
