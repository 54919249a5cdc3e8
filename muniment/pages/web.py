"""The served pages: the same pages as written, with search and a read-only JSON API.

For one person on one machine: loopback only, a one-time token in the address that is printed, the Host header checked
against DNS rebinding, no CORS, nothing written. Needs the extra `serve` (Starlette, uvicorn).
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from muniment.errors import UsageError
from muniment.pages.api import Api, openapi
from muniment.pages.finding import STANCES, Asked, Finder, Hits
from muniment.pages.language import available
from muniment.pages.record import Record
from muniment.pages.site import Site
from muniment.pages.survey import survey

TYPES = {"html": "text/html", "css": "text/css", "svg": "image/svg+xml", "csv": "text/csv"}

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}

#: pages kept ready; beyond it the one not asked for longest is let go
READY = 256

#: characters of a query that are looked at
LONGEST = 400

COOKIE = "muniment"


@dataclass(slots=True)
class Session:
    """The one-time token that opens the pages, and the secret that the browser then holds."""

    token: str
    secret: str
    used: bool = False

    @classmethod
    def new(cls) -> Session:
        return cls(secrets.token_urlsafe(24), secrets.token_urlsafe(32))

    def opens(self, token: str) -> bool:
        """Whether `token` opens the pages: once."""
        if self.used or not hmac.compare_digest(token.encode(), self.token.encode()):
            return False
        self.used = True
        return True

    def knows(self, cookie: str) -> bool:
        return hmac.compare_digest(cookie.encode(), self.secret.encode())


def app(record: Record, hits: Hits, *, session: Session, hosts: frozenset[str]) -> ASGIApp:
    """The served pages of `record` as an ASGI application.

    `hits(words, limit)` is the archive's search. `hosts` are the Host headers that are answered ("127.0.0.1:8765").
    """
    served = _Served(record, hits)
    routes = [
        Route("/openapi.json", served.openapi),
        Route("/api/{rest:path}", served.api),
        Route("/{path:path}", served.page),
    ]
    return _Guard(Starlette(routes=routes), session, hosts)


class _Served:
    """What answers requests that were let in. Everything runs in the event loop's one thread, as SQLite wants it."""

    def __init__(self, record: Record, hits: Hits) -> None:
        known = survey(record)
        self._sites = {code: Site(record, code=code, known=known, served=True) for code in available()}
        first = self._sites["en"]
        self._finder = Finder(known, hits, first.names.count_disputed)
        self._api = Api(record, known, self._finder)
        self._ready: OrderedDict[str, bytes] = OrderedDict()

    async def page(self, request: Request) -> Response:
        code, path = self._place(request.path_params["path"])
        if path == "favicon.ico":
            return Response(status_code=204)
        if path == "search.html":
            return _html(self._search(self._sites[code], request.query_params))
        try:
            data = self._make(code, path)
        except KeyError:
            return _html(self._sites[code].lost(), status=404)
        kind = TYPES.get(path.rsplit(".", 1)[-1], "application/octet-stream")
        return Response(data, media_type=kind)

    def _place(self, path: str) -> tuple[str, str]:
        code, _, rest = path.partition("/")
        if code in self._sites and code != "en":
            return code, rest or "index.html"
        return "en", path or "index.html"

    def _make(self, code: str, path: str) -> bytes:
        key = f"{code}/{path}"
        if key in self._ready:
            self._ready.move_to_end(key)
            return self._ready[key]
        data = self._sites[code].page(path)
        self._ready[key] = data
        while len(self._ready) > READY:
            self._ready.popitem(last=False)
        return data

    def _search(self, site: Site, query: Mapping[str, str]) -> bytes:
        asked = asked_from(query)
        return site.search(asked, self._finder.find(asked))

    async def api(self, request: Request) -> Response:
        status, body = self._api.answer(request.path_params["rest"], dict(request.query_params))
        return JSONResponse(json.loads(json.dumps(body, default=str)), status_code=status)

    async def openapi(self, request: Request) -> Response:
        return JSONResponse(openapi())


def asked_from(query: Mapping[str, str]) -> Asked:
    """What a request's parameters ask for; what is not known is passed over."""
    values = {name: query.get(name, "")[:LONGEST] for name in Asked.__dataclass_fields__ if name != "words"}
    if values["stance"] not in STANCES:
        values["stance"] = ""
    return Asked(words=query.get("q", "")[:LONGEST], **values)


def _html(data: bytes, *, status: int = 200) -> Response:
    return Response(data, status_code=status, media_type="text/html")


class _Guard:
    """Lets in who holds the token or the cookie, asks for nothing but GET, and answers to known hosts alone."""

    def __init__(self, inner: ASGIApp, session: Session, hosts: frozenset[str]) -> None:
        self._inner = inner
        self._session = session
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._inner(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        answer = self._refusal(Request(scope))
        await (answer or self._inner)(scope, receive, _with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        """What is answered instead of a page, or None where the request is let in."""
        if request.headers.get("host", "") not in self._hosts:
            return Response("This address is not served here.\n", status_code=421, media_type="text/plain")
        if request.method not in ("GET", "HEAD"):
            return Response("Read only.\n", status_code=405, headers={"allow": "GET, HEAD"}, media_type="text/plain")
        if self._session.knows(request.cookies.get(COOKIE, "")):
            return None
        if self._session.opens(request.query_params.get("token", "")):
            let_in = RedirectResponse("/index.html", status_code=303)
            let_in.set_cookie(COOKIE, self._session.secret, httponly=True, samesite="strict", path="/")
            return let_in
        words = "Open the address that `muniment serve` printed; its token works once. Start it again for a new one.\n"
        return Response(words, status_code=403, media_type="text/plain")


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message["headers"] if name.decode().lower() not in HEADERS]
            message["headers"] = kept + [(name.encode(), value.encode()) for name, value in HEADERS.items()]
        await send(message)

    return sending


def serve(
    record: Record,
    hits: Hits,
    *,
    announce: Callable[[str], None],
    host: str = "127.0.0.1",
    port: int = 8765,
) -> None:
    """Serve the pages of `record` until interrupted; `announce` is given the address to open.

    Only loopback addresses are served. Raises `UsageError` for another one.
    """
    import uvicorn  # noqa: PLC0415 - an extra: written pages need no server

    if host not in ("127.0.0.1", "localhost", "::1"):
        raise UsageError(f"pages are served on this machine alone, not on {host}; use 127.0.0.1")
    session = Session.new()
    names = ("127.0.0.1", "localhost", "[::1]")
    answering: Any = app(record, hits, session=session, hosts=frozenset(f"{name}:{port}" for name in names))
    shown = f"[{host}]" if ":" in host else host
    announce(f"http://{shown}:{port}/?token={session.token}")
    uvicorn.run(answering, host=host, port=port, log_level="warning", access_log=False, server_header=False)
