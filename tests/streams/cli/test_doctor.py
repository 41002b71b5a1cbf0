"""`demarche doctor` prints each check and its hint, and its exit status says whether something fails."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from streams.cli import doctor as module
from streams.doctor import Check
from streams.settings import Settings

CHECKS = {
    "well": Check("python", "ok", "3.11"),
    "doubtful": Check("broker", "warn", "none runs", "start one"),
    "broken": Check("java", "fail", "absent", "install it"),
}


def run(monkeypatch: pytest.MonkeyPatch, names: list[str], *arguments: str) -> tuple[int, str]:
    async def examine(settings: Settings) -> list[Check]:
        return [CHECKS[name] for name in names]

    monkeypatch.setattr(module, "examine", examine)
    done = CliRunner().invoke(module.command, arguments)
    return done.exit_code, done.stdout


@pytest.mark.parametrize(
    ("names", "status"), [(["well"], 0), (["well", "doubtful"], 0), (["well", "doubtful", "broken"], 1)]
)
def test_the_exit_status(monkeypatch: pytest.MonkeyPatch, names: list[str], status: int) -> None:
    assert run(monkeypatch, names)[0] == status
    assert run(monkeypatch, names, "--json")[0] == status


def test_the_text_shows_hints(monkeypatch: pytest.MonkeyPatch) -> None:
    _, text = run(monkeypatch, list(CHECKS))
    assert [line.split()[0] for line in text.splitlines()] == ["ok", "warn", "→", "fail", "→"]
    assert "install it" in text


def test_the_json_has_one_line_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    _, text = run(monkeypatch, list(CHECKS), "--json")
    rows = [orjson.loads(line) for line in text.splitlines()]
    assert rows[2] == {"name": "java", "state": "fail", "detail": "absent", "hint": "install it"}


def test_the_real_examination_runs_here(tmp_path: Path) -> None:
    done = CliRunner().invoke(module.command, ["--json", "--data-dir", str(tmp_path), "--web-port", "0"])
    states = {row["name"]: row["state"] for row in map(orjson.loads, done.stdout.splitlines())}
    assert states["python"] == states["ours"] == states["data dir"] == states["web port"] == states["lexicon"] == "ok"
    assert states["broker"] == "warn"
