"""Where a broker is and how to be let in: `mqtt://[user:password@]host[:port]` or `mqtts://`."""

import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

USER_VARIABLE: Final = "NICE_BROKER_USER"
PASSWORD_VARIABLE: Final = "NICE_BROKER_PASSWORD"
_PORTS: Final = {"mqtt": 1883, "mqtts": 8883}
_FORM: Final = "mqtt://[user:password@]host[:port] or mqtts://..."


class BrokerURLError(ValueError):
    """A broker that cannot be meant; one line, never with the password in it."""


class Client(Protocol):
    """As far as a client of MQTT is asked here."""

    def username_pw_set(self, username: str | None, password: str | None = None) -> None:
        """Who it is."""
        ...

    def tls_set(
        self,
        ca_certs: str | None = None,
        certfile: str | None = None,
        keyfile: str | None = None,
        cert_reqs: ssl.VerifyMode | None = None,
    ) -> None:
        """How it encrypts."""
        ...


@dataclass(frozen=True, slots=True)
class BrokerAddress:
    """One broker; its text form has no credentials, so that it may be shown and logged."""

    host: str
    port: int
    tls: bool = False
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    cert_file: Path | None = None
    key_file: Path | None = None

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'mqtts' if self.tls else 'mqtt'}://{host}:{self.port}"

    def with_credentials(self, environment: Mapping[str, str]) -> "BrokerAddress":
        """The same broker with user and password from the environment, where the URL has none.

        So a program is let in without a password among its arguments, where others can read it.
        """
        if self.user is not None:
            return self
        user, password = environment.get(USER_VARIABLE), environment.get(PASSWORD_VARIABLE)
        return replace(self, user=user, password=password) if user else self

    def let_in(self, client: Client) -> None:
        """Give a client, before it connects, what this broker asks for: who it is, and how it encrypts."""
        if self.user is not None:
            client.username_pw_set(self.user, self.password)
        if self.tls:
            client.tls_set(
                ca_certs=str(self.ca_file) if self.ca_file else None,
                certfile=str(self.cert_file) if self.cert_file else None,
                keyfile=str(self.key_file) if self.key_file else None,
                cert_reqs=ssl.CERT_REQUIRED,
            )

    def credentials(self) -> dict[str, str]:
        """What `with_credentials` reads, for the environment of a child."""
        given = {USER_VARIABLE: self.user, PASSWORD_VARIABLE: self.password}
        return {name: value for name, value in given.items() if value is not None}

    def with_files(
        self, ca_file: Path | None = None, cert_file: Path | None = None, key_file: Path | None = None
    ) -> "BrokerAddress":
        """The same broker with certificates; BrokerURLError when a file is missing or useless."""
        given = {"CA file": ca_file, "client certificate": cert_file, "client key": key_file}
        for name, path in given.items():
            if path is not None and not (path.is_file() and os.access(path, os.R_OK)):
                raise BrokerURLError(f"{name} {path}: there is no such readable file")
        if any(given.values()) and not self.tls:
            raise BrokerURLError(
                "certificates need an encrypted connection: write mqtts:// instead of mqtt://"
            )
        if key_file is not None and cert_file is None:
            raise BrokerURLError("a client key needs its client certificate")
        return replace(self, ca_file=ca_file, cert_file=cert_file, key_file=key_file)


def parse_broker(text: str) -> BrokerAddress:
    """Read a broker's URL; BrokerURLError with one line that says what to write."""
    try:
        url = urlsplit(text if "://" in text else f"mqtt://{text}")
    except ValueError:
        raise BrokerURLError(f"an IPv6 host stands in brackets, mqtt://[::1]; a broker is {_FORM}") from None
    if url.scheme not in _PORTS:
        raise BrokerURLError(f'a broker is {_FORM}, not "{url.scheme}://"')
    try:
        port = url.port or _PORTS[url.scheme]
    except ValueError:
        raise BrokerURLError(f"the broker's port must be 1 to 65535; a broker is {_FORM}") from None
    if not url.hostname:
        raise BrokerURLError(f"the broker has no host; a broker is {_FORM}")
    if url.path not in ("", "/") or url.query or url.fragment:
        raise BrokerURLError(f"a broker has no path; a broker is {_FORM}")
    user = unquote(url.username) if url.username else None
    password = unquote(url.password) if url.password is not None else None
    return BrokerAddress(url.hostname, port, url.scheme == "mqtts", user, password)
