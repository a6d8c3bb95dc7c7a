"""The publication: Datasette over the published snapshots, with pages of our own. ``serve`` is the one door."""

from __future__ import annotations

import asyncio
import errno
import socket
from pathlib import Path

import click


class CannotServe(click.ClickException):
    """One sentence that says what to do; exit code 3 as CONTRACT says for what could not run."""

    exit_code = 3


def serve(data: Path, host: str, port: int) -> None:
    """Serve the newest snapshot under ``data`` until Ctrl-C, picking up each new one while running.

    The address is printed on stdout when the first page has answered. ``port`` 0 takes a free one. Raises
    CannotServe when there is no snapshot yet or the port is taken.
    """
    # Datasette imports archive.site.plugin when it is imported itself, so this package cannot need it to be imported.
    from archive.site.router import NotReady
    from archive.site.snapshots import NoSnapshot

    with listen(host, port) as listener:
        try:
            asyncio.run(_serve(data, listener))
        except (NoSnapshot, NotReady) as error:
            raise CannotServe(str(error)) from error
        except KeyboardInterrupt:
            # uvicorn has shut down and raises the Ctrl-C it held back.
            return


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; CannotServe when the address cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise CannotServe(f"{host} is no address of this machine: {error.strerror}; try --host 127.0.0.1.") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(512)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise CannotServe(f"Port {port} is taken: stop what uses it, or choose another with --port.") from error
        raise CannotServe(f"Cannot listen on {host}:{port}: {error.strerror}.") from error
    return listener


async def _serve(data: Path, listener: socket.socket) -> None:
    import uvicorn

    from archive.site.router import Router

    router = Router(data)
    await router.start()
    config = uvicorn.Config(router, lifespan="off", log_level="warning", access_log=False, server_header=False)
    print(address(listener), flush=True)
    try:
        await uvicorn.Server(config).serve(sockets=[listener])
    finally:
        await router.stop()


def address(listener: socket.socket) -> str:
    """``http://127.0.0.1:8001/`` of a listening socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
