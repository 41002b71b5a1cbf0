"""Private members of Faust, mode and aiokafka: where they are used, and that the installed version still has them.

They change without notice, so few files lean on them, and an upgrade must say by name which one is gone.
"""

from __future__ import annotations

import ast
import re
from importlib.metadata import version
from typing import Any

import pytest
from faust.transport.drivers.aiokafka import Consumer
from source_tree import ROOT, modules, tree

from streams.engine.app import make_app
from streams.engine.ledger import Ledger
from streams.settings import Settings

# By the object that has them.  Methods that we override and Faust calls stand here too.
MEMBERS = {
    "consumer": {
        "_acked",
        "_acked_index",
        "_add_gap",
        "_commit_offsets",
        "_commit_tps",
        "_committed_offset",
        "_filter_committable_offsets",
        "_is_changelog_tp",
        "_new_offset",
        "_read_offset",
        "_unacked_messages",
        "_wait_next_records",
    },
    "store": {"_key_partition"},
    "recovery": {"_active_events_received_at"},
    "app": {"_crashed"},
}
# Public by name only: `recovery.take` does the work of Faust's own recovery with them.
HALF_PRIVATE = {
    "recovery": {
        "active_highwaters",
        "active_offsets",
        "active_remaining",
        "active_tps",
        "flush_buffers",
        "in_recovery",
        "need_recovery",
        "signal_recovery_end",
        "tp_to_table",
    },
    "consumer": {"ack", "commit", "earliest_offsets", "flow_active", "highwater", "seek", "wait_empty"},
}
# Who still uses them: this list only shrinks, until one file of streams/engine is left.
USERS = {
    "streams/engine/consumer.py",
    "streams/engine/recovery.py",
}
# Private members of others, by the file that may use them.
OTHERS = {
    ("streams/service.py", "_exit"),
    ("streams/engine/consumer.py", "_exit"),
    ("streams/worker.py", "_value"),
    ("streams/demo/show.py", "_value"),
    ("streams/contracts/tables.py", "_collector_to_names"),
    ("streams/contracts/tables.py", "_labelnames"),
}


def used(module: ast.Module) -> set[str]:
    """Name the private attributes that a source reads, writes, overrides or asks for by name."""
    found: set[str] = set()
    for node in ast.walk(module):
        match node:
            case ast.Attribute(attr=name):
                found.add(name)
            case ast.Call(ast.Name("getattr" | "hasattr" | "setattr"), [_, ast.Constant(str(name)), *_]):
                found.add(name)
            case ast.ClassDef(bases=[_, *_]):
                found |= {part.name for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)}
    return {name for name in found if re.match(r"_[a-z]", name)}


def own(module: ast.Module) -> set[str]:
    """Name what a source itself makes: its functions, and the attributes that it gives to `self`."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    found = {node.name for node in ast.walk(module) if isinstance(node, kinds)}
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self":
            found.add(node.attr)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return found


def places() -> dict[str, set[str]]:
    return {str(path.relative_to(ROOT)): used(tree(path)) for path in modules("streams")}


def test_few_files_use_private_members_of_faust() -> None:
    """Catches a further file that leans on them, and one that no longer does: then the list is to shrink."""
    named = set().union(*MEMBERS.values())
    assert {path for path, names in places().items() if names & named} == USERS


def test_every_private_member_is_named_here() -> None:
    """Catches a private member of somebody else's that no canary watches."""
    named = set().union(*MEMBERS.values())
    foreign = {
        (path, name)
        for path, names in places().items()
        for name in names - own(tree(ROOT / path)) - named
        if (path, name) not in OTHERS
    }
    assert foreign == set()
    everywhere = set().union(*places().values())
    assert named <= everywhere, f"used nowhere any more: {sorted(named - everywhere)}"


@pytest.fixture
def objects(tmp_path: Any) -> dict[str, Any]:
    app: Any = make_app(Settings(data_dir=str(tmp_path)), Ledger())

    async def nothing(_: Any) -> None:
        """Stand where Faust wants to be called back."""

    # Faust's own, without what we add to it.
    stock: Any = Consumer(app.transport, nothing, on_partitions_revoked=nothing, on_partitions_assigned=nothing)
    return {
        "consumer": stock,
        "store": app.Table("canary", partitions=1).data,
        "recovery": app.tables.recovery,
        "app": app,
    }


@pytest.mark.parametrize("owner", sorted(MEMBERS))
async def test_the_installed_version_has_them(owner: str, objects: dict[str, Any]) -> None:
    """The canary: catches an upgrade of Faust, mode or aiokafka that takes away what we lean on."""
    wanted = MEMBERS[owner] | HALF_PRIVATE.get(owner, set())
    gone = sorted(name for name in wanted if not hasattr(objects[owner], name))
    versions = ", ".join(f"{name} {version(name)}" for name in ("faust-streaming", "mode-streaming", "aiokafka"))
    assert not gone, f"the {owner} of {versions} has no {gone}: see who uses it in {sorted(USERS)}"
