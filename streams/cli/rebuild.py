"""`demarche rebuild`: the tables thrown away and made again from the log."""

from __future__ import annotations

from dataclasses import replace

import click

from agents.extraction.backend import Backend, BackendError
from agents.extraction.choice import chosen
from agents.lexicon import load as load_lexicon
from agents.lexicon import with_publishers
from agents.lexicon.errors import LexiconError
from streams import admin
from streams.broker import BrokerError, broker_for
from streams.cli.options import with_settings
from streams.cli.reach import NotReachable, finish
from streams.settings import Settings
from streams.tables.basis import EXIT_MISFIT, MisfitError
from streams.tables.rebuild import Rebuilt, Source, WorkersRunError, rebuild
from streams.terminal import counted


class Misfit(click.ClickException):
    """Something must be changed before the tables can be made again."""

    exit_code = EXIT_MISFIT


@click.command("rebuild")
@click.option(
    "--from",
    "source",
    type=click.Choice(["articles", "findings"]),
    required=True,
    help="articles: read anew by today's rules, 7 days back; findings: as they were read, 30 days back.",
)
@with_settings("kafka", "data", "broker", "reading")
def command(settings: Settings, source: Source) -> None:
    """Throw the actors' states away and make them again from the log; stop all workers first.

    What is not kept in the log any more is gone from the states.  Alerts that were sent are not sent again.
    """
    try:
        backend = chosen(settings.reading_names, settings.reading_tags)
    except BackendError as error:
        raise click.UsageError(str(error)) from error
    try:
        done = finish(_rebuild(settings, source, backend))
    except LexiconError as error:
        raise click.ClickException(f"the lexicon cannot be used: {error}") from error
    except MisfitError as error:
        raise Misfit(str(error)) from error
    except WorkersRunError as error:
        raise click.ClickException(str(error)) from error
    except BrokerError as error:
        raise NotReachable(str(error)) from error
    click.echo(
        f"{counted(done.read, 'message')} read, {done.refused} refused; {counted(done.actors, 'actor')} in the table,"
        f" {done.gone} gone; {counted(done.alerts, 'alert')} sent that had been waiting"
    )


async def _rebuild(settings: Settings, source: Source, backend: Backend | None) -> Rebuilt:
    async with broker_for(settings) as url:
        if (await admin.cluster(url)).is_mock:
            raise BrokerError("no-broker", "the mock broker keeps nothing to rebuild from", "give --kafka-url")
        await admin.ready(url, settings)
        lexicon = with_publishers(load_lexicon(), settings.reading_publishers)
        return await rebuild(url, replace(settings, kafka_url=url), source, lexicon, backend)
