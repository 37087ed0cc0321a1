# make serve   the site of this folder in a browser, while you write it
# make build   the site of this folder, into public/
# make test    the tests that need Go only
# make test-full   also the race detector, staticcheck, other systems, a browser and a web server
GO ?= go
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
TOOLS = .cache

.PHONY: serve build test test-full lint fuzz cross bench soak clean

serve:
	$(GO) run ./cmd/wenming serve $(ARGS)

build:
	$(GO) run ./cmd/wenming build

test:
	$(GO) vet ./...
	$(GO) test -vet=off ./...

# Under the race detector all but what takes long and has one goroutine, or is killed before it could tell: `make test` runs
# that. Programs need not sleep a second at their end, as is its default. Then the tests that stand under the tag full.
ONE = Fuzz.*|Test(BitsFlipped|EmptyRows|Hostile|HostileTexts|Kill|MinifiedTheme|ProgramsOfTheTheme|Real|Size|Truncated)
FULL = $(shell grep -rl '^//go:build full' --include='*_test.go' cmd generator)
test-full: lint cross
	GORACE=atexit_sleep_ms=10 $(GO) test -vet=off -race -short -skip '^($(ONE))$$' ./...
	AXE=$(abspath $(TOOLS))/node_modules/axe-core/axe.min.js $(GO) test -vet=off -count=1 -tags full \
	  -run "^($$(sed -n 's/^func \(Test[^(]*\).*/\1/p' $(FULL) | paste -sd '|'))\$$" $(sort $(dir $(FULL:%=./%)))

lint:
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -d $$(git ls-files '*.go'); exit 1; }
	$(GO) run $(STATICCHECK) -tags full ./...
	$(GO) vet -tags full ./...

# Nobody runs these, so they are neither optimised nor described for a debugger.
cross:
	GOOS=windows GOARCH=amd64 $(CROSS) ./cmd/wenming
	GOOS=darwin GOARCH=arm64 $(CROSS) ./cmd/wenming
CROSS = CGO_ENABLED=0 $(GO) build -gcflags='all=-l -dwarf=false' -ldflags='-s -w' -o /dev/null

# Random edits of random sites, each step held against a build from nothing: make soak SEEDS=1000
SEEDS ?= 100
soak:
	$(GO) test ./generator/build -run TestIncrementalEqualsClean -timeout 0 -seed $$(date +%s) -seeds $(SEEDS) -steps 200

# Each fuzz test for a while: make fuzz TIME=5m
TIME ?= 30s
fuzz:
	@for f in $$(grep -rl 'func Fuzz' --include='*_test.go' .); do \
	  for name in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\).*/\1/p' $$f); do \
	    echo "$$(dirname $$f) $$name"; $(GO) test -run '^$$' -fuzz "^$$name$$" -fuzztime $(TIME) $$(dirname $$f) || exit 1; \
	  done; done

# Wenming beside Hugo, for minutes: make bench ARGS="-sizes 1000"
bench:
	$(GO) run ./cmd/bench $(ARGS)

clean:
	rm -rf .wenming $(TOOLS)
