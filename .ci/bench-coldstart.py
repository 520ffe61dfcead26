#!/usr/bin/env python3
"""Measures what a fresh process takes from its start to its end: load a graph of three nodes, run it once, exit.

pregel-host with its own nodes, a plugin in C and one in Swift, and the cases of the peers' harness
(Tests/Peers/coldstart.py) take turns. Prints a table in Markdown: wall time, and peak memory.
"""
import argparse
import json
import os
import pathlib
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
NODES = {
    "pregel-host/std": {"use": "std.set", "config": {"values": {"count": {"+": [{"var": "count"}, 1]}}}},
    "pregel-host/c-plugin": {"use": "b.increment"},
    "pregel-host/swift-plugin": {"use": "b.increment"},
}
FILES = {"pregel-host/c-plugin": "libpregel-benchmark-c.so", "pregel-host/swift-plugin": "libpregel-benchmark.so"}


def ours(products, folder):
    """The commands that run pregel-host, each with a manifest of its own."""
    for name, node in NODES.items():
        manifest = {
            "version": 1, "name": "three", "state": {"count": {}}, "nodes": {key: node for key in "abc"},
            "edges": [{"from": a, "to": b} for a, b in (("START", "a"), ("a", "b"), ("b", "c"))],
        }
        if name in FILES:
            manifest["plugins"] = {"b": str(products.resolve() / FILES[name])}
        path = folder / f"{name.replace('/', '-')}.json"
        path.write_text(json.dumps(manifest))
        yield name, [products / "pregel-host", "run", path, "--input", '{"count": 0}']


def theirs(path, only):
    """The commands of the peers' harness, which runs them all as soon as it is imported: but for that last line."""
    scope = {"__name__": "coldstart"}
    exec(compile(path.read_text().rsplit("\nmain()", 1)[0], str(path), "exec"), scope)
    return [(name, command) for name, command in scope["CASES"].items() if re.search(only, name)]


def once(command):
    """Milliseconds from the start to the end, and the peak memory in megabytes.

    `time` starts the process: one that Python starts would be charged with Python's own memory.
    """
    with tempfile.NamedTemporaryFile("r") as file:
        words = ["/usr/bin/time", "-o", file.name, "-f", "%M", *map(str, command)]
        began = time.perf_counter()
        done = subprocess.run(words, capture_output=True, text=True)
        wall = time.perf_counter() - began
        if done.returncode != 0:
            return None, (done.stderr or done.stdout).strip()[-300:]
        return (wall * 1e3, int(file.read().split()[-1]) / 1024), done.stdout


def options():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--products", type=pathlib.Path, required=True, help="the folder of pregel-host and its plugins")
    parser.add_argument(
        "--peers", type=pathlib.Path, default=ROOT / "Tests" / "Peers" / "coldstart.py", help="the peers' harness")
    parser.add_argument(
        "--venv", type=pathlib.Path, default=os.environ.get("BENCH_VENV", ROOT / ".build-peers"),
        help="a Python environment with LangGraph")
    parser.add_argument(
        "--only", default="^(c/true|python/bare|langgraph/run3(_memory_saver|_async)?)$",
        help="the peers' cases whose name this finds")
    parser.add_argument("--turns", type=int, default=11, help="timed runs of each; one more comes before them")
    return parser.parse_args()


def main():
    args = options()
    python = args.venv / "bin" / "python"
    if python.exists():
        os.environ.setdefault("BENCH_PY_LANGGRAPH", str(python))
    with tempfile.TemporaryDirectory() as folder:
        cases = list(ours(args.products, pathlib.Path(folder)))
        if args.peers.exists():
            cases += theirs(args.peers, args.only)
        taken = {name: [] for name, _ in cases}
        for turn in range(args.turns + 1):
            for name, command in list(cases):
                figures, said = once(command)
                if figures is None:
                    print(f"{name} failed, and is left out: {said}", file=sys.stderr)
                    cases.remove((name, command))
                    del taken[name]
                elif name in NODES and json.loads(said) != {"count": 3}:
                    sys.exit(f"{name} gave a wrong result: {said}\n{shlex.join(map(str, command))}")
                elif turn > 0:
                    taken[name].append(figures)
    print("| cold start: load, build three nodes, run, exit | ms | least ms | peak MB |\n| --- | ---: | ---: | ---: |")
    for name, figures in taken.items():
        walls, sizes = zip(*figures)
        print(f"| {name} | {statistics.median(walls):.1f} | {min(walls):.1f} | {statistics.median(sizes):.1f} |")


if __name__ == "__main__":
    main()
