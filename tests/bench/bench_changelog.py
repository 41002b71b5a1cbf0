"""How large the table's changelog stays, and how soon a killed worker reads on.

`python tests/bench/bench_changelog.py [ARTICLES]`: the demo's stories, each with a few more of the lexicon's actors
named, so that thousands have a state.  One worker reads them on a broker of its own; after a while for the cleaner it
is killed by SIGKILL and started again, with one more article waiting.  Prints JSON; asserts nothing.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import urllib.error
import urllib.request
from itertools import cycle, islice
from pathlib import Path
from time import monotonic
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "support"))  # where pytest finds it by its settings

import orjson
from demo_articles import demo_rows
from group import demarche, ends, until_done

from agents.lexicon import load
from streams import admin, logs, topics
from streams.broker import EmbeddedBroker
from streams.settings import Settings
from streams.tail import Tail

PER_ARTICLE = 6
CLEANER_S = 60.0  # that the cleaner has after the last article
STATES = ("/live", "/ready")


def rows(count: int) -> list[dict[str, Any]]:
    """Make articles that name every actor of the lexicon in turn."""
    names = {known.actor_id: known.name for meanings in load().names.by_name.values() for known in meanings}
    named = cycle(name for actor, name in names.items() if actor)
    made = []
    for row in islice(demo_rows(count // 50 + 1), count):
        others = list(islice(named, PER_ARTICLE))
        said = " ".join(f"{one} met {other} on Monday." for one, other in zip(others[::2], others[1::2], strict=True))
        made.append(row | {"text": f"{row['text']}\n\n{said}"})
    return made


async def publish(url: str, folder: Path, batch: list[dict[str, Any]]) -> None:
    """Send articles as `replay` does."""
    path = folder / "articles.jsonl"
    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in batch))
    await (await demarche("replay", path, "--kafka-url", url)).wait()


async def worker(url: str, folder: Path, port: int) -> asyncio.subprocess.Process:
    """Start a worker that is not killed at the end of a block."""
    return await demarche(
        "worker", "--kafka-url", url, "--data-dir", folder, "--worker-id", "bench",
        "--web-port", str(port), "--log-level", "warning",
    )  # fmt: skip


async def table_bytes(url: str) -> tuple[int, int]:
    """Give how many entries the table has, and how many bytes they take with their keys."""
    newest: dict[str, int] = {}
    async with Tail(url, [topics.CHANGELOG]) as tail:
        await tail.from_beginning()
        async for line in tail.until_end():
            newest[line.key] = len(line.key.encode()) + len(line.value or b"")
    return len(newest), sum(newest.values())


def log_bytes(data: Path) -> int:
    """Give the size of the changelog's segments on disk."""
    return sum(path.stat().st_size for path in data.rglob(f"{topics.CHANGELOG}-*/*.log"))


def asked(port: int, path: str) -> str:
    """Ask the worker's port; give status and answer, or nothing where nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as answer:
            return f"{answer.status} {answer.read().decode().strip()}"
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.read().decode().strip()}"
    except OSError:
        return ""


async def restarted(url: str, folder: Path, port: int) -> dict[str, Any]:
    """Start the worker again; note when its port answers, what it says meanwhile, and when it has read an article."""
    before, began = sum((await ends(url, topics.FINDINGS.name)).values()), monotonic()
    process = await worker(url, folder, port)
    seen: dict[str, float] = {}
    while sum((await ends(url, topics.FINDINGS.name)).values()) == before:
        for path in STATES:
            if answer := await asyncio.to_thread(asked, port, path):
                seen.setdefault(f"{path} {answer}", round(monotonic() - began, 2))
        await asyncio.sleep(0.05)
    took = monotonic() - began
    process.kill()
    await process.wait()
    return {"first_article_s": round(took, 2), "answers_after_s": dict(list(seen.items())[:12])}


async def main(count: int, port: int) -> dict[str, Any]:
    """Load, wait, measure, kill, start again."""
    made = rows(count + 1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with EmbeddedBroker(Settings(data_dir=str(folder / "kafka"))) as broker:
            await admin.apply(broker.url, Settings())
            process, began = await worker(broker.url, folder / "data", port), monotonic()
            await publish(broker.url, folder, made[:-1])
            await until_done(broker.url, count)
            load_s, at_once = monotonic() - began, log_bytes(folder)
            await asyncio.sleep(CLEANER_S)
            process.kill()
            await process.wait()
            entries, size = await table_bytes(broker.url)
            written = sum((await ends(broker.url, topics.CHANGELOG)).values())
            found = {
                "articles": count, "load_s": round(load_s), "actors": entries, "table_mb": round(size / 1e6, 1),
                "changelog_mb": {"at_once": round(at_once / 1e6, 1), "later": round(log_bytes(folder) / 1e6, 1)},
                "entries_written": written, "of_the_table": round(log_bytes(folder) / size, 2),
            }  # fmt: skip
            await publish(broker.url, folder, made[-1:])
            return found | {"after_kill": await restarted(broker.url, folder / "data", port)}


if __name__ == "__main__":
    logs.setup("error")
    print(json.dumps(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, 8399)), indent=1))
