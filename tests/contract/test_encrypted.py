"""An encrypted broker that wants certificates and a password: let in with them, one line without."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.broker_url import BrokerAddress, parse_broker
from simulators.publisher import Publisher
from tests import brokers, toy_pack

OPENSSL = shutil.which("openssl")
PASSWORDS = shutil.which("mosquitto_passwd")
pytestmark = pytest.mark.skipif(
    not (OPENSSL and PASSWORDS and brokers.MOSQUITTO), reason="needs mosquitto, mosquitto_passwd and openssl"
)


def certificate(folder: Path, name: str, subject: str, ca: str | None) -> None:
    """`name`.pem and `name`.key, signed by `ca` or by itself."""
    assert OPENSSL is not None
    request = [OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", subject]
    request += ["-keyout", f"{name}.key", "-out", f"{name}.pem"]
    if ca is not None:
        request += ["-CA", f"{ca}.pem", "-CAkey", f"{ca}.key", "-addext", "subjectAltName=IP:127.0.0.1"]
        request += ["-addext", "basicConstraints=critical,CA:FALSE"]
    subprocess.run(request, cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert PASSWORDS is not None
    made = tmp_path_factory.mktemp("certificates")
    certificate(made, "ca", "/CN=Test authority", None)
    certificate(made, "server", "/CN=127.0.0.1", "ca")
    certificate(made, "client", "/CN=city", "ca")
    command = [PASSWORDS, "-b", "-c", str(made / "passwords"), "jo", "secret"]
    subprocess.run(command, check=True, capture_output=True)
    return made


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    plain, encrypted = brokers.free_port(), brokers.free_port()
    extra = f"""
password_file {folder / "passwords"}
listener {encrypted} 127.0.0.1
allow_anonymous false
cafile {folder / "ca.pem"}
certfile {folder / "server.pem"}
keyfile {folder / "server.key"}
require_certificate true
"""
    with brokers.mosquitto(plain, extra=f"per_listener_settings false\n{extra}"):
        yield encrypted


def arrives(address: BrokerAddress, folder: Path, caplog: pytest.LogCaptureFixture) -> bool:
    """Whether it is let in; that it is not is told in the log."""
    city = toy_pack.read(folder / "pack")
    with Publisher(city, address, "simulators", time.time, time.sleep, lambda: False) as sink:
        deadline = time.monotonic() + 60.0
        while time.monotonic() < deadline:
            sink.wait(time.time() + 0.1)
            if sink.arrived():
                return True
            if caplog.records:
                return False
    raise AssertionError("neither let in nor told why not")


def test_it_is_let_in(port: int, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    address = parse_broker(f"mqtts://jo:secret@127.0.0.1:{port}")
    files = {
        "ca_file": folder / "ca.pem",
        "cert_file": folder / "client.pem",
        "key_file": folder / "client.key",
    }
    assert arrives(address.with_files(**files), folder, caplog)


def test_a_wrong_password_is_told(port: int, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    address = parse_broker(f"mqtts://jo:wrong@127.0.0.1:{port}")
    files = {
        "ca_file": folder / "ca.pem",
        "cert_file": folder / "client.pem",
        "key_file": folder / "client.key",
    }
    assert not arrives(address.with_files(**files), folder, caplog)
    assert "refused: Not authorized" in caplog.text
    assert "wrong" not in caplog.text


# paho leaves the socket of a failed handshake to the garbage collector
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_unknown_authority_is_told(port: int, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert not arrives(parse_broker(f"mqtts://jo:secret@127.0.0.1:{port}"), folder, caplog)
    assert "certificate verify failed" in caplog.text
    assert "secret" not in caplog.text
