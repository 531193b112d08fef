"""The YAML language server, as an editor speaks with it: over its standard input and output."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, Any

NODE = Path(__file__).parents[1] / "node"
SERVER = NODE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PATIENCE = 120.0  # seconds until a server that says nothing is given up


class Server:
    """A running server; `said` is what it has written to its standard error when it has gone."""

    def __init__(self, process: subprocess.Popen[bytes], schemas: Mapping[str, str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.hears: IO[bytes] = process.stdin
        self.says: IO[bytes] = process.stdout
        self.process = process
        self.settings = {
            "validate": True,
            "completion": True,
            "hover": True,
            "schemaStore": {"enable": False},
            "kubernetesCRDStore": {"enable": False},
            "schemas": dict(schemas),
        }
        self.asked = self.opened = 0
        self.found: dict[str, list[dict[str, Any]]] = {}
        self.said = ""

    def begin(self, folder: Path) -> None:
        """Tell it which folder is open, and how it is set up."""
        text = {
            "publishDiagnostics": {},
            "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
            "hover": {"contentFormat": ["markdown"]},
        }
        self.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=folder.as_uri(),
            workspaceFolders=[{"uri": folder.as_uri(), "name": folder.name}],
            capabilities={"workspace": {"configuration": True}, "textDocument": text},
        )
        self._send(method="initialized", params={})
        settings = {"settings": {"yaml": self.settings}}
        self._send(method="workspace/didChangeConfiguration", params=settings)

    def open(
        self, folder: Path, text: str, ending: str = ".yaml"
    ) -> tuple[Path, list[dict[str, Any]]]:
        """Open a document as a new file of a folder: its path, and what is found wrong in it."""
        self.opened += 1
        path = folder / f"{self.opened}{ending}"
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        while uri not in self.found:
            self._hear()
        return path, self.found[uri]

    def at(self, what: str, path: Path, line: int, character: int) -> Any:
        """What the server answers of a place (counted from 0): `completion` or `hover`."""
        place = {"line": line, "character": character}
        document = {"uri": path.as_uri()}
        return self.ask(f"textDocument/{what}", textDocument=document, position=place)

    def ask(self, method: str, **params: object) -> Any:
        """Ask, and wait for the answer."""
        self.asked += 1
        self._send(id=self.asked, method=method, params=params)
        while True:
            heard = self._hear()
            if heard.get("id") == self.asked and "method" not in heard:
                assert "error" not in heard, heard
                return heard["result"]

    def end(self) -> None:
        """Let it go."""
        self.ask("shutdown")
        self._send(method="exit", params=None)
        self.process.wait(PATIENCE)

    def _send(self, **message: object) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.hears.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.hears.flush()

    def _hear(self) -> dict[str, Any]:
        """The next message; what is found is kept, what the server asks of an editor answered."""
        heard = self._message()
        match heard.get("method"):
            case "textDocument/publishDiagnostics":
                self.found[heard["params"]["uri"]] = heard["params"]["diagnostics"]
            case "workspace/configuration":
                asked = (each.get("section") for each in heard["params"]["items"])
                settings = [self.settings if each == "yaml" else {} for each in asked]
                self._send(id=heard["id"], result=settings)
            case str() if "id" in heard:
                self._send(id=heard["id"], result=None)
            case _:
                pass
        return heard

    def _message(self) -> dict[str, Any]:
        guard = Timer(PATIENCE, self.process.kill)
        guard.start()
        try:
            length = 0
            while line := self.says.readline().strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            body = self.says.read(length)
        finally:
            guard.cancel()
        assert body, "the server has gone"
        message: dict[str, Any] = json.loads(body)
        return message


@contextmanager
def editor(folder: Path, schemas: Mapping[str, str]) -> Iterator[Server]:
    """A server with this folder open and no network; `schemas` maps schemas to their files."""
    command = ["node", "--require", str(NODE / "offline.cjs"), str(SERVER), "--stdio"]
    pipe = subprocess.PIPE
    with (
        TemporaryFile() as errors,
        subprocess.Popen(
            command,
            stdin=pipe,
            stdout=pipe,
            stderr=errors,
            env={**os.environ, "HOME": str(folder)},
        ) as process,
    ):
        server = Server(process, schemas)
        try:
            server.begin(folder)
            yield server
            server.end()
        finally:
            process.kill()
            errors.seek(0)
            server.said = errors.read().decode()
