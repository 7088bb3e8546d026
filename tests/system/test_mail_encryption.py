"""Mails through a mail server with encryption: a password is sent only to the real server."""

import pytest

from mail_server import MailServer, certificate_in
from processes import wait_until
from shopping import place
from souk import System
from test_mail import new_product, running, when_mail_is

PASSWORD, IN_A_URL = "se:cr/et@", "se%3Acr%2Fet%40"


@pytest.fixture
def selling(tmp_path, request):
    """(the shop, its mail server), with these: encryption of the server, URL with {port}, whether the certificate is trusted."""
    encryption, url, is_trusted = request.param
    certificate = certificate_in(tmp_path)
    server = MailServer(tmp_path, encryption).start()
    settings = {"SOUK_SMTP_URL": url.format(port=server.port), "SOUK_MAIL_FROM": "shop@example.com", "SOUK_PUBLIC_URL": "https://shop.example"}
    if is_trusted:
        settings["SSL_CERT_FILE"] = str(certificate)
    try:
        for system in running(System(tmp_path, worker=True, **settings)):
            yield system, server
    finally:
        server.kill()


SIGNED_IN = f"shop:{IN_A_URL}@localhost:{{port}}"


@pytest.mark.parametrize("selling", [
    ("tls", f"smtps://{SIGNED_IN}", True),
    ("starttls", f"smtp://{SIGNED_IN}", True),
], indirect=True)
def test_a_mail_and_the_password_go_to_a_server_with_a_certificate_that_is_trusted(selling):
    shop, server = selling
    when_mail_is(shop, place(shop.payment, (new_product(shop), 1)), "confirmed", "sent")
    [line] = server.lines()
    assert (line["user"], line["secure"]) == (f"shop {PASSWORD}", True)


@pytest.mark.parametrize("selling", [("starttls", "smtp://localhost:{port}", False)], indirect=True)
def test_without_a_password_encryption_is_taken_where_it_is_offered(selling):
    shop, server = selling
    when_mail_is(shop, place(shop.payment, (new_product(shop), 1)), "confirmed", "sent")
    assert [line["secure"] for line in server.lines()] == [True]


@pytest.mark.parametrize("selling", [
    (None, f"smtp://{SIGNED_IN}", False),
    ("starttls", f"smtp://{SIGNED_IN}", False),
    ("tls", f"smtps://{SIGNED_IN}", False),
    ("tls", "smtps://localhost:{port}", False),
], indirect=True)
def test_a_server_that_may_be_another_gets_neither_the_password_nor_the_mail(selling):
    shop, server = selling
    place(shop.payment, (new_product(shop), 1))
    wait_until(lambda: "mail cannot be sent" in shop.worker.http.get("/readyz").text, what="readiness reports it")
    assert server.lines() == []
    assert PASSWORD not in shop.worker.output()
