"""`wraparound worker`: does what the outbox asks for, until it is told to end."""

from __future__ import annotations

import os
import signal
import socket
import sys

import click

from api.cli.services import opened
from api.worker import Worker


@click.command("worker")
@click.option("--check", is_flag=True, help="Only say whether the database can be worked on (for health checks).")
@click.option("--once", is_flag=True, help="Do what is due and end.")
def command(check: bool, once: bool) -> None:
    """Run the worker. `wraparound serve` has one of its own; with several servers run this beside them."""
    with opened() as services:
        worker = Worker(services, f"{socket.gethostname()}:{os.getpid()}")
        if check:
            with services.database.read() as view:
                waiting = view.outbox.waiting()
            click.echo(f"The database answers; {sum(waiting.values())} messages wait.")
            sys.exit(0)
        if once:
            click.echo(f"{worker.work_once()} messages")
            return
        signal.signal(signal.SIGTERM, lambda *_: worker.stop())
        signal.signal(signal.SIGINT, lambda *_: worker.stop())
        worker.run()
