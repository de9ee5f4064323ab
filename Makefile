# Every target does its own set-up: packages that are missing, then the build,
# then the work. `make` alone lists them.

PREFIX ?= /usr/local
BUILD_PACKAGES = libncurses-dev
TEST_PACKAGES = $(BUILD_PACKAGES) tmux ncurses-term
PICTURE_PACKAGES = $(BUILD_PACKAGES) ncurses-term xvfb xterm xdotool imagemagick fonts-dejavu-core
MEASURING_PACKAGES = $(BUILD_PACKAGES) ncurses-term python3

PROGRAM = .build/release/heatdeath
# SwiftPM itself needs most of a second to find that nothing changed.
BUILT = .build/heatdeath.built
SOURCES := $(shell find Sources Package.swift -not -name '.*')

# Standard output belongs to the program, standard input too.
BUILD = swift build -c release --product heatdeath $$(.ci/static-stdlib) </dev/null >&2

.PHONY: help run build test lint format docs bench screenshots install clean \
  build-packages test-packages picture-packages measuring-packages swift
.NOTPARALLEL:
.DELETE_ON_ERROR:

help:
	@echo 'make run [ARGS="…"]     build and start; ARGS are those of heatdeath, e.g. "--temperature 1.2"'
	@echo 'make test               run every test (FILTER=… runs those whose name matches)'
	@echo 'make install [PREFIX=…] install the program; PREFIX is $(PREFIX), DESTDIR is honoured'
	@echo 'make bench              measure the engine, beside its peers'
	@echo 'make docs               the documentation of the library HeatDeath, into .build-docs'
	@echo 'make screenshots        take the pictures again (ONLY=… takes those whose name holds it)'
	@echo 'make format, make lint  format the sources; look for faults without running them'
	@echo 'make clean              remove what was built'

run: $(BUILT)
	@exec $(PROGRAM) $(ARGS)

build: $(BUILT)

$(BUILT): $(SOURCES)
	@.ci/need-swift
	@.ci/need-packages $(BUILD_PACKAGES)
	@$(BUILD)
	@touch $@

test: swift test-packages
	@.ci/test

lint: swift build-packages
	@.ci/lint

format: swift
	@swift format --in-place --parallel --recursive Sources Tests Package.swift

docs: swift build-packages
	@swift package --allow-writing-to-directory .build-docs \
	  generate-documentation --target HeatDeath --output-path .build-docs

bench: $(BUILT) | measuring-packages
	@docs/performance/bench

screenshots: $(BUILT) | picture-packages
	@screenshots/all $(ONLY)

install: $(BUILT)
	@install -d '$(DESTDIR)$(PREFIX)/bin'
	@install -s -m 755 $(PROGRAM) '$(DESTDIR)$(PREFIX)/bin/heatdeath'

clean:
	@rm -rf .build .build-docs

swift:
	@.ci/need-swift

build-packages:
	@.ci/need-packages $(BUILD_PACKAGES)

test-packages:
	@.ci/need-packages $(TEST_PACKAGES)

picture-packages:
	@.ci/need-packages $(PICTURE_PACKAGES)

measuring-packages:
	@.ci/need-packages $(MEASURING_PACKAGES)
