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
    command = [args.bench, "--only", f"^(pregel|pregel-c|bare)/scale/.*({args.only})", "--min-reps", "3"]
    command += ["--budget", str(args.budget)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            record = json.loads(line)
            print(record["case"], file=sys.stderr)
            yield record
    if process.returncode != 0:
        sys.exit(process.returncode)


def shape(record):
    """What cases have in common that differ in size alone, and the size: the first parameter that is a number."""
    parameters = record["params"]
    which = next(key for key, value in parameters.items() if isinstance(value, int))
    fixed = [f"{key}={value}" for key, value in parameters.items() if key != which]
    return "/".join([record["engine"], record["workload"], *fixed]), parameters[which]


def times(now, before):
    """How many times as much it is."""
    return f"{now / before:.1f}x" if before else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True, type=pathlib.Path, help="the program pregel-bench")
    parser.add_argument("--only", default="", help="cases whose name this expression finds")
    parser.add_argument("--budget", type=float, default=0.5, help="seconds of timed runs a case")
    args = parser.parse_args()
    print("| workload | size | ms | CPU ms | µs each | peak MB | size grows | time | CPU time | memory |")
    print("| --- |" + " ---: |" * 9)
    before = {}
    for record in measure(args):
        name, size = shape(record)
        now = (size, record["wall_med_ms"], record["cpu_med_ms"], record["hwm_first_mb"])
        each = f"{record['us_per_node']:,.2f}" if "us_per_node" in record else ""
        growth = [times(*pair) for pair in zip(now, before[name])] if name in before else [""] * len(now)
        cells = [name, f"{size:,}", f"{now[1]:,.2f}", f"{now[2]:,.2f}", each, f"{now[3]:,.0f}", *growth]
        print("| " + " | ".join(cells) + " |", flush=True)
        before[name] = now


if __name__ == "__main__":
    main()
