#!/usr/bin/env python3
"""Measures pregel-host and its peers side by side, and prints a table of medians and ratios in Markdown.

Every case of pregel-bench that a peer has too runs in several fresh processes; the engines take turns, so that a noisy
minute hits all of them. The peers' harness is Tests/Peers/bench.py.

  .ci/bench-peers.py --bench .build/release/pregel-bench --only 'chain|loop' --processes 3 --budget 1
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import shlex
import statistics
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEER = "langgraph==1.2.24"
# Names of what is measured, by the prefix of its cases; in the order of the table.
OURS = {"pregel": "Swift nodes", "pregel-c": "C nodes"}
PEERS = {"plain": "plain Python loop", "langgraph": "LangGraph"}
# Peers that the machine may have: the variable BENCH_PY_HYPERGRAPH is the Python of an environment with hypergraph.
OTHERS = {"hypergraph": "hypergraph", "hypergraph_daft": "hypergraph on Daft", "daft": "Daft"}
# How a case is done, where a peer knows one way alone and does not name it.
WAYS = {"plain": "/how=invoke", "langgraph": "/how=code"}


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


def lines(command):
    """What a command prints, line by line; an error ends this program."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"failed: {shlex.join(map(str, command))}\n{done.stderr or done.stdout}")
    return done.stdout.splitlines()


def measure(command, timeout):
    """The JSON line that a measuring process prints; None where it fails or takes too long, which is said."""
    env = dict(os.environ, LANGSMITH_TRACING="false", DO_NOT_TRACK="1")
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, capture_output=True, text=True, env=env, timeout=timeout)
    except subprocess.TimeoutExpired:
        print(f"took more than {timeout:g} s: {shlex.join(words)}", file=sys.stderr)
        return None
    found = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode == 0 and len(found) == 1:
        return json.loads(found[0])
    print(f"failed: {shlex.join(words)}\n{(done.stderr or done.stdout)[-600:]}", file=sys.stderr)
    return None


def split(name):
    """A case's engine, and the rest of its name."""
    engine, rest = name.split("/", 1)
    return engine, rest


def name_for(engine, name):
    """A case's name as an engine has it."""
    return name.removesuffix(WAYS[engine]) if engine in WAYS else name


def table_of_cases(args, python):
    """The engines that have a case, by the case's name without the engine; only those that a peer has too."""
    cases = {}
    for engine, rest in map(split, lines([args.bench, "--list"])):
        cases.setdefault(rest, []).append(engine)
    known = {line.split(" ", 1)[1] for line in lines([python, args.peers, "list"])}
    for name, engines in cases.items():
        engines += [e for e in args.engines if e not in OURS and f"{e}/{name_for(e, name)}" in known]
    return {
        name: [engine for engine in args.engines if engine in engines] for name, engines in cases.items()
        if any(engine not in OURS for engine in engines) and re.search(args.only, name)
    }


def command(args, python, engine, name):
    """What measures a case once."""
    bounds = ["--budget", args.budget, "--min-reps", args.min_reps, "--max-reps", args.max_reps]
    if engine in OURS:
        return [args.bench, "--only", f"^{engine}/{name}$", *bounds]
    mode, workload, *parameters = name_for(engine, name).split("/")
    python = os.environ.get(f"BENCH_PY_{engine.upper()}", python)
    words = [python, args.peers, "one", "--engine", engine, "--mode", mode, "--workload", workload]
    for parameter in parameters:
        words += ["--p", parameter]
    return words + bounds


def figure(value):
    """A number with three digits that count."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 0.001 else f"{value:.1e}"


def cell(records, key, unit=1.0):
    """The median of a figure over an engine's processes; None where there is none."""
    values = [record[key] * unit for record in records if record]
    return statistics.median(values) if values else None


def ratio(theirs, ours):
    """How many times smaller ours is: below 1, it is larger."""
    if not theirs or not ours:
        return ""
    value = theirs / ours
    return f"{value:,.{0 if value >= 10 else 1 if value >= 1 else 2}f}x"


def row(args, name, results):
    """A case's line: a run's wall time, then how many times faster and smaller than the peer each of ours is."""
    figure_of_run = "wall_min_ms" if args.least else "wall_med_ms"
    walls = {engine: cell(results.get(engine, []), figure_of_run, 1000) for engine in args.engines}
    sizes = {engine: cell(results.get(engine, []), "hwm_first_mb") for engine in args.engines}
    cells = [name] + [figure(wall) if wall else "" for wall in walls.values()]
    if "langgraph" not in args.engines:
        return cells
    ours = [engine for engine in args.engines if engine in OURS]
    cells += [ratio(walls["langgraph"], walls[engine]) for engine in ours]
    cells += [f"{sizes[engine]:.0f}" if sizes[engine] else "" for engine in [*ours, "langgraph"]]
    return cells + [ratio(sizes["langgraph"], sizes[engine]) for engine in ours]


