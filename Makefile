# make            the program            make check      everything a commit must pass
# make test       cmocka tests           make bench      ratios against a bare floor
# make install    PREFIX, DESTDIR        make fuzz       FUZZ_SECONDS for each target
ifeq ($(origin CC),default)
CC        = gcc
endif
BUILD    ?= build
# Hardened as a Debian package is; -cf-protection exists on x86 alone.
MACHINE  := $(shell $(CC) -dumpmachine)
CFLAGS   ?= -O2 -g -fstack-protector-strong -fstack-clash-protection -D_FORTIFY_SOURCE=2 \
            $(if $(filter x86_64-%,$(MACHINE)),-fcf-protection)
LDFLAGS  ?= -Wl,-z,relro -Wl,-z,now
PREFIX   ?= /usr/local
PKG_CONFIG ?= pkg-config
VERSION  := $(shell cat VERSION)
# Constants are enums here, millimetres times a constant too: newer clangs warn of that.
WARN      = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wformat=2 -Wstrict-prototypes \
            -Wmissing-prototypes -Wswitch-enum -Wno-format-nonliteral \
            -Wno-enum-float-conversion -Werror \
            $(if $(findstring clang,$(CC)),,-Wno-format-truncation)
# libxlsxwriter is named by hand: its .pc file asks for a package that Debian 13 does not bring.
LIBRARIES = sqlite3 libcrypto tinfo libusb-1.0 pangocairo libzip expat libpng
SYSTEM   := $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags-only-I $(LIBRARIES)))
# No path of the machine that built it stands in the program: two folders make the same bytes.
STANDARD  = -std=c17 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DVERSION='"$(VERSION)"' \
            -I. -I$(BUILD) "-ffile-prefix-map=$(CURDIR)=."
LIBS     := $(shell $(PKG_CONFIG) --libs $(filter-out pangocairo,$(LIBRARIES))) \
            -lcsv -lzint -lm
PAPER_LIBS := $(shell $(PKG_CONFIG) --libs pangocairo libpng) -ljpeg -lxlsxwriter -lzint -lm

# Every folder that holds product code is a room: `ls` is the list.
FLOORS    = base drivers ledger programme reports pos
ROOMS    := $(patsubst %/,%,$(sort $(dir $(wildcard $(FLOORS:%=%/*.[ch]) $(FLOORS:%=%/*/*.[ch])))))
# PDF and XLSX are loaded when a paper is asked for: see reports/print/paper_plugin.h.
PAPER     = $(BUILD)/libflashcoop-paper.so
PAPER_SOURCES = $(patsubst %,reports/print/%.c,render_code render_pdf render_pdf_line \
                  render_pdf_picture render_pdf_shape render_xlsx pdf_language pdf_tags \
                  render_pdf_letters paper_picture)
