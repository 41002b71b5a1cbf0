"""The dashboards: laid out without overlap, every panel explained, every query on metrics that exist."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import Any

import orjson
import pytest

from streams.contracts.tables import declared

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed (extra dev)")

ROOT = Path(__file__).parents[2]
GRAFANA = ROOT / "deploy" / "grafana"
BOARDS = {path.name: orjson.loads(path.read_bytes()) for path in sorted((GRAFANA / "dashboards").glob("*.json"))}
PANELS = [(name, panel) for name, board in BOARDS.items() for panel in board["panels"]]
DRAWN = [(name, panel) for name, panel in PANELS if panel["type"] != "row"]
QUERIES = [(panel["title"], target["expr"]) for _, panel in DRAWN for target in panel["targets"]]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]


def provisioned(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((GRAFANA / "provisioning" / kind / "demarche.yml").read_text("utf-8"))
    return found


@pytest.mark.parametrize("name", BOARDS)
def test_boards_have_names_of_their_own_and_one_data_source_to_choose(name: str) -> None:
    board = BOARDS[name]
    assert board["uid"] and board["title"] and board["description"]
    assert board["editable"] is False
    assert [v["name"] for v in board["templating"]["list"] if v["type"] == "datasource"] == ["datasource"]
    assert len({b["uid"] for b in BOARDS.values()}) == len(BOARDS)
    ids = [panel["id"] for panel in board["panels"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", BOARDS)
def test_no_panel_covers_another_or_leaves_the_grid(name: str) -> None:
    places = [(panel["title"], panel["gridPos"]) for panel in BOARDS[name]["panels"]]
    for title, at in places:
        assert at["x"] >= 0 and at["w"] > 0 and at["x"] + at["w"] <= 24, title
    for (one, a), (other, b) in combinations(places, 2):
        beside = a["x"] + a["w"] <= b["x"] or b["x"] + b["w"] <= a["x"]
        above = a["y"] + a["h"] <= b["y"] or b["y"] + b["h"] <= a["y"]
        assert beside or above, f"{one} covers {other}"


@pytest.mark.parametrize(("name", "panel"), DRAWN, ids=[panel["title"] for _, panel in DRAWN])
def test_panels_are_titled_explained_and_in_units(name: str, panel: dict[str, Any]) -> None:
    assert panel["title"] and panel["description"].endswith(".")
    assert panel["fieldConfig"]["defaults"]["unit"]
    assert panel["targets"] and panel["datasource"]["uid"] == "${datasource}"
    assert all(target["datasource"]["uid"] == "${datasource}" for target in panel["targets"])


@pytest.mark.parametrize(("title", "query"), QUERIES)
def test_queries_ask_for_metrics_and_labels_that_exist(title: str, query: str) -> None:
    labels: dict[str, set[str]] = {}
    for name, kind, own, _ in declared():
        parts = ("_bucket", "_sum", "_count") if kind == "histogram" else ("",)
        labels |= {name + part: {*own, "instance", "job", *(["le"] if part == "_bucket" else [])} for part in parts}
    asked = re.findall(r"demarche_[a-z0-9_]+", query)
    assert asked and set(asked) <= set(labels)
    allowed = set.union(*(labels[name] for name in asked))
    for group in re.findall(r"\bby \(([^)]*)\)", query):
        assert {label.strip() for label in group.split(",")} <= allowed


@pytest.mark.parametrize(("title", "query"), QUERIES)
def test_counters_are_asked_for_their_growth(title: str, query: str) -> None:
    counters = re.findall(r"(\w+\()?demarche_[a-z_]+_(?:total|bucket)\b[^\[]*(\[[^\]]+\])?", query)
    for function, window in counters:
        assert function in ("rate(", "increase(") and window, query
        assert function != "rate(" or window == "[$__rate_interval]", query


def test_provisioning_finds_source_and_boards() -> None:
    (source,) = provisioned("datasources")["datasources"]
    host, port = source["url"].removeprefix("http://").split(":")
    assert f"127.0.0.1:{port}:{port}" in COMPOSE[host]["ports"]
    (provider,) = provisioned("dashboards")["providers"]
    assert provider["allowUiUpdates"] is False
    folder = provider["options"]["path"]
    assert f"./deploy/grafana/dashboards:{folder}:ro" in COMPOSE["grafana"]["volumes"]
    home = Path(COMPOSE["grafana"]["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"])
    assert str(home.parent) == folder and home.name in BOARDS
