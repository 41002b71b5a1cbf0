"""What is written is what Java reads back, and nothing listens beyond this machine."""

from __future__ import annotations

import re
from pathlib import Path

from streams.broker.properties import meta_properties, server_properties


def read_as_java(text: str) -> dict[str, str]:
    """Read properties as java.util.Properties does, as far as we use it."""
    rows = (line.split("=", 1) for line in text.encode("latin-1").decode("latin-1").splitlines())
    units = {key: re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), value) for key, value in rows}
    return {
        key: value.replace("\\\\", "\\").encode("utf-16", "surrogatepass").decode("utf-16")
        for key, value in units.items()
    }


def test_a_node_listens_on_the_loopback_address_only() -> None:
    rows = read_as_java(server_properties(Path("/data"), 19092, 19093))
    assert rows["listeners"] == "PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093"
    assert rows["controller.quorum.voters"] == "1@127.0.0.1:19093"
    assert rows["auto.create.topics.enable"] == "false"
    assert {rows[key] for key in rows if key.endswith("replication.factor")} == {"1"}


def test_any_path_survives() -> None:
    for path in (Path("/a b/c"), Path("/dà/世界"), Path("/😀"), Path("/back\\slash")):
        assert read_as_java(server_properties(path, 1, 2))["log.dirs"] == str(path)


def test_meta_properties() -> None:
    assert read_as_java(meta_properties("cluster", "directory")) == {
        "version": "1",
        "cluster.id": "cluster",
        "node.id": "1",
        "directory.id": "directory",
    }
