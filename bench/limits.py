"""The limits of the machine: nginx answering from its configuration, and Redis running only our functions."""

import re
import signal

import loading
from costs import CpuMeter
from systems import Http, Process, RedisServer, Souk, free_port, wait_until

NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx-error.log; worker_processes 1;
events {{ worker_connections 20000; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600s;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi; default_type application/json;
  server {{
    listen 127.0.0.1:{port} backlog=16384;
    location /products/ {{ return 200 '{product}'; }}
    location /orders {{ return 201 '{order}'; }}
    location /readyz {{ return 200 ''; }}
  }}
}}
"""


class Nginx:
    """An nginx that answers every request with the body of a product or an order."""

    name = "nginx"

    def __init__(self, folder, product, order):
        self.http = Http(free_port())
        self.products_port = self.orders_port = self.http.port
        configuration = folder / "nginx.conf"
        configuration.write_text(NGINX.format(folder=folder, port=self.http.port, product=product, order=order))
        command = ["/usr/sbin/nginx", "-c", configuration, "-e", folder / "nginx-error.log"]
        self.process = Process("nginx", command, {}, folder / "nginx.log")

    def start(self):
        self.process.start()
        wait_until(lambda: self.http.status_of("/readyz") == 200, 10, "nginx is ready")
        return self

    def stop(self):
        if self.process.running():
            self.process.ask_to_stop()
            self.process.exit_code()

    def meter(self):
        return CpuMeter({"nginx": self.process.child.pid})


class Recording:
    """Records the calls of our functions for a number of orders with MONITOR. The consumers are paused while the orders are
    placed, so that their batches are full. The recording is then played to an empty Redis: only our functions run."""

    def __init__(self, folder, orders=20_000, products=200):
        self.folder, self.orders = folder, orders
        place = folder / "recorded"
        place.mkdir()
        system = Souk(place, settle_delay=0.2)
        system.inventory_redis.start()
        log = place / "monitor"
        command = ["redis-cli", "--no-auth-warning", "-u", system.inventory_redis.url, "monitor"]
        monitor = Process("monitor", command, {}, log).start()
        wait_until(lambda: monitor.output().startswith("OK"), what="MONITOR")
        try:
            system.load_functions()
            for service in system.services:
                service.start()
            system.wait_until_ready()
            system.redis = system.inventory_redis.connection()
            bodies = system.order_bodies([system.make_product() for _ in range(products)], orders)
            orders_from = self._shown(system, log, "orders")
            self.setup = self._commands(log, folder / "setup.resp", 0, orders_from)
            consumers = [system.inventory_consumer, system.payment_consumer]
            for consumer in consumers:
                consumer.child.send_signal(signal.SIGSTOP)
            loading.drive(["post", "/orders", bodies], system.orders_port, connections=512, requests=orders, seconds=60)
            for consumer in consumers:
                consumer.child.send_signal(signal.SIGCONT)
            system.wait_until_finished()
            self.run = self._commands(log, folder / "orders.resp", orders_from, self._shown(system, log, "end"))
        finally:
            monitor.kill()
            system.stop()

    @staticmethod
    def _shown(system, log, mark):
        """The size of MONITOR's log after it has shown all earlier calls."""
        system.redis.echo(mark)
        wait_until(lambda: f'"ECHO" "{mark}"'.encode() in log.read_bytes(), 60, "MONITOR shows it")
        return log.stat().st_size

    def _commands(self, log, file, begin, end):
        """The calls between two positions of MONITOR's log, in the Redis protocol."""
        with open(log, "rb") as shown, open(file, "wb") as out:
            shown.seek(begin)
            for line in shown.read(end - begin).splitlines():
                found = re.match(rb'\d+\.\d+ \[\d+ (\S+)\] (".*")$', line)
                if not found or found[1] == b"lua":
                    continue
                words = [unescape(word) for word in re.findall(rb'"((?:[^"\\]|\\.)*)"', found[2])]
                if words[0] not in (b"FCALL", b"FUNCTION"):
                    continue
                out.write(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words))
        return file

    def play(self, number=0):
        """Plays once to a fresh Redis. Returns orders a second, and its CPU time an order in microseconds."""
        server = RedisServer(self.folder, f"played-{number}").start()
        try:
            server.connection().execute_command("ACL SETUSER", "default", "nopass")
            loading.drive(["redis", self.setup], server.port, in_flight=64, seconds=60)
            meter = CpuMeter({"redis": server.child.pid})
            seen = loading.drive(["redis", self.run], server.port, in_flight=1024, seconds=60)
            cpu = meter.microseconds_each(self.orders)["redis"]
            redis = server.connection()
            counted = sum(int(redis.hget(key, "completed") or 0) for key in redis.scan_iter("payment:*:counts"))
            if counted != self.orders or seen["lost"]:
                raise RuntimeError(f"the recording completed {counted} of {self.orders} orders, {seen}")
            return {"rate": self.orders / seen["seconds"], "cpu_us": cpu}
        finally:
            server.kill()


ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"a": b"\a", b"b": b"\b"}


def unescape(word):
    def plain(found):
        code = found[1]
        return bytes([int(code[1:], 16)]) if len(code) == 3 else ESCAPES.get(code, code)

    return re.sub(rb"\\(x[0-9a-f]{2}|.)", plain, word, flags=re.DOTALL)
