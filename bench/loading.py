"""Runs the load generator (bench/load) and reads its results."""

import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = pathlib.Path(os.environ.get("SOUK_BIN", ROOT / "build/release/bin")) / "load"


def command(words, port, **options):
    given = [word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", str(value))]
    return ["setpriv", "--pdeathsig", "KILL", str(PROGRAM), "--port", str(port), *given, *map(str, words)]


def drive(words, port, **options):
    """`words`: a mode of the load generator and its arguments. Returns its results, with the statuses as numbers."""
    done = subprocess.run(command(words, port, **options), stdout=subprocess.PIPE, text=True, check=True)
    seen = json.loads(done.stdout)
    if "statuses" in seen:
        seen["statuses"] = {int(status): count for status, count in seen["statuses"].items()}
    return seen


def start(words, port, **options):
    return subprocess.Popen(command(words, port, **options), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def write_lines(file, lines):
    file.write_text("".join(f"{line}\n" for line in lines))
    return file
