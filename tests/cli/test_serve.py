"""`evaluate --serve`: the report as a page for this machine alone, that leaves nothing behind."""

import re
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from auditcheck.cli.app import run
from auditcheck.cli.serving import MOST_CONNECTIONS, Server, serving
from auditcheck.report.preview import EVENTS, digest, of_faults, reloading
from running import PATIENCE, Running, placed, save

unix = pytest.mark.skipif(sys.platform == "win32", reason="programs are ended otherwise there")

Output = pytest.CaptureFixture[str]


@pytest.fixture
def audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a sound audit with rules beside it; their parent is the working folder."""
    return placed(tmp_path, monkeypatch)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of a small page."""
    with serving(0, "<p>one") as server:
        yield server


def answered(
    server: Server, path: str = "/", method: str = "GET", host: str | None = None
) -> HTTPResponse:
    """The answer to a request, not yet read but for its head."""
    connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=PATIENCE)
    connection.putrequest(method, path, skip_host=True)
    for each in (server.hosts[0] if host is None else host).split("|"):
        connection.putheader("Host", each)
    connection.endheaders()
    return connection.getresponse()


def test_the_page_and_its_head(server: Server) -> None:
    """It is the page with the script, never kept, for nobody else's page to hold."""
    for method, host in (("GET", server.hosts[0]), ("HEAD", server.hosts[1])):
        answer = answered(server, method=method, host=host)
        body = answer.read()
        assert answer.status == 200
        assert body.decode() == (reloading("<p>one") if method == "GET" else "")
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "Python" not in answer.headers["Server"]


REFUSED = [
    ("/", "GET", "evil.example", 403),
    ("/", "GET", "evil.example:{port}", 403),
    ("/", "GET", "127.0.0.1", 403),
    ("/", "GET", "127.0.0.1:1", 403),
    ("/", "GET", "127.0.0.1:{port}.evil.example", 403),
    ("/", "GET", "127.0.0.1:{port}|evil.example", 403),
    ("/", "GET", "", 403),
    (EVENTS, "GET", "evil.example", 403),
    ("/", "POST", None, 405),
    ("/", "OPTIONS", None, 405),
    ("/evidence", "GET", None, 404),
    ("/../evidence/audit.yaml", "GET", None, 404),
    ("/?x=1", "GET", None, 404),
    ("http://evil.example/", "GET", None, 404),
    ("/favicon.ico", "GET", None, 404),
]


@pytest.mark.parametrize(("path", "method", "host", "status"), REFUSED)
def test_what_is_refused(
    server: Server, path: str, method: str, host: str | None, status: int
) -> None:
    """Another name than this machine's, another method, another path; nothing is shown of it."""
    named = host if host is None else host.format(port=server.server_address[1])
    answer = answered(server, path, method, named)
    assert answer.status == status
    body = answer.read()
    assert b"one" not in body
    assert len(body) < 40
    assert answer.headers["Allow"] == ("GET, HEAD" if status == 405 else None)


def test_who_listens_hears_each_page(server: Server) -> None:
    """The one that there is, and each that comes."""
    news = answered(server, EVENTS)
    assert news.headers["Content-Type"] == "text/event-stream"
    for page in ("<p>one", "<p>two", "<p>one"):
        server.show(page)
        assert heard(news) == f"data: {digest(page)}\n"


def heard(news: HTTPResponse) -> str:
    """The next event, as a browser hears it: comments keep the line open and say nothing."""
    return next(line for line in map(bytes.decode, news) if line.strip(":\n"))


def test_nothing_is_left_of_it() -> None:
    """Neither a thread nor the port, whoever listens, asks for nothing or asks for too much."""
    before = threading.active_count()
    with serving(0, "<p>one") as server:
        port = server.server_address[1]
        news = answered(server, EVENTS)
        news.readline()
        silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(80)]
        assert [each.recv(1) for each in silent[MOST_CONNECTIONS:]] == [b""] * 16
        assert server.socket.getsockname()[0] == "127.0.0.1"
    assert news.read().endswith(b"\n")
    for each in silent:
        each.close()
    assert threading.active_count() == before
    socket.create_server(("127.0.0.1", port)).close()


def test_the_policy_lets_this_script_run_and_nothing_else() -> None:
    """Whatever the page's own policy lets; a page without one has none."""
    own = "default-src 'none'; script-src 'sha256-abc='; IMG-SRC data:"
    page = f"<html><head><META content=\"{own}\" http-equiv='content-security-policy'><body>x"
    shown = reloading(page)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', shown)
    directives = dict(each.strip().split(" ", 1) for each in unescape(policy).split(";"))
    assert directives.pop("script-src").startswith("'sha256-abc=' 'sha256-")
    assert directives == {
        "default-src": "'none'",
        "img-src": "data:",
        "connect-src": "'self'",
    }
    assert shown.startswith("<html><head><meta ")
    assert "Content-Security-Policy" not in reloading("<p>free")


