"""The micro-benchmarks (bench/micro, Google Benchmark)."""

import json
import subprocess

from loading import PROGRAM


def measure():
    """The CPU time of each in nanoseconds."""
    command = [str(PROGRAM.parent / "micro"), "--benchmark_format=json", "--benchmark_min_time=0.1"]
    command += ["--benchmark_repetitions=5", "--benchmark_report_aggregates_only=true"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    return {
        each["run_name"]: each["cpu_time"]
        for each in json.loads(done.stdout)["benchmarks"]
        if each["aggregate_name"] == "median"
    }
