#!/usr/bin/env python3
"""What LangGraph does with a scenario.

Reads scenario files (Sources/pregel-host/Testing/README.md), builds each manifest (Sources/PregelManifest/MANIFEST.md) as a LangGraph
StateGraph, drives it through the steps and writes down what happened as the records that the
scenario format defines.

    reference.py --record FILE          print the scenario with every `expect` filled in
    reference.py --write FILE...        the same, back into the files
    reference.py --check FILE...        compare with the files' `expect`; exit status 1 on a difference
    --sync       use LangGraph's threads instead of asyncio
    --jitter N   delay nodes at random (seed N): a sound record does not change

Whatever LangGraph cannot express ends the program (exit status 2); nothing is skipped. Where the
specification departs from LangGraph on purpose the code says `Departure`.
"""

from __future__ import annotations

import argparse
import asyncio
import copy
import difflib
import inspect
import json
import logging
import random
import re
import sys
import time
import warnings
from pathlib import Path
from typing import Annotated, Any

from langchain_core.callbacks import BaseCallbackHandler
from langgraph.cache.memory import InMemoryCache
from langgraph.channels import (AnyValue, BinaryOperatorAggregate, EphemeralValue, LastValue, Topic,
                                UntrackedValue)
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.errors import (EmptyInputError, GraphRecursionError, InvalidUpdateError, NodeError,
                              NodeTimeoutError)
from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import REMOVE_ALL_MESSAGES, add_messages
from langgraph.runtime import Runtime
from langgraph.types import (CachePolicy, Command, Overwrite, RetryPolicy, Send, StateSnapshot,
                             TimeoutPolicy)
from typing_extensions import TypedDict

from jsonlogic import NotExpressible, canonical, evaluate, kind_of, plain, pretty
from probe import ProbeError, Script, retry_class, take

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)


class InvalidGraph(Exception):
    """The manifest is refused before anything runs."""


# ---------------------------------------------------------------- channels

def typed(name: str, kinds: tuple[str, ...], combine):
    def reducer(current: Any, update: Any) -> Any:
        if kind_of(update) not in kinds or kind_of(current) != kind_of(update):
            raise InvalidUpdateError(f"the reducer {name} cannot combine {current!r} and {update!r}")
        return combine(current, update)
    return reducer


def messages(current: list, update: Any) -> list:
    """`add_messages` decides which ids remain, and in which order; the JSON objects are kept."""
    update = update if isinstance(update, list) else [update]
    if any(not isinstance(m, dict) or m.get("id") in (None, REMOVE_ALL_MESSAGES) for m in update):
        raise NotExpressible("a message without an id gets a random one; or one to remove all")
    try:
        merged = add_messages(copy.deepcopy(current), [{"content": "", **m} for m in update])
    except ValueError as e:
        raise InvalidUpdateError(str(e))
    by_id = {m["id"]: m for m in current + update}
    return [by_id[m.id] for m in merged]


def union(a: list, b: list) -> list:
    return list({canonical(item): item for item in a + b}.values())


NONE = object()
REDUCERS = {  # name: (function, value before the first write)
    "append": (typed("append", ("list",), lambda a, b: a + b), []),
    "union": (typed("union", ("list",), union), []),
    "sum": (typed("sum", ("number",), lambda a, b: a + b), 0),
    "merge": (typed("merge", ("dict",), lambda a, b: {**a, **b}), {}),
    "max": (typed("max", ("number", "str"), max), NONE),
    "min": (typed("min", ("number", "str"), min), NONE),
    "and": (typed("and", ("boolean",), lambda a, b: a and b), True),
    "or": (typed("or", ("boolean",), lambda a, b: a or b), False),
    "messages": (messages, []),
}


class Reduced(BinaryOperatorAggregate):
    """Departure: an overwrite is unwrapped also where the channel had no value before."""

    def update(self, values) -> bool:
        if values and not self.is_available() and isinstance(values[0], Overwrite):
            if any(isinstance(v, Overwrite) for v in values[1:]):
                raise InvalidUpdateError("Can receive only one Overwrite value per super-step.")
            self.value = values[0].value
            return True
        return super().update(values)


