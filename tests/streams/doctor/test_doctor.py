"""The whole examination has one check of each name and never raises."""

from __future__ import annotations

from pathlib import Path

from streams.doctor import examine
from streams.settings import Settings


async def test_every_check_is_made_once_and_failures_carry_hints(tmp_path: Path) -> None:
    broken = Settings(data_dir=str(tmp_path), feeds_file="/nowhere.toml", kafka_url="127.0.0.1:1")
    checks = await examine(broken)
    names = [check.name for check in checks]
    assert len(set(names)) == len(names)
    failed = {check.name for check in checks if check.state == "fail"}
    assert {"feeds", "broker"} <= failed
    assert all(check.hint for check in checks if check.state == "fail")
