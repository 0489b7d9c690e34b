"""A sign-in server for the tests, on the loopback: whoever comes is let in as the person set here."""

import threading
import time
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from tests.browser.server import free_port

CLIENT, SECRET = "coding", "geheim-van-de-proef"


class SignInServer:
    """OpenID Connect in four answers; ``person`` is who signs in next."""

    def __init__(self) -> None:
        from joserfc.jwk import RSAKey

        self.person: dict[str, Any] = {}
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{free_port()}"
        self._key = RSAKey.generate_key(2048, parameters={"kid": "proef"})
        self._codes: dict[str, tuple[dict[str, Any], str]] = {}
        app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._configuration),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/keys", self._keys),
            ]
        )
        config = uvicorn.Config(app, port=int(self.url.rpartition(":")[2]), log_level="error")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> None:
        """Start and wait until it answers."""
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop and wait until it did."""
        self._server.should_exit = True
        self._thread.join()

    def secrets(self, app_url: str) -> str:
        """Return the settings of an app that people reach at this address."""
        return (
            f'[auth]\nredirect_uri = "{app_url}/oauth2callback"\ncookie_secret = "{"k" * 40}"\n'
            f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
            f'server_metadata_url = "{self.url}/.well-known/openid-configuration"\n'
        )

    async def _configuration(self, _request: Request) -> JSONResponse:
        return JSONResponse(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def _authorize(self, request: Request) -> RedirectResponse:
        asked = request.query_params
        self.asked.append(asked["client_id"])
        code = f"code-{len(self.asked)}"
        self._codes[code] = (dict(self.person), asked["nonce"])
        back = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", status_code=302)

    async def _token(self, request: Request) -> JSONResponse:
        from joserfc import jwt

        form = parse_qs((await request.body()).decode())
        person, nonce = self._codes.pop(form["code"][0])
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce, **person}
        token = jwt.encode({"alg": "RS256", "kid": "proef"}, claims, self._key)
        return JSONResponse(
            {"access_token": "toegang", "token_type": "Bearer", "expires_in": 300, "id_token": token}
        )

    async def _keys(self, _request: Request) -> JSONResponse:
        return JSONResponse({"keys": [self._key.as_dict(private=False)]})
