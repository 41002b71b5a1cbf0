"""Every setting of the program, declared once: one name, three spellings.

`kafka.url` in the TOML file is `DEMARCHE_KAFKA_URL` in the environment and `--kafka-url` on the command line;
the later wins.  Read once at start and passed on as an argument; nothing else reads the environment.
"""

# ruff: noqa: RUF009 -- `setting` is a field specifier; ruff sees through it only for plain types

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from agents.limits import FENCES, TEXT_CHARS

Port = Annotated[int, Meta(ge=0, le=65_535)]
Hosts = Annotated[str, Meta(pattern=r"^$|^[^\s,/]+:\d+(,[^\s,/]+:\d+)*$")]

PREFIX = "DEMARCHE_"  # of a setting in the environment; a name that begins so and is none is a mistake, not noise

_AT = re.compile(r"(?P<what>.*) - at `\$\.(?P<name>\w+)`", re.DOTALL)


class SettingsError(ValueError):
    """A setting has no meaning; says which one, where it was read and what it may be."""


def setting(default: Any, help_text: str) -> Any:
    """Declare a setting with its default and one line of help."""
    return field(default=default, metadata={"help": help_text})


def _home() -> str:
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return str(Path(base) / "demarche")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in force.  The first word of a name is its section in the TOML file."""

    kafka_url: Hosts = setting("", "Kafka bootstrap servers, host:port[,host:port]; empty starts the embedded broker")
    kafka_partitions: Annotated[int, Meta(ge=1, le=FENCES // 2)] = setting(
        8, "partitions of every keyed topic and table, 1 to 512; fixed once data is there"
    )
    kafka_replication: Annotated[int, Meta(ge=1, le=100)] = setting(1, "replicas of every topic; 3 on a real cluster")
    kafka_generation: Annotated[int, Meta(ge=1, le=1_000_000)] = setting(
        1, "raise it by one, on all workers, when the articles topic is made anew on an old table"
    )
    kafka_declare: bool = setting(
        True, "make and mend topics at a start; off where only others may, who run `demarche topics apply`"
    )
    data_dir: str = setting(_home(), "where the embedded broker and the tables keep their files")
    broker_port: Port = setting(0, "port of the embedded broker; 0 takes a free one")
    broker_heap_mb: Annotated[int, Meta(ge=256, le=4096)] = setting(
        384, "memory of the embedded broker's heap, MB, 256 to 4096"
    )
    feeds_file: str = setting("", "TOML list of feeds to poll; empty takes the bundled catalogue")
    poll_interval_s: Annotated[float, Meta(gt=0.0, le=2_592_000.0)] = setting(
        900.0, "seconds between two polls of a feed that names no interval, 30 days at most"
    )
    poll_timeout_s: Annotated[float, Meta(gt=0.0, le=3_600.0)] = setting(
        30.0, "seconds after which a fetch is given up, an hour at most"
    )
    poll_max_bytes: Annotated[int, Meta(ge=1, le=268_435_456)] = setting(
        10_485_760, "largest feed document after inflation, bytes, 256 MiB at most"
    )
    poll_concurrency: Annotated[int, Meta(ge=1, le=1_000)] = setting(16, "fetches in flight at once, 1 to 1000")
    poll_page_wait_s: Annotated[float, Meta(ge=0.0, le=60.0)] = setting(
        5.0, "seconds that a new article waits for its page, to be published once and whole; 60 at most"
    )
    poll_pages_per_minute: Annotated[float, Meta(ge=0.0, le=100_000.0)] = setting(
        600.0, "pages of articles fetched in a minute where feeds carry little text; 0 fetches none"
    )
    poll_private_hosts: bool = setting(False, "allow feeds on private and loopback addresses")
    worker_id: str = setting("", "static member id of this worker; empty takes the host's name")
    worker_commit_s: Annotated[float, Meta(gt=0.0, le=60.0)] = setting(
        1.0, "seconds between two commits of offsets, 60 at most"
    )
    reading_names: str = setting("rules", "who finds names: rules, or an installed spaCy pipeline (extra spacy)")
    reading_tags: str = setting("rules", "who tags words: rules (our weights), or an installed spaCy pipeline")
    reading_publishers: str = setting(
        "", "a table of publishers of your own over ours: outlet, hosts, family, state_run"
    )
    reading_max_chars: Annotated[int, Meta(ge=1, le=TEXT_CHARS)] = setting(
        TEXT_CHARS, "longer texts are cut here before they are read, 100000 at most"
    )
    alerts_max_age_days: Annotated[float, Meta(gt=0.0, le=36_500.0)] = setting(
        3.0, "what was published more days than this before it was fetched is read and kept, and raises no alert"
    )
    web_host: str = setting("127.0.0.1", "address the page and the metrics are served on")
    web_port: Port = setting(8321, "port of the page and the metrics; 0 takes a free one")
    log_level: Literal["debug", "info", "warning", "error"] = setting("info", "debug, info, warning or error")
    log_format: Literal["text", "json"] = setting("text", "text for eyes, json for machines")


def load(
    file: Path | None = None, env: Mapping[str, str] | None = None, flags: Mapping[str, Any] | None = None
) -> Settings:
    """Put the settings together: defaults, then the TOML file, then the environment, then the flags.

    A flag that is None was not given.  Raises SettingsError for an unknown name or a wrong value.
    """
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    names = {f.name for f in fields(Settings)}
    for name, value in _from_file(file).items() if file else ():
        if name not in names:
            raise SettingsError(f"{file}: there is no setting {dotted(name)}")
        values[name], origin[name] = value, str(file)
    for variable, value in (env or {}).items():
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name not in names or variable != variable.upper():
            raise SettingsError(f"{variable} is no setting{_near(variable, names)}")
        values[name], origin[name] = value, variable
    for name, value in (flags or {}).items():
        if name in names and value is not None:
            values[name], origin[name] = value, f"--{name.replace('_', '-')}"
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(_told(str(error), values, origin)) from error


def _near(variable: str, names: Iterable[str]) -> str:
    near = get_close_matches(variable.upper(), [PREFIX + name.upper() for name in names], n=1)
    return f": is {near[0]} meant?" if near else ""


def dotted(name: str) -> str:
    """Write a setting's name as it stands in the documents: `kafka_url` -> `kafka.url`."""
    return name.replace("_", ".", 1)


def _told(message: str, values: Mapping[str, Any], origin: Mapping[str, str]) -> str:
    match = _AT.fullmatch(message)
    if match is None or match["name"] not in values:
        return message
    name = match["name"]
    what = "Expected host:port[,host:port]" if name == "kafka_url" else match["what"]
    return f"{dotted(name)} ({origin[name]}) is {values[name]!r}: {what}"


def _from_file(file: Path) -> dict[str, Any]:
    try:
        tree = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error
    loose = [name for name, table in tree.items() if not isinstance(table, dict)]
    if loose:
        raise SettingsError(f"{file}: {', '.join(loose)} stands outside a section such as [kafka]")
    return {f"{section}_{name}": value for section, table in tree.items() for name, value in table.items()}
