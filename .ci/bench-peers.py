#!/usr/bin/env python3
"""Measures pregel-host and LangGraph side by side, and prints a table of medians and ratios.

Each case runs in several fresh processes; the two engines take turns, so that a noisy minute hits both.
The peers' harness (bench.py) is looked for beside the project, in ../shared/bench.
"""
import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEER = "langgraph==1.2.22"
CASES = [(workload, n) for workload in ("chain", "fanout", "send", "loop") for n in (10, 100, 1000)]


def interpreter(folder):
    """The Python of an environment that has the peer; the environment is made where it is missing."""
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"making {folder}", file=sys.stderr)
        venv.create(folder, with_pip=True)
    name, version = PEER.split("==")
    found = subprocess.run(
        [python, "-c", f"import importlib.metadata as m; print(m.version('{name}'))"], capture_output=True, text=True)
    if found.stdout.strip() != version:
        subprocess.run([python, "-m", "pip", "install", "--quiet", PEER], check=True)
    return python


def measure(command):
    """The JSON line that a measuring process prints."""
    env = dict(os.environ, LANGSMITH_TRACING="false", DO_NOT_TRACK="1")
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, env=env)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode != 0 or len(lines) != 1:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{done.stderr or done.stdout}")
    return json.loads(lines[0])


def commands(args, python, workload, n):
    """What measures a case, for each engine."""
    bounds = ["--budget", args.budget, "--min-reps", args.min_reps, "--max-reps", args.max_reps]
    ours = {
        f"pregel-host, {language}": [args.bench, "--only", f"^{prefix}/sync/{workload}/n={n}$", *bounds]
        for language, prefix in (("Swift", "pregel"), ("C", "pregel-c"))}
    return ours | {
        "langgraph": [
            python, args.peers, "one", "--engine", "langgraph", "--workload", workload, "--p", f"n={n}", *bounds],
    }


def median(records, key):
    return statistics.median(record[key] for record in records)


def rows(name, results):
    """A line for each engine: its median, and how many times longer and larger the peer is."""
    theirs = results["langgraph"]
    for engine, ours in results.items():
        wall, step, memory = (median(ours, key) for key in ("wall_med_ms", "us_per_step", "hwm_first_mb"))
        line = f"{name:<13}{engine:<20}{wall:>12.4f}{step:>12.3f}{memory:>9.1f}"
        if ours is not theirs:
            line += f"{median(theirs, 'wall_med_ms') / wall:>9.0f}x{median(theirs, 'hwm_first_mb') / memory:>8.1f}x"
        yield line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True, help="the program pregel-bench")
    parser.add_argument("--peers", type=pathlib.Path, default=ROOT.parent / "shared" / "bench" / "bench.py")
    parser.add_argument("--venv", type=pathlib.Path, default=os.environ.get("BENCH_VENV", ROOT / ".build-peers"))
    parser.add_argument("--only", default="", help="cases whose name (chain/100) this expression finds")
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--budget", type=float, default=2)
    parser.add_argument("--min-reps", type=int, default=5)
    parser.add_argument("--max-reps", type=int, default=200)
    args = parser.parse_args()
    if not args.peers.exists():
        sys.exit(f"the peers' harness is not at {args.peers}; say where with --peers")
    python = interpreter(args.venv)
    cases = [case for case in CASES if re.search(args.only, "%s/%d" % case)]
    results = {case: {} for case in cases}
    for process in range(args.processes):
        for case in cases:
            print(f"process {process + 1} of {args.processes}: {case[0]}/{case[1]}", file=sys.stderr)
            for engine, command in commands(args, python, *case).items():
                results[case].setdefault(engine, []).append(measure(command))
    print(f"medians of {args.processes} processes each, of every run's median; the peer is {PEER}")
    print(f"{'case':<13}{'engine':<20}{'ms a run':>12}{'us a step':>12}{'MB':>9}{'faster':>10}{'smaller':>9}")
    for case in cases:
        for line in rows("%s/%d" % case, results[case]):
            print(line)


if __name__ == "__main__":
    main()
