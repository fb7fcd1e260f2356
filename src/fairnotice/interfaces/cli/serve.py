"""``fairnotice serve``: open the portal and the console on this machine."""

from __future__ import annotations

import logging
import os
import socket
from contextlib import closing
from typing import ClassVar

import click

from fairnotice.kernel.refusal import Refusal


class PortTaken(Refusal):
    """Refuse to serve on a port that another program holds."""

    code: ClassVar[str] = "port_taken"

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Another program holds port {port} of {host}. Choose one with --port, or --port 0 for any that is free."
        )
        self.host = host
        self.port = port


@click.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
def command(port: int, host: str) -> None:
    """
    Open portal and console; Ctrl-C ends it.

    Example: fairnotice serve --port 8000
    """
    from fairnotice.interfaces.startup import start_in_ready_home  # noqa: PLC0415  Django only when it serves

    with closing(listen(host, port)) as door:
        real_port = door.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        os.environ.setdefault("FAIRNOTICE_URL", f"http://{shown}:{real_port}")
        start_in_ready_home()
        click.echo(f"Fairnotice serves on http://{shown}:{real_port}/ (Ctrl-C ends it)")
        run(door)


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket: who follows the printed address at once waits instead of being refused."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as taken:
        door.close()
        raise PortTaken(host, port) from taken
    door.listen(128)
    return door


def run(door: socket.socket) -> None:
    """Serve the site on *door* until Ctrl-C or a signal to end."""
    import uvicorn  # noqa: PLC0415  only when it serves

    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    config = uvicorn.Config(
        "fairnotice.asgi:application",
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=True,
    )
    server = uvicorn.Server(config)
    try:
        server.run(sockets=[door])
    except KeyboardInterrupt:
        click.echo("Ended.", err=True)
