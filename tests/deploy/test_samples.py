"""Samples and manifests that people copy: settings, feeds, the systemd unit, Kubernetes."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pytest

from streams.cli import main
from streams.feeds.catalogue import load as load_feeds
from streams.settings import Settings, load

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed (extra dev)")

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
MANIFESTS = DEPLOY / "kubernetes"
OBJECTS: list[dict[str, Any]] = [
    found
    for path in sorted(MANIFESTS.glob("*.yaml"))
    if path.name != "kustomization.yaml"
    for found in yaml.safe_load_all(path.read_text(encoding="utf-8"))
]
PODS = {o["metadata"]["name"]: o["spec"]["template"]["spec"] for o in OBJECTS if "template" in o.get("spec", {})}
VARIABLES = {f"DEMARCHE_{field.name.upper()}" for field in fields(Settings)}
ROLES = {("topics", "apply"), ("worker",), ("poll",), ("page",)}


def test_the_sample_settings_are_the_defaults() -> None:
    assert load(DEPLOY / "demarche.toml") == Settings()


def test_the_settings_that_the_sample_comments_out_exist() -> None:
    text = re.sub(r'^# (\w+ = ".*)$', r"\1", (DEPLOY / "demarche.toml").read_text(encoding="utf-8"), flags=re.MULTILINE)
    sample = DEPLOY / "demarche.toml"
    assert text != sample.read_text(encoding="utf-8")
    names = {field.name for field in fields(Settings)}
    section = ""
    for line in text.splitlines():
        if header := re.match(r"\[(\w+)\]", line):
            section = header[1]
        elif pair := re.match(r"(\w+) =", line):
            assert f"{section}_{pair[1]}" in names


def test_the_sample_feeds_can_be_read() -> None:
    feeds = load_feeds(DEPLOY / "feeds.toml")
    assert len(feeds) >= 2
    assert any(not feed.enabled for feed in feeds), "the sample shows how to switch one off"


def test_the_unit_starts_a_command() -> None:
    unit = (DEPLOY / "systemd" / "demarche.service").read_text(encoding="utf-8")
    line = re.search(r"^ExecStart=\S+/demarche (\S+) (.*)$", unit, flags=re.MULTILINE)
    assert line
    command = main.get_command(click.Context(main), line[1])
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in line[2].split() if word.startswith("--")} <= known
    assert set(re.findall(r"DEMARCHE_[A-Z_]+", unit)) <= VARIABLES
    assert re.search(r"^Restart=always$", unit, flags=re.MULTILINE), "status 70 must start it again"


def test_kustomization_names_every_manifest() -> None:
    kustomization = yaml.safe_load((MANIFESTS / "kustomization.yaml").read_text(encoding="utf-8"))
    there = {path.name for path in MANIFESTS.glob("*.yaml")} - {"kustomization.yaml"}
    assert set(kustomization["resources"]) == there


def test_kubernetes_runs_every_role() -> None:
    assert {tuple(pod["containers"][0]["args"]) for pod in PODS.values()} == ROLES


@pytest.mark.parametrize("name", PODS)
def test_pods_may_do_little(name: str) -> None:
    (container,) = PODS[name]["containers"]
    assert PODS[name]["securityContext"]["runAsUser"] == 10001
    assert PODS[name]["automountServiceAccountToken"] is False
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["resources"]["limits"]["memory"]
    mounted = {mount["name"] for mount in container["volumeMounts"]}
    assert mounted <= {volume["name"] for volume in PODS[name]["volumes"]}


def test_pods_are_given_settings_that_exist() -> None:
    (settings,) = [o["data"] for o in OBJECTS if o["kind"] == "ConfigMap"]
    named = {entry["name"] for pod in PODS.values() for entry in pod["containers"][0].get("env", [])}
    assert set(settings) | named <= VARIABLES
    assert all(isinstance(value, str) for value in settings.values())
    for pod in PODS.values():
        for port in pod["containers"][0].get("ports", []):
            assert str(port["containerPort"]) == settings["DEMARCHE_WEB_PORT"]


def test_services_and_budgets_choose_pods_that_exist() -> None:
    labelled = [o["spec"]["template"]["metadata"]["labels"] for o in OBJECTS if "template" in o.get("spec", {})]
    for found in OBJECTS:
        selector = found.get("spec", {}).get("selector")
        if selector:
            assert selector.get("matchLabels", selector) in labelled, found["metadata"]["name"]


def test_probes_ask_for_pages_that_are_served() -> None:
    served = (ROOT / "streams" / "web" / "page.py").read_text(encoding="utf-8")
    probes = [v for pod in PODS.values() for k, v in pod["containers"][0].items() if k.endswith("Probe")]
    assert len(probes) >= 7
    for probe in probes:
        assert f'"{probe["httpGet"]["path"]}"' in served
