# topc. `make` leaves the program at build/topc; `make demo` and `make check` do their own set-up.
#
#   make            the program
#   make demo       installs what is missing, builds, compiles the example system to both targets
#   make check      every test; SAN=1 under the sanitizers
#   make bench      times, beside libyaml alone
#   make fuzz       the fuzzers, SECONDS=60 each
#   make mutate     every topology of testdata/ with one thing wrong, and with two
#   make check-deploy   every good topology deployed to a mock of AWS by both targets, and removed; changes of
#                   their sources planned there, beside `topc diff`
#   make check-slow     the last three
#   make docs       prints docs/reference and docs/schemas anew from the tables
#   make data       regenerates templates/data from its pinned sources (needs the network)
#   make install    DESTDIR= PREFIX=/usr/local; manual pages and completions too
#   make static     a release: one file without shared libraries
VERSION   := $(shell cat VERSION)
PREFIX    ?= /usr/local
DOCS_URL  ?=
CC        ?= cc
PKGCONFIG ?= pkg-config
LIBS      := yaml-0.1 jansson libpcre2-8 nettle libutf8proc
LAZY      := libgit2 libarchive

ifdef SAN
B         := build/san
OPT       := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
else
B         ?= build
OPT       := -O2 -g
endif
WARN      := -Wall -Wextra -Wformat-security -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla \
             -Wno-missing-field-initializers -Wno-overlength-strings
WERROR    ?= -Werror
# libgit2 and libarchive bring thirty more libraries; loading them when first used keeps the start
# of everything else under two milliseconds (ir/lazy.h). STATIC=1 links all of it.
soname     = $(shell objdump -p "$$($(CC) -print-file-name=$(1).so)" 2>/dev/null | awk '/SONAME/ { print $$2 }')
CPPFLAGS  += -DLIBARCHIVE_SO='"$(call soname,libarchive)"' -DLIBGIT2_SO='"$(call soname,libgit2)"'
CPPFLAGS  += -D_GNU_SOURCE -DTOPC_VERSION='"$(VERSION)"' -DTOPC_DOCS_URL='"$(DOCS_URL)"' -I$(B)/gen
CFLAGS    ?= $(OPT)
CFLAGS    += -std=c11 -pthread $(WARN) $(WERROR) $(shell $(PKGCONFIG) --cflags $(LIBS) $(LAZY) 2>/dev/null)
LDLIBS    += $(shell $(PKGCONFIG) --libs $(LIBS) 2>/dev/null) -lm -ldl -pthread
ifdef STATIC
CPPFLAGS  += -DTOPC_STATIC
LDFLAGS   += -static -Wl,-u,git_smart_subtransport_http
# libxml2 is for a format of libarchive that is not used, and would bring C++ with it; compiler/git_static.c
# leaves the transports out of libgit2.
LDLIBS    := $(filter-out -lxml2,$(shell $(PKGCONFIG) --static --libs $(LIBS) $(LAZY) 2>/dev/null)) -lm -pthread
endif

SRC   := $(sort $(wildcard compiler/*.c compiler/*/*.c ir/*.c ir/kinds/*.c backends/*.c))
TEST  := $(filter %_test.c,$(SRC))
PART  := $(wildcard ir/*_test_*.c compiler/*_test_*.c compiler/*/*_test_*.c backends/*_test_*.c)
FUZZ  := $(filter compiler/fuzz_%.c,$(SRC))
MAIN  := compiler/main.c
BENCH := compiler/bench_yaml.c
CODE  := $(filter-out $(TEST) $(PART) $(FUZZ) $(MAIN) $(BENCH),$(SRC))
KINDS := $(sort $(notdir $(basename $(filter-out %_test.c,$(wildcard ir/kinds/*.c)))))
OBJ   := $(CODE:%.c=$(B)/obj/%.o) $(B)/obj/templates.o $(B)/obj/templates_index.o
TMPL  := $(sort $(shell find templates -type f ! -path 'templates/data/*.mjs' ! -path 'templates/data/*.py' ! -path 'templates/data/*.sh' ! -path 'templates/data/src/*' ! -path templates/embed.sh 2>/dev/null))

# `make V=1` shows the commands.
Q := $(if $(V),,@)

.PHONY: all clean check demo bench data install static
all: $(B)/topc

$(B)/topc: $(B)/obj/compiler/main.o $(B)/libtopc.a
	@echo "  LD   $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(B)/libtopc.a: $(OBJ)
	@echo "  AR   $@"
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(B)/obj/%.o: %.c | $(B)/gen/kinds.inc
	@mkdir -p $(@D)
	@echo "  CC   $<"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
-include $(SRC:%.c=$(B)/obj/%.d)

# The kinds are the files of ir/kinds: adding one adds the kind.
$(B)/gen/kinds.inc: $(wildcard ir/kinds/*.c) Makefile FORCE
	@mkdir -p $(@D)
	@new=$@.$$$$; grep -l '^const Kind kind_' ir/kinds/*.c | sed 's|.*/||; s|\.c$$||' | LC_ALL=C sort | sed 's/.*/KIND(&)/' > $$new; \
		cmp -s $$new $@ && rm $$new || mv $$new $@

# Every file of templates/ is in the program, found by its path (ir/template.h).
# A file that has gone must be noticed too, so both lists are made anew and kept if they are equal.
$(B)/gen/templates.list: FORCE
	@mkdir -p $(@D)
	@new=$@.$$$$; printf '%s\n' $(TMPL) | LC_ALL=C sort > $$new; cmp -s $$new $@ && rm $$new || mv $$new $@
FORCE:
$(B)/gen/templates.S $(B)/gen/templates.c &: $(B)/gen/templates.list templates/embed.sh
	$(Q)sh templates/embed.sh $(B)/gen < $(B)/gen/templates.list
$(B)/obj/templates.o: $(B)/gen/templates.S $(TMPL)
	@mkdir -p $(@D)
	$(Q)$(CC) -c -o $@ $<
$(B)/obj/templates_index.o: $(B)/gen/templates.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -I. -c -o $@ $<

# Unit tests stand beside what they test: x_test.c beside x.c, one program each; a large one goes on
# in x_test_*.c.
TESTS := $(TEST:%.c=$(B)/test/%)
.SECONDARY: $(TEST:%.c=$(B)/obj/%.o) $(PART:%.c=$(B)/obj/%.o)
.SECONDEXPANSION:
$(B)/test/%: $(B)/obj/%.o $$(addprefix $(B)/obj/,$$(addsuffix .o,$$(basename $$(wildcard $$*_*.c)))) $(B)/libtopc.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lcmocka $(LDLIBS)
# What writes the JSON twin of a case, and what tries every case with one thing wrong.
$(B)/twin $(B)/mutate: $(B)/%: golden/%.c golden/sound.h $(B)/libtopc.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter-out %.h,$^) $(LDLIBS)
.PHONY: unit golden pages
unit: $(TESTS)
	@for t in $(TESTS); do $$t >$$t.log 2>&1 || { cat $$t.log; echo "FAIL $$t"; exit 1; }; done; echo "unit: $(words $(TESTS)) programs passed"
golden: $(B)/topc
	TOPC=$(B)/topc golden/run
	TOPC=$(B)/topc golden/schema.py || [ $$? -eq 77 ]
	TOPC=$(B)/topc golden/access.sh
	TOPC=$(B)/topc golden/explain.sh
pages: $(B)/topc
	TOPC=$(B)/topc golden/pages

# The printed reference and the schemas, which the repository keeps so that people can read and
# fetch them; .ci/docs says when they are old.
.PHONY: docs
docs: $(B)/topc
	$(B)/topc docs -q docs

# Tables from outside, pinned by version and digest. Needs the network, node and
# python3 with botocore; nothing else does.
data:
	node templates/data/iam.mjs
	node templates/data/replace.mjs
	node templates/data/replace-tf.mjs
	node templates/data/properties.mjs
	@mkdir -p $(B)
	python3 templates/data/terraform.py > $(B)/terraform.tab && mv $(B)/terraform.tab templates/data/terraform.tab
	python3 templates/data/sdk.py > $(B)/sdk.tab && mv $(B)/sdk.tab templates/data/sdk.tab

# The two commands of the README. Both install what is missing.
JOBS = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 2))
demo:
	@.ci/setup build
	@$(MAKE) --no-print-directory $(JOBS) all
	@.ci/demo
