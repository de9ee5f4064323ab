# Every target does its own set-up: packages that are missing, then the build,
# then the work. `make` alone lists them.

PREFIX ?= /usr/local
# Not every shell expands the ~ of PREFIX=~/…
INSTALLED = $(DESTDIR)$(patsubst ~/%,$(HOME)/%,$(PREFIX))
BUILD_PACKAGES = libncurses-dev
TEST_PACKAGES = $(BUILD_PACKAGES) tmux ncurses-term jq gnuplot-nox python3-pandas librsvg2-bin
PICTURE_PACKAGES = $(BUILD_PACKAGES) ncurses-term xvfb xterm xdotool imagemagick fonts-dejavu-core
CLUSTER_PACKAGES = $(BUILD_PACKAGES) parallel slurm-wlm munge
MEASURING_PACKAGES = $(BUILD_PACKAGES) ncurses-term python3 python3-venv
PACKAGING_PACKAGES = $(BUILD_PACKAGES) python3 binutils
DEB_PACKAGES = $(PACKAGING_PACKAGES) dpkg-dev
PACKAGING_TEST_PACKAGES = $(PACKAGING_PACKAGES) mandoc groff man-db tmux bash-completion zsh fish librsvg2-bin
DEB_TEST_PACKAGES = $(DEB_PACKAGES) lintian debootstrap

PROGRAM = .build/release/heatdeath
SET_UP = .ci/set-up
# SwiftPM itself needs most of a second to find that nothing changed.
BUILT = .build/heatdeath.built
SOURCES := $(shell find Sources Package.swift -not -name '.*')
# Empty outside of a checkout. A program of another commit is linked anew.
COMMIT := $(shell bash -c '. packaging/identity; echo "$$commit"')
BUILT_COMMIT = .build/heatdeath.commit
# What is installed, as it stands below a prefix; and what is made of that.
PACKAGES = .build/packages
TREE = $(PACKAGES)/tree

# Standard output belongs to the program, standard input too. toml++ would write down in which folder it stood.
BUILD = HEATDEATH_COMMIT='$(COMMIT)' swift build -c release --product heatdeath $$(.ci/static-stdlib) \
  -Xcxx '-ffile-prefix-map=$(CURDIR)=.' </dev/null >&2

.PHONY: help run build test mutants tsan lint format docs bench cluster-check recordings-check pictures screenshots \
  tree man completions install uninstall tarball deb package-check manual-check deb-check \
  clean build-machine test-machine picture-machine measuring-machine cluster-machine packaging-machine deb-machine \
  packaging-test-machine deb-test-machine FORCE
.NOTPARALLEL:
.DELETE_ON_ERROR:

help:
	@echo 'make run [ARGS="…"]     build and start; ARGS are those of heatdeath, e.g. "--temperature 1.2"'
	@echo 'make test               run every test (FILTER=… runs those whose name matches)'
	@echo 'make mutants            see that the tests find faults made on purpose (ONLY=… takes those whose name holds it)'
	@echo 'make tsan               look for data races between the engine and the screen'
	@echo 'make install [PREFIX=…] install the program, manual pages and completions; PREFIX is $(PREFIX)'
	@echo 'make uninstall          take them away again; both honour DESTDIR'
	@echo 'make deb, make tarball  a Debian package; an archive for a home folder'
	@echo 'make man, completions   what these install, to look at'
	@echo 'make package-check      try manual pages, completions, examples, install, uninstall and the archive'
	@echo 'make manual-check       of these what does not depend on how the program is linked, with that of the tests'
	@echo 'make deb-check          install the Debian package in a minimal Debian, use it, remove it'
	@echo 'make bench              measure the engine, beside its peers'
	@echo 'make cluster-check      try the scripts of docs/cluster with GNU parallel and Slurm'
	@echo 'make recordings-check   replay two hundred random sessions in both builds'
	@echo 'make docs               the documentation of the library HeatDeath, into .build-docs; its examples, run'
	@echo 'make pictures           draw the pictures of the first page again, without a terminal'
	@echo 'make screenshots        take the pictures again (ONLY=… takes those whose name holds it)'
	@echo 'make format, make lint  format the sources; look for faults without running them'
	@echo 'make clean              remove what was built'

run: $(BUILT)
	@exec $(PROGRAM) $(ARGS)

build: $(BUILT)

$(BUILT): $(SOURCES) $(BUILT_COMMIT)
	@$(SET_UP) $(BUILD_PACKAGES)
	@$(BUILD)
	@touch $@

$(BUILT_COMMIT): FORCE
	@mkdir -p $(@D)
	@echo '$(COMMIT)' | cmp -s - $@ || echo '$(COMMIT)' >$@

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
	@swift format --in-place --parallel --recursive Sources Tests Examples Package.swift

docs: build-machine
	@Examples/check

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

tree: $(BUILT) | packaging-machine
	@packaging/stage $(PROGRAM) $(TREE)

man: tree
	@find $(TREE)/share/man -type f | sort

completions: tree
	@find $(TREE)/share/bash-completion $(TREE)/share/zsh $(TREE)/share/fish -type f

install: tree
	@packaging/install $(TREE) '$(INSTALLED)'

uninstall:
	@packaging/uninstall '$(INSTALLED)'

tarball: tree
	@packaging/tarball $(TREE) $(PACKAGES)

deb: tree | deb-machine
	@packaging/deb $(TREE) $(PACKAGES)

package-check: tree | packaging-test-machine
	@packaging/check $(TREE)
	@packaging/check-install

# With the program that the tests are built with, which needs no build of its own.
manual-check: packaging-test-machine
	@bash -c '. .ci/test-build && swift test list "$${test_build[@]}"' </dev/null >/dev/null
	@packaging/stage .build-tests/release/heatdeath .build-tests/tree
	@packaging/check .build-tests/tree

deb-check: tree | deb-test-machine
	@packaging/check-deb "$$(packaging/deb $(TREE) $(PACKAGES))" $(PACKAGES)

clean:
	@rm -rf .build .build-docs .build-examples .build-mutants .build-tests

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

packaging-machine:
	@$(SET_UP) $(PACKAGING_PACKAGES)

deb-machine:
	@$(SET_UP) $(DEB_PACKAGES)

packaging-test-machine:
	@$(SET_UP) $(PACKAGING_TEST_PACKAGES)

deb-test-machine:
	@$(SET_UP) $(DEB_TEST_PACKAGES)
