"""Broker addresses: what is read, what is refused, and that no password is ever shown."""

from pathlib import Path

import pytest

from config.broker_url import PASSWORD_VARIABLE, USER_VARIABLE, BrokerURLError, parse_broker


@pytest.mark.parametrize(
    ("text", "shown", "user"),
    [
        ("mqtt://city.example", "mqtt://city.example:1883", None),
        ("mqtts://city.example", "mqtts://city.example:8883", None),
        ("city.example:1884", "mqtt://city.example:1884", None),
        ("mqtt://jo:secret@city.example:9", "mqtt://city.example:9", "jo"),
        ("mqtt://jo%40home:a%2Fb@h/", "mqtt://h:1883", "jo@home"),
        ("mqtt://[::1]:1883", "mqtt://[::1]:1883", None),
    ],
)
def test_read(text: str, shown: str, user: str | None) -> None:
    address = parse_broker(text)
    assert str(address) == shown
    assert address.user == user


@pytest.mark.parametrize(
    "text",
    [
        "http://h", "mqtt://", "mqtt://h:0x", "mqtt://h:99999", "mqtt://h/path", "mqtt://h?x=1", "mqtt://h#x",
        "", "mqtt://[::1", "mqtt://jo:secret@[::1",
    ],
)  # fmt: skip
def test_refused_in_one_line(text: str) -> None:
    with pytest.raises(BrokerURLError) as caught:
        parse_broker(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["mqtt://jo:secret@h/path", "http://jo:secret@h", "mqtt://jo:secret@", "mqtt://jo:secret@h:99999"]
)
def test_no_password_in_an_error(text: str) -> None:
    with pytest.raises(BrokerURLError) as caught:
        parse_broker(text)
    assert "secret" not in str(caught.value)


def test_no_password_in_any_form_of_an_address() -> None:
    address = parse_broker("mqtt://jo:secret@h")
    assert address.password == "secret"
    assert "secret" not in f"{address} {address!r}"


def test_credentials_from_the_environment() -> None:
    environment = {USER_VARIABLE: "jo", PASSWORD_VARIABLE: "secret"}
    assert parse_broker("mqtt://h").with_credentials(environment).password == "secret"
    assert parse_broker("mqtt://me@h").with_credentials(environment).user == "me"
    assert parse_broker("mqtt://h").with_credentials({}).user is None


def test_certificates_must_be_there_and_need_tls(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    with pytest.raises(BrokerURLError, match="there is no such readable file"):
        parse_broker("mqtts://h").with_files(ca_file=path)
    path.write_text("x")
    with pytest.raises(BrokerURLError, match="write mqtts://"):
        parse_broker("mqtt://h").with_files(ca_file=path)
    with pytest.raises(BrokerURLError, match="client key needs its client certificate"):
        parse_broker("mqtts://h").with_files(key_file=path)
    assert parse_broker("mqtts://h").with_files(ca_file=path).ca_file == path
