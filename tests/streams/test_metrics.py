"""The metrics: one registry, one naming, no label that could grow without bound."""

from __future__ import annotations

import re

from prometheus_client import generate_latest
from prometheus_client.openmetrics.exposition import generate_latest as open_metrics
from prometheus_client.parser import text_string_to_metric_families

from streams import metrics

# `feed` is bounded by what a process polls; everything else is a closed list.
LABELS = {
    "feed", "outcome", "stage", "kind", "reason", "verdict", "fate", "desk", "severity", "topic", "partition",
    "version", "lexicon",
}  # fmt: skip


def families() -> dict[str, list[str]]:
    return {
        collector._name: list(collector._labelnames) for collector in metrics.REGISTRY._collector_to_names
    }  # fmt: skip


def test_names_follow_the_house() -> None:
    found = families()
    assert len(found) > 15
    for name in found:
        assert re.fullmatch(r"demarche_[a-z]+(_[a-z]+)*", name), name
        assert not name.endswith("_total"), f"{name}: the client adds it"


def test_labels_come_from_closed_sets() -> None:
    for name, labels in families().items():
        assert set(labels) <= LABELS, name


def test_every_metric_has_help_and_both_formats_can_be_written() -> None:
    metrics.REJECTED.labels("reader", "not-json").inc()
    text = generate_latest(metrics.REGISTRY).decode()
    for family in text_string_to_metric_families(text):
        assert family.documentation, family.name
    assert 'demarche_records_rejected_total{reason="not-json",stage="reader"}' in text
    assert "_created" not in text
    assert open_metrics(metrics.REGISTRY).decode().endswith("# EOF\n")


def test_buckets_rise() -> None:
    for buckets in (metrics.SECONDS, metrics.FINE_SECONDS):
        assert list(buckets) == sorted(set(buckets))