PAPER_OBJECTS = $(PAPER_SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/base/picture.o
# So is what speaks to a PostgreSQL server: see reports/hub/hub_link.h.
HUB       = $(BUILD)/libflashcoop-hub.so
SOURCES   = $(filter-out pos/main.c reports/hub/hub_wire.c $(PAPER_SOURCES), \
              $(wildcard $(ROOMS:%=%/*.c)))
OBJECTS   = $(SOURCES:%.c=$(BUILD)/%.o)
PROGRAM   = $(BUILD)/flashcoop
SUPPORT   = $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/support/*.c))
UMOCKDEV := $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags-only-I umockdev-1.0 2>&-))
TESTS     = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/*/test_*.c tests/*/*/test_*.c))
# Data carried inside the program: each file becomes a list of bytes that a .c file includes.
DATA      = $(wildcard $(foreach kind,sql csv txt css png,$(ROOMS:%=%/*.$(kind)))) \
            $(wildcard reports/presets/*.txt) docs/journal-format.md \
            tests/verifier/verify_journal.py
CATALOGUE = $(wildcard po/en/*.po)

# What a full disk cut short is not taken for made the next time.
.DELETE_ON_ERROR:

all: $(if $(wildcard pos/main.c),$(PROGRAM),$(OBJECTS)) $(PAPER) $(HUB)

$(PROGRAM): $(BUILD)/pos/main.o $(BUILD)/libflashcoop.a
	@echo "  link $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -rdynamic -Wl,--as-needed -o $@ $^ $(LIBS)

# The same program with a clock and a chance that tests can stop, and sittings that can be played
# again.
TESTED    = $(BUILD)/flashcoop-tested
$(TESTED): $(BUILD)/pos/main.o $(BUILD)/tests/program/set_clock.o \
           $(BUILD)/tests/program/set_chance.o $(BUILD)/tests/program/sitting.o \
           $(BUILD)/libflashcoop.a
	@echo "  link $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -Wl,--wrap=crypto_random -rdynamic -Wl,--as-needed -o $@ $^ $(LIBS)

$(PAPER_OBJECTS) $(BUILD)/reports/hub/hub_wire.o: override CFLAGS += -fPIC
$(BUILD)/reports/hub/hub_wire.o $(BUILD)/bench/floor_hub.o: SYSTEM += \
  $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags-only-I libpq))

$(PAPER): $(PAPER_OBJECTS)
	@echo "  link $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,--as-needed -o $@ $^ $(PAPER_LIBS)

$(HUB): $(BUILD)/reports/hub/hub_wire.o
	@echo "  link $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,--as-needed -o $@ $^ $(shell $(PKG_CONFIG) --libs libpq)

$(BUILD)/libflashcoop.a: $(OBJECTS)
	@rm -f $@
	@$(AR) rcs $@ $^

$(BUILD)/%.o: %.c | $(DATA:%=$(BUILD)/%.inc) $(BUILD)/po/en.inc
	@mkdir -p $(@D)
	@echo "  $(CC) $@"
	@$(CC) $(STANDARD) $(WARN) $(SYSTEM) $(CFLAGS) -MMD -MP -c -o $@ $<

BYTES = od -An -v -tx1 $< | sed 's/\([0-9a-f][0-9a-f]\)/0x\1,/g' > $@

$(DATA:%=$(BUILD)/%.inc): $(BUILD)/%.inc: %
	@mkdir -p $(@D)
	@$(BYTES) && echo 0 >> $@

$(BUILD)/po/en.mo: $(CATALOGUE)
	@mkdir -p $(@D)
	@msgcat --force-po --use-first $^ -o $(BUILD)/po/en.po
	@msgfmt --check-format -o $@ $(BUILD)/po/en.po

$(BUILD)/po/en.inc: $(BUILD)/po/en.mo
	@$(BYTES)

# One test binary per file; the emulated terminal and USB bus are linked where they are used.
TEST_KITS := $(shell $(PKG_CONFIG) --libs cmocka vterm umockdev-1.0 2>&-)
TEST_LIBS = $(TEST_KITS) $(LIBS) -lutil -lpthread
# The quicker linker, where there is one: there are hundreds to link.
TEST_LD  := $(if $(shell command -v ld.lld),-fuse-ld=lld)

$(BUILD)/tests/%.o: SYSTEM += $(UMOCKDEV)

# An archive: a test takes from it only what it uses.
$(BUILD)/tests/libsupport.a: $(SUPPORT)
	@rm -f $@
	@$(AR) rcs $@ $^

# The paper plugin is bound at once to all that it calls: what loads it must hold the whole program.
$(BUILD)/tests/reports/% $(BUILD)/tests/pos/acts/test_pictures: HOLD = -Wl,--whole-archive

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/tests/libsupport.a $(BUILD)/libflashcoop.a | $(TESTED)
	@echo "  link $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) $(TEST_LD) -rdynamic -Wl,--as-needed -o $@ $(wordlist 1,2,$^) \
	  $(HOLD) $(BUILD)/libflashcoop.a -Wl,--no-whole-archive $(TEST_LIBS)

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d $(BUILD)/tests/*/*/*.d)

test-build: all $(TESTED) $(TESTS)

test: test-build                     ## every cmocka binary; the last line counts them
	@sh tests/run.sh $(BUILD) $(TESTS)

# From the real program: the same bytes at every run.
$(BUILD)/tests/program/draw_screens: LIBS += $(shell $(PKG_CONFIG) --libs cairo)

screenshots: all $(TESTED) $(BUILD)/tests/program/draw_screens ## docs/screens/*.png
	@mkdir -p docs/screens
	@FLASHCOOP=$(TESTED) LC_ALL=C.UTF-8 $(BUILD)/tests/program/draw_screens docs/screens

film: all $(TESTED)                  ## docs/film.cast, a day at the till for asciinema
	@python3 scripts/film.py $(TESTED) docs/film.cast

layers:                              ## who may include whom: see scripts/layers.py
	@python3 scripts/layers.py

style:                               ## sizes, format, translations, and who may include what
	@sh scripts/style.sh

# Warnings are judged by the two builds above: instrumented code makes gcc see ghosts. A program
# that lies where it was linked touches 1400 pages less at each of its thousand starts.
SANITIZED = BUILD=$(BUILD)/asan LDFLAGS="-static-libasan -no-pie" \
            CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
            -fno-omit-frame-pointer -Wno-error"

sanitize:                            ## the same tests under ASan and UBSan
	@$(MAKE) --no-print-directory test $(SANITIZED)

sanitize-build:                      ## what they need
	@$(MAKE) --no-print-directory test-build $(SANITIZED)

# Each target is run for FUZZ_SECONDS; what breaks it becomes a named test.
FUZZ_SECONDS ?= 300
FUZZERS   = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))

# Clang's warnings are of the front end: instrumented or not, it says the same.
FUZZED    = BUILD=$(BUILD)/fuzz CC=clang CFLAGS="-O1 -g \
            -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all"

clang:                               ## the whole build again with clang, as fuzz targets want it
	@$(MAKE) --no-print-directory all fuzz-build $(FUZZED)

fuzz-build: $(FUZZERS)

fuzz: all                            ## libFuzzer targets, under ASan and UBSan
	@$(MAKE) --no-print-directory fuzz-run $(FUZZED)

fuzz-run: $(FUZZERS)
	@python3 scripts/fuzz_seeds.py build/flashcoop $(BUILD)/seeds
	@sh scripts/fuzz.sh $(BUILD) $(FUZZ_SECONDS) $(FUZZERS)

$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(BUILD)/libflashcoop.a
	@echo "  link $@"
	@$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -Wl,--as-needed -o $@ $^ $(LIBS)

mutants:                             ## small faults planted one at a time: which does no test find?
	@python3 scripts/mutants.py

BENCHES   = $(patsubst %.c,$(BUILD)/%,$(wildcard bench/our_*.c bench/floor_*.c bench/timed.c))
SALES    ?= 100000
SESSIONS ?= 500

bench: all $(BENCHES)                ## ratios against a bare floor; SALES = size of the large book
	@python3 bench/bench.py $(BUILD) $(SALES)
	@python3 bench/hub.py $(BUILD) $(SESSIONS)

# An archive, so that a floor carries nothing that it does not use.
$(BUILD)/libsupport.a: $(SUPPORT) $(BUILD)/bench/stopwatch.o
	@rm -f $@
	@$(AR) rcs $@ $^

$(BUILD)/bench/floor_till: LIBS += -lncursesw
$(BUILD)/bench/%: $(BUILD)/bench/%.o $(BUILD)/libsupport.a $(BUILD)/libflashcoop.a
	@echo "  link $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -rdynamic -Wl,--as-needed -o $@ $^ $(TEST_LIBS) $(PAPER_LIBS) \
	  $(if $(findstring hub,$@),$(shell $(PKG_CONFIG) --libs libpq))

check:                               ## everything a commit must pass
	@./check

RULES    := $(wildcard drivers/*.rules)

# Man pages and completion say what `flashcoop help` says: they are made of it.
manual: $(PROGRAM)                   ## man pages and completion, under BUILD/manual
	@mkdir -p $(BUILD)/manual
	@for lang in fr en; do $(PROGRAM) help --table --lang $$lang | awk -v lang=$$lang \
	  -v version=$(VERSION) -f scripts/manual.awk > $(BUILD)/manual/flashcoop.$$lang.1; done
	@for shell in bash zsh; do $(PROGRAM) help --table | awk -v shell=$$shell \
	  -f scripts/completion.awk > $(BUILD)/manual/flashcoop.$$shell; done

DATA_IN   = install -D -m 644
SHARE     = $(DESTDIR)$(PREFIX)/share

install: all manual                  ## PREFIX, DESTDIR
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/flashcoop
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/lib/flashcoop $(PAPER) $(HUB)
	$(DATA_IN) $(BUILD)/manual/flashcoop.en.1 $(SHARE)/man/man1/flashcoop.1
	$(DATA_IN) $(BUILD)/manual/flashcoop.fr.1 $(SHARE)/man/fr/man1/flashcoop.1
	$(DATA_IN) $(BUILD)/manual/flashcoop.bash $(SHARE)/bash-completion/completions/flashcoop
	$(DATA_IN) $(BUILD)/manual/flashcoop.zsh $(SHARE)/zsh/vendor-completions/_flashcoop
	$(DATA_IN) -t $(SHARE)/applications packaging/flashcoop.desktop
	$(DATA_IN) -t $(SHARE)/icons/hicolor/scalable/apps packaging/flashcoop.svg
	$(DATA_IN) -t $(SHARE)/metainfo packaging/io.github.flashcoop.metainfo.xml
	$(DATA_IN) -t $(SHARE)/doc/flashcoop docs/guide.fr.md docs/command-line.md \
	  docs/journal-format.md
	$(DATA_IN) -t $(DESTDIR)/lib/udev/rules.d $(RULES)

install-rules:                       ## only the right to use the USB printer and scanner
	install -D -m 644 -t /lib/udev/rules.d $(RULES)
	-udevadm control --reload && udevadm trigger --subsystem-match=usb

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/flashcoop $(SHARE)/man/man1/flashcoop.1 \
	  $(SHARE)/man/fr/man1/flashcoop.1 $(SHARE)/bash-completion/completions/flashcoop \
	  $(SHARE)/zsh/vendor-completions/_flashcoop $(SHARE)/applications/flashcoop.desktop \
	  $(SHARE)/icons/hicolor/scalable/apps/flashcoop.svg \
	  $(SHARE)/metainfo/io.github.flashcoop.metainfo.xml
	rm -rf $(SHARE)/doc/flashcoop $(DESTDIR)$(PREFIX)/lib/flashcoop
	rm -f $(RULES:drivers/%=$(DESTDIR)/lib/udev/rules.d/%)

dist:                                ## tarball of what is committed, built once from itself
	@sh scripts/dist.sh $(BUILD) $(VERSION)

# Slow, and with other findings in each version of gcc: before a release.
analyze:                             ## gcc's -fanalyzer; scripts/analyzed.txt explains the rest
	@sh scripts/analyze.sh $(BUILD) $(CC)

compile_commands:                    ## compile_commands.json for editors and clang tools
	@$(MAKE) --no-print-directory -Bnk all 2>/dev/null | python3 scripts/compile_commands.py

# Lines that the tests reach, by folder; by file in BUILD/coverage/lines.txt.
coverage:                            ## what the tests reach (gcov)
	@FLASHCOOP_COUNTED=1 $(MAKE) --no-print-directory test BUILD=$(BUILD)/coverage \
	  CFLAGS="-O0 -g --coverage" LDFLAGS=--coverage; status=$$?; \
	  sh scripts/coverage.sh $(BUILD)/coverage && exit $$status

check-release:                       ## what a release must pass beside ./check; as root; PARTS
	@sh scripts/check_release.sh $(BUILD) $(PARTS)

# Source and binary packages, from what is committed, into BUILD/deb.
deb:                                 ## Debian packages, judged by lintian
	@sh scripts/deb.sh $(BUILD)

# An image for a USB stick that starts any 64-bit PC into the till; as root, see docs/stick.md.
stick:                               ## BUILD/stick/flashcoop-VERSION.img
	@sh scripts/stick.sh $(BUILD)

clean:
	rm -rf $(BUILD)

.PHONY: all test test-build layers style sanitize sanitize-build clang fuzz fuzz-build fuzz-run \
        mutants bench check manual install analyze install-rules uninstall deb dist \
        compile_commands coverage clean check-release stick film
.SECONDARY:
