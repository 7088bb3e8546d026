"""Machines that a page's commands name: each is an address of this machine and a folder. ssh, scp and systemctl are stand-ins that do
there what the real ones would; Redis, Sentinels and Souk are the real ones."""

import contextlib
import os
import pathlib
import random
import re
import signal
import subprocess

from client import Http
from processes import ROOT, Process, free_port, wait_until

SSH = """#!/bin/bash
# ssh root@HOST command...
export MACHINE=$MACHINES/${1#root@}
mkdir -p "$MACHINE"/{etc/systemd/system,run}
if [[ $2 == bash ]]; then script=$(cat); else script="${*:2}"; fi
script=${script//\\/var\\/lib\\/souk/$MACHINE/var/lib/souk}
script=${script//\\/etc\\//$MACHINE/etc/}
PATH=$MACHINES/bin/there:$PATH exec bash -ec "$script"
"""
SCP = """#!/bin/bash
# scp -q|-rq file... root@HOST:FOLDER
to=${!#}
to=${to#root@}
exec cp -r "${@:2:$#-2}" "$MACHINES/${to%%:*}${to#*:}"
"""
SYSTEMCTL = """#!/bin/bash
# systemctl enable|disable|start|stop|restart|kill|daemon-reload [--now] [-s KILL] unit...
pid_of() { cat "$MACHINE/run/$1" 2>/dev/null; }
runs() { [[ -n $(pid_of "$1") ]] && kill -0 "$(pid_of "$1")" 2>/dev/null; }
start() {
  ! runs "$1" || return 0
  command=$(sed -n 's/^ExecStart=//p' "$MACHINE/etc/systemd/system/$1.service")
  (
    exec </dev/null >>"$MACHINE/$1.log" 2>&1
    setsid $command &
    echo $! >"$MACHINE/run/$1"
    while kill -0 "$KEEPER" && kill -0 $!; do sleep 1; done
    kill -KILL $!
  ) 2>/dev/null &
  until runs "$1"; do sleep 0.02; done
}
stop() {
  pid=$(pid_of "$1")
  [[ -z $pid ]] || kill "$pid" 2>/dev/null
  for ((tick = 0; tick < 1000; tick++)); do runs "$1" || return 0; sleep 0.02; done
  kill -KILL "$pid"
  while runs "$1"; do sleep 0.02; done
}
verb=$1
for unit in "${@:2}"; do
  case $unit in -* | KILL) continue ;; esac
  [[ -e $MACHINE/etc/systemd/system/$unit.service ]] || continue
  case $verb in
    enable | start) start "$unit" ;;
    disable | stop) stop "$unit" ;;
    restart) stop "$unit"; start "$unit" ;;
    kill) kill -KILL "$(pid_of "$unit")"; while runs "$unit"; do sleep 0.02; done ;;
  esac
done
"""
NOTHING = "#!/bin/sh\n"  # what is there already, or needs root
PORTS = ("INVENTORY", "PAYMENT", "INVENTORY_CONSUMER", "PAYMENT_CONSUMER", "PAYMENT_WORKER")  # 8000 to 8004


class Machines:
    def __init__(self, folder, **settings):
        self.folder = folder
        self.network = f"127.{random.randrange(1, 255)}.{random.randrange(1, 255)}."
        self.ports = {f"SOUK_{name}_PORT": str(free_port()) for name in (*PORTS, "SHOP", "BANK")}
        self.environment = {**self.ports, "MACHINES": str(folder), "KEEPER": str(os.getpid()),
                            "SOUK_CHALLENGE": "off", "SOUK_UNPAID_ORDERS": "0", **settings,
                            "PATH": f"{folder}/bin/here:{os.environ['PATH']}", "HOME": os.environ.get("HOME", "/")}
        self.shop = None
        there = {"systemctl": SYSTEMCTL, "chown": NOTHING, "apt-get": NOTHING, "git": NOTHING}
        for place, programs in (("here", {"ssh": SSH, "scp": SCP}), ("there", there)):
            for name, text in programs.items():
                program = folder / "bin" / place / name
                program.parent.mkdir(parents=True, exist_ok=True)
                program.write_text(text)
                program.chmod(0o755)

    def adapted(self, block):
        """The page's addresses, ports and folder of the shop, as they are here."""
        block = block.replace("10.0.0.", self.network).replace("/var/lib/souk-shop", f"{self.folder}/shop")
        return re.sub(r"\b800([0-4])\b", lambda found: self.ports[f"SOUK_{PORTS[int(found[1])]}_PORT"], block)

    def run(self, block, deadline=240):
        """In one shell of an operator: what a block exports is there in the next."""
        kept = self.folder / "exported"
        script = f"set -e\n[ ! -e {kept} ] || . {kept}\n{self.adapted(block)}\nexport -p >{kept}\n"
        with open(self.folder / "page.log", "a+b") as log:
            begins = log.tell()
            log.write(f"\n$ {block}\n".encode())
            log.flush()
            done = subprocess.run(["bash", "-c", script], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log,
                                  stderr=subprocess.STDOUT, timeout=deadline)
            log.seek(begins)
            said = log.read().decode()
        assert done.returncode == 0, said
        return said

    def start_shop(self, block):
        """script/server stays in the foreground, so it is a process of its own."""
        self.shop = self._process(f"exec env {self.adapted(block).strip()}")
        before = len(self.shop.output())
        self.shop.start()
        wait_until(lambda: "Souk is ready" in self.shop.output()[before:] or not self.shop.running(), 120, "the shop is ready")
        assert self.shop.running(), self.shop.output()

    def start_alone(self, service, role):
        """One process of the shop, as the user that it is in the shop."""
        self.shop = self._process(f"set -a; . {self.folder}/shop/access/{service}; exec $SOUK_BIN/{service} {role}").start()
        port = int(self.ports[f"SOUK_{service.upper()}_PORT"])
        wait_until(lambda: Http(port).status_of("/healthz") == 200, what=f"{service} {role} answers")

    def _process(self, command):
        exported = f"{self.folder}/exported"
        words = ["bash", "-c", f"[ ! -e {exported} ] || . {exported}; {command}"]
        return Process("the shop", words, self.environment, self.folder / "shop.log")

    def pids(self):
        """Of all nodes and Sentinels, and of the shop's processes but its gateway."""
        supervisor = (self.folder / "shop/supervisord.pid").read_text().strip()
        command = ["pgrep", "-P", supervisor, "-f", "/(inventory|payment) [a-z]+$"]
        of_shop = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        return set(of_shop) | {file.read_text().strip() for file in self.folder.glob("127.*/run/*")}

    def stop_shop(self):
        if self.shop and self.shop.running():
            self.shop.ask_to_stop()
            assert self.shop.exit_code(deadline=60) == 0, self.shop.output()

    def stop(self):
        try:
            self.stop_shop()
        finally:
            for file in self.folder.glob("127.*/run/*"):
                with contextlib.suppress(OSError):
                    os.kill(int(file.read_text()), signal.SIGKILL)


def blocks_of(page, section):
    """The commands of a section of a page, in order. A block in a list is indented."""
    text = pathlib.Path(ROOT, page).read_text(encoding="utf-8")
    body = re.search(rf"^## {re.escape(section)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)[1]
    return [re.sub(rf"^{indent}", "", block, flags=re.M) for indent, block in re.findall(r"^( *)```sh\n(.*?)^ *```$", body, re.M | re.S)]


def sections_with_blocks(page):
    text = pathlib.Path(ROOT, page).read_text(encoding="utf-8")
    return [name for name in re.findall(r"^## (.*)$", text, re.M) if blocks_of(page, name)]