def channel(spec: dict, where: str) -> Any:
    take(spec, where, "channel", "reducer", "initial", "accumulate", "guard", "description")
    kind = spec.get("channel", "last_value")
    if kind == "reduce":
        reducer, initial = spec["reducer"], NONE
        if isinstance(reducer, dict):
            if reducer["use"] != "probe.reducer":
                raise NotExpressible(f"{where}: reducer {reducer['use']}")
            logic = reducer["config"]["expr"]
            function = lambda a, b: evaluate(logic, {"current": a, "update": b})  # noqa: E731
        elif reducer in REDUCERS:
            function, initial = REDUCERS[reducer]
        else:
            raise InvalidGraph(f"{where}: unknown reducer {reducer}")
        initial = spec.get("initial", initial)
        # the channel takes its first value from calling its type; that of Any it cannot call
        make = {"__new__": lambda cls: copy.deepcopy(initial)}
        return Reduced(Any if initial is NONE else type("Initial", (), make), function)
    kinds = {"last_value": lambda: LastValue(Any), "any_value": lambda: AnyValue(Any),
             "topic": lambda: Topic(Any, spec.get("accumulate", False)),
             "ephemeral": lambda: EphemeralValue(Any, spec.get("guard", True)),
             "untracked": lambda: UntrackedValue(Any, spec.get("guard", True))}
    if kind not in kinds:
        raise InvalidGraph(f"{where}: unknown channel kind {kind}")
    return kinds[kind]()


class World:
    """What one run of one scenario shares: the mode, the call counts, the delays."""

    def __init__(self, sync: bool, jitter: int | None):
        self.sync, self.calls = sync, {}
        self.random = random.Random(jitter) if jitter is not None else None

    def delay(self):
        if self.random:
            yield self.random.choice([0, 0, 0.001, 0.003, 0.006])

    def function(self, run, **wants: type):
        """A generator as the function that LangGraph calls: it yields the seconds to wait.

        LangGraph reads off the signature what else to give to it.
        """
        if self.sync:
            def call(state, **context):
                waits = run(state, **context)
                try:
                    while True:
                        time.sleep(next(waits))
                except StopIteration as done:
                    return done.value
        else:
            async def call(state, **context):
                waits = run(state, **context)
                try:
                    while True:
                        await asyncio.sleep(next(waits))
                except StopIteration as done:
                    return done.value
        parameter = inspect.Parameter
        call.__signature__ = inspect.Signature(
            [parameter("state", parameter.POSITIONAL_OR_KEYWORD)]
            + [parameter(k, parameter.KEYWORD_ONLY, annotation=v) for k, v in wants.items()])
        return call


# ---------------------------------------------------------------- the graph

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
ENDS = {"START": START, "END": END}  # the manifest's names, and LangGraph's
STARTS = {START: "START"}


def listed(value: Any) -> list:
    return value if isinstance(value, list) else [value]


