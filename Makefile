# Everything a person types here. `make run` and `make test` work on a fresh machine:
# they install what is missing first.

# A static release: the Swift runtime is part of the program, which starts in a few milliseconds
# and runs where no Swift is installed.
#
# By default the compiler has a type such as [String: Lane] put together at run time from its name. That saves some code,
# but each type costs searches through every conformance in the program: a third of the instructions of a check of one map.
# And no library lies beside the program, so none is looked for there.
#
# In the folder STATIC is the static libstdc++ and no other, so that this one is linked: loading the shared one and
# binding its symbols took a fifth of the time of `baton --version`. Where there is only the shared one, that is linked.
STATIC := $(CURDIR)/.build/static
RELEASE := -c release --static-swift-stdlib --disable-local-rpath -Xswiftc "-L$(STATIC)" \
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
BATON := .build/release/baton

# What is due hangs on the date, and the drawings in Output/ are to be the same on any day.
DRAWN := 2026-11-22

.DEFAULT_GOAL := help
.PHONY: help needs build run test bench score fuzz manual install uninstall deb try-deb clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

needs:
	@scripts/install-needs pkg-config libgraphviz-dev
	@mkdir -p "$(STATIC)" && rm -f "$(STATIC)/libstdc++.a"
	@file=$$(clang -print-file-name=libstdc++.a 2>/dev/null); [ ! -e "$$file" ] || ln -s "$$file" "$(STATIC)/"

build: needs ## Build the release of baton
	swift build $(RELEASE) --product baton

run: build ## Check every map in Processes/ and draw it into Output/
	@echo
	@echo "Checking Processes/. The maps of today are meant to have findings: they do not fail this."
	$(BATON) check --fail-on never
	$(BATON) render --today $(DRAWN)
	@echo "Open a drawing of Output/ in a browser. What to type next: $(BATON) --help"

test: needs ## Run all tests
	@scripts/install-needs python3-jsonschema || echo "Without it the tests of docs/schema/ are skipped."
	@scripts/install-needs graphviz librsvg2-2 poppler-utils chromium python3 || echo "Without them the tests of formats and of reports in a browser are skipped."
	@scripts/install-needs libxml2 libxml2-utils || echo "Without them the tests of BPMN are skipped."
	@scripts/install-readers || echo "Without them the tests of what others read of reports are skipped."
	swift test

bench: build ## Time baton beside dot and write Benchmarks/README.md
	@scripts/install-needs graphviz
	swift build --package-path Benchmarks $(RELEASE) --product bench
	Benchmarks/.build/release/bench --baton $(BATON)

score: build ## Draw 500 maps and score them by the rules in docs/drawing.md (MAPS=number)
	@scripts/install-needs graphviz
	swift build --package-path Benchmarks $(RELEASE) --product bench
	Benchmarks/.build/release/bench score --baton $(BATON) --maps $(MAPS) --keep Benchmarks/.build/score

MAPS ?= 500
FUZZ ?= 100000
SEED ?= 1
fuzz: needs ## Break 100,000 maps and see that nothing traps (FUZZ=number SEED=first)
	swift build --package-path Benchmarks $(RELEASE) --product fuzz
	Benchmarks/.build/release/fuzz --count $(FUZZ) --seed $(SEED) --keep Benchmarks/.build

# Where `make install` puts things; DESTDIR goes before it, for those who make packages.
PREFIX ?= /usr/local
# Debian keeps what packages bring for zsh and fish apart from what an administrator installs.
VENDOR = $(filter /usr,$(PREFIX))
ZSH = $(if $(VENDOR),vendor-completions,site-functions)

manual: build ## Write docs/man/baton.1 from what baton says of itself
	scripts/write-manual $(BATON) docs/man/baton.1

# It builds nothing: whoever may write there need not be who builds, nor have Swift on the path.
install: ## Install what `make build` has built, a manual page and completions (PREFIX=/usr/local)
	@[ -x $(BATON) ] || { echo "There is nothing to install yet: type 'make build' first, as yourself." >&2; exit 1; }
	install -D -m 755 --strip $(BATON) "$(DESTDIR)$(PREFIX)/bin/baton"
	install -D -m 644 docs/man/baton.1 "$(DESTDIR)$(PREFIX)/share/man/man1/baton.1"
	install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(PREFIX)/share/zsh/$(ZSH)" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	$(BATON) --generate-completion-script bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/baton"
	$(BATON) --generate-completion-script zsh > "$(DESTDIR)$(PREFIX)/share/zsh/$(ZSH)/_baton"
	$(BATON) --generate-completion-script fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/baton.fish"

uninstall: ## Remove what `make install` has installed
	rm -f "$(DESTDIR)$(PREFIX)/bin/baton" "$(DESTDIR)$(PREFIX)/share/man/man1/baton.1" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/baton" "$(DESTDIR)$(PREFIX)/share/zsh/$(ZSH)/_baton" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/baton.fish"

deb: build ## Make a Debian package in .build/deb
	@scripts/install-needs dpkg-dev
	scripts/build-deb .build/deb

try-deb: deb ## Install the package into an empty Debian and run it there (as root)
	@scripts/install-needs debootstrap || true
	@scripts/try-deb .build/deb/*.deb || [ $$? -eq 75 ]

clean: ## Remove what was built, not what was drawn
	rm -rf .build Benchmarks/.build
