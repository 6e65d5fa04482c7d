# contractlint: `make` builds ./contractlint. Targets: all check demo install bench docs bless new-rule fuzz format clean help
# (`make help` says what each does). Everything is built by this one file; objects go to build/MODE.

MODE ?= release
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share
INSTALL ?= install
PKG_CONFIG ?= pkg-config
PYTHON ?= python3
NODE ?= node
SHARED ?= ../shared
FORMAT_TESTS = $(SHARED)/suites/json-schema/tests/draft2020-12/optional/format
VERSION := 0.1.0
Q := $(if $(V),,@)

LIBRARIES := yaml-0.1 jansson libpcre2-8 libcyaml
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
	-Wpointer-arith -Wcast-qual -Wconversion -Wvla -Wundef -Wformat=2 -Wno-missing-field-initializers
HARDENING := -fstack-protector-strong -fno-strict-overflow -fPIE
CFLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-clash-protection $(HARDENING)
CFLAGS_debug := -O1 -g $(HARDENING)
CFLAGS_san := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS_release := -pie -Wl,-z,relro,-z,now,-z,noexecstack
LDFLAGS_debug := -pie
LDFLAGS_san := -fsanitize=address,undefined
CFLAGS ?= $(CFLAGS_$(MODE))
LDFLAGS ?= $(LDFLAGS_$(MODE))
WERROR ?= -Werror

BUILD := build/$(MODE)
BINARY := $(if $(filter release,$(MODE)),contractlint,$(BUILD)/contractlint)
ALL_CPPFLAGS = -Isrc -I$(BUILD) -D_POSIX_C_SOURCE=200809L -DCONTRACTLINT_VERSION='"$(VERSION)"' $(CPPFLAGS)
ALL_CFLAGS = -std=c11 $(WARNINGS) $(WERROR) $(CFLAGS)
LIBS = $(shell $(PKG_CONFIG) --libs $(LIBRARIES)) -pthread