class Graph:
    """A manifest, and the StateGraph made of it."""

    def __init__(self, manifest: Any, folder: Path, world: World, path: tuple = (),
                 parent: "Graph | None" = None):
        if isinstance(manifest, str):
            folder, manifest = (folder / manifest).parent, json.loads((folder / manifest).read_text())
        take(manifest, "manifest", "$schema", "version", "name", "description", "plugins", "state",
             "input", "output", "nodes", "edges", "interrupts", "metadata",
             *(["limits", "durability"] if not parent else []))
        for alias, plugin in manifest.get("plugins", {}).items():
            if alias != "probe":
                raise NotExpressible(f"plugin {alias}")
        self.manifest, self.folder, self.world = manifest, folder, world
        self.path, self.parent = path, parent
        self.state, self.nodes = manifest["state"], manifest["nodes"]
        self.output = manifest.get("output", list(self.state))
        self.limits = manifest.get("limits", {})
        take(self.limits, "limits", "recursion_limit", "max_concurrency", "step_timeout")
        for name in [*self.state, *self.nodes]:
            if not NAME.fullmatch(name) or name in ENDS or name.startswith("__"):
                raise InvalidGraph(f"{name} is no name")
        self.schema = self.typed_dict({k: Annotated[Any, channel(v, k)] for k, v in self.state.items()})

    def typed_dict(self, fields: dict) -> type:
        return TypedDict("_".join((*self.path, "State")), fields)

    def schema_of(self, names: list | None) -> type | None:
        """A schema of some of the channels; they keep the kind that the state gives them."""
        if names is None:
            return None
        if unknown := set(names) - set(self.state):
            raise InvalidGraph(f"no such channel: {sorted(unknown)}")
        return self.typed_dict({k: Any for k in names})

    def check_write(self, node: str, name: str, overwrite: bool = False) -> None:
        """Departure: LangGraph drops a write to a channel that does not exist, and stores the
        wrapper of an overwrite in a channel that does not reduce."""
        if name not in self.state:
            raise InvalidUpdateError(f"node {node} wrote the channel {name}, which does not exist")
        if overwrite and self.state[name].get("channel") != "reduce":
            raise InvalidUpdateError(f"node {node} overwrote the channel {name}, which does not reduce")

    def targets(self, node: str, value: Any, allowed: Any = None, sends: bool = False) -> list[str]:
        """Departure: LangGraph ignores a target that does not exist."""
        for name in listed(value):
            known = name in self.nodes or (name == "END" and not sends)
            if not known or (allowed is not None and name not in allowed):
                raise InvalidUpdateError(f"node {node} cannot go to {name!r}")
        return [ENDS.get(name, name) for name in listed(value)]

    def compile(self, checkpointer: Any = None, cache: Any = None) -> Any:
        try:
            return self.built(checkpointer, cache)
        except (ValueError, InvalidUpdateError) as e:
            raise InvalidGraph(str(e))

    def built(self, checkpointer: Any, cache: Any) -> Any:
        builder = StateGraph(self.schema, input_schema=self.schema_of(self.manifest.get("input")),
                             output_schema=self.schema_of(self.manifest.get("output")))
        for name, node in self.nodes.items():
            self.add_node(builder, name, node)
        for i, edge in enumerate(self.manifest["edges"]):
            self.add_edge(builder, i, edge)
        interrupts = self.manifest.get("interrupts", {})
        take(interrupts, "interrupts", "before", "after")
        graph = builder.compile(
            checkpointer=checkpointer, cache=cache, name=self.manifest.get("name"),
            interrupt_before=interrupts.get("before"), interrupt_after=interrupts.get("after"))
        graph.step_timeout = self.limits.get("step_timeout")
        return graph

    def add_node(self, builder: StateGraph, name: str, node: dict) -> None:
        take(node, f"node {name}", "use", "config", "graph", "persistence", "input", "retry", "timeout",
             "cache", "defer", "on_error", "destinations", "metadata")
        if "graph" in node:
            child = Graph(node["graph"], self.folder, self.world, (*self.path, name), self)
            kinds = {"inherit": None, "own": True, "none": False}
            action = child.compile(kinds[node.get("persistence", "inherit")])
        else:
            self.targets(name, node.get("destinations", []))
            script = self.script(node, name, node.get("destinations"))
            action = self.world.function(script.run, runtime=Runtime)
        handler = None
        if "on_error" in node:
            script = self.script(node["on_error"], f"__error_handler__{name}")
            handler = self.world.function(script.run, runtime=Runtime, error=NodeError)
        builder.add_node(
            name, action, defer=node.get("defer", False), metadata=node.get("metadata"),
            input_schema=self.schema_of(node.get("input")), error_handler=handler,
            retry_policy=[self.retry(r) for r in listed(node["retry"])] if "retry" in node else None,
            cache_policy=self.cache(node["cache"]) if "cache" in node else None,
            timeout=self.timeout(node["timeout"]) if "timeout" in node else None)

    def script(self, spec: dict, name: str, destinations: list | None = None) -> Script:
        if spec.get("use") != "probe.script":
            raise NotExpressible(f"node {name} uses {spec.get('use')}")
        return Script(spec["config"], name, self, destinations)

    def retry(self, spec: dict) -> RetryPolicy:
        numbers = ("max_attempts", "initial_interval", "backoff_factor", "max_interval", "jitter")
        take(spec, "retry", "retry_on", *numbers)
        if "retry_on" in spec:
            kinds = spec["retry_on"]
            spec = {**spec, "retry_on": Exception if kinds == "*" else tuple(map(retry_class, kinds))}
        return RetryPolicy(**spec)

    def cache(self, spec: dict) -> CachePolicy:
        take(spec, "cache", "ttl", "key")
        names = spec.get("key")
        self.schema_of(names)

        def key(given: Any) -> str:
            return canonical({k: given[k] for k in names if k in given} if names else given)
        return CachePolicy(key_func=key, ttl=spec.get("ttl"))

    def timeout(self, spec: Any) -> TimeoutPolicy:
        if self.world.sync:
            raise NotExpressible("LangGraph's timeouts need asyncio")
        spec = spec if isinstance(spec, dict) else {"run": spec}
        take(spec, "timeout", "run", "idle", "refresh_on")
        return TimeoutPolicy(run_timeout=spec.get("run"), idle_timeout=spec.get("idle"),
                             refresh_on=spec.get("refresh_on", "auto"))

    def add_edge(self, builder: StateGraph, number: int, edge: dict) -> None:
        if "route" in edge:
            take(edge, "edge", "from", "route", "targets")
            source, targets = edge["from"], edge.get("targets")
            router = self.router(source, edge["route"], targets)
            router.__name__ = f"route_{number}"  # LangGraph wants the names of a node's routers to differ
            if targets is not None:
                known = targets.values() if isinstance(targets, dict) else targets
                targets = [ENDS.get(t, t) for t in known]
            builder.add_conditional_edges(ENDS.get(source, source), router, targets)
            return
        take(edge, "edge", "from", "to")
        source = edge["from"]
        source = [ENDS.get(s, s) for s in source] if isinstance(source, list) else ENDS.get(source, source)
        for target in listed(edge["to"]):
            builder.add_edge(source, ENDS.get(target, target))

    def router(self, source: str, route: dict, targets: Any):
        if "expr" in route:
            take(route, "route", "expr")
            find = lambda state: evaluate(route["expr"], state, probe=False)  # noqa: E731
        elif route.get("use") == "probe.route":
            config = route["config"]
            take(config, "probe.route", "expr", "send_each")
            script = Script({"steps": []}, source, self)

            def find(state):
                scope = {"state": state, "node": source}
                if "expr" in config:
                    return evaluate(config["expr"], scope)
                return script.packets(config["send_each"], scope)
        else:
            raise NotExpressible(f"router {route}")

        def resolve(found: Any) -> list:
            if isinstance(found, Send):
                return [found]
            if isinstance(targets, dict):
                return self.targets(source, targets.get(found if isinstance(found, str) else canonical(found)))
            return self.targets(source, found, targets)

        # not async: LangGraph calls it synchronously after a command to a parent
        def run(state, config):
            try:
                return [target for found in listed(find(state)) for target in resolve(found)]
            except InvalidUpdateError:
                # Departure: LangGraph keeps what the node wrote, and takes it for finished
                if (writes := getattr(config["configurable"].get("__pregel_send"), "__self__", None)) is not None:
                    answers = [w for w in writes if w[0] == "__resume__"]
                    writes.clear()
                    writes.extend(answers)
                raise
        run.__annotations__ = {"state": self.schema}  # which channels the router sees
        return run


