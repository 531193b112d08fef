"""A page as it is shown while it is being written: reloaded when there is another."""

import base64
from hashlib import sha256
from html import escape
from html.parser import HTMLParser

EVENTS = "/events"  # where the page hears which page is the newest
# Only a page that is looked at listens: a browser opens few connections to one server.
_SCRIPT = f"""
const shown = document.currentScript.dataset.page;
let heard = null;
function listen() {{
  heard?.close();
  heard = document.hidden ? null : new EventSource("{EVENTS}");
  if (heard) heard.onmessage = event => {{ if (event.data !== shown) location.reload(); }};
}}
document.addEventListener("visibilitychange", listen);
listen();
"""
_HASH = base64.b64encode(sha256(_SCRIPT.encode()).digest()).decode()
_ALLOWED = {"script-src": f"'sha256-{_HASH}'", "connect-src": "'self'"}
_NOTHING = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_FAULTS = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Not rendered</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; font: .9rem/1.5 monospace; }}
</style>
</head>
<body>
<main>
<h1>Not rendered</h1>
<pre>{text}</pre>
</main>
</body>
</html>
"""


def digest(page: str) -> str:
    """What tells a page from every other."""
    return sha256(page.encode()).hexdigest()[:32]


def reloading(page: str) -> str:
    """The page with the script that loads it again, and with that script in its policy."""
    shown = page
    for element, policy in _policies(page):
        content = escape(_allowing(policy))
        allowing = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
        shown = shown.replace(element, allowing, 1)
    return f'{shown}<script data-page="{digest(page)}">{_SCRIPT}</script>\n'


def of_faults(told: str) -> str:
    """A page that shows why there is no report."""
    return _FAULTS.format(policy=_NOTHING, text=escape(told))


def _allowing(policy: str) -> str:
    """The policy, by which the script may run and ask this server, besides what else may."""
    directives: dict[str, str] = {}
    for each in policy.split(";"):
        name, _, sources = each.strip().partition(" ")
        if name:
            directives.setdefault(name.lower(), sources.strip())
    for name, source in _ALLOWED.items():
        there = directives.get(name, directives.get("default-src"))
        if there is not None:  # without either, all is allowed
            directives[name] = source if there in ("", "'none'") else f"{there} {source}"
    return "; ".join(f"{name} {sources}".strip() for name, sources in directives.items())


def _policies(page: str) -> list[tuple[str, str]]:
    """The content security policies in a page's head: each element as it is written, and what."""
    found: list[tuple[str, str]] = []

    class Head(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = {name: value or "" for name, value in attrs}
            if tag == "meta" and given.get("http-equiv", "").lower() == "content-security-policy":
                found.append((self.get_starttag_text() or "", given.get("content", "")))

    Head().feed(page.partition("<body")[0])
    return found
