# Everything that a developer does here; `make help` lists it.
SWIFT ?= swift
SOURCES = Package.swift Sources Tests sdk plugins
# The tests of what shares memory between threads or crosses the border.
SANITIZED ?= PregelThreadsTests|PregelValuesTests|PregelEngineTests|PregelTasksTests|PregelPluginsTests
export ASAN_OPTIONS ?= detect_leaks=0

.PHONY: help build release demo test check format lint sanitize asan tsan conformance differential fuzz tsan-conformance coverage consumers bench bench-check bench-update hot-functions bench-peers bench-scale bench-coldstart clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

build: ## build everything, for debugging
	$(SWIFT) build --build-tests

release: ## build everything, optimised
	$(SWIFT) build -c release

demo: ## run the main example
	.ci/demo

test: ## build and run all tests
	.ci/test

check: lint test ## what must hold before a change lands

format: ## bring the sources into the common style
	$(SWIFT) format --in-place --parallel --recursive $(SOURCES)

lint: ## check the style
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

sanitize: asan tsan ## run the engine's and the border's tests under both sanitizers

asan: ## memory errors
	$(SWIFT) test --scratch-path .build-asan --sanitize address --filter '$(SANITIZED)'

tsan: ## data races; the plugins' calls must reach the host's copy of the sanitizer's functions
	$(SWIFT) test --scratch-path .build-tsan --sanitize thread -Xlinker --export-dynamic --filter '$(SANITIZED)'

conformance: build ## run all that LangGraph was recorded on
	.ci/conformance

SEEDS ?= 100
differential: build ## compare with LangGraph itself on SEEDS fresh random graphs of each profile
	.ci/differential $(SEEDS)

FUZZ ?= 1000000
fuzz: ## give each reader of foreign bytes FUZZ random inputs; FUZZERS='json elf' chooses
	$(SWIFT) build -c release --product pregel-fuzz
	"$$($(SWIFT) build -c release --show-bin-path)/pregel-fuzz" --inputs $(FUZZ) $(FUZZERS)

consumers: ## have drawings read by Graphviz and by Mermaid's parser, which it fetches (apt-get, PyPI)
	.ci/consumers

tsan-conformance: ## run the recordings under ThreadSanitizer, also with all nodes asynchronous
	$(SWIFT) build --scratch-path .build-tsan --sanitize thread -Xlinker --export-dynamic --product pregel-host
	$(SWIFT) build --scratch-path .build-tsan --sanitize thread -Xlinker --export-dynamic --product pregel-probe
	.ci/conformance .build-tsan/debug

coverage: ## lines of the engine that its own tests run
	$(SWIFT) test --scratch-path .build-cov --enable-code-coverage --filter PregelEngineTests
	.ci/coverage PregelEngine "$$($(SWIFT) test --scratch-path .build-cov --show-codecov-path)"

bench: release ## measure the host alone
	"$$($(SWIFT) build -c release --show-bin-path)/pregel-bench"

bench-check: ## compare the instructions and allocations of six workloads with those on record
	.ci/bench-check

bench-update: ## put the instructions and allocations of now on record
	.ci/bench-check --update

hot-functions: ## find out again which functions the linker should put side by side
	.ci/hot-functions

PEERS ?=
bench-peers: release ## measure the host and LangGraph in turns; PEERS='--only chain --processes 1' chooses
	.ci/bench-peers.py --bench "$$($(SWIFT) build -c release --show-bin-path)/pregel-bench" $(PEERS)

bench-scale: release ## measure how time and memory grow
	.ci/bench-scale.py --bench "$$($(SWIFT) build -c release --show-bin-path)/pregel-bench"

bench-coldstart: release ## measure a process from its start to its end, beside LangGraph's
	.ci/bench-coldstart.py --products "$$($(SWIFT) build -c release --show-bin-path)"

clean: ## remove what was built
	rm -rf .build .build-asan .build-tsan .build-peers .build-cov
