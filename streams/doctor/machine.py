"""The doctor's look at the machine: Python, packages, Java, jars, disk, port."""

from __future__ import annotations

import errno
import platform
import re
import shutil
import socket
import sys
import tempfile
from http.client import HTTPConnection, HTTPException
from importlib import import_module, metadata
from pathlib import Path

import agents
import streams
from agents.installation import DISTRIBUTION
from streams.broker.errors import BrokerError
from streams.broker.install import cache_dir, check, kafka_version
from streams.broker.java import find_java
from streams.doctor.check import Check
from streams.settings import Settings

# Modules that come compiled; where a wheel lacks them, a pure Python stand-in is several times slower.
COMPILED = (
    "faust._cython.streams",
    "aiokafka.record._crecords",
    "orjson",
    "msgspec._core",
    "lxml.etree",
    "uvloop.loop",
)
WARN_DISK_MB, FAIL_DISK_MB = 2_000, 200
ANSWER_S = 1.0


def examine(settings: Settings) -> list[Check]:
    """Make the checks of the machine.  Blocks for some tenths of a second (it hashes the jars)."""
    checks = [python(), packages(), compiled(), ours()]
    if not settings.kafka_url:
        checks += [java(), jars(cache_dir())]
    return [*checks, disk(settings), web_port(settings)]


def python() -> Check:
    """Look at the interpreter."""
    detail = f"{platform.python_implementation()} {platform.python_version()} at {sys.executable}"
    if sys.version_info < (3, 11):  # noqa: UP036  # an old one may still be running what it did not install
        return Check("python", "fail", detail, "Python 3.11 or newer is needed")
    return Check("python", "ok", detail)


def packages(names: list[str] | None = None) -> Check:
    """Look for every package that the program requires."""
    wanted = _required() if names is None else names
    versions, missing = [], []
    for name in wanted:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing or not wanted:
        if not wanted:
            return Check("packages", "fail", f"{DISTRIBUTION} itself is not installed", "install it from its checkout")
        hint = f"`{sys.executable} -m pip install {DISTRIBUTION}` adds what it lacks"
        return Check("packages", "fail", f"missing: {', '.join(missing)}", hint)
    return Check("packages", "ok", ", ".join(versions))


def compiled(modules: tuple[str, ...] = COMPILED) -> Check:
    """Look for the compiled parts of the packages."""
    missing = []
    for module in modules:
        try:
            import_module(module)
        except ImportError:
            missing.append(module)
    if missing:
        return Check("compiled", "warn", f"not there: {', '.join(missing)}", "reinstall these from wheels")
    return Check("compiled", "ok", f"{len(modules)} of {len(modules)}")


def ours(folder_of_agents: Path | None = None) -> Check:
    """Make sure that `agents` and `streams` are our packages: another distribution uses the name `agents` too."""
    here = Path(str(streams.__file__)).parent.parent
    there = Path(str(agents.__file__)).parent.parent if folder_of_agents is None else folder_of_agents
    if here != there:
        return Check(
            "ours", "fail", f"agents comes from {there}, streams from {here}", "use a virtual environment of its own"
        )
    claimed = set(metadata.packages_distributions().get("agents", ())) - {DISTRIBUTION}
    if claimed:
        told = f"{', '.join(sorted(claimed))} also installs a package `agents`"
        return Check("ours", "warn", told, "use a virtual environment of its own")
    return Check("ours", "ok", str(here))


def java() -> Check:
    """Look for a Java that the embedded broker can run on."""
    try:
        found = find_java()
    except BrokerError as error:
        return Check("java", "fail", error.message, error.hint)
    return Check("java", "ok", f"{found.version} at {found.path}")


def jars(folder: Path) -> Check:
    """Hash Kafka's jars again."""
    wrong = check(folder)
    if not wrong:
        return Check("jars", "ok", f"Kafka {kafka_version()}, every digest right, in {folder}")
    if any((folder / name).exists() for name in wrong):
        return Check(
            "jars", "fail", f"not the files we know: {', '.join(wrong)}", f"delete {folder}; they are fetched again"
        )
    return Check("jars", "warn", f"{len(wrong)} are not there yet", "the first start fetches 45 MB, once")


def disk(settings: Settings) -> Check:
    """Look whether the data directory can be written and has room."""
    folder = Path(settings.data_dir).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        return Check("data dir", "fail", f"{folder}: {error.strerror}", "set another data.dir")
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    detail = f"{folder}, {free_mb} MB free"
    if free_mb < WARN_DISK_MB:
        return Check(
            "data dir", "fail" if free_mb < FAIL_DISK_MB else "warn", detail, "free some space or set another data.dir"
        )
    return Check("data dir", "ok", detail)


def web_port(settings: Settings) -> Check:
    """Look whether the page's port can be had."""
    where = f"{settings.web_host}:{settings.web_port}"
    with socket.socket(socket.AF_INET6 if ":" in settings.web_host else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.web_host, settings.web_port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE and _ours_answers(settings):
                return Check("web port", "ok", f"{where} is served by a demarche that runs")
            return Check("web port", "fail", f"{where}: {error.strerror}", "set another web.port or web.host")
    return Check("web port", "ok", f"{where} is free")


def _ours_answers(settings: Settings) -> bool:
    """Ask the port's holder for its health, in the words of our page."""
    asked = HTTPConnection(settings.web_host, settings.web_port, timeout=ANSWER_S)
    try:
        asked.request("GET", "/live")
        return asked.getresponse().read(16).startswith((b"live\n", b"stalled"))
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()


def _required() -> list[str]:
    rows = metadata.requires(DISTRIBUTION) or []
    return [found[0] for row in rows if "extra ==" not in row and (found := re.match(r"[A-Za-z0-9._-]+", row))]
