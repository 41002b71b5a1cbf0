"""Settings: file < environment < flags, and an error that says which setting, where, and why."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from msgspec import inspect

from streams.settings import Settings, SettingsError, dotted, load

FILE = """
[kafka]
url = "file:9092"
partitions = 4
[web]
port = 1
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "demarche.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_the_later_wins(file: Path) -> None:
    env = {"DEMARCHE_KAFKA_PARTITIONS": "5", "DEMARCHE_WEB_PORT": "2", "HOME": "/nowhere"}
    found = load(file, env, {"web_port": "3", "log_level": None})
    assert (found.kafka_url, found.kafka_partitions, found.web_port) == ("file:9092", 5, 3)
    assert found.log_level == "info"


def test_nothing_given_is_every_default() -> None:
    assert load() == Settings()


@pytest.mark.parametrize(("text", "value"), [("true", True), ("1", True), ("false", False), ("0", False)])
def test_truths_from_the_environment(text: str, value: bool) -> None:
    assert load(env={"DEMARCHE_POLL_PRIVATE_HOSTS": text}).poll_private_hosts is value


def test_numbers_from_the_environment() -> None:
    found = load(env={"DEMARCHE_WORKER_COMMIT_S": "0.5", "DEMARCHE_POLL_MAX_BYTES": "10"})
    assert (found.worker_commit_s, found.poll_max_bytes) == (0.5, 10)
    assert isinstance(load(env={"DEMARCHE_POLL_INTERVAL_S": "60"}).poll_interval_s, float)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kafka_partitions", "eight"),
        ("kafka_partitions", "0"),
        ("kafka_url", "no-port"),
        ("kafka_url", "http://host:9092"),
        ("kafka_url", "a:1,,b:2"),
        ("web_port", "65536"),
        ("web_port", "-1"),
        ("broker_heap_mb", "64"),
        ("poll_interval_s", "0"),
        ("poll_private_hosts", "maybe"),
        ("log_level", "loud"),
        ("log_format", "xml"),
        ("reading_max_chars", "0"),
    ],
)
def test_an_error_names_setting_place_and_value(name: str, value: str) -> None:
    section = dotted(name)
    for given, place in (
        ({"env": {f"DEMARCHE_{name.upper()}": value}}, f"DEMARCHE_{name.upper()}"),
        ({"flags": {name: value}}, f"--{name.replace('_', '-')}"),
    ):
        with pytest.raises(SettingsError) as told:
            load(**given)  # type: ignore[arg-type]
        assert str(told.value).startswith(f"{section} ({place}) is {value!r}: ")


@pytest.mark.parametrize(
    ("variable", "told"),
    [
        ("DEMARCHE_KAFKA_URLS", "DEMARCHE_KAFKA_URLS is no setting: is DEMARCHE_KAFKA_URL meant?"),
        ("DEMARCHE_KAFKA", "DEMARCHE_KAFKA is no setting"),
        ("DEMARCHE_web_port", "DEMARCHE_web_port is no setting: is DEMARCHE_WEB_PORT meant?"),
        ("DEMARCHE_", "DEMARCHE_ is no setting"),
    ],
)
def test_a_name_in_the_environment_that_is_no_setting_is_an_error(variable: str, told: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load(env={"HOME": "/nowhere", "DEMARCHEX": "1", variable: "1"})
    assert str(refused.value).startswith(told)


@pytest.mark.parametrize("url", ["", "localhost:9092", "10.0.0.1:1,b.example:2", "[::1]:9092"])
def test_addresses_of_brokers(url: str) -> None:
    assert load(flags={"kafka_url": url}).kafka_url == url


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[kafka]\nurls = 1", "there is no setting kafka.urls"),
        ("kafka_url = 'a:1'", "kafka_url stands outside a section"),
        ("[kafka", "demarche.toml: "),
        ("[kafka]\npartitions = 'x'", "kafka.partitions ("),
        ("[web]\nport = 1.5", "web.port ("),
    ],
)
def test_a_file_that_means_nothing(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "demarche.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load(path)
    assert told in str(refused.value)
    assert "demarche.toml" in str(refused.value)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"absent\.toml"):
        load(tmp_path / "absent.toml")
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9")
    with pytest.raises(SettingsError, match=r"latin\.toml"):
        load(tmp_path / "latin.toml")


def test_every_setting_has_help_and_a_section() -> None:
    for declared in fields(Settings):
        assert declared.metadata["help"]
        assert "_" in declared.name
    assert load(flags={f.name: getattr(Settings(), f.name) for f in fields(Settings)}) == Settings()


@pytest.mark.parametrize("field", fields(Settings), ids=lambda f: f.name)
def test_every_number_has_a_range(field: Any) -> None:
    kind = inspect.type_info(get_type_hints(Settings, include_extras=True)[field.name])
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        assert kind.le is not None
        assert (kind.ge if kind.gt is None else kind.gt) is not None
        for wrong in ("-5", "1000000000000", "nan", "inf"):
            with pytest.raises(SettingsError, match=dotted(field.name)):
                load(flags={field.name: wrong})
