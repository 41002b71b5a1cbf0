"""What Prometheus is told: it scrapes what is there, and its rules know only metrics that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from streams.contracts.tables import declared

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed (extra dev)")

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "deploy" / "prometheus"
CONFIG: dict[str, Any] = yaml.safe_load((FOLDER / "prometheus.yml").read_text(encoding="utf-8"))
RULES = [r for g in yaml.safe_load((FOLDER / "rules.yml").read_text(encoding="utf-8"))["groups"] for r in g["rules"]]
ALARMS = {rule["alert"]: rule for rule in RULES if "alert" in rule}
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
TESTED = [
    case
    for test in yaml.safe_load((FOLDER / "rules_test.yml").read_text(encoding="utf-8"))["tests"]
    for case in test["alert_rule_test"]
]


def series() -> set[str]:
    """Name every series that our metrics make, and those that Prometheus adds or our rules record."""
    names = {"up", "scrape_samples_scraped"} | {rule["record"] for rule in RULES if "record" in rule}
    for name, kind, _, _ in declared():
        names |= {f"{name}_bucket", f"{name}_sum", f"{name}_count"} if kind == "histogram" else {name}
    return names


def asked(expression: str) -> set[str]:
    return set(re.findall(r"\b(?:[a-z]+:)?demarche_[a-z0-9_]+(?::[a-z0-9_]+)?", expression))


@pytest.mark.parametrize("job", CONFIG["scrape_configs"], ids=lambda job: job["job_name"])
def test_jobs_scrape_services_of_the_compose_file(job: dict[str, Any]) -> None:
    (found,) = job["dns_sd_configs"]
    for name in found["names"]:
        assert job["job_name"] == f"demarche-{name}"
        assert found["port"] == int(COMPOSE[name]["environment"]["DEMARCHE_WEB_PORT"])


def test_every_lasting_role_is_scraped() -> None:
    roles = {n for n, s in COMPOSE.items() if s["image"].startswith("demarche:") and s["command"][0] != "topics"}
    assert {job["job_name"] for job in CONFIG["scrape_configs"]} == {f"demarche-{role}" for role in roles}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.get("alert") or rule["record"])
def test_rules_ask_for_metrics_that_exist(rule: dict[str, Any]) -> None:
    assert asked(rule["expr"]) <= series()


def test_a_renamed_metric_would_be_seen() -> None:
    assert not asked("sum(rate(demarche_article_total[5m]))") <= series()
    assert asked("feed:demarche_feed_age:seconds > 1") == {"feed:demarche_feed_age:seconds"}


@pytest.mark.parametrize("name", ALARMS)
def test_alarms_say_how_bad_what_and_what_to_do(name: str) -> None:
    alarm = ALARMS[name]
    assert alarm["for"] and alarm["labels"]["severity"] in {"warning", "critical"}
    assert alarm["annotations"]["summary"]
    file, _, anchor = alarm["annotations"]["runbook"].partition("#")
    assert f"### {name}\n" in (ROOT / file).read_text(encoding="utf-8") and anchor == name.lower()


@pytest.mark.parametrize("name", ALARMS)
def test_alarms_are_tested_both_ways(name: str) -> None:
    expected = [bool(case["exp_alerts"]) for case in TESTED if case["alertname"] == name]
    assert True in expected, f"no test where {name} fires"
    assert False in expected or name == "DemarcheDown", f"no test where {name} is silent"


@pytest.mark.parametrize("what", [["check", "config", "prometheus.yml"], ["test", "rules", "rules_test.yml"]])
def test_promtool(what: list[str]) -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not installed (it comes with Prometheus)")
    done = subprocess.run([promtool, *what], cwd=FOLDER, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
