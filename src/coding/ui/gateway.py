"""The door to the app: the web server's own answers, where Streamlit's do not serve our users."""

import asyncio
import contextlib
import webbrowser
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import JSONResponse

from coding.resources import resource

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST_CONFIG = "/_stcore/host-config"

# The page may talk to this server and to nothing else, whatever comes to stand in it.
CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss: data: blob:",
        "worker-src 'self' blob:",
        "frame-src 'self' data: blob:",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'self'",
    )
)


class Gateway:
    """Guards every answer, and gives one of its own.

    When the connection is lost Streamlit lays an English window over the page that takes the keyboard
    away in the middle of coding. The frame of the app says it in plain words instead (`frame.js`), and
    work goes on.
    """

    def __init__(self, app: "ASGIApp") -> None:
        self.app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer, or pass on and add the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: "Message") -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = CONTENT_POLICY
                headers["Referrer-Policy"] = "no-referrer"
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        if scope["path"] == HOST_CONFIG:
            await _host_config()(scope, receive, guarded)
        else:
            await self.app(scope, receive, guarded)


def _host_config() -> JSONResponse:
    """Tell the page that no other site frames or steers it, and to keep its error windows to itself."""
    return JSONResponse(
        {
            "allowedOrigins": [],
            "useExternalAuthToken": False,
            "enableCustomParentMessages": False,
            "enforceDownloadInNewTab": False,
            "metricsUrl": "",
            "blockErrorDialogs": True,
            "resourceCrossOriginMode": None,
        },
        headers={"Cache-Control": "no-cache"},
    )


def build_app(url: str | None) -> "st.App":
    """Return the app as a web application.

    Parameters
    ----------
    url
        Open this in the browser once the app runs.
    """

    @contextlib.asynccontextmanager
    async def running(_app: "st.App") -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        if url:
            # The door opens a moment after this; a browser that knocks sooner finds nothing.
            loop.call_later(1, lambda: loop.run_in_executor(None, webbrowser.open, url))
        yield

    return st.App(resource("app.py"), lifespan=running, middleware=[Middleware(Gateway)])
