"""Worker and publisher start at one moment on a broker without a topic, and every article is read.

Twenty in a row, each on a broker of its own: `python tests/bench/bench_first_start.py`.
"""

from pathlib import Path

import pytest
from demo_articles import demo_file
from first_start import first_start

pytestmark = pytest.mark.kafka

ARTICLES = 200


@pytest.mark.parametrize("attempt", range(2))
async def test_a_burst_at_the_first_start_is_read(empty_broker: str, tmp_path: Path, attempt: int) -> None:
    rows = demo_file(tmp_path / "articles.jsonl", ARTICLES)
    start = await first_start(empty_broker, tmp_path, rows, ARTICLES)
    assert start.whole, start.told
