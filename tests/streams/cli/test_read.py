"""`demarche read`: a file, standard input, one JSON object, or lines in and lines out."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result

from streams.cli.read import command

TEXT = "South Korea broke off trade talks with Chile on Thursday. “We are ready to talk,” President Gabriel Boric said."


def run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(command, arguments, input=given)


def test_a_file_is_shown_with_its_evidence(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    done = run(str(file))
    assert done.exit_code == 0, done.output
    assert "talks halted  South Korea [KOR] → Chile [CHL]" in done.stdout
    assert "We are ready to talk" in done.stdout
    assert run("-", given=TEXT).stdout == done.stdout


def test_one_object(tmp_path: Path) -> None:
    row = orjson.loads(run("-", "--json", "--only", "signals", given=TEXT).stdout)
    assert set(row) == {"id", "lang", "kind", "signals"}
    assert row["signals"][0]["source"]["id"] == "KOR"
    assert row["signals"][0]["target"]["id"] == "CHL"


def test_bytes_that_are_no_utf8_are_read_as_far_as_they_can_be() -> None:
    done = run("-", "--json", given=b"caf\xe9. " + TEXT.encode())
    assert done.exit_code == 0
    assert orjson.loads(done.stdout)["signals"]


def test_lines_in_lines_out_in_order_and_a_bad_line_ends_nothing() -> None:
    lines = [
        orjson.dumps({"id": 1, "text": TEXT}),
        b"not json",
        b"[]",
        b"",
        orjson.dumps({"id": "none"}),
        orjson.dumps({"id": 5, "text": 7}),
        orjson.dumps({"id": 6, "text": TEXT, "published_at": "soon"}),
        b'{"id": 7, "text": "\\ud800"}',
        b"\xff\xfe",
        orjson.dumps({"id": "last", "text": ""}),
    ]
    done = run("--jsonl", "--only", "signals,quotes", given=b"\n".join(lines))
    assert done.exit_code == 0
    rows = [orjson.loads(line) for line in done.stdout_bytes.splitlines()]
    assert [row["id"] for row in rows] == [1, None, None, "none", 5, 6, None, None, "last"]
    assert ["error" in row for row in rows] == [False, True, True, True, True, True, True, True, False]
    assert set(rows[0]) == {"id", "lang", "kind", "quotes", "signals"}
    assert rows[0]["signals"][0]["signal"] == "talks_halted"
    assert done.stderr == '7 of 9 lines refused: see "error" in the output\n'


def test_a_batch_never_fails() -> None:
    assert run("--jsonl", given='{"id": 1}\nno\n').exit_code == 0
    for given in ("", "\n", '{"id": 1, "text": "a"}\n'):
        done = run("--jsonl", given=given)
        assert (done.exit_code, done.stderr) == (0, "")


def test_lines_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text('{"id": 1, "text": "a"}\n{"id": 2, "text": "b"}')
    done = run("--jsonl", "--only", "signals", str(file), given='{"id": 3, "text": "not this"}')
    assert [orjson.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 2]
    assert run("--jsonl", "-", given='{"id": 3, "text": "c"}').stdout.startswith('{"id":3')
    for nowhere, status in (("/nowhere/articles.jsonl", 1), ("/", 1), ("https://example.org/x", 2)):
        refused = run("--jsonl", nowhere, given='{"id": 3, "text": "not this"}')
        assert (refused.exit_code, refused.stdout) == (status, ""), refused.output


def test_a_line_too_long_is_answered_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streams.cli.lines.MOST_BYTES", 40)
    done = run("--jsonl", given=f'{{"id": 1, "text": "{TEXT}"}}\n{{"id": 2, "text": "a"}}\n')
    rows = [orjson.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == [None, 2]
    assert "longer than" in rows[0]["error"]


@pytest.mark.parametrize(
    ("only", "shown"),
    [
        ("signals", ["signals"]),
        ("entities,quotes", ["quotes", "entities"]),
        ("", ["alerts", "signals", "quotes", "entities"]),
        ("alerts", ["alerts"]),
    ],
)
def test_text_shows_only_the_kinds_asked_for(only: str, shown: list[str]) -> None:
    done = run("-", *(["--only", only] if only else []), given=TEXT)
    assert [line for line in done.stdout.splitlines() if not line.startswith(" ")] == shown


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
OLD_RUSSIAN = "Переговоры прерваны".encode("koi8-r")


@pytest.mark.parametrize("data", [PICTURE, OLD_RUSSIAN, TEXT.encode("utf-16")])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "thing"
    file.write_bytes(data)
    refused = run(str(file))
    assert (refused.exit_code, refused.output) == (1, f"Error: {file} is not text in UTF-8\n")
    assert run("-", given=data).output == "Error: standard input is not text in UTF-8\n"


@pytest.mark.parametrize("nothing", ["", " \n\n"])
def test_what_is_empty_was_not_read(nothing: str) -> None:
    refused = run("-", given=nothing)
    assert (refused.exit_code, refused.output) == (1, "Error: nothing was read: standard input has no text\n")


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ([], 2, "name a FILE"),
        (["--only", "signals,moods", "-"], 2, "choose from"),
        (["/nowhere/article.txt"], 1, "Error: there is no such file: /nowhere/article.txt\n"),
        (["/"], 1, "Error: / cannot be read: Is a directory\n"),
        (["notaurl://x"], 1, "notaurl:// cannot be fetched: give a file, or an address in http:// or https://"),
        (["http://127.0.0.1:1/article"], 1, "http://127.0.0.1:1/article"),
    ],
)
def test_what_cannot_be_read_is_told(arguments: list[str], status: int, told: str) -> None:
    refused = run(*arguments)
    assert refused.exit_code == status
    assert told in refused.stderr


def test_names_by_a_pipeline_that_is_not_installed() -> None:
    for option in ("--names", "--tags"):
        refused = run("-", option, "no_such_pipeline", given=TEXT)
        assert refused.exit_code == 1
        assert "no_such_pipeline" in refused.output
    assert run("-", "--names", "rules", "--tags", "rules", given=TEXT).stdout == run("-", given=TEXT).stdout


def test_a_parse_comes_line_by_line_and_goes_with_lines_only() -> None:
    done = run("--jsonl", "--parse", given='{"id": 1, "text": "Oslo recalled its envoy."}\n')
    assert [c["kind"] for c in orjson.loads(done.output)["clauses"]] == ["main"]
    assert run("--parse", "x.txt").exit_code == 2
