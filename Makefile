# Every target does its own set-up: packages that are missing, then the build,
# then the work. `make` alone lists them.

PREFIX ?= /usr/local
# Not every shell expands the ~ of PREFIX=~/…
BIN = $(DESTDIR)$(patsubst ~/%,$(HOME)/%,$(PREFIX))/bin
BUILD_PACKAGES = libncurses-dev
TEST_PACKAGES = $(BUILD_PACKAGES) tmux ncurses-term jq gnuplot-nox python3-pandas librsvg2-bin
PICTURE_PACKAGES = $(BUILD_PACKAGES) ncurses-term xvfb xterm xdotool imagemagick fonts-dejavu-core
CLUSTER_PACKAGES = $(BUILD_PACKAGES) parallel slurm-wlm munge
MEASURING_PACKAGES = $(BUILD_PACKAGES) ncurses-term python3 python3-venv

PROGRAM = .build/release/heatdeath
SET_UP = .ci/set-up
# SwiftPM itself needs most of a second to find that nothing changed.
BUILT = .build/heatdeath.built
SOURCES := $(shell find Sources Package.swift -not -name '.*')

# Standard output belongs to the program, standard input too.
BUILD = swift build -c release --product heatdeath $$(.ci/static-stdlib) </dev/null >&2

.PHONY: help run build test mutants tsan lint format docs bench cluster-check recordings-check pictures screenshots install \
  clean build-machine test-machine picture-machine measuring-machine cluster-machine
.NOTPARALLEL:
.DELETE_ON_ERROR:

help:
	@echo 'make run [ARGS="…"]     build and start; ARGS are those of heatdeath, e.g. "--temperature 1.2"'
	@echo 'make test               run every test (FILTER=… runs those whose name matches)'
	@echo 'make mutants            see that the tests find faults made on purpose (ONLY=… takes those whose name holds it)'
	@echo 'make tsan               look for data races between the engine and the screen'
	@echo 'make install [PREFIX=…] install the program; PREFIX is $(PREFIX), DESTDIR is honoured'
	@echo 'make bench              measure the engine, beside its peers'
	@echo 'make cluster-check      try the scripts of docs/cluster with GNU parallel and Slurm'
	@echo 'make recordings-check   replay two hundred random sessions in both builds'
	@echo 'make docs               the documentation of the library HeatDeath, into .build-docs'
	@echo 'make pictures           draw the pictures of the first page again, without a terminal'
	@echo 'make screenshots        take the pictures again (ONLY=… takes those whose name holds it)'
	@echo 'make format, make lint  format the sources; look for faults without running them'
	@echo 'make clean              remove what was built'

run: $(BUILT)
	@exec $(PROGRAM) $(ARGS)

build: $(BUILT)

$(BUILT): $(SOURCES)
	@$(SET_UP) $(BUILD_PACKAGES)
	@$(BUILD)
	@touch $@

test: test-machine
	@.ci/test

# Half an hour and more: one compilation for each fault.
mutants: test-machine
	@Tests/Mutants/run

# Apart from .build: every module is compiled in another way.
tsan: test-machine
	@SWIFT_BACKTRACE=enable=no swift test --disable-xctest --sanitize=thread \
	  --scratch-path .build/tsan --filter HeatDeathRuntimeTests

lint: build-machine
	@.ci/lint

format: build-machine
	@swift format --in-place --parallel --recursive Sources Tests Package.swift

docs: build-machine
	@swift package --allow-writing-to-directory .build-docs \
	  generate-documentation --target HeatDeath --output-path .build-docs

bench: $(BUILT) | measuring-machine
	@docs/performance/bench

cluster-check: $(BUILT) | cluster-machine
	@docs/cluster/check

recordings-check: $(BUILT) | test-machine
	@docs/recordings/check

pictures: $(BUILT)
	@docs/pictures/all

screenshots: $(BUILT) | picture-machine
	@screenshots/all $(ONLY)

install: $(BUILT)
	@install -d '$(BIN)'
	@install -s -m 755 $(PROGRAM) '$(BIN)/heatdeath'

clean:
	@rm -rf .build .build-docs .build-mutants .build-tests

build-machine:
	@$(SET_UP) $(BUILD_PACKAGES)

test-machine:
	@$(SET_UP) $(TEST_PACKAGES)

picture-machine:
	@$(SET_UP) $(PICTURE_PACKAGES)

measuring-machine:
	@$(SET_UP) $(MEASURING_PACKAGES)

cluster-machine:
	@$(SET_UP) $(CLUSTER_PACKAGES)
