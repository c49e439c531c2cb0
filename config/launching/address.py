"""Where the site listens: the address asked for, reserved before anything is set up."""

import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass

from config.launching.console import LaunchError

REACHED_AT = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}


@dataclass(frozen=True)
class Address:
    """A host and a port as asked for on the command line."""

    host: str
    port: int

    @property
    def reachable_host(self) -> str:
        """A host this machine can ask: itself when we listen on every address."""
        return REACHED_AT.get(self.host, self.host)

    @property
    def url(self) -> str:
        host = self.reachable_host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @contextlib.contextmanager
    def reserved(self) -> Iterator[socket.socket]:
        """The bound socket; Raises LaunchError when the port is taken or not allowed.

        It listens only when gunicorn takes it over: until then a visitor is refused at once
        instead of being kept waiting.
        """
        try:
            if not 0 < self.port < 65536:
                raise OSError(None, "1–65535")
            try:
                listener = self._bind(is_shared=False)
            except OSError:
                # A site stopped a moment ago leaves connections that keep the port busy for a
                # minute; only then is a bound port shared, which two commands at once could do.
                listener = self._bind(is_shared=True)
        except OSError as error:
            reason = getattr(error, "strerror", None) or error
            raise LaunchError(
                f"不能监听 {self.host}:{self.port},换一个 --port (cannot listen there: {reason})"
            ) from error
        with listener:
            yield listener

    def _bind(self, *, is_shared: bool) -> socket.socket:
        found = socket.getaddrinfo(self.host or None, self.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(is_shared))
            listener.bind(address)
        except BaseException:
            listener.close()
            raise
        return listener
