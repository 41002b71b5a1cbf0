"""Settings on the command line: `@with_settings("kafka", "web")` adds the flags of those sections.

The flags, their help and their defaults come from `streams.settings`, so nothing is said twice.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import click

from streams import logs
from streams.settings import Settings, SettingsError, load

F = TypeVar("F", bound=Callable[..., Any])


def with_settings(*sections: str) -> Callable[[F], F]:
    """Give a command its settings as the argument `settings`, with flags for the sections named (and `log`)."""

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def run(*args: Any, config: Path | None, **kwargs: Any) -> Any:
            flags = {name: kwargs.pop(name) for name in names}
            try:
                settings = load(config, os.environ, flags)
            except SettingsError as error:
                raise click.UsageError(str(error)) from error
            logs.setup(settings.log_level, settings.log_format)
            return function(*args, settings=settings, **kwargs)

        decorated: Any = run
        names = []
        for declared in reversed(fields(Settings)):
            if declared.name.split("_")[0] in (*sections, "log"):
                names.append(declared.name)
                decorated = _flag(declared.name, declared.metadata["help"])(decorated)
        return click.option(  # type: ignore[no-any-return]
            "--config", type=click.Path(path_type=Path, exists=True), help="TOML file with settings."
        )(decorated)

    return decorate


def _flag(name: str, text: str) -> Callable[[Any], Any]:
    switch = {f.name: f for f in fields(Settings)}[name].type in (bool, "bool")
    flag = f"--{name.replace('_', '-')}"
    if switch:
        return click.option(f"{flag}/--no-{flag[2:]}", name, default=None, help=text)
    return click.option(flag, name, default=None, metavar="VALUE", help=text)
