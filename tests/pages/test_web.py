"""The served pages: who is let in, what is answered, and what a search finds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.pages.api import Api
from muniment.pages.finding import Finder
from muniment.pages.site import Site
from muniment.pages.survey import survey
from muniment.pages.web import COOKIE, Session, app
from tests.pages.make import finder, record

HOST = "127.0.0.1:8765"


class Client:
    """A browser's requests to the application, without a network."""

    def __init__(self, *, cookies: dict[str, str]) -> None:
        case = record()
        self._app = app(case, finder(case), session=Session("token", "secret"), hosts=frozenset({HOST}))
        self.cookies = cookies

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)  # type: ignore[arg-type]
            async with httpx.AsyncClient(
                transport=transport, base_url=f"http://{HOST}", cookies=self.cookies
            ) as browser:
                answer = await browser.request(method, path, params=params, headers=headers)
                self.cookies = dict(browser.cookies)
                return answer

        return asyncio.run(ask())

    def get(self, path: str, **more: Mapping[str, str]) -> httpx.Response:
        return self.request("GET", path, **more)  # type: ignore[arg-type]


def client(*, let_in: bool = True) -> Client:
    return Client(cookies={COOKIE: "secret"} if let_in else {})


@pytest.fixture(scope="module")
def web() -> Client:
    return client()


def test_the_token_works_once() -> None:
    stranger = client(let_in=False)
    assert stranger.get("/index.html").status_code == 403
    assert stranger.get("/?token=wrong").status_code == 403
    first = stranger.get("/?token=token")
    assert first.status_code == 303 and "HttpOnly" in first.headers["set-cookie"]
    assert "samesite=strict" in first.headers["set-cookie"].lower()
    assert stranger.get("/index.html").status_code == 200
    stranger.cookies.clear()
    assert stranger.get("/?token=token").status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:1"])
def test_another_host_is_not_answered(web: Client, host: str) -> None:
    assert web.get("/index.html", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_written(web: Client, method: str) -> None:
    answer = web.request(method, "/index.html")
    assert answer.status_code == 405


def test_every_answer_is_closed_to_others(web: Client) -> None:
    for path in ("/index.html", "/muniment.css", "/api/info", "/nothing", "/openapi.json"):
        headers = web.get(path, headers={"origin": "http://evil.example"}).headers
        assert "access-control-allow-origin" not in headers
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_the_same_pages_are_served_as_written(web: Client) -> None:
    written = Site(record())
    for page in written.pages():
        answer = web.get("/" + page.path)
        assert answer.status_code == 200, page.path
        if page.path.endswith((".svg", ".csv", ".css")):
            assert answer.content == page.make()


def test_other_languages_have_their_own_folder(web: Client) -> None:
    page = web.get("/fa/index.html").text
    assert 'lang="fa" dir="rtl"' in page


def test_a_page_that_is_not_there(web: Client) -> None:
    answer = web.get("/document/nothing.html")
    assert answer.status_code == 404 and "Not here" in answer.text


def test_search_folds_persian_and_arabic_letters(web: Client) -> None:
    found = web.get("/api/search", params={"q": "اتحاديه باراندازان"}).json()
    assert [one["document"] for one in found["passages"]] == ["lang/لنگر.txt"]


def test_a_search_for_a_person_counts_accusations_and_denials(web: Client) -> None:
    names = web.get("/api/search", params={"q": "dovan"}).json()["names"]
    counts = {one["name"]: (one["accusations_alleged"], one["denied_contested_or_before_a_court"]) for one in names}
    assert counts["M. Dovan"][0] == 1
    assert counts["Marek Dovan"][1] >= 2
    page = web.get("/search.html", params={"q": "dovan"}).text
    assert "accusations, alleged: 1" in page


@pytest.mark.parametrize(
    "filters, quotes",
    [
        ({"kind": "figure", "stance": "denied"}, ["300 people were killed"]),
        ({"speaker": "UN Mission"}, ["Between 250 and 400 people died"]),
        ({"kind": "event", "first": "1999"}, ["He was acquitted by the High Court of Sarn in 1999"]),
        ({"kind": "event", "last": "1995"}, ["More than 300 dock workers were killed in Port Selm in April 1994"]),
        ({"place": "سلم"}, ["دست‌کم ۳۲۰ نفر"]),
    ],
)
def test_filters(web: Client, filters: dict[str, str], quotes: list[str]) -> None:
    claims = web.get("/api/search", params=filters).json()["claims"]
    assert [one["quote"] for one in claims] == quotes


def test_a_group_is_a_filter(web: Client) -> None:
    question = web.get("/api/questions").json()["rows"][0]
    group = next(one for one in question["groups"] if len(one) == 2)
    claims = web.get("/api/search", params={"group": group[0]}).json()["claims"]
    assert {one["id"] for one in claims} == set(group)


def test_what_is_searched_for_is_escaped(web: Client) -> None:
    page = web.get("/search.html", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>" not in page


def test_the_api_answers_with_rows_of_the_export(web: Client) -> None:
    first = web.get("/api/documents", params={"limit": "1"}).json()
    assert first["of"] == 6 and len(first["rows"]) == 1
    identity = first["rows"][0]["id"]
    rows = web.get(f"/api/documents/{identity}").json()["rows"]
    assert rows[0]["type"] == "document" and {row["type"] for row in rows} > {"document"}
    assert web.get("/api/documents/none").status_code == 404
    assert web.get("/api/documents", params={"limit": "x"}).status_code == 400
    assert web.get("/api/other").status_code == 404


def test_openapi_names_every_address(web: Client) -> None:
    described = json.loads(web.get("/openapi.json").text)
    for path in described["paths"]:
        identity = web.get("/api/documents").json()["rows"][0]["id"] if "documents" in path else ""
        if "{id}" in path and "questions" in path:
            identity = web.get("/api/questions").json()["rows"][0]["id"]
        assert web.get(path.replace("{id}", identity)).status_code == 200


PATHS = ["info", "documents", "documents/x", "questions", "questions/x", "joins", "search"]
NAMES = ["q", "kind", "speaker", "stance", "place", "group", "first", "last", "start", "limit"]


@given(path=st.sampled_from(PATHS) | st.text(), query=st.dictionaries(st.sampled_from(NAMES), st.text()))
@settings(max_examples=60, deadline=None)
def test_no_question_to_the_api_fails(path: str, query: dict[str, str]) -> None:
    status, body = API.answer(path, query)
    assert status in (200, 400, 404)
    json.dumps(body)


CASE = record()
KNOWN = survey(CASE)
API = Api(CASE, KNOWN, Finder(KNOWN, finder(CASE), lambda name: 0))
