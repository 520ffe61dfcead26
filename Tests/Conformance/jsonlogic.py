"""JSON values and JsonLogic, as the scenarios use them (Sources/PregelManifest/MANIFEST.md)."""

from __future__ import annotations

import json
import math
import re
from typing import Any


class NotExpressible(Exception):
    """The scenario asks for something that has no LangGraph counterpart, or is malformed."""

    raised: list = []  # all of them: one that is raised in a node may end in its error handler

    def __init__(self, message: str):
        super().__init__(message)
        self.raised.append(self)


# ---------------------------------------------------------------- JSON values

def plain(value: Any) -> Any:
    """`value` as pure JSON: whole floats as integers, an overwrite as LangGraph's JSON form."""
    if type(value).__name__ == "Overwrite":
        return {"__overwrite__": plain(value.value)}
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, float):
        if not math.isfinite(value):
            raise NotExpressible(f"{value} is not JSON")
        return int(value) if value.is_integer() else value
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise NotExpressible(f"not a JSON value: {value!r}")


def canonical(value: Any) -> str:
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def pretty(value: Any, indent: int = 0, width: int = 100, extra: int = 0) -> str:
    """JSON that keeps on one line what fits there."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or not value or indent + len(line) + extra <= width:
        return line
    pad = "\n" + " " * (indent + 2)
    if isinstance(value, list):
        items = [pretty(v, indent + 2, width, 1) for v in value]
    else:
        heads = {k: json.dumps(k, ensure_ascii=False) + ": " for k in value}
        items = [h + pretty(value[k], indent + 2, width, len(h) + 1) for k, h in heads.items()]
    left, right = "{}" if isinstance(value, dict) else "[]"
    return left + pad + ("," + pad).join(items) + "\n" + " " * indent + right


# ---------------------------------------------------------------- JsonLogic

def truthy(v: Any) -> bool:
    return bool(v) if not isinstance(v, dict) else True


def number(v: Any) -> float | int:
    """JavaScript's Number(v)."""
    if v is None or v == "":
        return 0
    if isinstance(v, (bool, int)):
        return int(v)
    if isinstance(v, float):
        return v
    if isinstance(v, str):
        try:
            return int(v) if re.fullmatch(r"\s*[+-]?\d+\s*", v) else float(v)
        except ValueError:
            return math.nan
    raise NotExpressible(f"no portable number: {v!r}")


def leading_number(v: Any) -> float | int:
    """JavaScript's parseFloat(v), which + and * use."""
    if isinstance(v, str):
        m = re.match(r"\s*[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+)", v)
        return number(m.group(0)) if m else math.nan
    return math.nan if v is None or isinstance(v, bool) else number(v)


def text(v: Any) -> str:
    if isinstance(v, list):
        return ",".join(map(text, v))
    if isinstance(v, dict):
        raise NotExpressible("an object has no portable text")
    return "" if v is None else v if isinstance(v, str) else json.dumps(plain(v))


def kind_of(v: Any) -> str:
    return ("null" if v is None else "boolean" if isinstance(v, bool) else
            "number" if isinstance(v, (int, float)) else type(v).__name__)


def same(a: Any, b: Any) -> bool:
    if isinstance(a, (list, dict)) and isinstance(b, (list, dict)):
        raise NotExpressible("JsonLogic compares arrays and objects by identity: not portable")
    return kind_of(a) == kind_of(b) and a == b


def loosely_same(a: Any, b: Any) -> bool:
    if kind_of(a) == kind_of(b) or a is None or b is None:
        return same(a, b)
    return number(a) == number(b)


def less(a: Any, b: Any, or_equal: bool) -> bool:
    if not (isinstance(a, str) and isinstance(b, str)):
        a, b = number(a), number(b)
    return a <= b if or_equal else a < b


def remainder(a: Any, b: Any) -> Any:
    a, b = number(a), number(b)
    return int(math.copysign(abs(a) % abs(b), a)) if isinstance(a, int) and isinstance(b, int) \
        else math.fmod(a, b)


def divide(a: Any, b: Any) -> Any:
    a, b = number(a), number(b)
    return a // b if isinstance(a, int) and isinstance(b, int) and a % b == 0 else a / b


