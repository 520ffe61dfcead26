"""The plugin `probe` of the scenarios (plugins/probe), as LangGraph nodes."""

from __future__ import annotations

import builtins
import json
import math
import re
from typing import Any

from langgraph.config import get_config
from langgraph.errors import InvalidUpdateError, NodeError, NodeTimeoutError
from langgraph.runtime import Runtime
from langgraph.types import Command, Overwrite, Send, interrupt

from jsonlogic import NotExpressible, evaluate, plain, truthy


def take(obj: dict, where: str, *known: str) -> None:
    """Fail on keys that this program does not know."""
    if not isinstance(obj, dict):
        raise NotExpressible(f"{where}: an object was expected, not {obj!r}")
    if unknown := set(obj) - set(known):
        raise NotExpressible(f"{where}: no support for {sorted(unknown)}")


class ProbeError(Exception):
    """What {"fail": ...} raises, together with the Python class that the kind names, if one does."""

    def __init__(self, kind: str, message: str, node: str):
        super().__init__(kind, message, node)
        self.kind, self.message, self.node = kind, message, node

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:  # the form in which a checkpoint keeps it
        return json.dumps({"kind": self.kind, "message": self.message, "node": self.node})


def error_class(kind: str, cache: dict = {}) -> type[Exception]:
    if kind in ("StopIteration", "StopAsyncIteration"):
        raise NotExpressible(f"a node cannot raise {kind} here")
    if kind in (special := {"InvalidUpdateError": InvalidUpdateError, "NodeTimeoutError": NodeTimeoutError}):
        return special[kind]
    if kind not in cache:
        base = getattr(builtins, kind, None)
        cache[kind] = type(kind, (ProbeError,) + ((base,) if isinstance(base, type) else ()), {})
    return cache[kind]


def retry_class(kind: str) -> type[Exception]:
    base = getattr(builtins, kind, None)
    return base if isinstance(base, type) and issubclass(base, Exception) else error_class(kind)


def described(error: NodeError) -> dict:
    exc = error.error
    if isinstance(exc, ProbeError):
        found = json.loads(repr(exc))
    elif (m := re.search(r'\{"kind".*\}', str(exc))):  # came back from a checkpoint
        found = json.loads(m.group(0))
    else:
        found = {"kind": type(exc).__name__, "message": str(exc)}
    return {**found, "node": error.node}


class Script:
    """probe.script. `run` is a generator: it yields the seconds to wait, and returns a Command."""

    def __init__(self, config: dict, name: str, graph: Any, destinations: list | None = None):
        take(config, f"probe.script of {name}", "steps")
        self.steps, self.name, self.graph, self.destinations = config["steps"], name, graph, destinations
        self.world = graph.world

    def run(self, state: Any, runtime: Runtime, error: NodeError | None = None):
        yield from self.world.delay()
        key = (*self.graph.path, self.name)
        calls = self.world.calls[key] = self.world.calls.get(key, 0) + 1
        scope = {"state": state, "local": {}, "attempt": runtime.execution_info.node_attempt,
                 "node": self.name}
        if error:
            scope["error"] = described(error)
        writes, goto = {}, []
        try:
            yield from self.block(self.steps, scope, runtime, calls, writes, goto)
        except _Stop as stop:
            if stop.command:
                return stop.command
        except (LookupError, TypeError, ValueError, AttributeError) as e:
            if not isinstance(e, ProbeError):
                raise NotExpressible(f"the script of {self.name}: {e!r}")
            raise
        yield from self.world.delay()
        return Command(update=writes, goto=goto)

    def block(self, steps, scope, runtime, calls, writes, goto):
        for step in steps:
            (op, arg), = ((k, v) for k, v in step.items() if k not in ("into", "then", "else"))
            if op in ("write", "overwrite"):
                for name, expr in arg.items():
                    value = evaluate(expr, scope)
                    self.graph.check_write(self.name, name, op == "overwrite")
                    writes[name] = Overwrite(value) if op == "overwrite" else value
            elif op == "let":
                scope["local"] = {**scope["local"], **{k: evaluate(v, scope) for k, v in arg.items()}}
            elif op == "emit":
                runtime.stream_writer(plain(evaluate(arg, scope)))
            elif op == "sleep_ms":
                yield arg / 1000
            elif op == "fail":
                take(arg, "fail", "error", "message", "attempts", "first")
                count, limit = ((calls, arg["first"]) if "first" in arg else
                                (scope["attempt"], arg.get("attempts", math.inf)))
                if count <= limit:
                    yield from self.world.delay()
                    raise error_class(arg["error"])(arg["error"], arg.get("message", ""), self.name)
            elif op == "interrupt":
                answer = interrupt(plain(evaluate(arg, scope)))
                if "into" in step:
                    scope["local"] = {**scope["local"], step["into"]: answer}
            elif op == "read_state":
                read = get_config()["configurable"].get("__pregel_read_state")
                scope["local"] = {**scope["local"], arg: read() if read else None}
            elif op == "goto":
                goto += self.graph.targets(self.name, evaluate(arg, scope), self.destinations)
            elif op == "send":
                goto.append(self.packet(arg, scope))
            elif op == "send_each":
                goto += self.packets(arg, scope)
            elif op == "parent":
                take(arg, "parent", "update", "goto")
                if not (parent := self.graph.parent):
                    raise InvalidUpdateError("there is no parent graph")
                update = {k: evaluate(v, scope) for k, v in arg.get("update", {}).items()}
                for name in update:
                    parent.check_write(self.name, name)
                to = parent.targets(self.name, evaluate(arg["goto"], scope)) if "goto" in arg else []
                raise _Stop(Command(graph=Command.PARENT, update=update, goto=to))
            elif op == "when":
                chosen = step.get("then" if truthy(evaluate(arg, scope)) else "else", [])
                yield from self.block(chosen, scope, runtime, calls, writes, goto)
            elif op == "stop":
                raise _Stop(None)
            else:
                raise NotExpressible(f"unknown step {op!r}")

    def packet(self, arg: dict, scope: dict) -> Send:
        take(arg, "send", "node", "arg", "over")
        to, = self.graph.targets(self.name, evaluate(arg["node"], scope), self.destinations, sends=True)
        return Send(to, evaluate(arg["arg"], scope))

    def packets(self, arg: dict, scope: dict) -> list[Send]:
        return [self.packet(arg, {**scope, "item": item, "index": i})
                for i, item in enumerate(evaluate(arg["over"], scope))]


class _Stop(Exception):
    def __init__(self, command: Command | None):
        self.command = command
