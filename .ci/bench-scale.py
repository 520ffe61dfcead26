#!/usr/bin/env python3
"""Measures how time and memory grow with the size of a workload, and prints a table in Markdown.

Each size is a case of pregel-bench (`pregel/scale/...`), in a process of its own. What grows is shown beside the size
before it: 10x the time for 10x the size is linear.

  .ci/bench-scale.py --bench .build/release/pregel-bench --only 'sends|pending'
"""
import argparse
import json
import pathlib
import subprocess
import sys


def measure(args):
    """The lines of all cases, as they come."""
    command = [args.bench, "--only", f"^pregel(-c)?/scale/.*({args.only})", "--min-reps", "3"]
    command += ["--budget", str(args.budget)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            record = json.loads(line)
            print(record["case"], file=sys.stderr)
            yield record
    if process.returncode != 0:
        sys.exit(process.returncode)


def shape(record):
    """What two cases have in common that differ in size alone; and the size."""
    sizes = [value for value in record["params"].values() if isinstance(value, int)]
    size = sizes[0] if sizes else 1
    fixed = "/".join(f"{key}={value}" for key, value in record["params"].items() if value != size)
    return f"{record['engine']}/{record['workload']}" + (f"/{fixed}" if fixed else ""), size


def times(now, before):
    """How many times as much it is."""
    return f"{now / before:.1f}x" if before else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True, type=pathlib.Path, help="the program pregel-bench")
    parser.add_argument("--only", default="", help="cases whose name this expression finds")
    parser.add_argument("--budget", type=float, default=0.5, help="seconds of timed runs a case")
    args = parser.parse_args()
    print("| workload | size | ms | CPU ms | µs each | peak MB | size grows | time grows | memory grows |")
    print("| --- |" + " ---: |" * 8)
    before = {}
    for record in measure(args):
        name, size = shape(record)
        wall, peak = record["wall_med_ms"], record["hwm_first_mb"]
        each = f"{record['us_per_node']:,.2f}" if "us_per_node" in record else ""
        last = before.get(name)
        growth = [times(a, b) for a, b in zip((size, wall, peak), last)] if last else ["", "", ""]
        cells = [name, f"{size:,}", f"{wall:,.2f}", f"{record['cpu_med_ms']:,.2f}", each, f"{peak:,.0f}", *growth]
        print("| " + " | ".join(cells) + " |", flush=True)
        before[name] = (size, wall, peak)


if __name__ == "__main__":
    main()
