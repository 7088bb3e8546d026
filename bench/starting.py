"""The time from the command until the system is ready, and the memory of each idle process."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from loading import PROGRAM, ROOT
from field import interleaved
from systems import FastApi, Fastify, free_port

PORTS = ("SOUK_INVENTORY_PORT", "SOUK_PAYMENT_PORT", "SOUK_INVENTORY_CONSUMER_PORT", "SOUK_PAYMENT_CONSUMER_PORT")


def start_souk():
    """Starts script/server when everything is built already."""
    folder = pathlib.Path(tempfile.mkdtemp())
    ports = {name: str(free_port()) for name in (*PORTS, "SOUK_SHOP_PORT", "SOUK_REDIS_PORT")}
    environment = {**os.environ, **ports, "SOUK_DATA": str(folder), "SOUK_BIN": str(PROGRAM.parent)}
    began = time.monotonic()
    server = subprocess.Popen(
        [ROOT / "script/server"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        shown = []
        for line in server.stdout:
            shown.append(line)
            if "is ready" in line:
                return {"seconds": time.monotonic() - began}
        raise RuntimeError("script/server did not become ready:\n" + "".join(shown))
    finally:
        server.terminate()
        server.communicate(timeout=120)
        shutil.rmtree(folder)


def start_peer(kind):
    with tempfile.TemporaryDirectory() as folder:
        system = kind(pathlib.Path(folder), settle_delay=1)
        began = time.monotonic()
        try:
            system.start()
            return {"seconds": time.monotonic() - began}
        finally:
            system.stop()


def measure(field):
    cases = {"souk": start_souk, "fastapi": lambda: start_peer(FastApi), "fastify": lambda: start_peer(Fastify)}
    start_souk()  # the work of a first start is not measured
    return interleaved(cases, field.effort.rounds)
