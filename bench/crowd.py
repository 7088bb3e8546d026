"""Clients of a sale through the gateway, each from an address of its own: people, who order once, and a bot, which orders all the time.
As a program it is the bot, so that it has a processor for itself."""

import asyncio
import json
import pathlib
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests/system"))
from challenges import solve  # noqa: E402

PATIENCE = 15  # seconds for one request


class Client:
    """One connection from an address, which is opened again when it is lost."""

    def __init__(self, port, address, cookie=None):
        self.port, self.address, self.cookie = port, address, cookie
        self.streams = None

    async def request(self, method, path, body=None, **headers):
        """(status, JSON); (0, None) when nothing came."""
        try:
            return await asyncio.wait_for(self._ask(method, path, body, headers), PATIENCE)
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError, ValueError):
            self.close()
            return 0, None

    def close(self):
        if self.streams:
            self.streams[1].close()
        self.streams = None

    async def _ask(self, method, path, body, headers):
        if not self.streams:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(self.address, 0))
        reader, writer = self.streams
        content = json.dumps(body).encode() if body is not None else b""
        lines = [f"{method} {path} HTTP/1.1", "Host: shop", "Content-Type: application/json", f"Content-Length: {len(content)}"]
        lines += [f"Cookie: {self.cookie}"] if self.cookie else []
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items() if value]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        status = int(head.split(" ", 2)[1])
        text = await self._body(reader, head)
        if "connection: close" in head:
            self.close()
        return status, json.loads(text) if text else None

    async def _body(self, reader, head):
        if "transfer-encoding: chunked" in head:
            text = b""
            while size := int(await reader.readline(), 16):
                text += (await reader.readexactly(size + 2))[:-2]
            await reader.readline()
            return text
        length = next((line for line in head.split("\r\n") if line.startswith("content-length:")), "content-length: 0")
        return await reader.readexactly(int(length.split(":")[1]))


class Buyer:
    """`name` is on every order, so that who has got what can be counted."""

    def __init__(self, client, product, name, solver):
        self.client, self.name, self.solver = client, name, solver
        self.lines = {"lines": [{"id": product, "quantity": 1}]}
        self.product, self.solution = product, None

    async def prepare(self):
        """Before the sale begins: what the page does while its reader waits."""
        status, answer = await self.client.request("POST", "/api/payment/challenges", self.lines)
        if status == 200 and answer["challenge"]:
            await self._solve(answer["challenge"])

    async def order(self):
        customer = {"email": f"{self.name}@example.com", "name": self.name, "address": {"line1": "1 Road", "city": "London", "country": "GB"}}
        body = {"id": self.product, "quantity": 1, "customer": customer}
        solution, self.solution = self.solution, None
        status, answer = await self.client.request("POST", "/api/payment/orders", body, Challenge_Solution=solution)
        if status == 428:
            await self._solve(answer["challenge"])
        return status, (answer or {}).get("code")

    async def _solve(self, challenge):
        self.solution = await asyncio.get_running_loop().run_in_executor(self.solver, solve, challenge)


async def be_a_person(buyer, start, seen):
    """Comes a while before the start, and presses the button a moment after it, like others do. Waits when asked to."""
    await asyncio.sleep(max(0, start - 40 + random.random() * 25 - time.time()))
    await buyer.prepare()
    pressed = start + 0.2 + random.random() * 2.8
    await asyncio.sleep(max(0, pressed - time.time()))
    status, code = 0, None
    while time.time() < pressed + 30:
        status, code = await buyer.order()
        if status not in (0, 428, 429, 503) and code != "not_on_sale":
            break
        await asyncio.sleep(0 if status == 428 else 0.3)
    buyer.client.close()
    seen.append((status, code, time.time() - pressed))


async def be_a_bot(buyer, start, end, counts):
    await asyncio.sleep(max(0, start - 30 - time.time()))
    await buyer.prepare()
    await asyncio.sleep(max(0, start - 1 - time.time()))
    while time.time() < end:
        status, code = await buyer.order()
        counts[code or status] = counts.get(code or status, 0) + 1
        if status in (0, 429):
            await asyncio.sleep(0.05)
    buyer.client.close()


async def run_bot(plan):
    """300 connections, three from each of 100 addresses. `cookies`: of its accounts; none: it orders as a guest."""
    counts = {}
    with ProcessPoolExecutor(1) as solver:
        bots = []
        for number in range(300):
            cookie = plan["cookies"][number % len(plan["cookies"])] if plan["cookies"] else None
            name = f"account{number % len(plan['cookies'])}" if plan["cookies"] else f"bot{number // 3}"
            client = Client(plan["port"], f"127.1.0.{number // 3 + 1}", cookie)
            bots.append(be_a_bot(Buyer(client, plan["product"], name, solver), plan["start"], plan["end"], counts))
        await asyncio.gather(*bots)
        solver.shutdown(cancel_futures=True)
    return counts


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run_bot(json.loads(sys.argv[1])))))
