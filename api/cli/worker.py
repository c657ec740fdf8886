"""`wraparound worker`: does what the outbox asks for, until it is told to end."""

from __future__ import annotations

import os
import signal
import socket

import click

from api.cli.services import opened
from api.wiring import Services
from api.worker import Worker


@click.command("worker")
@click.option(
    "--check", is_flag=True, help="Only say whether a worker can work here (for health checks); changes nothing."
)
@click.option("--once", is_flag=True, help="Do what is due and end.")
def command(check: bool, once: bool) -> None:
    """Run the worker. `wraparound serve` has one of its own; with several servers run this beside them."""
    with opened(migrate=not check) as services:
        worker = Worker(services, f"{socket.gethostname()}:{os.getpid()}")
        if check:
            _check(services)
            return
        if once:
            click.echo(f"{worker.work_once()} messages")
            return
        signal.signal(signal.SIGTERM, lambda *_: worker.stop())
        signal.signal(signal.SIGINT, lambda *_: worker.stop())
        worker.run()


def _check(services: Services) -> None:
    """Raises `StoreUnusable` unless database and index answer and are upgraded."""
    services.check()
    with services.database.read() as view:
        waiting = view.outbox.waiting()
    click.echo(f"Database and index answer; messages waiting: {sum(waiting.values())}.")
