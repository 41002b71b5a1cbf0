"""Every metric of the program, with its help text, on a registry of our own.

Labels come from closed sets (stage, reason, desk) or from the feeds that this process polls; never an actor,
never a URL.  Children are held where a metric is counted per message: looking one up costs three times as
much as counting.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

disable_created_metrics()  # type: ignore[no-untyped-call]

REGISTRY = CollectorRegistry()

# From 10 ms to an hour: what a pipeline of seconds and a feed of minutes both need.
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 1800, 3600)
# From 50 us to 5 s: work done in place.
FINE_SECONDS = (0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)

FEED_POLLS = Counter("demarche_feed_polls", "Polls by feed and outcome", ["feed", "outcome"], registry=REGISTRY)
FEED_LAST_SUCCESS = Gauge(
    "demarche_feed_last_success_timestamp_seconds", "When a feed last answered well", ["feed"], registry=REGISTRY
)
FEED_NEXT_POLL = Gauge(
    "demarche_feed_next_poll_timestamp_seconds", "When a feed is due again", ["feed"], registry=REGISTRY
)
FEED_VERDICTS = Counter("demarche_feed_verdicts", "Polls by what came of them", ["verdict"], registry=REGISTRY)
FEED_ENTRIES = Counter(
    "demarche_feed_entries", "Entries read in feeds, by what became of them", ["fate"], registry=REGISTRY
)
PAGES = Counter("demarche_pages", "Pages of articles asked for, by what came of them", ["verdict"], registry=REGISTRY)
NETWORK_DOWN = Gauge("demarche_network_down", "1 while most feeds fail at once by our own network", registry=REGISTRY)
ARTICLE_AGE = Histogram(
    "demarche_article_age_at_ingest_seconds",
    "From publication to fetching: the feeds' delay",
    buckets=SECONDS,
    registry=REGISTRY,
)
POOLS_RENEWED = Counter(
    "demarche_parse_pools_renewed", "Parsing processes made anew because they were lost", registry=REGISTRY
)
CLOCK_SKEW = Counter("demarche_article_clock_skew", "Articles dated in the future by their feed", registry=REGISTRY)

ARTICLES = Counter("demarche_articles", "Articles that passed a stage", ["stage"], registry=REGISTRY)
FINDINGS = Counter("demarche_findings", "Findings by kind", ["kind"], registry=REGISTRY)
LEFT_OUT = Counter(
    "demarche_findings_left_out", "Findings beyond what one message may carry, by kind", ["kind"], registry=REGISTRY
)
CUTS = Counter(
    "demarche_reading_cuts",
    "What of a text was too large to be read in one piece, or at all",
    ["kind"],
    registry=REGISTRY,
)
REJECTED = Counter(
    "demarche_records_rejected", "Records set aside, by stage and reason", ["stage", "reason"], registry=REGISTRY
)
STAGE_SECONDS = Histogram(
    "demarche_stage_duration_seconds",
    "Time a record spends in a stage",
    ["stage"],
    buckets=FINE_SECONDS,
    registry=REGISTRY,
)
HEARTBEAT = Gauge(
    "demarche_stage_heartbeat_timestamp_seconds", "When a stage last finished a record", ["stage"], registry=REGISTRY
)
PIPELINE_SECONDS = Histogram(
    "demarche_pipeline_latency_seconds",
    "From fetching an article to its alert: our delay; without what is a day late, as replays are",
    buckets=SECONDS,
    registry=REGISTRY,
)
ALERTS = Counter("demarche_alerts", "Alerts raised, by desk and severity", ["desk", "severity"], registry=REGISTRY)

LAG = Gauge("demarche_consumer_lag_messages", "Messages not yet committed", ["topic", "partition"], registry=REGISTRY)
COMMITS = Counter("demarche_commits", "Commits of offsets, by outcome", ["outcome"], registry=REGISTRY)
LAST_COMMIT = Gauge("demarche_last_commit_timestamp_seconds", "When offsets were last committed", registry=REGISTRY)
REFETCHED = Counter(
    "demarche_refetches", "Partitions read again because Faust had dropped a message", registry=REGISTRY
)
UNDELIVERED = Gauge("demarche_undelivered_messages", "Sent to Kafka and not yet acknowledged", registry=REGISTRY)
TABLE_ENTRIES = Gauge("demarche_table_entries", "Actors in this worker's part of the table", registry=REGISTRY)
RECOVERY_SECONDS = Gauge(
    "demarche_table_recovery_seconds", "How long the last recovery of the table took", registry=REGISTRY
)
SUBSCRIBERS = Gauge("demarche_page_subscribers", "Browsers that follow the page", registry=REGISTRY)
BUILD = Gauge("demarche_build_info", "Version of program and lexicon", ["version", "lexicon"], registry=REGISTRY)
