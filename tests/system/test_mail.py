"""Mails to buyers: through a mail server that misbehaves, as files, and while the worker is killed."""

import os
import random
import threading
import time

import pytest

from mail_server import MailServer, id_of, parsed
from processes import wait_until
from shopping import ADA, order_when, place, when_order_is
from souk import System

KILLS = int(os.environ.get("SOUK_MAIL_KILLS", "15"))  # the whole proof: 1000
ADDRESS = ADA["email"]


@pytest.fixture
def files(tmp_path):
    """A shop without a mail server."""
    yield from running(System(tmp_path, worker=True))


@pytest.fixture
def server(tmp_path):
    server = MailServer(tmp_path)
    try:
        yield server.start()
    finally:
        server.kill()


@pytest.fixture
def shop(tmp_path, server):
    settings = {"SOUK_SMTP_URL": server.url, "SOUK_MAIL_FROM": "Souk <shop@example.com>", "SOUK_PUBLIC_URL": "https://shop.example"}
    yield from running(System(tmp_path, worker=True, **settings))


def running(system):
    try:
        yield system.start()
    finally:
        system.stop()


def new_product(souk, quantity=100):
    answer = souk.inventory.post("/products", {"name": "lamp", "price": 20.0, "quantity": quantity})
    assert answer.status == 201, answer
    return answer.json["id"]


def mails_of(souk, pk):
    """{step: mail} of an order, as the store sees them."""
    mails, path = {}, "/mails?limit=100"
    while path:
        answer = souk.payment.get(path)
        assert answer.status == 200, answer
        mails |= {mail["step"]: mail for mail in answer.json if mail["pk"] == pk}
        link = answer.headers.get("Link", "")
        path = link.split(">")[0].removeprefix("<") if link else None
    return mails


def when_mail_is(souk, pk, step, state, deadline=20):
    def there():
        mail = mails_of(souk, pk).get(step)
        return mail if mail and mail["state"] == state else None

    return wait_until(there, deadline, f"the mail {step} of {pk} is {state}")


def eml(souk, pk, step="confirmed"):
    return souk.folder / "data/mail" / f"{pk}.{step}.eml"


def test_without_a_mail_server_a_mail_is_a_file_that_the_store_reads(files):
    pk = place(files.payment, (new_product(files), 2))
    mail = when_mail_is(files, pk, "confirmed", "file")
    assert mail["id"] == f"{pk}.confirmed" and mail["to"] == "a…@example.com"
    message = eml(files, pk).read_bytes()
    assert eml(files, pk).parent.stat().st_mode & 0o077 == 0
    shown = files.payment.get(f"/mails/{pk}.confirmed")
    assert (shown.status, shown.headers["Content-Type"], shown.body) == (200, "message/rfc822", message)
    page = files.payment.get(f"/mails/{pk}.confirmed/html")
    assert "sandbox" in page.headers["Content-Security-Policy"]
    for part in (page.text, files.payment.get(f"/mails/{pk}.confirmed/text").text):
        assert "$48.00" in part and mail["number"] in part and f"http://localhost:3000/orders/{pk}" in part


def test_an_order_without_a_customer_has_no_mail(files):
    product = new_product(files)
    anonymous = files.payment.post("/orders", {"id": product, "quantity": 1}).json["pk"]
    pk = place(files.payment, (product, 1))
    when_order_is(files.payment, anonymous, "completed")
    when_mail_is(files, pk, "confirmed", "file")
    assert mails_of(files, anonymous) == {}


def test_each_end_of_an_order_has_its_mail(files):
    product = new_product(files)
    cancelled = place(files.payment, (product, 1))
    assert files.payment.post(f"/orders/{cancelled}/cancel", {}).status == 200
    paid = place(files.payment, (new_product(files), 1), (product, 1))
    when_mail_is(files, cancelled, "cancelled", "file")
    text = files.payment.get(f"/mails/{cancelled}.cancelled/text").text
    assert "You cancelled it. Nothing was ordered, and you were not charged." in text and "$" not in text
    when_order_is(files.payment, paid, "completed")
    for key, refund in (("one", {"amount": 4.0}), ("two", {"lines": [{"id": product}]})):
        assert files.payment.post(f"/orders/{paid}/refunds", refund, headers={"Idempotency-Key": key}).status == 202
    when_mail_is(files, paid, "refunded-2", "file")
    assert sorted(mails_of(files, paid)) == ["confirmed", "refunded-1", "refunded-2"]
    assert "We refunded $4.00 of your payment." in files.payment.get(f"/mails/{paid}.refunded-1/text").text


