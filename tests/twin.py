"""A twin of the parliament's three services: a real HTTP server on loopback, with a switch for every fault."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import threading
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import regex
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

RANGE = regex.compile(r"daterange:(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")
HTML = b"<!DOCTYPE html><html><body>Niet gevonden</body></html>"


@dataclass
class TwinFile:
    """A file of a question: its bytes, and whether it is an annex."""

    pfile: int
    data: bytes
    annex: bool = False
    title: str = ""
    mime: str = "application/pdf"


@dataclass
class TwinQuestion:
    """A question as the services know it."""

    schv: int
    number: int
    files: list[TwinFile]
    day: Date = Date(2021, 9, 10)
    title: str = "Het Internet - Stand van zaken"
    author: str = "De Vreese, Maaike"
    minister: str = "Crevits, Hilde"
    theme: str = "Economie"
    zittingsjaar: str = "2020-2021"
    status: str = "Tijdig beantwoord"


@dataclass
class Twin:
    """What the server has and how it behaves; `faults` are used up, one for each request of a path."""

    questions: list[TwinQuestion] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    xml: bool = False
    strings: bool = False
    leaks: bool = True
    cap: int = 10_000
    arrivals: list[TwinQuestion] = field(default_factory=list)
    requests: Counter[str] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)
    base: str = ""

    def settings(self) -> str:
        """The settings of the program for this server, as TOML."""
        return (
            f'search = "{self.base}/api/search/query"\nopendata = "{self.base}/e/opendata/schv"\n'
            f'files = "{self.base}/pfile"\npage = "{self.base}/parlementaire-documenten/schriftelijke-vragen"\n'
            f'hosts = ["127.0.0.1"]\nprivate = true\npause = 0\ntimeout = 2\nattempts = 4\nlongest_wait = 0.2\n'
            f"most_bytes = {20 * 1024 * 1024}\nmost_hits = {self.cap}\n"
        )

    def write_settings(self, folder: Path) -> str:
        path = folder / "twin.toml"
        path.write_text(self.settings(), encoding="utf-8")
        return str(path)

    async def search(self, request: Request) -> Response:
        """Hits, one for each file; a question too many now and then, and other documents that leak in."""
        fault = self._fault(request)
        if fault is not None:
            return await self._broken(fault)
        match = RANGE.search(request.path_params["query"])
        assert match, "the twin knows ranges of days only"
        since, until = (Date.fromisoformat(day) for day in match.groups())
        results = [hit for q in self.questions if since <= q.day <= until for hit in self._hits(q)]
        if self.leaks:
            results.insert(len(results) // 2, self._leak())
        page, most = int(request.query_params["page"]), int(request.query_params["max"])
        first = (page - 1) * most
        shown = results[first : first + most] if first + most <= self.cap else results[first : self.cap]
        last = min(first + most, len(results))
        if self.arrivals:  # something is published while one reads: every later page shifts
            self.questions.insert(0, self.arrivals.pop())
        text = str if self.strings else int
        return self._json(
            {"count": text(len(results)), "firstindex": text(first + 1), "lastindex": text(last), "result": shown}
        )

    def _hits(self, question: TwinQuestion) -> Iterator[dict[str, Any]]:
        for file in question.files:
            tags = [
                {"name": "aggregaattype", "value": "Schriftelijke vraag"},
                {"name": "opendata", "value": f"http://ws.vlpar.be/e/opendata/schv/{question.schv}"},
                {"name": "document", "value": f"{self.base}/pfile?id={file.pfile}"},
                {"name": "documenttype", "value": "bijlage" if file.annex else "Antwoord"},
                {"name": "thema", "value": [question.theme, "Overheid"]},
                {"name": "minister", "value": question.minister},
                {"name": "vraagsteller", "value": question.author},
                {"name": "publicatiedatum", "value": question.day.isoformat()},
                {"name": "status", "value": question.status},
                {"name": "zittingsjaar", "value": question.zittingsjaar},
            ]
            if file.pfile % 3 == 0:
                tags = [tag for tag in tags if tag["name"] not in ("document", "opendata")]
            yield {
                "id": f"http://be.vlp.feed/{question.schv}/pfls/{file.pfile}",
                "title": question.title,
                "metatags": {"metatag": tags},
            }

    def _leak(self) -> dict[str, Any]:
        tag = {"name": "aggregaattype", "value": "Vraag om uitleg"}
        return {"id": "http://be.vlp.feed/99/pfls/98", "title": "lek", "metatags": {"metatag": tag}}

    async def opendata(self, request: Request) -> Response:
        """One question, or a list of those that exist."""
        fault = self._fault(request)
        if fault is not None:
            return await self._broken(fault)
        ids = request.query_params.get("id") or str(request.path_params.get("id", ""))
        wanted = [int(part) for part in ids.split(",")]
        found = [self._open(q) for q in self.questions if q.schv in wanted]
        if "id" in request.path_params:
            if not found:
                return PlainTextResponse("", 404)
            return self._xml(found[0]) if self.xml else self._json(found[0])
        return self._xml({"schv-lijst": {"schv": found}}) if self.xml else self._json({"items": found})

    def _open(self, q: TwinQuestion) -> dict[str, Any]:
        last, first = q.author.split(", ")
        minister = q.minister.split(", ")
        main = [f for f in q.files if not f.annex]
        return {
            "id": q.schv,
            "vraagnummer": q.number,
            "titel": q.title,
            "zittingsjaar": q.zittingsjaar,
            "thema": [q.theme],
            "vraagsteller": {"id": 1, "voornaam": first, "naam": last, "fractie": {"id": 2, "naam": "X"}},
            "minister": {"voornaam": minister[1], "naam": minister[0]},
            "bestand-ordered": [f"{self.base}/pfile?id={f.pfile}" for f in q.files],
            "bijlage": [
                {"url": f"{self.base}/pfile?id={f.pfile}", "titel": f.title, "doel": "BIJLAGE"}
                for f in q.files
                if f.annex
            ],
            "document": {"url": f"{self.base}/pfile?id={main[0].pfile}"} if main else {},
            "procedureverloop": [
                {"status": "Vraag gesteld aan de minister", "datum": q.day.isoformat()},
                {"status": q.status, "datum": "2021-10-08"},
            ],
            "iets-nieuws": {"dat": "niemand kent"},
        }

    async def file(self, request: Request) -> Response:
        """The bytes of a file, with an ETag; what is missing is an HTML page with status 200 for odd numbers."""
        fault = self._fault(request)
        if fault is not None:
            return await self._broken(fault)
        number = int(request.query_params["id"])
        found = next((f for q in self.questions for f in q.files if f.pfile == number), None)
        if found is None:
            return Response(HTML, 200, media_type="text/html") if number % 2 else PlainTextResponse("", 404)
        etag = f'"{hash(found.data) & 0xFFFFFFFF:x}"'
        if request.headers.get("if-none-match") == etag:
            self.requests["304"] += 1
            return Response(status_code=304, headers={"etag": etag})
        return Response(found.data, media_type="application/octet-stream", headers={"etag": etag})

    def _fault(self, request: Request) -> str | None:
        path = request.url.path + (f"?{request.url.query}" if request.url.path == "/pfile" else "")
        kind = request.url.path.split("/")[1]
        self.requests[kind] += 1
        self.agents.add(request.headers.get("user-agent", ""))
        for key in (path, kind):
            if self.faults.get(key):
                return self.faults[key].pop(0)
        return None

    async def _broken(self, fault: str) -> Response:
        if fault.isdigit():
            return PlainTextResponse("", int(fault), headers={"retry-after": "0"} if fault == "429" else {})
        if fault == "slow":
            await asyncio.sleep(4)
            return PlainTextResponse("")
        if fault == "html":
            return Response(HTML, media_type="text/html")
        if fault == "elsewhere":
            return RedirectResponse("http://localhost:9/evil")
        if fault == "loop":
            return RedirectResponse(f"{self.base}/loop")
        if fault == "cut":
            return Response(b"%PDF-1.7 half", headers={"content-length": "100000"})
        if fault == "huge":
            return StreamingResponse(_endless(), media_type="application/pdf", headers={"content-length": str(5 << 30)})
        if fault == "endless":
            return StreamingResponse(_endless(), media_type="application/pdf")
        assert fault == "bomb", fault
        bomb = gzip.compress(bytes(64 * 1024 * 1024))
        return Response(bomb, media_type="application/pdf", headers={"content-encoding": "gzip"})

    def _json(self, value: Any) -> Response:
        return Response(json.dumps(value), media_type="application/json")

    def _xml(self, value: Any) -> Response:
        names = {"thema": ("themas", "thema"), "bestand-ordered": ("bestand-ordered", "URL")}
        text = f'<?xml version="1.0"?><antwoord>{_elements(value, names)}</antwoord>'
        return Response(text, media_type="application/xml")


async def _endless() -> AsyncIterator[bytes]:
    for _ in range(1 << 12):
        yield b"%PDF-1.7" + bytes(1 << 20)


def _elements(value: Any, names: dict[str, tuple[str, str]]) -> str:
    if not isinstance(value, dict):
        return escape(str(value))
    out = ""
    for name, content in value.items():
        outer, inner = names.get(name, (None, name))
        items = content if isinstance(content, list) else [content]
        body = "".join(f"<{inner}>{_elements(item, names)}</{inner}>" for item in items)
        out += f"<{outer}>{body}</{outer}>" if outer else body
    return out


async def _loop(request: Request) -> Response:
    return RedirectResponse(str(request.url))


@contextmanager
def serving(twin: Twin) -> Iterator[Twin]:
    """The twin, answering on a free port of this machine."""
    app = Starlette(
        routes=[
            Route("/api/search/query/{query:path}", twin.search),
            Route("/e/opendata/schv/lijst", twin.opendata),
            Route("/e/opendata/schv/{id:int}", twin.opendata),
            Route("/pfile", twin.file),
            Route("/loop", _loop),
        ]
    )
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        twin.base = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            threading.Event().wait(0.01)
        try:
            yield twin
        finally:
            server.should_exit = True
            thread.join(10)