# ---------------------------------------------------------------- the steps

MODES = ("values", "updates", "custom", "tasks", "checkpoints")
STALE = ("00000000-0000-0000-0000-000000000000", -4)  # where the saver keeps an answer given by value


class FirstCommand(Command):
    """Departure: on a new thread LangGraph applies the update of a command twice."""

    def _update_as_tuples(self):
        update = () if hasattr(self, "applied") else super()._update_as_tuples()
        object.__setattr__(self, "applied", True)
        return update


def failure(exc: BaseException) -> dict:
    said = str(exc)
    if isinstance(exc, ProbeError):
        return {"code": "NODE_ERROR", "node": exc.node, "kind": exc.kind, "message": exc.message}
    for cls, pattern, code in (
            (InvalidGraph, "", "INVALID_GRAPH"),
            (GraphRecursionError, "", "GRAPH_RECURSION_LIMIT"),
            (EmptyInputError, "", "EMPTY_INPUT"),
            (NodeTimeoutError, "", "NODE_TIMEOUT"),
            (TimeoutError, "^Timed out$|^$", "STEP_TIMEOUT"),
            (InvalidUpdateError, "an receive only one", "INVALID_CONCURRENT_GRAPH_UPDATE"),
            (InvalidUpdateError, "", "INVALID_UPDATE"),
            (ValueError, "No checkpointer set", "MISSING_CHECKPOINTER"),
            (RuntimeError, "without checkpointer", "MISSING_CHECKPOINTER"),
            (RuntimeError, "multiple pending interrupts", "AMBIGUOUS_RESUME")):
        if isinstance(exc, cls) and re.search(pattern, said):
            return {"code": code}
    raise exc