def test_a_product_that_was_deleted_before_it_left_the_stock_has_a_mail_about_the_money(tmp_path):
    for shop in running(System(tmp_path, worker=True, SOUK_SETTLE_DELAY="2s")):
        gone = new_product(shop)
        pk = place(shop.payment, (gone, 1))
        order_when(shop.payment, pk, lambda order: len(order["timeline"]) > 1, "is reserved")
        assert shop.inventory.delete(f"/products/{gone}").status == 204
        when_mail_is(shop, pk, "refunded-line-1", "file")
        assert "The store stopped selling it" in shop.payment.get(f"/mails/{pk}.refunded-line-1/text").text


def test_erasing_a_customer_erases_the_files_of_the_mails(files):
    pk, other = (place(files.payment, (new_product(files), 1)) for _ in range(2))
    for one in (pk, other):
        when_mail_is(files, one, "confirmed", "file")
    assert files.payment.delete(f"/orders/{pk}/customer").status == 204
    assert [eml(files, one).exists() for one in (pk, other)] == [False, True]
    assert mails_of(files, pk)["confirmed"]["to"] is None
    assert files.payment.get(f"/mails/{pk}.confirmed").status == 404


def test_a_customer_erased_before_the_mail_is_sent_gets_none(shop, server):
    shop.worker.kill()
    pk = place(shop.payment, (new_product(shop), 1))
    when_order_is(shop.payment, pk, "completed")
    assert shop.payment.delete(f"/orders/{pk}/customer").status == 204
    shop.worker.start()
    when_mail_is(shop, pk, "confirmed", "erased")
    assert server.mails() == []


def test_a_mail_server_gets_each_mail_once_with_a_sender_a_date_and_both_texts(shop, server):
    pk = place(shop.payment, (new_product(shop), 1))
    when_mail_is(shop, pk, "confirmed", "sent")
    [(to, message)] = server.mails()
    mail = parsed(message)
    assert (to, mail["From"], mail["To"]) == (ADDRESS, "Souk <shop@example.com>", f"Ada Lovelace <{ADDRESS}>")
    assert mail["Message-ID"] == f"<{pk}.confirmed@example.com>" and mail["Date"]
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert f"https://shop.example/orders/{pk}" in mail.get_body(("plain",)).get_content()


@pytest.mark.parametrize("mode", ["refuses", "refuses-message"])
def test_a_refusal_for_good_ends_a_mail_and_names_no_address(shop, server, mode):
    server.answers(mode)
    pk = place(shop.payment, (new_product(shop), 1))
    when_mail_is(shop, pk, "confirmed", "refused")
    assert 'souk_mails_total{outcome="refused",step="confirmed"} 1' in shop.worker.http.get("/metrics").text
    assert "refused a mail" in shop.worker.output()
    assert all(ADDRESS not in service.output() for service in shop.services)
    assert shop.worker.http.status_of("/readyz") == 200


def test_a_mail_that_is_put_off_waits_and_keeps_no_other_back(shop, server):
    server.answers("later")
    first = place(shop.payment, (new_product(shop), 1))
    wait_until(lambda: mails_of(shop, first).get("confirmed", {}).get("tries") == 1, what="a try")
    assert mails_of(shop, first)["confirmed"]["state"] == "waiting"
    server.answers("ok")
    second = place(shop.payment, (new_product(shop), 1))
    when_mail_is(shop, second, "confirmed", "sent")
    assert shop.worker.http.status_of("/readyz") == 200