RULES := $(sort $(wildcard src/rules/*/*.c))
SOURCES := $(sort $(wildcard src/*/*.c)) $(RULES)
OBJECTS := $(SOURCES:src/%.c=$(BUILD)/%.o) $(BUILD)/all_rules.o $(BUILD)/all_packs.o $(BUILD)/all_examples.o
MAIN := $(BUILD)/cmd/main.o
LIBRARY := $(BUILD)/libcontractlint.a
UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(sort $(wildcard tests/unit/test_*.c)))
PACKS := $(filter-out rules/recommended.yaml,$(sort $(wildcard rules/*.yaml)))
EXAMPLES := $(sort $(wildcard testdata/rules/*/bad.yaml testdata/rules/*/good.yaml testdata/rules/*/.contractlint.yaml))

.PHONY: all
all: $(BINARY) ## build ./contractlint (MODE=release|debug|san, V=1 shows commands)

$(BINARY): $(MAIN) $(LIBRARY)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(MAIN) $(LIBRARY) -Wl,--as-needed $(LIBS)

$(LIBRARY): $(filter-out $(MAIN),$(OBJECTS))
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/%.o: src/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/all_%.o: $(BUILD)/all_%.c
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The file name of a rule is its registration, the file name of a pack its name.
$(BUILD)/all_rules.c: tests/tools/all_rules.sh $(RULES)
	@mkdir -p $(@D)
	sh tests/tools/all_rules.sh $(RULES) > $@

$(BUILD)/all_packs.c: tests/tools/c_text.awk tests/tools/all_packs.awk $(PACKS)
	@mkdir -p $(@D)
	$(Q)LC_ALL=C awk -f tests/tools/c_text.awk -f tests/tools/all_packs.awk $(PACKS) > $@

# The examples of a rule are its tests.
$(BUILD)/all_examples.c: tests/tools/c_text.awk tests/tools/all_examples.awk $(EXAMPLES)
	@mkdir -p $(@D)
	$(Q)LC_ALL=C awk -f tests/tools/c_text.awk -f tests/tools/all_examples.awk $(filter %/bad.yaml,$(EXAMPLES)) > $@

-include $(OBJECTS:.o=.d)

.PHONY: unit
unit: $(UNIT_TESTS) ## build and run the unit tests
	@set -e; for test in $(UNIT_TESTS); do $$test; done

$(BUILD)/unit/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(LIBRARY) $(LIBS) -lcmocka

-include $(UNIT_TESTS:=.d)

.PHONY: format-suite
format-suite: $(BUILD)/format_suite ## run JSON Schema's own tests of the formats
	@if [ -d $(FORMAT_TESTS) ]; then $< $(FORMAT_TESTS); else echo "format suite: not present"; fi

.PHONY: yaml-suite
yaml-suite: $(BUILD)/yaml_dump ## run the yaml-test-suite against its list of known deviations
	@sh tests/yaml_suite.sh $< $(SHARED)/suites/yaml-test-suite

.PHONY: oracle
oracle: $(BUILD)/oracle ## compare what base computes with answers from Python
	$(PYTHON) tests/oracle.py $<

.PHONY: pattern-oracle
pattern-oracle: $(BUILD)/pattern_oracle ## compare patterns with a JavaScript engine
	@if command -v $(NODE) >/dev/null; then $(NODE) tests/pattern_oracle.mjs $< $(wildcard $(SHARED)/suites/json-schema/tests); \
	else echo "pattern oracle: $(NODE) is not present"; fi

.PHONY: ignore-oracle
ignore-oracle: $(BUILD)/ignore_oracle ## compare what is left out of a walk with git check-ignore
	@if command -v git >/dev/null; then $(PYTHON) tests/ignore_oracle.py $<; else echo "ignore oracle: git is not present"; fi

$(BUILD)/format_suite $(BUILD)/yaml_dump $(BUILD)/oracle $(BUILD)/pattern_oracle $(BUILD)/ignore_oracle: $(BUILD)/%: tests/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(LIBRARY) $(LIBS)

-include $(BUILD)/format_suite.d $(BUILD)/yaml_dump.d $(BUILD)/oracle.d $(BUILD)/pattern_oracle.d $(BUILD)/ignore_oracle.d

.PHONY: format
format: ## format the sources
	clang-format -i $(SOURCES) $(wildcard src/*/*.h tests/unit/*.c tests/fuzz/*.c)

.PHONY: clean
clean: ## remove what was built
	rm -rf build contractlint

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

.PHONY: reports
reports: $(BINARY) ## compare every report format with its golden files and with foreign readers
	PYTHON=$(PYTHON) tests/reports.sh $(BINARY)

.PHONY: bless
bless: $(BINARY) ## write the golden files anew; read the difference before committing it
	PYTHON=$(PYTHON) tests/reports.sh $(BINARY) --bless

.PHONY: rule-tests
rule-tests: $(BINARY) ## check every rule's examples
	tests/rules.sh ./$(BINARY)

.PHONY: config-tests
config-tests: $(BINARY) ## check configurations, good and bad, and their schema
	tests/config.sh ./$(BINARY)
	$(PYTHON) tests/config_schema.py ./$(BINARY) testdata/config man/contractlint-config.5
	@if command -v mandoc >/dev/null; then mandoc -Tlint -Wwarning man/contractlint-config.5; fi

# Documents that are made from the rules and tables: FILE=COMMAND.
define documents
rules/recommended.yaml=./$(BINARY) rules --pack recommended
docs/schemas/config.schema.json=./$(BINARY) schema config | $(PYTHON) -m json.tool --indent 2 --no-ensure-ascii
endef
export documents

.PHONY: docs
docs: $(BINARY) ## write the documents that are made from the rules
	@echo "$$documents" | while IFS='=' read -r file command; do sh -c "$$command" > "$$file" || exit 1; done

.PHONY: docs-check
docs-check: $(BINARY) ## fail when a document is older than what it is made from
	@echo "$$documents" | while IFS='=' read -r file command; do \
		sh -c "$$command" | diff -u "$$file" - || { echo "$$file is stale: make docs"; exit 1; }; done

.PHONY: mutations
mutations: $(BINARY) ## plant one mistake at a time and expect one finding each
	$(PYTHON) tests/mutations.py ./$(BINARY)
