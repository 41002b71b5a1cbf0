"""`demarche track`: lines of articles in, one line an alert out, no broker."""

from __future__ import annotations

from pathlib import Path

import orjson
from click.testing import CliRunner, Result

from streams.cli.track import command

OTHER = "Two diplomats of Russia were expelled by Norway on Monday, officials said. The embassy had no comment on it."
TEXT = "Norway expelled two Russian diplomats on Monday, the foreign ministry in Oslo said."


def run(*arguments: str, given: bytes = b"") -> Result:
    return CliRunner().invoke(command, arguments, input=given)


def line(name: str, day: str, text: str = TEXT) -> bytes:
    url = f"https://{name}.example/1"
    times = {"published_at": f"{day}T08:00:00Z", "fetched_at": f"{day}T08:05:00Z"}
    return orjson.dumps({"id": name, "url": url, "outlet": name, "title": "Envoys", "text": text, **times}) + b"\n"


def test_lines_in_and_alerts_out(tmp_path: Path) -> None:
    given = line("harbour", "2031-03-03") + b"no json\n\n" + line("quay", "2031-03-03")
    done = run("--jsonl", given=given)
    assert done.exit_code == 0, done.output
    (row,) = [orjson.loads(one) for one in done.stdout.splitlines()]
    assert (row["kind"], row["sources"], row["targets"]) == ("expulsion", ["NOR"], ["RUS"])
    assert row["articles"] == ["harbour", "quay"], "lines are named by their own ids"
    assert row["day"] == "2031-03-03", "no clock is looked at"
    assert "line 2: " in done.stderr and "1 lines refused" in done.stderr
    file = tmp_path / "articles.jsonl"
    file.write_bytes(given)
    assert run("--jsonl", str(file)).stdout == done.stdout


def test_it_asks_for_lines() -> None:
    assert run(given=line("harbour", "2031-03-03")).exit_code == 2


def test_every_revision_is_a_line_in_order() -> None:
    given = line("harbour", "2031-03-03") + line("quay", "2031-03-03", OTHER)
    rows = [orjson.loads(one) for one in run("--jsonl", "--all", given=given).stdout.splitlines()]
    assert [(r["revision"], r["update"], r["independent"]) for r in rows] == [(1, "new", 1), (2, "corroborated", 2)]
    assert {r["id"] for r in rows} == {rows[0]["id"]}
    assert rows[-1]["articles"] == ["harbour", "quay"]
