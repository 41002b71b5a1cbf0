"""The Dockerfile and what it copies."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "").splitlines()
ORDERS = [line.split(maxsplit=1) for line in LINES if line and not line.startswith("#")]


def of(order: str) -> list[str]:
    return [rest for word, rest in ORDERS if word == order]


def test_both_stages_stand_on_one_pinned_image() -> None:
    images = {rest.split(" AS ")[0] for rest in of("FROM")}
    assert len(of("FROM")) == 2
    assert len(images) == 1 and re.fullmatch(r"python:3\.11\.\d+-slim-[a-z]+", images.pop())


def test_it_runs_as_nobody_in_particular() -> None:
    assert of("USER") == ["10001:10001"]


def test_commands_are_in_exec_form() -> None:
    assert json.loads(of("ENTRYPOINT")[0]) == ["demarche"]
    assert json.loads(of("CMD")[0]) == ["worker"]


def test_what_is_copied_is_there_and_let_through() -> None:
    ignored = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    for rest in of("COPY"):
        if not rest.startswith("--from"):
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in ignored, f"{source} is kept out by Dockerfile.dockerignore"
