"""A server of one page for the browsers of this machine, which are told when there is another."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from threading import Condition, Thread
from typing import Any

from auditcheck.cli.answer import Code, StopError, tell
from auditcheck.report.preview import EVENTS, digest, reloading

Request = Any  # the socket of a connection, which the library types as a datagram's too

HERE = "127.0.0.1"
MOST_CONNECTIONS = 64
_PATIENCE = 10  # seconds for a request to come, and between signs of life to who listens
_LOOKS = 0.1  # seconds between looks whether the server is to end
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}


class Server(ThreadingTCPServer):
    """Serves the page that it is shown last, to whom asks for it by this machine's own name."""

    allow_reuse_address = sys.platform != "win32"  # there it would let another share the port
    daemon_threads = False  # closing waits for every one
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, port: int, page: str) -> None:
        self.changed = Condition()
        self.ended = False
        self.show(page)
        self._open: set[Request] = set()
        super().__init__((HERE, port), Handler)

    @property
    def hosts(self) -> tuple[str, ...]:
        """What a browser of this machine calls the server; any other name is somebody's trick."""
        port = self.server_address[1]
        names = (HERE, "localhost")
        return (*(f"{name}:{port}" for name in names), *(names if port == 80 else ()))  # noqa: PLR2004  HTTP's own

    @property
    def address(self) -> str:
        """What to type in a browser."""
        return f"http://{self.hosts[0]}/"

    def show(self, page: str) -> None:
        """Show this page from now on, and tell all who listen."""
        with self.changed:
            self.page, self.newest = reloading(page).encode(), digest(page)
            self.changed.notify_all()

    def end(self) -> None:
        """Let go of everybody who is connected."""
        with self.changed:
            self.ended = True
            self.changed.notify_all()
            still = [*self._open]
        for connection in still:
            with suppress(OSError):  # closed since
                connection.shutdown(socket.SHUT_RDWR)

    def verify_request(self, request: Request, client_address: object) -> bool:
        """Whether there is room for another connection."""
        del client_address
        with self.changed:
            if self.ended or len(self._open) >= MOST_CONNECTIONS:
                return False
            self._open.add(request)
        return True

    def shutdown_request(self, request: Request) -> None:
        """A connection is over."""
        with self.changed:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Request, client_address: object) -> None:
        """A browser that goes away in the middle is nothing to tell of."""
        del request, client_address
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            tell(f"fault: auditcheck itself failed to answer ({type(error).__name__})")


class Handler(BaseHTTPRequestHandler):
    """One request: for the page, or for the news of which page is the newest."""

    server: Server
    timeout = _PATIENCE
    server_version, sys_version = "auditcheck", ""
    error_content_type = "text/plain"
    error_message_format = "%(code)d %(message)s\n"

    def parse_request(self) -> bool:
        """Whether it is a request that is answered; every other is refused."""
        if not super().parse_request():
            return False
        if self.headers.get_all("Host", []) not in [[each] for each in self.server.hosts]:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.command not in ("GET", "HEAD"):
            self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)
        elif self.path not in ("/", EVENTS):
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            return True
        return False

    def do_HEAD(self) -> None:
        """The answer's head."""
        self._begin(self.server.page)

    def do_GET(self) -> None:
        """The page; or, until one of us ends it, each page's digest as it comes."""
        page = self.server.page
        self._begin(page)
        if self.path == "/":
            self.wfile.write(page)
        else:
            for event in self._events():
                self.wfile.write(event)

    def end_headers(self) -> None:
        """The head that every answer has."""
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        if self.command not in ("GET", "HEAD"):
            self.send_header("Allow", "GET, HEAD")
        super().end_headers()

    def _begin(self, page: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        if self.path == "/":
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
        else:
            self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def _events(self) -> Iterator[bytes]:
        server, told = self.server, ""
        while not server.ended:
            with server.changed:
                newest = server.newest
                if newest == told and not server.ended:
                    server.changed.wait(_PATIENCE)
                    newest = server.newest
            yield b":\n\n" if newest == told else f"data: {newest}\n\n".encode()
            told = newest

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        """Nothing is said of a request."""


@contextmanager
def serving(port: int, page: str) -> Iterator[Server]:
    """The page, served until the block ends; then nothing of the server is left."""
    try:
        server = Server(port, page)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"error: --port: cannot listen on {HERE}:{port}: {reason}"
        help_ = "name another port, or none: then a free one is found"
        raise StopError(Code.CANNOT, f"{message}\n  help: {help_}") from None
    with server:  # closing it waits for the threads of its connections
        thread = Thread(target=server.serve_forever, args=(_LOOKS,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
            server.end()
