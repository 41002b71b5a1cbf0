"""Where the embedded broker keeps its files, whether there is room, and what its log says."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from streams.broker.errors import BrokerError
from streams.settings import Settings

LEAST_DISK_MB = 64
_MOST_LOG = 10_000_000


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one broker, under the data directory of the settings."""

    folder: Path

    @classmethod
    def of(cls, settings: Settings) -> Home:
        """Give the home of the broker of these settings."""
        return cls(Path(settings.data_dir).expanduser().absolute() / "kafka")

    @property
    def data(self) -> Path:
        """Give the folder of Kafka's own logs, which hold the records."""
        return self.folder / "data"

    @property
    def properties(self) -> Path:
        """Give the file of Kafka's settings."""
        return self.folder / "server.properties"

    @property
    def log(self) -> Path:
        """Give the file that the broker's messages go to."""
        return self.folder / "broker.log"

    def log_size(self) -> int:
        """Give the size of the log, bytes."""
        return self.log.stat().st_size if self.log.exists() else 0

    def log_since(self, offset: int, most: int = 20_000) -> str:
        """Read what the log says after an offset, the last bytes of it if that is much."""
        if self.log_size() <= offset:
            return ""
        with self.log.open("rb") as file:
            file.seek(max(offset, self.log_size() - most))
            return file.read().decode("utf-8", errors="replace")

    def turn_log(self) -> None:
        """Put a log of more than 10 MB aside; one old one is kept."""
        if self.log_size() > _MOST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))

    def demand_room(self) -> None:
        """Raise BrokerError `disk-full` or `data-dir-unusable` where Kafka could not even start."""
        if "," in str(self.folder):
            raise BrokerError("data-dir-unusable", f"{self.folder}: Kafka takes the comma for a separator", "rename it")
        free_mb = shutil.disk_usage(self.folder).free // 1_000_000
        if free_mb < LEAST_DISK_MB:
            hint = "free some space or set another data.dir"
            raise BrokerError("disk-full", f"{self.folder} has {free_mb} MB left", hint)
