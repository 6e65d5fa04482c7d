# contractlint: `make` builds ./contractlint. Targets: all demo check install bench fuzz fuzz-corpus docs bless new-rule hostile
# corpus format clean help, and one for each test suite; `make help` says what they do. Objects go to build/MODE.

MODE ?= $(if $(filter fuzz fuzz-corpus,$(MAKECMDGOALS)),fuzz,release)
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share
INSTALL ?= install
PKG_CONFIG ?= pkg-config
PYTHON ?= $(firstword $(wildcard /usr/bin/python3) python3)
NODE ?= node
SHARED ?= ../shared
JSON_SCHEMA_TESTS = $(SHARED)/suites/json-schema/tests
FORMAT_TESTS = $(JSON_SCHEMA_TESTS)/draft2020-12/optional/format
YAML_TESTS = $(SHARED)/suites/yaml-test-suite
SCHEMA_FIGURES = $(BUILD)/schema_run $(BUILD)/contain_oracle $(SHARED)/suites/json-schema
VERSION := 0.1.0
Q := $(if $(V),,@)

LIBRARIES := yaml-0.1 jansson libpcre2-8 libcyaml
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
	-Wpointer-arith -Wcast-qual -Wconversion -Wvla -Wundef -Wformat=2 -Wno-missing-field-initializers
HARDENING := -fstack-protector-strong -fno-strict-overflow -fPIE
CFLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-clash-protection $(HARDENING)
CFLAGS_debug := -O1 -g $(HARDENING)
CFLAGS_san := -O1 -g -DARENA_SCRIBBLES -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_fuzz := -O1 -g -DARENA_SCRIBBLES -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS_release := -pie -Wl,-z,relro,-z,now,-z,noexecstack
LDFLAGS_debug := -pie
LDFLAGS_san := -fsanitize=address,undefined
LDFLAGS_fuzz := -fsanitize=fuzzer,address,undefined
ifeq ($(MODE),fuzz)
CC := clang
endif
CFLAGS ?= $(CFLAGS_$(MODE))
LDFLAGS ?= $(LDFLAGS_$(MODE))
WERROR ?= -Werror

