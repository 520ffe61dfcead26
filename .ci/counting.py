"""What is shared by those that count instructions under callgrind: building, stripping, running, reading."""
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOT = ROOT / ".ci" / "hot-functions.txt"
PRODUCTS = ["pregel-bench", "libpregel-benchmark.so", "libpregel-benchmark-c.so"]
SWIFT = os.environ.get("SWIFT", "swift")
ALLOCATING = {"malloc", "calloc", "realloc", "memalign", "posix_memalign", "aligned_alloc"}


def missing():
    """The first tool that counting needs and that is not installed; None where all are."""
    return next((tool for tool in ("valgrind", "strip") if not shutil.which(tool)), None)


def output(*command):
    """What a command prints; an error ends this program."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def setting():
    """What the counts are those of: others may differ without any change to the sources."""
    compiler = re.search(r"Swift version (\S+)", output(SWIFT, "--version"))
    return {
        "swift": compiler.group(1) if compiler else "unknown", "libc": " ".join(platform.libc_ver()),
        "machine": platform.machine(),
    }


def build(swift_build):
    """The folder of the products, optimised."""
    for product in PRODUCTS:
        name = product.removeprefix("lib").removesuffix(".so")
        output(ROOT / ".ci" / "retry", *swift_build, "--product", name)
    return pathlib.Path(output(*swift_build, "--show-bin-path").strip())


def strip(products, folder):
    """Copies the products, side by side, without what is for debuggers: valgrind cannot read all that Swift writes."""
    for product in PRODUCTS:
        shutil.copy(products / product, folder / product)
        output("strip", "--strip-debug", folder / product)


class Profile:
    """What callgrind has seen: instructions in all and by function, and how often memory was asked for."""

    def __init__(self, path):
        self.total = 0
        self.functions = {}
        # Those of the program itself, not of a library.
        self.own = {}
        self.allocations = 0
        # Callgrind numbers functions and binaries, each for itself.
        self.names = {}
        self.binaries = {}
        with open(path) as file:
            self.read(file)

    def name(self, text, names=None):
        """A name, a function's by itself, of which callgrind writes the number alone when it comes again."""
        names = self.names if names is None else names
        number, _, name = text.partition(" ")
        if name:
            names[number] = name
        return names.get(number, number)

    def read(self, lines):
        binary = function = called = ""
        is_call = False
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("ob="):
                binary = pathlib.Path(self.name(line[3:], self.binaries)).name
            elif line.startswith("cob="):
                self.name(line[4:], self.binaries)
            elif line.startswith("fn="):
                function = self.name(line[3:])
            elif line.startswith("cfn="):
                called = self.name(line[4:])
            elif line.startswith("calls="):
                # One that hands on to another, as pregel-bench's own malloc does to the C library's, asks once.
                if called in ALLOCATING and function not in ALLOCATING:
                    self.allocations += int(line[6:].split()[0])
                is_call = True
            elif line[:1] in "+-*0123456789" and line[:1]:
                fields = line.split()
                if not is_call and len(fields) > 1:
                    self.total += int(fields[1])
                    self.functions[function] = self.functions.get(function, 0) + int(fields[1])
                    if binary == "pregel-bench":
                        own = function.partition("'")[0]
                        self.own[own] = self.own.get(own, 0) + int(fields[1])
                is_call = False


def profile(folder, case, runs):
    """Runs a case so often under callgrind."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix="callgrind-") as file:
        environment = dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1", PREGEL_PLUGIN_PATH="")
        words = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={file.name}", folder / "pregel-bench"]
        words += ["--only", f"^{case}$", "--runs", str(runs)]
        done = subprocess.run(words, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            sys.exit(f"failed: {case} under callgrind\n{done.stdout}{done.stderr}")
        return Profile(file.name)
