"""Alerts as notices to people, over the services that Apprise knows (extra `notify`); only this module knows it.

Made by `demarche watch --notify ADDRESS`.  An address holds the service and its keys (`json://…`, `mailto://…`,
`slack://…`) and is never printed; with `?retry=3` at its end a service that fails is tried again.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from agents.excerpts import sentence_of
from agents.installation import how_to_add
from agents.records import Alert
from streams.delivery.told import Told

_KINDS = {"low": "info", "medium": "info", "high": "warning", "critical": "failure"}


class NotifyError(ValueError):
    """Nobody can be told: the extra is missing, or an address means nothing; says what to do."""


class Notices:
    """Tells each alert to all addresses, once."""

    def __init__(self, addresses: Sequence[str]) -> None:
        """Take the addresses without connecting.  Raises NotifyError."""
        try:
            apprise = import_module("apprise")
        except ImportError as error:
            raise NotifyError(f"{error}: {how_to_add('notify')}") from error
        self._services = apprise.Apprise()
        self._told = Told()
        for address in addresses:
            if not self._services.add(address):
                service = address.partition(":")[0]  # the rest may be a secret
                raise NotifyError(
                    f"{service}: no address of a service that Apprise knows; it wants one like json://host/path,"
                    " mailto://user:password@host or slack://tokens"
                )

    async def send(self, alert: Alert) -> bool:
        """Send an alert that was not sent before; tell whether every service took it.  Takes seconds at worst."""
        revision = f"{alert.id} {alert.revision}"
        if revision in self._told:
            return True
        title, body = notice(alert)
        taken = await self._services.async_notify(
            title=title, body=body, notify_type=_KINDS[alert.severity], body_format="text"
        )
        self._told.add(revision)
        return bool(taken)


def notice(alert: Alert) -> tuple[str, str]:
    """Write an alert as title and body: the words that show it, where they stand, and how to learn more."""
    lines = []
    for evidence in alert.evidence[:1]:
        lines += [f"“{sentence_of(evidence)}”", f"{evidence.outlet} {evidence.url}".strip()]
    lines.append(f"{alert.desk}, {alert.severity}; demarche explain {alert.id}")
    title = alert.headline if alert.update == "new" else f"{alert.update.capitalize()}: {alert.headline}"
    return title, "\n".join(lines)
