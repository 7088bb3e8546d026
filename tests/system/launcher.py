"""script/server as a process of the tests: everything as an operator starts it, with free ports and its own data."""

import os
import re

from souk import BIN, ROOT, SETTLE_DELAY, Http, Process, free_port, wait_until

SERVICES = ("INVENTORY", "PAYMENT", "INVENTORY_CONSUMER", "PAYMENT_CONSUMER")
OF_PAYMENTS = ("PAYMENT_WORKER", "BANK")  # unless they are instant


class Server(Process):
    def __init__(self, folder, **settings):
        # npm and apt need HOME; all other settings are here.
        self.settings = {
            "HOME": os.environ.get("HOME", "/"),
            "SOUK_BIN": str(BIN),
            "SOUK_DATA": str(folder / "its data"),
            "SOUK_SETTLE_DELAY": f"{SETTLE_DELAY * 1000:.0f}ms",
            **{f"SOUK_{name}_PORT": str(free_port()) for name in (*SERVICES, *OF_PAYMENTS, "SHOP", "REDIS")},
            **settings,
        }
        super().__init__("server", [ROOT / "script/server"], self.settings, folder / f"server{free_port()}.log")

    def start_and_wait(self):
        """Longer the first time, when the client has to be built."""
        before = len(self.output())
        self.start()
        wait_until(lambda: "Souk is ready" in self.output()[before:] or not self.running(), deadline=300, what="the server is ready")
        assert self.running(), self.output()
        return self

    def http(self, name, **options):
        return Http(int(self.settings[f"SOUK_{name}_PORT"]), **options)

    def pid_of(self, name):
        log = os.path.join(self.settings["SOUK_DATA"], "log/supervisord.log")
        with open(log, encoding="utf-8") as lines:
            return int(re.findall(f"spawned: '{name}' with pid ([0-9]+)", lines.read())[-1])

    def stop(self):
        if self.running():
            self.ask_to_stop()
            assert self.exit_code(deadline=60) == 0, self.output()