check:
	@.ci/setup check
	@$(MAKE) --no-print-directory $(JOBS) all
	@B=$(B) .ci/check

.PHONY: fuzz mutate check-deploy check-slow
fuzz:
	@.ci/fuzz $(or $(SECONDS),60)
# Every topology of testdata/ with each single thing wrong in it, and with many a pair of them.
mutate: $(B)/mutate
	@$(B)/mutate $$(dirname testdata/*/*/topology.yml)
	@$(B)/mutate -p 3000 $$(dirname testdata/*/*/topology.yml)
check-deploy: $(B)/topc
	@.ci/setup check
	@TOPC=$(B)/topc golden/deploy
	@TOPC=$(B)/topc golden/diff-plan || [ $$? -eq 77 ]
check-slow: fuzz mutate check-deploy

bench: $(B)/topc $(B)/bench_yaml
	@.ci/bench
$(B)/bench_yaml: compiler/bench_yaml.c
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $< -lyaml

# Manual pages and completions are printed by the program from its own tables.
PAGES  := topc.1 topology.yml.5 topc-codes.7
SHELLS := bash zsh fish
EXTRAS := $(PAGES:%=$(B)/share/%) $(SHELLS:%=$(B)/share/topc.%)
$(PAGES:%=$(B)/share/%): $(B)/share/%: $(B)/topc
	@mkdir -p $(@D)
	$(Q)$(B)/topc man $* > $@.new && mv $@.new $@
$(SHELLS:%=$(B)/share/topc.%): $(B)/share/topc.%: $(B)/topc
	@mkdir -p $(@D)
	$(Q)$(B)/topc completion $* > $@.new && mv $@.new $@

SHARE = $(DESTDIR)$(PREFIX)/share
install: $(B)/topc $(EXTRAS)
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/man/man5 $(SHARE)/man/man7 \
		$(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	install -m 755 $(B)/topc $(DESTDIR)$(PREFIX)/bin/topc
	install -m 644 $(B)/share/topc.1 $(SHARE)/man/man1/topc.1
	install -m 644 $(B)/share/topology.yml.5 $(SHARE)/man/man5/topology.yml.5
	install -m 644 $(B)/share/topc-codes.7 $(SHARE)/man/man7/topc-codes.7
	install -m 644 $(B)/share/topc.bash $(SHARE)/bash-completion/completions/topc
	install -m 644 $(B)/share/topc.zsh $(SHARE)/zsh/site-functions/_topc
	install -m 644 $(B)/share/topc.fish $(SHARE)/fish/vendor_completions.d/topc.fish

# One file that needs nothing of the machine it runs on, for a release.
static:
	@$(MAKE) --no-print-directory STATIC=1 B=build/static build/static/topc
	strip -o build/static/topc-$(VERSION)-$(shell uname -s | tr A-Z a-z)-$(shell uname -m) build/static/topc
	cd build/static && sha256sum topc-$(VERSION)-* > SHA256SUMS && cat SHA256SUMS

clean:
	rm -rf build