class Outcome(BaseCallbackHandler):
    """Catches what the root run ends with: the values of all channels."""

    values: dict = {}

    def on_chain_end(self, outputs, *, run_id, parent_run_id=None, **rest):
        if parent_run_id is None:
            self.values = outputs


def in_order(tasks: Any) -> list:
    """Packets in the order in which they were sent, then nodes by name."""
    return sorted(tasks, key=lambda t: (0, "") if t.path[0] == "__pregel_push" else (1, t.name))


def pending(task: Any) -> list:
    """A task's interrupts; those of a nested graph in the order of its tasks."""
    if isinstance(task.state, StateSnapshot) and task.interrupts:
        inner = [i for t in in_order(task.state.tasks) for i in pending(t)]
        if {i.id for i in inner} == {i.id for i in task.interrupts}:
            return inner
    return sorted(task.interrupts, key=lambda i: canonical(i.value))


def snapshot(s: StateSnapshot, tasks: bool = True, subgraphs: bool = False) -> dict:
    meta = s.metadata or {}
    record = {"values": plain(s.values), "next": sorted(STARTS.get(n, n) for n in s.next),
              "source": meta.get("source"), "step": meta.get("step")}
    if tasks:
        record["tasks"] = []
        for t in in_order(s.tasks):
            task = {"name": STARTS.get(t.name, t.name), "interrupts": [plain(i.value) for i in pending(t)],
                    "error": t.error is not None}
            if subgraphs and isinstance(t.state, StateSnapshot):
                task["state"] = snapshot(t.state, subgraphs=True)
            record["tasks"].append(task)
    return record


def entry(mode: str, data: Any) -> Any:
    """A stream chunk's data, without ids and internals; None for a chunk that is left out."""
    if mode == "values":
        return None if "__interrupt__" in data else plain(data)
    if mode == "updates" and "__interrupt__" in data:
        return {"__interrupt__": sorted(({"value": plain(i.value)} for i in data["__interrupt__"]),
                                        key=canonical)}
    if mode == "tasks" and "result" in data:
        return {"name": data["name"], "result": plain(data["result"]), "error": bool(data["error"]),
                "interrupts": sorted((plain(i["value"]) for i in data["interrupts"]), key=canonical)}
    if mode == "tasks":
        return {"name": data["name"], "input": plain(data["input"])}
    if mode == "checkpoints":
        meta = data["metadata"]
        return {"values": plain(data["values"]), "next": sorted(STARTS.get(n, n) for n in data["next"]),
                "source": meta["source"], "step": meta["step"]}
    return plain(data)


def tidy(chunks: list) -> list:
    """The chunks that count, each under a path that is one run's alone.

    LangGraph also announces what a node wrote before it failed, with the task's result in the next
    chunk. A retried nested graph has a number in its namespace. One of own persistence has no ids
    there, neither its own nor its parents': its runs end with the results of their tasks.
    """
    kept, ended, latest = [], {}, {}
    for i, (ns, mode, data) in enumerate(chunks):
        path = ()
        for part in re.sub(r"\|(\d+)(?=\||$)", r":\1", "|".join(ns)).split("|") if ns else ():
            name = part.split(":")[0]
            if part != name:
                latest[path, name] = part
            path += (latest.get((path, name), f"{name}:{ended.get((path, name), 0)}"),)
        if mode == "tasks" and "result" in data:
            ended[path, data["name"]] = ended.get((path, data["name"]), 0) + 1
        after = chunks[i + 1] if i + 1 < len(chunks) else (None, None, None)
        failed = after[:2] == (ns, "tasks") and after[2].get("error")
        if not (mode == "updates" and failed and list(data) == [after[2]["name"]]):
            kept.append((path, mode, data))
    return kept


def ordered(chunks: list, ns: tuple = ()) -> list:
    """The canonical order of a stream: see scenario.md."""
    out, loose, nested = [], [], {}

    def settle():
        out.extend(sorted(loose, key=canonical))
        for run in sorted((ordered(c, k) for k, c in nested.items()), key=canonical):
            out.extend(run)
        loose.clear(), nested.clear()

    for chunk in chunks:
        raw, mode, data = chunk
        if raw != ns:
            nested.setdefault(raw[:len(ns) + 1], []).append(chunk)
            continue
        item = {"ns": [part.split(":")[0] for part in raw], "mode": mode, "data": data}
        if mode in ("values", "checkpoints"):
            settle()
            out.append(item)
        else:
            loose.append(item)
    settle()
    return out