BUILD := build/$(MODE)
BINARY := $(if $(filter release,$(MODE)),./,$(BUILD)/)contractlint
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
BAD_EXAMPLES := $(sort $(wildcard $(patsubst %,testdata/rules/*/bad.%,yaml jsonl json csv) testdata/breaking/*/before.yaml))
EXAMPLES := $(BAD_EXAMPLES) $(sort $(wildcard $(patsubst %,testdata/rules/*/%,good.yaml good.jsonl good.json good.csv \
	contract.yaml .contractlint.yaml) testdata/breaking/*/after.yaml testdata/breaking/*/.contractlint.yaml))

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
$(BUILD)/all_rules.c: tests/tools/all_rules.sh src/change/change_rule.h $(RULES)
	@mkdir -p $(@D)
	$(Q)sh tests/tools/all_rules.sh src/change/change_rule.h $(RULES) > $@

$(BUILD)/all_packs.c: tests/tools/c_text.awk tests/tools/all_packs.awk $(PACKS)
	@mkdir -p $(@D)
	$(Q)LC_ALL=C awk -f tests/tools/c_text.awk -f tests/tools/all_packs.awk $(PACKS) > $@

# The examples of a rule are its tests.
$(BUILD)/all_examples.c: tests/tools/c_text.awk tests/tools/all_examples.awk $(EXAMPLES)
	@mkdir -p $(@D)
	$(Q)LC_ALL=C awk -f tests/tools/c_text.awk -f tests/tools/all_examples.awk $(BAD_EXAMPLES) > $@

-include $(OBJECTS:.o=.d)

# Test suites, a row each: suite-NAME = COMMAND ## WHAT. `make NAME` runs one, `make check` all. What a suite needs beside the
# binary stands below the rows. It ends with "N passed, N failed", or counts as one test.
suite-unit = tests/unit.sh $(UNIT_TESTS) ## unit tests
suite-rule-tests = tests/rules.sh $(BINARY) ## every rule's examples
suite-mutations = $(PYTHON) tests/mutations.py $(BINARY) ## plant one mistake at a time and expect one finding each
suite-styles = $(PYTHON) tests/styles.py $(BINARY) ## the same mistakes in every style of YAML and JSON
suite-growth = $(PYTHON) tests/growth.py $(BINARY) ## time grows like the input
suite-cli = tests/cli.sh $(BINARY) ## the command line: what is printed, and the exit status
suite-git = tests/tools/if_present.sh git $(PYTHON) tests/git.py $(BINARY) ## revisions out of git, whatever the repository is like
suite-config-tests = tests/config.sh $(BINARY) ## configurations, good and bad
suite-config-schema = $(PYTHON) tests/config_schema.py $(BINARY) testdata/config man/contractlint-config.5 ## the schema of configurations
suite-reports = PYTHON=$(PYTHON) tests/reports.sh $(BINARY) ## every report format with golden files and foreign readers
suite-markdown-oracle = tests/tools/if_present.sh cmark-gfm $(PYTHON) tests/markdown_oracle.py $(BINARY) ## pages in Markdown, as cmark-gfm reads them
suite-breaking-reports = $(PYTHON) -W ignore tests/breaking_reports.py $(BINARY) docs/schemas/report.schema.json ## one finding behind all reports of breaking, and no markup from contracts
suite-docs-check = PYTHON=$(PYTHON) tests/docs.sh $(BINARY) ## documents made from the rules are fresh, manuals are well-formed
suite-docs-console = CC='$(CC)' tests/docs_console.sh $(BINARY) ## what README.md and docs/ show is what the program prints
suite-dialects = $(PYTHON) tests/tools/dialects.py ## docs/dialects.md has the keys of the dialects' tables
suite-model-oracle = $(PYTHON) tests/model_oracle.py $(BUILD)/model_dump testdata/dialects $(wildcard $(SHARED)/corpus/files $(SHARED)/cases) ## what the contract holds of ODCS, DCS and dbt files, compared with a reading in Python
suite-catalogue = tests/tools/if_present.sh $(SHARED)/rules.md $(PYTHON) tests/rules_catalogue.py $(BINARY) $(SHARED)/rules.md ## the rules that are built, compared with the catalogue of planned ones
suite-breaking-examples = $(PYTHON) tests/breaking_examples.py $(BINARY) ## the examples of the rules of breaking
suite-breaking-pairs = $(PYTHON) tests/breaking_pairs.py $(BINARY) ## schemas, models, keys, types: the changes of small contracts
suite-breaking-large = $(PYTHON) tests/breaking_large.py $(BINARY) ## large and tangled contracts are compared, and in bounded time
suite-terminal = $(PYTHON) tests/terminal.py $(BINARY) ## what is different on a terminal: a question, progress
suite-breaking-properties = $(PYTHON) tests/breaking_properties.py $(BINARY) ## what holds of comparing any two contracts
suite-breaking-rules = tests/tools/if_present.sh $(SHARED)/breaking-rules.json $(PYTHON) tests/breaking_rules.py $(BINARY) $(SHARED)/breaking-rules.json ## the rules of breaking, compared with the planned ones
suite-man = tests/man.sh $(BINARY) ## the manual page has the options of --help
suite-completion = tests/completion.sh $(BINARY) ## what bash, zsh and fish complete, as far as they are there
suite-layers = CC='$(CC)' CPPFLAGS='$(CPPFLAGS)' tests/layers.sh $(BUILD) ## floors, owners of libraries, headers, globals, format
suite-pre-commit = tests/tools/if_present.sh pre-commit tests/pre_commit.sh $(BINARY) ## the hook, with pre-commit itself
suite-action = tests/tools/if_present.sh git $(PYTHON) tests/action.py $(BINARY) ## the step of GitHub Actions, in a shallow clone
suite-oracle = $(PYTHON) tests/oracle.py $(BUILD)/oracle ## what base computes, compared with Python
suite-leaf-oracle = $(PYTHON) tests/leaf_oracle.py $(BUILD)/leaf_oracle ## conjunctions about numbers and strings, compared with a search through all candidates
suite-pattern-oracle = tests/tools/if_present.sh $(NODE) $(NODE) tests/pattern_oracle.mjs $(BUILD)/pattern_oracle $(wildcard $(JSON_SCHEMA_TESTS)) ## patterns, compared with a JavaScript engine
suite-language-oracle = $(PYTHON) tests/language_oracle.py $(BUILD)/language_oracle ## languages of patterns, compared with Python and PCRE2
suite-data-oracle = $(PYTHON) tests/data_oracle.py $(BINARY) ## records against schemas, compared with python3-jsonschema and Python's csv
suite-example-oracle = $(PYTHON) tests/example_oracle.py $(BINARY) ## examples and defaults that lint tells of, compared with python3-jsonschema
suite-ignore-oracle = tests/tools/if_present.sh git $(PYTHON) tests/ignore_oracle.py $(BUILD)/ignore_oracle ## what a walk leaves out, compared with git
suite-fix-oracle = tests/tools/if_present.sh git tests/tools/if_present.sh patch $(PYTHON) tests/fix_oracle.py $(BINARY) ## --fix and --diff, compared with patch and git apply
suite-yaml-suite = sh tests/yaml_suite.sh $(BUILD)/yaml_dump $(YAML_TESTS) ## the yaml-test-suite and its known deviations
suite-format-suite = tests/tools/if_present.sh $(FORMAT_TESTS) $(BUILD)/format_suite $(FORMAT_TESTS) ## JSON Schema's own tests of the formats
suite-contain-suite = tests/tools/if_present.sh $(JSON_SCHEMA_TESTS) $(PYTHON) -W ignore tests/contain_suite.py $(BUILD)/contain_oracle $(JSON_SCHEMA_TESTS) ## containment, asked about JSON Schema's own tests of validation
suite-contain-random = $(PYTHON) -W ignore tests/contain_random.py $(BUILD)/contain_oracle ## containment of random schemas, judged by python3-jsonschema and ajv; by hand: the script with PAIRS and a seed
suite-schema-figures = tests/tools/if_present.sh $(JSON_SCHEMA_TESTS) $(PYTHON) tests/tools/schema_figures.py $(SCHEMA_FIGURES) ## docs/json-schema.md has the figures of schema-suite and contain-suite
suite-schema-problems = $(PYTHON) tests/schema_problems.py $(BINARY) $(BUILD)/schema_problems testdata/rules testdata/mutations ## what the engine refuses in a schema is told by one rule
suite-schema-suite = sh tests/schema_suite.sh $(BUILD)/schema_run $(SHARED)/suites/json-schema ## JSON Schema's own tests of validation and the known deviations

suite-linear = tests/tools/if_present.sh valgrind $(PYTHON) tests/linear.py $(BINARY) ## twice the input costs twice the instructions
suite-schema-growth = $(PYTHON) tests/schema_growth.py $(BINARY) $(BUILD)/schema_run $(BUILD)/contain_oracle ## time grows like the schemas, however they are made to hurt
suite-memory = $(if $(filter release,$(MODE)),$(PYTHON) tests/memory.py $(BINARY),echo 'for MODE=release only') ## no input of 8 MiB takes more than 128 MiB
suite-fail-nth = $(PYTHON) tests/fail_nth.py $(BINARY) $(BUILD)/fail_nth.so ## every allocation and call of the system fails once

SUITES := $(sort $(patsubst suite-%,%,$(filter suite-%,$(.VARIABLES))))
SLOW := fail-nth linear memory schema-growth
HELPERS := $(patsubst %,$(BUILD)/%,oracle leaf_oracle pattern_oracle language_oracle ignore_oracle yaml_dump model_dump schema_problems format_suite schema_run contain_oracle)

.PHONY: $(SUITES)
$(SUITES): $(BINARY)
	@$(suite-$@)

unit: $(UNIT_TESTS)
oracle: $(BUILD)/oracle
leaf-oracle: $(BUILD)/leaf_oracle
pattern-oracle: $(BUILD)/pattern_oracle
language-oracle: $(BUILD)/language_oracle
ignore-oracle: $(BUILD)/ignore_oracle
yaml-suite: $(BUILD)/yaml_dump
model-oracle: $(BUILD)/model_dump
schema-problems: $(BUILD)/schema_problems
format-suite: $(BUILD)/format_suite
schema-suite: $(BUILD)/schema_run
contain-suite contain-random: $(BUILD)/contain_oracle
schema-figures schema-growth docs: $(BUILD)/schema_run $(BUILD)/contain_oracle
fail-nth hostile: $(BUILD)/fail_nth.so

quoted = '$(subst ','\'',$(1))'

.PHONY: check
check: $(BINARY) $(UNIT_TESTS) $(HELPERS) ## install what is missing, build, run every suite but $(SLOW)
	@tests/check.sh $(BUILD)/check $(foreach suite,$(filter-out $(SLOW),$(SUITES)),$(call quoted,$(suite)=$(suite-$(suite))))

.PHONY: demo
demo: $(BINARY) ## install what is missing, build, check the contracts in testdata/demo
	@tests/demo.sh $(BINARY)

# These two may begin on a machine that has nothing but make.
ifneq ($(filter demo check,$(MAKECMDGOALS)),)
$(OBJECTS) $(UNIT_TESTS) $(HELPERS): | dependencies
endif

.PHONY: dependencies
dependencies:
	@PYTHON=$(PYTHON) tests/tools/install_deps.sh $(filter check,$(MAKECMDGOALS))

$(BUILD)/unit/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(LIBRARY) $(LIBS) -lcmocka

$(HELPERS): $(BUILD)/%: tests/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(LIBRARY) $(LIBS)

-include $(UNIT_TESTS:=.d) $(HELPERS:=.d)

# Loaded before the C library: no sanitizer, no hardening. POSIX lets dlsym give functions, ISO C does not.
$(BUILD)/fail_nth.so: tests/tools/fail_nth.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 $(WARNINGS) $(WERROR) -Wno-pedantic -O1 -shared -fPIC -o $@ $< -ldl

.PHONY: install
install: $(BINARY) ## install below $(DESTDIR)$(PREFIX)
	$(INSTALL) -Dm755 $(BINARY) $(DESTDIR)$(BINDIR)/contractlint
	for page in man/*.[157]; do $(INSTALL) -Dm644 $$page $(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/} || exit 1; done
	for schema in docs/schemas/*; do $(INSTALL) -Dm644 $$schema $(DESTDIR)$(DATADIR)/contractlint/$${schema##*/} || exit 1; done
	$(BINARY) completion bash | $(INSTALL) -Dm644 /dev/stdin $(DESTDIR)$(DATADIR)/bash-completion/completions/contractlint
	$(BINARY) completion zsh | $(INSTALL) -Dm644 /dev/stdin $(DESTDIR)$(DATADIR)/zsh/site-functions/_contractlint
	$(BINARY) completion fish | $(INSTALL) -Dm644 /dev/stdin $(DESTDIR)$(DATADIR)/fish/vendor_completions.d/contractlint.fish

.PHONY: docs
docs: $(BINARY) ## write the documents that are made from the rules
	PYTHON=$(PYTHON) tests/docs.sh $(BINARY) --write
	$(PYTHON) tests/tools/dialects.py --write
	@tests/tools/if_present.sh $(JSON_SCHEMA_TESTS) $(PYTHON) tests/tools/schema_figures.py $(SCHEMA_FIGURES) --write

.PHONY: bless
bless: $(BINARY) ## write the golden files anew; read the difference before committing it
	PYTHON=$(PYTHON) tests/reports.sh $(BINARY) --bless
	tests/cli.sh $(BINARY) --bless
	$(PYTHON) tests/breaking_examples.py $(BINARY) --bless
	tests/docs_console.sh $(BINARY) --bless

.PHONY: new-rule
new-rule: ## make new-rule ID=FAMILY-MISTAKE: a rule and its examples, to be filled in
	@tests/tools/new_rule.sh '$(ID)'

.PHONY: bench
bench: $(BINARY) $(BUILD)/schema_run $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/*.c)) ## ratios of speed and memory beside their aims
	@$(PYTHON) tests/bench/bench.py $(BINARY) $(BUILD)/bench build/bench
	@$(PYTHON) tests/bench/schema.py $(BUILD)/schema_run $(SHARED)/corpus/schemas/odcs-v3.0.2.json build/bench

# Linked with every library, used or not.
$(BUILD)/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 $(CFLAGS) $(LDFLAGS) -o $@ $< -Wl,--no-as-needed $(LIBS)

SECONDS ?= 20
.PHONY: fuzz
fuzz: $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(wildcard tests/fuzz/*.c)) ## each libFuzzer harness for SECONDS=20 (clang)
	@tests/fuzz.sh $(SECONDS) $(BUILD) $^

.PHONY: fuzz-corpus
fuzz-corpus: fuzz ## the same, then choose which inputs tests/fuzz/corpus keeps
	$(PYTHON) tests/tools/fuzz_corpus.py $(BUILD)/corpus $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(wildcard tests/fuzz/*.c))

$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c $(LIBRARY)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(LIBRARY) $(LIBS)

.PHONY: hostile
hostile: $(BINARY) ## inputs made to hurt, from $(SHARED); ARGS='--only REGEX' for some of them
	@tests/tools/if_present.sh $(SHARED)/hostile tests/hostile.sh $(BINARY) $(BUILD)/fail_nth.so $(SHARED)/hostile build/hostile $(ARGS)

.PHONY: corpus
corpus: $(BINARY) ## contracts found in public, from $(SHARED)
	@tests/tools/if_present.sh $(SHARED)/corpus $(PYTHON) $(SHARED)/corpus/agree.py $(BINARY)

.PHONY: format
format: ## format the sources
	clang-format -i $(SOURCES) $(wildcard src/*/*.h tests/unit/*.[ch] tests/*.c tests/*/*.c)

.PHONY: clean
clean: ## remove what was built
	rm -rf build contractlint

.PHONY: help
help: ## list the targets
	@sed -nE 's/^(suite-)?([a-z-]+)(:| =).* ## /\2\t/p' Makefile | expand -t 16
