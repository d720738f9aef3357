"""The token endpoint: client credentials with private_key_jwt, with or without DPoP.

Source: https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/
"""

import json
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact

from apps.simulator.access import Access, Client, all_scopes
from apps.simulator.dpop import ALGORITHMS, DpopError
from apps.simulator.messages import Answer, Request, oauth_error
from apps.simulator.store import Json, encode

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
PATH = "/oauth2/v1/token"
LONGEST_SECONDS = 3600
LEEWAY_SECONDS = 5


class Refused(Exception):  # noqa: N818 (an answer, no failure)
    """An OAuth error answer."""

    def __init__(self, status: int, error: str, description: str) -> None:
        super().__init__(error)
        self.answer = oauth_error(status, error, description)


def token(access: Access, request: Request, origin: str) -> Answer:
    """Answer `POST /oauth2/v1/token`."""
    try:
        return _token(access, request, f"{origin}{PATH}")
    except Refused as refused:
        return refused.answer


def _token(access: Access, request: Request, url: str) -> Answer:
    form = request.form
    if form.get("grant_type") != "client_credentials":
        message = "The authorization grant type is not supported."
        raise Refused(400, "unsupported_grant_type", message)
    if form.get("client_assertion_type") != ASSERTION_TYPE:
        message = "Client authentication failed."
        raise Refused(401, "invalid_client", message)
    client = _authenticate(access, form.get("client_assertion", ""), url)
    scopes = _scopes(client, form.get("scope", ""))
    thumbprint = ""
    if client.dpop or "dpop" in request.headers:
        thumbprint = _proof(access, request.headers.get("dpop", ""), url)
    issued = access.issue(client, scopes, thumbprint)
    body = {
        "token_type": "DPoP" if thumbprint else "Bearer",
        "expires_in": access.token_lifetime,
        "access_token": issued.value,
        "scope": " ".join(sorted(scopes)),
    }
    return Answer(200, encode(body), [("Cache-Control", "no-cache, no-store")])


def _authenticate(access: Access, assertion: str, url: str) -> Client:
    claims = _unverified_claims(assertion)
    client = access.clients.get(str(claims.get("sub")))
    if client is None or not client.active:
        message = "Invalid value for 'client_id' parameter."
        raise Refused(401, "invalid_client", message)
    keys = KeySet.import_key_set({"keys": client.keys})
    try:
        verified = jwt.decode(assertion, keys, algorithms=ALGORITHMS).claims
    except (JoseError, ValueError) as error:
        message = "The client_assertion signature is invalid."
        raise Refused(401, "invalid_client", message) from error
    _check_claims(access, verified, client, url)
    return client


def _check_claims(access: Access, claims: Json, client: Client, url: str) -> None:
    now = access.clock()
    expires = claims.get("exp")
    audience = claims.get("aud")
    problem = ""
    if claims.get("iss") != client.id:
        problem = "The 'iss' claim of the client_assertion token is invalid."
    elif url not in (audience if isinstance(audience, list) else [audience]):
        problem = "The audience claim for client_assertion must be the endpoint URL."
    elif not isinstance(expires, int | float) or expires <= now - LEEWAY_SECONDS:
        problem = "The client_assertion token is expired."
    elif expires > now + LONGEST_SECONDS + LEEWAY_SECONDS:
        problem = "The client_assertion token has an expiration too far in the future."
    elif claims.get("iat", 0) > now + LEEWAY_SECONDS:
        problem = "The client_assertion token was issued in the future."
    if problem:
        raise Refused(401, "invalid_client", problem)
    try:
        access.proofs.use_once(claims.get("jti"), now)
    except DpopError as error:
        raise Refused(401, "invalid_client", str(error)) from error


def _unverified_claims(assertion: str) -> Json:
    try:
        value: Any = json.loads(extract_compact(assertion.encode()).payload)
    except (JoseError, ValueError) as error:
        message = "The client_assertion token is malformed."
        raise Refused(401, "invalid_client", message) from error
    return value if isinstance(value, dict) else {}


def _scopes(client: Client, text: str) -> frozenset[str]:
    """Return what is both asked for and granted."""
    asked = frozenset(text.split())
    if not asked or asked - all_scopes():
        message = "One or more scopes are not configured for the authorization server."
        raise Refused(400, "invalid_scope", message)
    granted = asked & client.scopes
    if not granted:
        message = "You are not allowed any of the requested scopes."
        raise Refused(400, "consent_required", message)
    return granted


def _proof(access: Access, proof: str, url: str) -> str:
    try:
        return access.proofs.check_token_request(proof, url)
    except DpopError as error:
        if not error.needs_nonce:
            raise Refused(400, "invalid_dpop_proof", str(error)) from error
        refused = Refused(400, "use_dpop_nonce", str(error))
        refused.answer.headers.append(("dpop-nonce", access.proofs.nonce))
        raise refused from error