def test_faults_are_text() -> None:
    """Nothing of them is a mark of the page."""
    page = of_faults("a </pre><script>alert(1)</script> & {b}")
    assert "a &lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; {b}</pre>" in page


WRONG = [
    (["--port", "8000"], 2, "--port is where to --serve"),
    (["--serve", "--port", "65536"], 2, "'--port': "),
    (["--serve", "--report", "r.html"], 2, "does nothing of --report"),
    (["--serve", "--result", "r.json"], 2, "does nothing of --result"),
    (["--serve", "--fail-below", "Ja"], 2, "does nothing of --fail-below"),
    (["--serve", "--format", "json"], 2, "does nothing of --format json"),
    (["--serve", "--template", "a.docx"], 2, "does nothing of --template"),
    (["--serve", "--as-of", "2023"], 2, "not a whole day"),
    (["--serve", "--templates", "none"], 3, "there is no folder 'none'"),
]


@pytest.mark.parametrize(("more", "code", "said"), WRONG)
def test_what_is_not_served(
    audit: Path, capsys: Output, more: list[str], code: int, said: str
) -> None:
    """What a preview cannot do is said, and it ends at once."""
    assert run(["evaluate", str(audit), *more]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert not Path("r.html").exists()


def test_a_folder_that_is_not_there_and_a_port_that_is_taken(audit: Path, capsys: Output) -> None:
    """Both end it at once, with 3."""
    assert run(["evaluate", "none", "--serve"]) == 3
    assert "no-such-folder" in capsys.readouterr().err
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["evaluate", str(audit), "--serve", "--port", str(port)]) == 3
    said = f"error: --port: cannot listen on 127.0.0.1:{port}: address already in use\n"
    assert said in capsys.readouterr().err


def test_an_install_without_the_extra(
    audit: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says what to install."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert run(["evaluate", str(audit), "--serve"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "error: --serve needs 'watchfiles', which is not installed\n"
        "  help: run: python -m pip install 'auditcheck[watch]'\n"
    )


@unix
@pytest.mark.parametrize("by", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_what_ends_it(audit: Path, by: str) -> None:
    """Ctrl-C, a request to end and a closed terminal: exit code 0, and the port is free again."""
    before = sorted(path for path in audit.parent.rglob("*"))
    with Running("evaluate", "evidence", "--serve") as running:
        said = running.said("Ctrl-C ends\n")
        address = re.fullmatch(r"the report, at http://127\.0\.0\.1:(\d+)/, Ctrl-C ends\n", said)
        assert address
        port = int(address[1])
        listening = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        listening.request("GET", EVENTS)
        assert listening.getresponse().readline().startswith(b"data: ")
        assert running.end(signal.Signals[by]) == (0, "\nno longer served\n")
    socket.create_server(("127.0.0.1", port)).close()
    assert sorted(path for path in audit.parent.rglob("*")) == before


@unix
def test_each_save_is_said(audit: Path) -> None:
    """And with --quiet only where it is served; so too where it begins with a fault."""
    actors = audit / "actors.yaml"
    good = actors.read_text("utf-8")
    with Running("evaluate", "evidence", "--serve") as running:
        running.said("Ctrl-C ends\n")
        save(actors, f"{good}  zz: {{type: styrelse}}\n")
        assert re.fullmatch(r"\d\d:\d\d:\d\d no report: 2 faults\n", running.said("\n"))
        save(actors, good)
        assert re.fullmatch(r"\d\d:\d\d:\d\d the report\n", running.said("\n"))
    save(actors, f"{good}  zz: {{type: styrelse}}\n")
    with Running("evaluate", "evidence", "--serve", "--quiet", "--public") as running:
        said = running.said("Ctrl-C ends\n")
        address = re.search(r"no report: 2 faults, at http://(.*)/, Ctrl-C ends\n", said)
        assert address
        listening = HTTPConnection(address[1], timeout=PATIENCE)
        listening.request("GET", EVENTS)
        news = listening.getresponse()
        first = heard(news)
        save(actors, good)
        second = heard(news)
        assert second.startswith("data: ")
        assert second != first
        page = HTTPConnection(address[1], timeout=PATIENCE)
        page.request("GET", "/")
        assert "Offentlig version" in page.getresponse().read().decode()
        assert running.end() == (0, "\nno longer served\n")
