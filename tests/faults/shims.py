"""Changes under a running process: the speed of its disk, its clock. See shims/*.c."""

import mmap
import os
import pathlib
import struct
import subprocess

SOURCES = pathlib.Path(__file__).parent / "shims"
FILES = 255


def build(folder):
    """name -> the library to preload."""
    built = {}
    for source in sorted(SOURCES.glob("*.c")):
        built[source.stem] = folder / f"{source.stem}.so"
        subprocess.run(
            ["clang-19", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", built[source.stem], source],
            check=True,
        )
    return built


class Shared:
    """int64 numbers that the harness and a shim share."""

    def __init__(self, path, count):
        self.path = path
        path.write_bytes(bytes(8 * count))
        with open(path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 8 * count)

    def __getitem__(self, index):
        return struct.unpack_from("q", self.memory, 8 * index)[0]

    def __setitem__(self, index, value):
        struct.pack_into("q", self.memory, 8 * index, value)


class Clock:
    """One for all processes that are to jump together."""

    def __init__(self, folder, name, library):
        self.shared = Shared(folder / f"{name}.clock", 1)
        self.environment = {"SOUK_CLOCK": str(self.shared.path)}
        self.library = library

    def set(self, seconds):
        self.shared[0] = int(seconds * 1_000_000)


class Disk:
    def __init__(self, folder, name, library):
        self.shared = Shared(folder / f"{name}.disk", 2 + 2 * FILES)
        self.environment = {"SOUK_DISK": str(self.shared.path)}
        self.library = library

    def slow_down(self, seconds):
        self.shared[0] = int(seconds * 1_000_000)

    def syncs(self):
        return self.shared[1]

    def synced_size(self, path):
        """How much of a file has reached the disk."""
        inode = os.stat(path).st_ino
        slot = 2 + 2 * (inode % FILES)
        return self.shared[slot + 1] if self.shared[slot] == inode else 0


def preload(*shims):
    environment = {"LD_PRELOAD": ":".join(str(shim.library) for shim in shims)}
    for shim in shims:
        environment |= shim.environment
    return environment