class Driver:
    """Runs the steps of one scenario."""

    def __init__(self, scenario: dict, folder: Path, sync: bool, jitter: int | None):
        take(scenario, "scenario", "$schema", "scenario", "name", "description", "manifest",
             "checkpointer", "cache", "steps")
        self.steps, self.sync = copy.deepcopy(scenario["steps"]), sync
        self.saver = InMemorySaver() if scenario.get("checkpointer") else None
        try:
            self.graph = Graph(copy.deepcopy(scenario["manifest"]), folder, World(sync, jitter))
            self.app = self.graph.compile(self.saver, InMemoryCache() if scenario.get("cache") else None)
            self.broken = None
        except InvalidGraph as e:
            self.broken = e

    async def records(self) -> list[dict]:
        NotExpressible.raised.clear()
        results = [await self.record(step) for step in self.steps]
        if NotExpressible.raised:
            raise NotExpressible.raised[0]
        return results

    async def record(self, step: dict) -> dict:
        keys = {"run": ("input", "resume", "command", "stream", "subgraphs", "interrupt_before",
                        "interrupt_after", "recursion_limit", "durability", "from_history"),
                "state": ("subgraphs",), "history": (), "delete": (),
                "update": ("values", "as_node", "from_history")}
        do = step["do"]
        if do not in keys:
            raise NotExpressible(f"step {do}")
        take(step, f"step {do}", "do", "expect", "thread", "description", *keys[do])
        thread = {"configurable": {"thread_id": step.get("thread", "t")}}
        if self.broken:
            failed = {"status": "failed", "output": None, "stream": []} if do == "run" else {}
            return {**failed, "error": failure(self.broken)}
        if do == "run":
            return await self.run(step, thread)
        try:
            if do == "state":
                return {"snapshot": snapshot(self.state(thread), subgraphs=step.get("subgraphs", False))}
            if do == "history":
                return {"snapshots": [snapshot(s, False) for s in self.app.get_state_history(thread)]}
            if do == "update":
                for name in step.get("values") or {}:
                    self.graph.check_write(step.get("as_node"), name)
                as_node = ENDS.get(step.get("as_node"), step.get("as_node"))
                call = self.app.update_state if self.sync else self.app.aupdate_state
                done = call(self.start(step, thread), step.get("values"), as_node)
                if not self.sync:
                    await done
            elif self.saver:
                self.saver.delete_thread(thread["configurable"]["thread_id"])
            return {"ok": True}
        except NotExpressible:
            raise
        except Exception as e:
            return {"error": failure(e)}

    def start(self, step: dict, thread: dict) -> dict:
        if "from_history" not in step:
            return thread
        return list(self.app.get_state_history(thread))[step["from_history"]].config

    def state(self, config: dict) -> StateSnapshot:
        try:
            return self.app.get_state(config, subgraphs=True)
        except InvalidUpdateError:
            raise NotExpressible("LangGraph has no state for a step whose writes conflict")
        except ValueError:
            if not self.saver:
                raise
            return self.app.get_state(config)  # a nested graph without persistence has no state

    def input(self, step: dict, config: dict) -> Any:
        """What to give to the graph."""
        if not ("resume" in step or "command" in step):
            return step.get("input")
        command, resume = step.get("command", {}), step.get("resume")
        take(command, "command", "update", "goto")
        if resume is None and not command:
            raise EmptyInputError  # Departure: LangGraph 1.2.22 trips over an unset variable
        if isinstance(resume, dict) and list(resume) == ["$by_interrupt"]:
            waiting = [i for t in in_order(self.state(config).tasks) for i in pending(t)]
            if any(k >= len(waiting) for k, _ in resume["$by_interrupt"]):
                raise NotExpressible(f"only {len(waiting)} interrupts are pending")
            resume = {waiting[k].id: answer for k, answer in resume["$by_interrupt"]}
        for name in command.get("update", {}):
            self.graph.check_write("command", name)
        goto = self.graph.targets("command", command.get("goto", []))
        return FirstCommand(resume=resume, update=command.get("update"), goto=goto)

    def forget_answers(self, thread: dict) -> None:
        """Departure: LangGraph would answer a node's next question with an answer of an earlier run."""
        for key, writes in self.saver.writes.items():
            if key[0] == thread["configurable"]["thread_id"]:
                writes.pop(STALE, None)

    async def run(self, step: dict, thread: dict) -> dict:
        modes, limits, outcome = step.get("stream", ["values", "updates"]), self.graph.limits, Outcome()
        if unknown := set(modes) - set(MODES):
            raise NotExpressible(f"stream modes {sorted(unknown)}")
        config = {"recursion_limit": step.get("recursion_limit", limits.get("recursion_limit", 25)),
                  "callbacks": [outcome]}
        if "max_concurrency" in limits:
            config["max_concurrency"] = limits["max_concurrency"]
        nested, chunks, error = step.get("subgraphs", False), [], None
        try:
            config.update(self.start(step, thread))
            options = {"stream_mode": sorted({"updates", "tasks", *modes}), "subgraphs": nested,
                       "durability": step.get("durability", self.graph.manifest.get("durability")),
                       "interrupt_before": step.get("interrupt_before"),
                       "interrupt_after": step.get("interrupt_after")}
            if self.saver:
                self.forget_answers(thread)
            elif options["durability"] == "sync":
                raise ValueError("No checkpointer set")  # Departure: LangGraph trips over an unset variable
            given = self.input(step, config)
            if self.sync:
                for chunk in self.app.stream(given, config, **options):
                    chunks.append(chunk)
            else:
                async for chunk in self.app.astream(given, config, **options):
                    chunks.append(chunk)
        except Exception as e:
            error = failure(e)
        chunks = tidy([(*(c if nested else ((), *c)),) for c in chunks])
        waiting = [c[2]["__interrupt__"] for c in chunks
                   if c[:2] == ((), "updates") and "__interrupt__" in c[2]]
        status = "failed" if error else "interrupted" if waiting else "completed"
        output = {k: outcome.values[k] for k in self.graph.output if k in (outcome.values or {})}
        stream = [(ns, mode, entry(mode, data)) for ns, mode, data in chunks if mode in modes]
        record = {"status": status, "output": plain(output) or None if not error else None,
                  "stream": ordered([c for c in stream if c[2] is not None or c[1] == "custom"])}
        if status == "interrupted":
            tasks = in_order(self.state(thread).tasks) if self.saver else []
            order = [i.id for t in tasks for i in pending(t)]
            found = sorted((i for group in waiting for i in group), key=lambda i: (
                order.index(i.id) if i.id in order else len(order), canonical(i.value)))
            record["interrupts"] = [{"value": plain(i.value)} for i in found]
        return {**record, "error": error} if error else record


