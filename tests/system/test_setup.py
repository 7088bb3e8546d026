"""script/setup, with programs in the place of Debian's that install nothing."""

import os
import shutil
import subprocess

import pytest
from souk import ROOT

PROGRAMS = {
    "dpkg-query": 'shift 3; for name; do test "$name" = ccache || echo "installed $name "; done',
    "sudo": 'test "$1" = -v || exec "$@"',
    "apt-get": 'seq -f "$1 %g" 100; test "$1" = update || exit "$STATUS_OF_INSTALL"',
}


@pytest.fixture
def set_up(tmp_path):
    for name, text in PROGRAMS.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    project = tmp_path / "project"
    shutil.copytree(ROOT / "script", project / "script")

    def run(status_of_install, **settings):
        path = f"{tmp_path}:{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "STATUS_OF_INSTALL": status_of_install, **settings}
        return subprocess.run([project / "script/setup"], env=environment, capture_output=True, text=True, timeout=60)

    return run


def test_it_says_what_it_installs_and_keeps_the_installer_s_words_in_a_file(set_up):
    done = set_up("0")
    assert (done.returncode, done.stderr) == (0, "")
    stage, names = done.stdout.splitlines()
    assert stage == "==> Installing 1 Debian packages and what they need; apt-get writes to build/apt.log"
    assert names.split() == ["ccache"]


def test_when_the_installer_fails_the_end_of_what_it_said_is_shown(set_up):
    done = set_up("100")
    assert done.returncode == 1
    assert "/project/build/apt.log" in done.stderr
    shown = done.stderr.splitlines()
    assert [line for line in shown if line.startswith("install ")] == [f"install {number}" for number in range(81, 101)]
    assert shown[-1] == "  apt-get install --no-install-recommends ccache"


def test_what_formats_needs_no_compiler(set_up):
    done = set_up("100", SOUK_SETUP="format")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
