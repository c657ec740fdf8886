"""`wraparound serve`: the HTTP server, with the worker in-process."""

from __future__ import annotations

import os
import socket
import threading
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from api.app import create_app
from api.cli.services import opened
from api.logs import configure_logs
from api.settings import Settings, read_settings
from api.wiring import Services
from api.worker import start_in_background
from importers.collecting import collect_rarely

THREADS = 8  # most of a request is SQLite or PostgreSQL at work, which lets other threads go on
GRACE_SECONDS = 20
ANY_ZIP = "10001"  # whichever is asked for first makes the gazetteer read its files


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn, told by our options instead of its own files and environment."""

    def __init__(self, settings: Settings, options: dict[str, Any], with_worker: bool) -> None:
        self._settings = settings
        self._options = options
        self._with_worker = with_worker
        super().__init__()

    def load_config(self) -> None:
        """Take our options."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application of one server process, with a worker on a thread of its own where asked for."""
        services = Services(self._settings)
        if self._with_worker:
            start_in_background(services, f"serve:{os.getpid()}")
        threading.Thread(target=read_ahead, args=(services,), daemon=True).start()
        return create_app(services)


def read_ahead(services: Services) -> None:
    """Read places and words now, aside, so that the first person to search does not wait a second for them.

    What was read stays, so it need not be walked through again for what nobody refers to.
    """
    services.gazetteer.place_of_postal_code(ANY_ZIP)
    assert services.matcher
    collect_rarely()


def require_free(host: str, port: int) -> None:
    """Stop with one sentence where nothing can listen there; gunicorn would try for seconds and say it six times."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.socket(found[0][0], socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(found[0][4])
    except OSError as error:
        raise click.ClickException(
            f"Cannot listen on {host}:{port}: {error.strerror}. Choose another --port."
        ) from error


def serve(settings: Settings, host: str, port: int, *, processes: int = 1, with_worker: bool = True) -> None:
    """Serve until the process is told to end."""
    options = {
        "bind": f"{host}:{port}",
        "workers": processes,
        "threads": THREADS,
        "worker_class": "gthread",
        "graceful_timeout": GRACE_SECONDS,
        "loglevel": "warning",
        "accesslog": None,
        "proc_name": "wraparound",
    }
    Server(settings, options, with_worker).run()


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 for all.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="Server processes.")
@click.option("--worker/--no-worker", "with_worker", default=True, help="Run the worker in this process.")
def command(host: str, port: int, processes: int, with_worker: bool) -> None:
    """Serve the pages and the API. Brings the database up to date first."""
    settings = read_settings()
    configure_logs(settings.log_level)
    require_free(host, port)
    with opened():
        pass  # migrated by one process, before several start
    click.echo(f"Wraparound serves on http://{host}:{port}", err=True)
    serve(settings, host, port, processes=processes, with_worker=with_worker)
