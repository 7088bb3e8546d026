"""The sandbox bank: a double of the part of Stripe that Souk uses. See ../README.md."""

import asyncio
import contextlib
import logging
import signal
import sqlite3
import sys

from aiohttp import web

from .bank import Bank
from .server import Server, ring_timers
from .settings import Settings, WrongSetting
from .webhooks import Webhooks


async def serve(bank):
    settings, ended = bank.settings, asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    webhooks = Webhooks(bank.store, bank.faults, settings)
    bank.on_event = webhooks.wake.set
    runner = web.ServerRunner(web.Server(Server(bank).answer, access_log=None))
    await runner.setup()
    tasks = []
    try:
        await web.TCPSite(runner, settings.host, settings.port, shutdown_timeout=1).start()
        logging.info("The bank listens on %s:%d, its data is in %s.", settings.host, settings.port, settings.database)
        tasks = [asyncio.create_task(webhooks.run()), asyncio.create_task(ring_timers(bank))]
        await asyncio.wait([asyncio.create_task(ended.wait()), *tasks], return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            if task.done():
                task.result()  # raises what ended it
    finally:
        for task in tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks)
        await runner.cleanup()


def main():
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        settings = Settings()
        asyncio.run(serve(Bank(settings)))
    except WrongSetting as wrong:
        sys.exit(refusal(str(wrong)))
    except sqlite3.Error as error:
        sys.exit(refusal(f"SOUK_DATA: {settings.database} cannot be used as the bank's database ({error})."))
    except OSError as error:
        sys.exit(refusal(f"The bank cannot start with port {settings.port} and folder {settings.folder}: {error.strerror}."))


def refusal(sentence):
    print(f"bank: {sentence}", file=sys.stderr)
    return 78  # EX_CONFIG


main()
