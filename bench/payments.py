#!/usr/bin/python3 -B
"""Orders that are paid at a provider which answers after a delay, and whose buyers pay at once: payments a second, each process'
CPU time a payment, and the worker's memory."""

import argparse
import json
import pathlib
import tempfile
import time

import loading
from systems import Souk

import processes
from souk import Service

SECRET = "whsec_of_figures"
ADA = {"email": "ada@example.com", "name": "Ada", "address": {"line1": "1 Road", "city": "London", "country": "GB"}}


class PaidSouk(Souk):
    """Souk with a payment worker and a provider's stub."""

    def __init__(self, folder, delay_ms):
        provider = processes.free_port()
        super().__init__(folder, 1, SOUK_PAYMENTS="stripe", SOUK_STRIPE_SECRET_KEY="sk_test_figures",
                         SOUK_STRIPE_WEBHOOK_SECRET=SECRET, SOUK_STRIPE_URL=f"http://127.0.0.1:{provider}",
                         SOUK_PUBLIC_URL="http://127.0.0.1:3000", SOUK_PAYMENT_WORKER_PORT=str(processes.free_port()))
        port = int(self.settings["SOUK_PAYMENT_WORKER_PORT"])
        self.worker = Service("payment", "worker", port, self.environment("payment"), folder / "payment-worker.log")
        self.services.append(self.worker)
        command = [loading.PROGRAM.parent / "stub", str(provider), str(delay_ms), f"http://127.0.0.1:{self.payment.port}", SECRET]
        self.stub = processes.Process("stub", command, {}, folder / "stub.log")

    def start(self):
        self.stub.start()
        return super().start()

    def stop(self):
        super().stop()
        self.stub.kill()

    def memory(self):
        """The worker's resident memory, in MB: now, and the most it ever was."""
        status = pathlib.Path(f"/proc/{self.worker.child.pid}/status").read_text()
        return {name: int(status.split(f"{field}:")[1].split()[0]) / 1000 for name, field in (("now", "VmRSS"), ("most", "VmHWM"))}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delay", type=int, default=300, help="milliseconds of each call to the provider")
    parser.add_argument("--rate", type=float, default=0, help="open loop: orders a second")
    parser.add_argument("--seconds", type=float, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        system = PaidSouk(pathlib.Path(folder), given.delay)
        try:
            system.start()
            bodies = system.order_bodies([system.make_product() for _ in range(500)], customer=ADA)
            load = {"connections": 64, "in_flight": 1, "rate": given.rate}
            before, finished, meter, began = system.accepted(), system.finished(), system.meter(), time.monotonic()
            seen = loading.drive(["post", "/orders", bodies], system.orders_port, **load, seconds=given.seconds)
            orders = system.accepted() - before
            processes.wait_until(lambda: system.finished() >= finished + orders, 120, "all orders are paid and delivered")
            took = time.monotonic() - began
            cpu = meter.microseconds_each(orders)
            print(json.dumps({"payments": orders, "statuses": seen["statuses"], "payments_per_second": orders / took,
                              "accepted_per_second": seen["rate"], "memory_mb": system.memory(),
                              "cpu_us": {**cpu, "sum": sum(cpu.values())}}, indent=2))
        finally:
            system.stop()


if __name__ == "__main__":
    main()