def machine():
    """The processor, its number, and the system."""
    with open("/proc/cpuinfo") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    with open("/etc/os-release") as file:
        system = dict(line.rstrip().split("=", 1) for line in file if "=" in line).get("PRETTY_NAME", "Linux")
    return f"{len(models)} cores, {models[0] if models else platform.machine()}, {system.strip(chr(34))}"


def report(args, results):
    """The table, with what it takes to judge and repeat it."""
    revision = subprocess.run(
        ["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    print(f"{datetime.date.today()}, {machine()}; pregel-host {revision}, {PEER}, Python {args.version}.")
    print(
        f"{'Least times' if args.least else 'Medians'} of a run, and of them the median of {args.processes} fresh processes "
        "a case and engine, which took turns: "
        f"`make bench-peers PEERS={shlex.quote(shlex.join(args.given))}`.\n")
    titles = OURS | PEERS | OTHERS
    heads = ["case"] + [f"{titles[engine]}, µs" for engine in args.engines]
    if "langgraph" in args.engines:
        ours = [titles[engine] for engine in args.engines if engine in OURS]
        heads += [f"{title}: faster than LangGraph" for title in ours]
        heads += [f"peak MB, {title}" for title in [*ours, "LangGraph"]]
        heads += [f"{title}: smaller than LangGraph" for title in ours]
    print("| " + " | ".join(heads) + " |")
    print("| --- |" + " ---: |" * (len(heads) - 1))
    for name, result in results.items():
        print("| " + " | ".join(row(args, name, result)) + " |")


def options():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True, type=pathlib.Path, help="the program pregel-bench")
    parser.add_argument(
        "--peers", type=pathlib.Path, default=ROOT / "Tests" / "Peers" / "bench.py", help="the peers' harness")
    parser.add_argument(
        "--venv", type=pathlib.Path, default=os.environ.get("BENCH_VENV", ROOT / ".build-peers"),
        help="a Python environment with the peer; made where it is missing")
    parser.add_argument("--only", default="", help="cases whose name (sync/chain/n=100) this expression finds")
    parser.add_argument(
        "--without", nargs="*", default=[], metavar="ENGINE", help="engines that are left out")
    parser.add_argument("--list", action="store_true", help="print the cases and who has them, and measure nothing")
    parser.add_argument("--processes", type=int, default=3, help="fresh processes of each case and engine")
    parser.add_argument("--budget", type=float, default=1, help="seconds of timed runs a process")
    parser.add_argument("--timeout", type=float, default=120, help="seconds after which a process is given up")
    parser.add_argument("--min-reps", type=int, default=5)
    parser.add_argument("--max-reps", type=int, default=200)
    parser.add_argument(
        "--least", action="store_true", help="compare the least times, not the medians: on a machine that others use")
    parser.add_argument("--out", type=pathlib.Path, help="a file that each measurement is appended to, as JSON lines")
    args = parser.parse_args()
    own = {"--bench", "--venv", "--peers", "--out"}
    given, words = [], sys.argv[1:]
    while words:
        word = words.pop(0)
        if word in own:
            words.pop(0)
        else:
            given.append(word)
    args.given = given
    others = [engine for engine in OTHERS if f"BENCH_PY_{engine.upper()}" in os.environ]
    args.engines = [engine for engine in [*OURS, *PEERS, *others] if engine not in args.without]
    return args


def main():
    args = options()
    if not args.peers.exists():
        sys.exit(f"the peers' harness is not at {args.peers}; say where with --peers")
    python = interpreter(args.venv)
    args.version = lines([python, "-c", "import platform; print(platform.python_version())"])[0]
    cases = table_of_cases(args, python)
    if args.list:
        for name, engines in cases.items():
            print(name, *engines)
        return
    results = {name: {} for name in cases}
    for process in range(args.processes):
        for place, (name, engines) in enumerate(cases.items()):
            print(f"process {process + 1} of {args.processes}, {place + 1}/{len(cases)}: {name}", file=sys.stderr)
            for engine in engines:
                record = measure(command(args, python, engine, name), args.timeout)
                results[name].setdefault(engine, []).append(record)
                if args.out and record:
                    with open(args.out, "a") as file:
                        file.write(json.dumps(record | {"process": process}) + "\n")
    report(args, results)


if __name__ == "__main__":
    main()
