"""The stories' files: each tells where it went wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from streams.demo.stories import StoryError, load

HEAD = 'id = "wire"\nname = "Wire"\nformat = "rss"\nlang = "en"\n'


def story(**changes: object) -> str:
    fields = {"slug": "a", "day": 1, "time": "08:40", "title": "T", "body": "One\ntwo.\n\nThree."} | changes
    return "[[article]]\n" + "".join(f"{k} = {v!r}\n".replace("'", '"') for k, v in fields.items())


def test_a_story_comes_out_on_its_day(tmp_path: Path) -> None:
    (tmp_path / "wire.toml").write_text(HEAD + story())
    (tmp_path / "expected.toml").write_text("not = 'an outlet'")
    (outlet,) = load(tmp_path)
    (told,) = outlet.stories
    assert told.at == told.first_at == datetime(2025, 10, 16, 8, 40, tzinfo=UTC)
    assert told.paragraphs == ("One two.", "Three.")
    assert outlet.link(told) == "https://wire.example/2025/10/16/a"
    assert outlet.revealed(datetime(2025, 10, 16, 8, 39, tzinfo=UTC)) == ()


@pytest.mark.parametrize(
    "text", [HEAD + story(time="25:00"), HEAD + story(mood="dark"), HEAD.replace("rss", "pdf") + story(), "id ="]
)
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "wire.toml").write_text(text)
    with pytest.raises(StoryError, match=r"wire\.toml"):
        load(tmp_path)


def test_the_bundled_outlets_are_five() -> None:
    outlets = "capital-dispatch eastern-ledger harbour-courier meridian-wire sportfolio"
    assert " ".join(o.id for o in load()) == outlets