def var(data: Any, path: Any = None, default: Any = None) -> Any:
    if path is None or path == "":
        return data
    for part in text(path).split("."):
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and part.isdigit() and int(part) < len(data):
            data = data[int(part)]
        else:
            return default
    return data


def missing(data: Any, *keys: Any) -> list:
    keys = keys[0] if keys and isinstance(keys[0], list) else keys
    return [k for k in keys if var(data, k) in (None, "")]


def missing_some(data: Any, need: int, keys: list) -> list:
    gone = missing(data, keys)
    return [] if len(keys) - len(gone) >= need else gone


def array(v: Any) -> list:
    return v if isinstance(v, list) else []


def chain(test):
    return lambda a, b, *c: test(a, b) and (not c or test(b, c[0]))


def substr(s: Any, start: int, length: int | None = None) -> str:
    s = text(s)
    s = s[max(0, len(s) + start) if start < 0 else start:]
    return s if length is None else s[:length] if length >= 0 else s[:len(s) + length]


def fold(f, values):
    values = [leading_number(v) for v in values]
    return values[0] if len(values) == 1 else f(values)


OPERATORS = {
    "==": loosely_same, "!=": lambda a, b: not loosely_same(a, b),
    "===": same, "!==": lambda a, b: not same(a, b),
    "!": lambda a=None: not truthy(a), "!!": lambda a=None: truthy(a),
    "<": chain(lambda a, b: less(a, b, False)), "<=": chain(lambda a, b: less(a, b, True)),
    ">": lambda a, b: less(b, a, False), ">=": lambda a, b: less(b, a, True),
    "max": lambda *v: max(map(number, v)), "min": lambda *v: min(map(number, v)),
    "+": lambda *v: sum(map(leading_number, v)), "*": lambda *v: fold(math.prod, v),
    "-": lambda a, b=None: -number(a) if b is None else number(a) - number(b),
    "/": divide, "%": remainder,
    "merge": lambda *v: [x for item in v for x in (item if isinstance(item, list) else [item])],
    "in": lambda a, b: (a in b if isinstance(b, str) else
                        isinstance(b, list) and any(same(a, x) for x in b)),
    "cat": lambda *v: "".join(map(text, v)), "substr": substr,
}
WITH_DATA = {"var": var, "missing": missing, "missing_some": missing_some}


def evaluate(logic: Any, data: Any, probe: bool = True) -> Any:
    """JsonLogic; with `probe` also {"obj": {k: EXPR}} and {"lit": VALUE}, which the plugin adds."""
    if isinstance(logic, list):
        return [evaluate(x, data, probe) for x in logic]
    if not isinstance(logic, dict) or len(logic) != 1:
        return logic
    (op, raw), = logic.items()
    if probe and op == "lit":
        return raw
    if probe and op == "obj":
        return {k: evaluate(v, data, probe) for k, v in raw.items()}
    args = raw if isinstance(raw, list) else [raw]

    def at(i: int, scope: Any = data) -> Any:
        return evaluate(args[i], scope, probe) if i < len(args) else None

    if op in ("if", "?:"):
        for i in range(0, len(args) - 1, 2):
            if truthy(at(i)):
                return at(i + 1)
        return at(len(args) - 1) if len(args) % 2 else None
    if op in ("and", "or"):
        value = None
        for i in range(len(args)):
            value = at(i)
            if truthy(value) == (op == "or"):
                break
        return value
    if op in ("map", "filter", "all", "none", "some"):
        items = array(at(0))
        results = [at(1, item) for item in items]
        if op == "map":
            return results
        if op == "filter":
            return [i for i, r in zip(items, results) if truthy(r)]
        hits = sum(map(truthy, results))
        return {"all": 0 < hits == len(items), "some": hits > 0, "none": hits == 0}[op]
    if op == "reduce":
        total = at(2)
        for item in array(at(0)):
            total = evaluate(args[1], {"current": item, "accumulator": total}, probe)
        return total
    values = [at(i) for i in range(len(args))]
    try:
        value = WITH_DATA[op](data, *values) if op in WITH_DATA else OPERATORS[op](*values)
    except KeyError:
        raise NotExpressible(f"unknown JsonLogic operator {op!r}")
    except (TypeError, ZeroDivisionError) as e:
        raise NotExpressible(f"{logic}: {e}")
    if isinstance(value, float) and not math.isfinite(value):
        raise NotExpressible(f"{logic} is not a finite number")
    return value
