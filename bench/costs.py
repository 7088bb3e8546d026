"""The CPU time and memory of a process, from /proc."""

import os
import pathlib
import time

TICK = os.sysconf("SC_CLK_TCK")


def family(pid):
    """The ids of a process and all its descendants."""
    found = [pid]
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += family(int(child))
    return found


def cpu_seconds(pid):
    """User and system time so far of a process and its descendants, including ended ones. Read from the process' own
    clock (clock_getcpuclockid): the values of /proc/PID/stat, but in nanoseconds."""
    total = 0.0
    for member in family(pid):
        fields = pathlib.Path(f"/proc/{member}/stat").read_text().rsplit(")", 1)[1].split()
        ended_children = (int(fields[13]) + int(fields[14])) / TICK
        total += time.clock_gettime(~member << 3 | 2) + ended_children
    return total


def resident_bytes(pid):
    total = 0
    for member in family(pid):
        status = pathlib.Path(f"/proc/{member}/status").read_text()
        total += 1024 * int(status.split("VmRSS:")[1].split()[0])
    return total


class CpuMeter:
    """CPU seconds of named processes since this object was made."""

    def __init__(self, processes):
        self.processes = processes
        self.before = {name: cpu_seconds(pid) for name, pid in processes.items()}

    def used(self):
        return {name: cpu_seconds(pid) - self.before[name] for name, pid in self.processes.items()}

    def microseconds_each(self, operations):
        return {name: 1e6 * used / max(operations, 1) for name, used in self.used().items()}