def records(scenario: dict, folder: Path = Path(), sync: bool = False, jitter: int | None = None) -> list:
    return asyncio.run(Driver(scenario, folder, sync, jitter).records())


def recorded(scenario: dict, results: list) -> dict:
    steps = [{**{k: v for k, v in s.items() if k != "expect"}, "expect": r}
             for s, r in zip(scenario["steps"], results, strict=True)]
    return {**scenario, "steps": steps}


# ---------------------------------------------------------------- command line

def check(path: Path, options: dict) -> bool:
    scenario = json.loads(path.read_text())
    good = True
    for i, (step, got) in enumerate(zip(scenario["steps"], records(scenario, path.parent, **options))):
        expected = step.get("expect")
        if expected is None or canonical(expected) != canonical(got):
            good = False
            print(f"{path}: step {i} ({step['do']})")
            lines = difflib.unified_diff(pretty(plain(expected), width=60).splitlines(),
                                         pretty(plain(got), width=60).splitlines(),
                                         "expected", "LangGraph", lineterm="", n=2)
            print("\n".join("    " + line for line in lines))
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--record", metavar="FILE", type=Path)
    parser.add_argument("--write", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--check", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--sync", action="store_true")
    parser.add_argument("--jitter", type=int)
    args = parser.parse_args()
    options, bad = {"sync": args.sync, "jitter": args.jitter}, 0
    for path in args.check or args.write or ([args.record] if args.record else []):
        try:
            if args.check:
                bad += not check(path, options)
                continue
            scenario = json.loads(path.read_text())
            text = pretty(recorded(scenario, records(scenario, path.parent, **options))) + "\n"
            path.write_text(text) if args.write else print(text, end="")
        except NotExpressible as e:
            print(f"{path}: not expressible in LangGraph: {e}", file=sys.stderr)
            return 2
    if args.check:
        print(f"{len(args.check) - bad} of {len(args.check)} scenarios agree")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
