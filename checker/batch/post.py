"""A report -> a webhook. The one place where something may leave the process, and only to where the user said."""

from __future__ import annotations

import http.client
import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from checker.errors import UsageError

SECONDS = 5.0
"""How long a receiver may take to answer."""
TRIES = 3


def checked(url: str, hosts: Collection[str]) -> str:
    """Return the address if it is on this machine or on a host that was named; else raise ``UsageError``."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise UsageError(f"--webhook: {url!r} is no address", hint="write http://127.0.0.1:8080/path") from None
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(f"--webhook: {url!r} is no address", hint="write http://127.0.0.1:8080/path")
    if not url.isascii() or not url.isprintable():
        raise UsageError(f"--webhook: {url!r} holds other letters than an address may", hint="write them as %C3%A9")
    if parts.username or parts.password:
        raise UsageError("--webhook: an address with a password is not taken", hint="leave it out")
    if not _loopback(host) and host not in hosts:
        raise UsageError(f"--webhook: {host} is another machine", hint=f"add --allow-host {host} if that is meant")
    return url


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def send(url: str, body: bytes) -> str:
    """Send JSON to an address that ``checked`` let pass; returns why it could not be delivered, or nothing."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    problem = ""
    for _ in range(TRIES):
        # No redirect is followed and no proxy is asked: the body goes to that host alone.
        connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body, {"Content-Type": "application/json"})
            status = connection.getresponse().status
            if status < 300:
                return ""
            problem = f"it answered {status}"
            if status < 500:
                break
        except (OSError, http.client.HTTPException) as error:
            problem = str(error) or type(error).__name__
        finally:
            connection.close()
    return problem