@pytest.mark.parametrize("mode", ["denies", "denies-message"])
def test_a_mail_that_is_refused_because_of_the_shops_account_waits_and_names_no_address(shop, server, mode):
    server.answers(mode)
    denied = place(shop.payment, (new_product(shop), 1))
    wait_until(lambda: mails_of(shop, denied).get("confirmed", {}).get("tries") == 1, what="a try")
    assert mails_of(shop, denied)["confirmed"]["state"] == "waiting"
    assert all(ADDRESS not in service.output() for service in shop.services)
    server.answers("ok")
    when_mail_is(shop, place(shop.payment, (new_product(shop), 1)), "confirmed", "sent")
    assert mails_of(shop, denied)["confirmed"]["tries"] == 1


@pytest.mark.parametrize("mode", ["closes", "bad-sender"])
def test_while_no_mail_can_be_sent_the_worker_is_not_ready_and_the_mail_waits(shop, server, mode):
    server.answers(mode)
    pk = place(shop.payment, (new_product(shop), 1))
    wait_until(lambda: "mail cannot be sent" in shop.worker.http.get("/readyz").text, what="readiness reports it")
    server.answers("ok")
    when_mail_is(shop, pk, "confirmed", "sent", deadline=60)
    assert len(set(message for _, message in server.mails())) == 1
    wait_until(lambda: shop.worker.http.status_of("/readyz") == 200, what="the worker is ready again")


def test_a_mail_server_that_hangs_holds_up_nothing_else(shop, server):
    server.answers("hangs")
    place(shop.payment, (new_product(shop), 1))
    time.sleep(1)  # the delivery is under way
    began = time.monotonic()
    assert shop.worker.http.status_of("/healthz") == 200
    assert time.monotonic() - began < 1
    shop.worker.ask_to_stop()
    assert shop.worker.exit_code(deadline=10) == 0


class Buyers(threading.Thread):
    """Orders that are completed, cancelled and refunded, until it is stopped."""

    def __init__(self, shop, product):
        super().__init__()
        self.shop, self.product, self.pks, self.is_over = shop, product, [], threading.Event()

    def run(self):
        number = 0
        while not self.is_over.wait(0.1):
            pk = place(self.shop.payment, (self.product, 1))
            self.pks.append(pk)
            number += 1
            if number % 3 == 0:
                self.shop.payment.post(f"/orders/{pk}/cancel", {})
            if number % 3 == 1 and len(self.pks) > 10:
                paid = self.pks[-10]
                self.shop.payment.post(f"/orders/{paid}/refunds", {"amount": 1.0}, headers={"Idempotency-Key": paid})


def steps_of(order):
    """What an order's buyer must get."""
    status = order["status"]
    if status in ("cancelled", "rejected"):
        return {"cancelled"}
    return {"confirmed"} | ({"refunded-1"} if order["payment"]["refunded"] > 0 else set())


def test_through_any_number_of_kills_each_step_has_its_mail_and_all_copies_are_equal(shop, server):
    buyers = Buyers(shop, new_product(shop, 1_000_000))
    buyers.start()
    try:
        for kill in range(KILLS):
            time.sleep(random.uniform(0, 0.6))
            if kill % 7 == 0:
                server.answers(random.choice(["ok", "ok", "closes"]))
            shop.worker.kill()
            shop.worker.start()
    finally:
        buyers.is_over.set()
        buyers.join()
    server.answers("ok")
    wait_until(lambda: waiting(shop) == 0, 300, "no mail waits")
    orders = {pk: shop.payment.get(f"/orders/{pk}").json for pk in buyers.pks}
    for pk, order in orders.items():
        assert order["status"] != "pending", order
    copies = {}
    for _, message in server.mails():
        copies.setdefault(id_of(message), []).append(message)
    expected = {f"{pk}.{step}" for pk, order in orders.items() for step in steps_of(order)}
    assert set(copies) == expected
    assert all(len(set(messages)) == 1 for messages in copies.values())
    twice = sum(len(messages) - 1 for messages in copies.values())
    print(f"{KILLS} kills, {len(orders)} orders, {len(expected)} mails, {twice} of them came again")


def waiting(shop):
    wait_until(lambda: shop.worker.http.status_of("/healthz") == 200, what="the worker lives")
    metrics = shop.worker.http.get("/metrics").text
    pending = shop.payment.get("/orders?status=pending").json
    return len(pending) + int(float(next(line.split()[1] for line in metrics.splitlines() if line.startswith("souk_mails_due "))))
