#!/usr/bin/python3 -B
"""A sale to 200 people beside a bot of 300 connections from 100 addresses, through the gateway: with the door and without it. Run by
hand, with the client built: SOUK_CLIENT=client/dist bench/door.py. Prints a table; fails when the door does not do what it is for."""

import asyncio
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests/system"))
import crowd  # noqa: E402
from client import Http  # noqa: E402
from launcher import Server  # noqa: E402
from processes import wait_until  # noqa: E402

PEOPLE, UNITS, ACCOUNTS, LIMIT = 200, 230, 12, 2  # accounts: of the bot
AFTER = 12  # seconds that the bot goes on

MODES = {  # settings, and fields of the product
    "without the door": ({"SOUK_CHALLENGE": "off", "SOUK_UNPAID_ORDERS": "0"}, {}),
    "door, guests may buy": ({"SOUK_CHALLENGE": "auto", "SOUK_UNPAID_ORDERS": "3"}, {}),
    "door, two a customer": ({"SOUK_CHALLENGE": "auto", "SOUK_UNPAID_ORDERS": "3"}, {"limit_per_customer": LIMIT}),
}


def sign_in(server, name, address):
    """The cookie of a new session."""
    http = server.http("SHOP", address=address)
    email = f"{name}@example.com"
    assert http.post("/api/payment/buyers", {"email": email}).status == 202
    folder = pathlib.Path(server.settings["SOUK_DATA"]) / "mail"

    def code():
        for file in folder.glob("*.sign_in.eml"):
            text = file.read_text()
            if f"To: {email}" in text:
                return re.search(r"^Subject: Your sign-in code: (\d{6})", text, re.MULTILINE)[1]
        return None

    proof = {"email": email, "code": wait_until(code, what=f"a code for {email}")}
    return http.post("/api/payment/buyers/verify", proof).headers["Set-Cookie"].split(";")[0]


def address_of(person):
    return f"127.2.{person // 200}.{person % 200 + 1}"


class Reader(threading.Thread):
    """Reads the product's page, as those do who only look."""

    def __init__(self, port, product, address, end):
        super().__init__()
        self.http, self.path, self.end = Http(port, address=address), f"/api/inventory/products/{product}", end
        self.seconds, self.failed = [], 0

    def run(self):
        while time.time() < self.end:
            began = time.monotonic()
            self.failed += self.http.get(self.path).status != 200
            self.seconds.append(time.monotonic() - began)
            time.sleep(0.02)


async def people(server, product, cookies, start):
    seen = []
    with ProcessPoolExecutor(1) as solver:
        crowd_of = [
            crowd.be_a_person(crowd.Buyer(crowd.Client(int(server.settings["SOUK_SHOP_PORT"]), address_of(number), cookie), product,
                                          f"person{number}", solver), start, seen)
            for number, cookie in enumerate(cookies)
        ]
        await asyncio.gather(*crowd_of)
    return seen


def orders_of(payment, product):
    found, path = [], f"/orders?product_id={product}&limit=100"
    while path:
        answer = payment.get(path)
        found += answer.json
        link = re.search(r'<([^>]+)>; *rel="next"', answer.headers.get("Link") or "")
        path = re.sub(r"^http://[^/]+", "", link[1]) if link else None
    return found


def is_reserved(order):
    return any(step["step"] == "stock_reserved" for step in order["timeline"])


def units_of(server, product):
    """Who holds a unit, or has paid for it: a name for each unit."""
    payment = server.http("PAYMENT")

    def decided():
        open_ones = [order for order in orders_of(payment, product) if order["status"] == "pending"]
        return all(map(is_reserved, open_ones))

    wait_until(decided, what="inventory has decided about every order")
    kept = [order["pk"] for order in orders_of(payment, product) if order["status"] in ("pending", "completed")]
    return [payment.get(f"/orders/{pk}").json["customer"]["name"] for pk in kept]


def sell(server, fields, limited):
    names = [f"person{number}" for number in range(PEOPLE)]
    cookies = [None] * PEOPLE
    bots = []
    if limited:
        cookies = [sign_in(server, name, address_of(number)) for number, name in enumerate(names)]
        bots = [sign_in(server, f"account{number}", f"127.1.0.{number + 1}") for number in range(ACCOUNTS)]
    start = time.time() + 50
    at = datetime.datetime.fromtimestamp(start, datetime.timezone.utc).isoformat(timespec="milliseconds")
    wanted = {"name": "drop", "price": 20, "quantity": UNITS, "sale_starts_at": at, **fields}
    product = server.http("INVENTORY").post("/products", wanted).json["id"]
    port = int(server.settings["SOUK_SHOP_PORT"])
    plan = {"port": port, "product": product, "start": start, "end": start + AFTER, "cookies": bots}
    bot = subprocess.Popen([sys.executable, "-B", crowd.__file__, json.dumps(plan)], stdout=subprocess.PIPE, text=True)
    readers = [Reader(port, product, f"127.3.0.{number}", start + AFTER) for number in range(1, 4)]
    for reader in readers:
        reader.start()
    seen = asyncio.run(people(server, product, cookies, start))
    counts = json.loads(bot.communicate()[0])
    for reader in readers:
        reader.join()
    return product, seen, counts, readers


def figures(seen, counts, readers):
    reads = sorted(second for reader in readers for second in reader.seconds)
    return {
        "people who were answered": sum(1 for status, _, _ in seen if status in (201, 409)),
        "people whose order was placed": sum(1 for status, _, _ in seen if status == 201),
        "slowest answer to a person, s": round(max(seconds for _, _, seconds in seen), 2),
        "reads": len(reads),
        "reads that failed": sum(reader.failed for reader in readers),
        "p99 of reads, ms": round(reads[int(len(reads) * 0.99)] * 1000),
        "the bot's answers": counts,
    }


def measure(mode):
    settings, fields = MODES[mode]
    with tempfile.TemporaryDirectory() as folder:
        server = Server(pathlib.Path(folder), SOUK_PAYMENTS="sandbox", SOUK_CLIENT=str(pathlib.Path("client/dist").resolve()), **settings)
        server.start_and_wait()
        try:
            product, seen, counts, readers = sell(server, fields, "limit_per_customer" in fields)
            holders = units_of(server, product)
            people_have = sum(1 for name in holders if name.startswith("person"))
            return {"units sold": len(holders), "of them to people": people_have, "distinct customers": len(set(holders)),
                    "units of distinct customers, %": round(100 * len(set(holders)) / max(len(holders), 1)),
                    **figures(seen, counts, readers)}
        finally:
            server.stop()


def main():
    results = {mode: measure(mode) for mode in sys.argv[1:] or MODES}
    for mode, found in results.items():
        print(mode)
        for name, value in found.items():
            print(f"  {name}: {value}")
    full = results.get("door, two a customer")
    if full:
        assert full["units of distinct customers, %"] >= 90, "too few customers"
        assert full["people who were answered"] == PEOPLE, "somebody was not answered"
        assert full["p99 of reads, ms"] < 250, "reading was slow"


if __name__ == "__main__":
    main()
