"""The command `demarche`: each verb lives in a module of its own and is imported only when it is called.

Reading a text must not pay for Kafka's clients, so the group loads its verbs lazily.
"""

from __future__ import annotations

import io
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from agents.installation import DISTRIBUTION

EXIT_INTERRUPTED = 130

# verb -> module that holds a click command of that name
VERBS = {
    "actors": "streams.cli.actors",
    "bench": "streams.cli.bench",
    "broker": "streams.cli.broker",
    "contracts": "streams.cli.contracts",
    "demo": "streams.cli.demo",
    "doctor": "streams.cli.doctor",
    "explain": "streams.cli.explain",
    "feeds": "streams.cli.feeds",
    "incidents": "streams.cli.incidents",
    "lexicon": "streams.cli.lexicon",
    "page": "streams.cli.page",
    "poll": "streams.cli.poll",
    "read": "streams.cli.read",
    "rebuild": "streams.cli.rebuild",
    "relations": "streams.cli.relations",
    "replay": "streams.cli.replay",
    "rules": "streams.cli.rules",
    "topics": "streams.cli.topics",
    "track": "streams.cli.track",
    "up": "streams.cli.up",
    "watch": "streams.cli.watch",
    "worker": "streams.cli.worker",
}


class Lazy(click.Group):
    """A group that imports a verb when it is called for, and ends as shells expect when it is interrupted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command: click.Command = getattr(import_module(VERBS[name]), "command")  # noqa: B009
        return command

    def invoke(self, ctx: click.Context) -> Any:
        _show_all()
        with sigterm_like_ctrl_c() as asked_by_sigterm:
            try:
                return super().invoke(ctx)
            except KeyboardInterrupt:  # click would say "Aborted!" with the status of a failure
                click.echo("interrupted", err=True)
                if not asked_by_sigterm:
                    raise SystemExit(EXIT_INTERRUPTED) from None
        return end_by(signal.SIGTERM)


@contextmanager
def sigterm_like_ctrl_c() -> Iterator[list[int]]:
    """Let SIGTERM take the way of Ctrl-C, so that what was begun is cleaned up; the list tells whether it came.

    Long-running roles have a way of their own and replace this one.
    """
    came: list[int] = []
    if threading.current_thread() is not threading.main_thread():  # only a test calls commands there
        yield came
        return

    def pass_on(number: int, _: object) -> None:
        came.append(number)
        signal.raise_signal(signal.SIGINT)

    before = signal.signal(signal.SIGTERM, pass_on)
    try:
        yield came
    finally:
        signal.signal(signal.SIGTERM, before)


def end_by(number: int) -> None:
    """End as a process that the signal has ended, which is how shells and systemd know a stop that was asked for."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


def _show_all() -> None:
    """Print what a terminal's encoding lacks, an arrow or a stray byte of a file's name, as an escape: no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=DISTRIBUTION, prog_name="demarche")
def main() -> None:
    """Says within seconds, from news feeds, when a government changes its line."""
