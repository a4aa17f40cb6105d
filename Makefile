# Everything that is done with this repository has a target here; `make` alone lists them.

GO       ?= go
TOOL      = $(GO) tool -modfile=internal/tools/go.mod
VERSION  ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
COMMIT   ?= $(shell git rev-parse --short HEAD 2>/dev/null)
LDFLAGS   = -s -w -X main.version=$(VERSION) -X main.commit=$(COMMIT)
FUZZTIME ?= 30s

# Obtains the real servers with progress, tests with them, and ends with what was switched off.
define REAL_TEST
real_test() { \
	$(GO) run ./internal/testserver/obtain || return; \
	CUSTODY_TEST_REAL=1 $(GO) test "$$@" ./...; status=$$?; \
	[ -z "$$CUSTODY_TEST_WITHOUT" ] || echo "NOT TESTED, switched off by CUSTODY_TEST_WITHOUT: $$CUSTODY_TEST_WITHOUT"; \
	return $$status; \
}; real_test
endef

# What `make docs` writes, as one digest, whether it is committed or not.
DOCS_DIGEST = find docs schema -type f | LC_ALL=C sort | xargs cat /dev/null | git hash-object --stdin

.DEFAULT_GOAL := help
.PHONY: help demo build test check lint golden fuzz bench docs need-go format vet deadcode race tidy docs-unchanged

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: need-go ## show the main job with a real Ory Hydra (the first time builds it: minutes)
	@$(GO) run ./internal/demo

build: need-go ## build bin/custody, one static binary
	@CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o bin/custody ./cmd/custody

test: need-go ## run all tests, against the real servers too (CUSTODY_TEST_WITHOUT=hydra,... goes without)
	@$(REAL_TEST)

check: need-go format vet lint deadcode tidy docs-unchanged race ## all that must hold before a commit, besides make test

lint: need-go ## run the linters of .golangci.yml
	@echo "lint"
	@$(TOOL) golangci-lint run ./...

golden: need-go ## rewrite the golden files, and say which changed
	@UPDATE=1 $(GO) test ./... >/dev/null || true # the next line says what is still wrong
	@$(GO) test ./...
	@git status --short -- '*testdata*'

fuzz: need-go ## run each fuzz target for FUZZTIME (30s)
	@folders=$$(git ls-files -co --exclude-standard '*_test.go' | xargs grep -l '^func Fuzz' | xargs -n 1 dirname | sort -u); \
	[ -n "$$folders" ] || { echo "no fuzz targets found" >&2; exit 1; }; \
	for folder in $$folders; do \
		targets=$$($(GO) test -list '^Fuzz' ./$$folder) || { echo "$$targets" >&2; exit 1; }; \
		for target in $$(echo "$$targets" | grep '^Fuzz'); do \
			echo "fuzz $$folder $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) ./$$folder || exit 1; \
		done; \
	done

bench: build ## measure speed beside its goals, in minutes (BENCH=. runs the Go benchmarks that match, instead)
ifdef BENCH
	@$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem ./...
else
	@$(GO) run ./internal/bench -custody bin/custody
endif

docs: need-go ## write the reference pages and the JSON Schemas
	@$(GO) run ./cmd/gen-docs

# The steps of check.

need-go:
	@command -v $(GO) >/dev/null || { echo "error: the go command is not in PATH; install Go from https://go.dev/dl" >&2; exit 1; }

format:
	@echo "format"
	@files=$$($(TOOL) gofumpt -l .) || exit 1; \
	[ -z "$$files" ] || { printf 'gofumpt would change:\n%s\n' "$$files" >&2; exit 1; }

vet:
	@echo "vet"
	@$(GO) vet ./...

deadcode:
	@echo "deadcode"
	@dead=$$($(TOOL) deadcode -test ./...) || exit 1; \
	[ -z "$$dead" ] || { printf '%s\n' "$$dead" >&2; exit 1; }

tidy:
	@echo "tidy"
	@$(GO) mod tidy -diff

docs-unchanged:
	@echo "docs"
	@before=$$($(DOCS_DIGEST)); $(MAKE) --no-print-directory docs && after=$$($(DOCS_DIGEST)) || exit 1; \
	[ "$$before" = "$$after" ] || { git status --short docs schema >&2; \
		echo "error: docs or schema were out of date; 'make docs' has written them, commit the result" >&2; exit 1; }

# The race detector needs what the real servers need, a C compiler.
race:
	@echo "race (the floor test of internal/arch among them)"
	@$(REAL_TEST) -race
