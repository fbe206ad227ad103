# Build the fuzz targets: every file of this folder that defines
# LLVMFuzzerTestOneInput is one, linked with whatever it needs of the sources
# that are free of the server.  Called by test/harness/fuzz.sh from the clone.

CC      = clang-14
OUT    ?= fuzz_out
SANE    = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS  = -std=gnu11 -g -O2 -Wall -Wextra -Werror -Isrc -MMD -MP $(SANE)
LIBS   := $(shell pkg-config --libs icu-uc icu-i18n 2>/dev/null || echo -licui18n -licuuc -licudata)

# What includes the server's headers, itself or by way of ours, stays out.
PURE   := $(shell for f in src/*/*.c; do \
            $(CC) -MM -MG -Isrc $$f 2>/dev/null | grep -q -e 'postgres\.h' -e 'fmgr\.h' || echo $$f; done)
OBJS    = $(PURE:%.c=$(OUT)/obj/%.o)
TARGETS = $(patsubst test/fuzz/%.c,%,$(shell grep -l LLVMFuzzerTestOneInput test/fuzz/*.c))

.PHONY: all list
.SECONDARY:
all: $(TARGETS:%=$(OUT)/bin/%) $(OUT)/bin/name_tables

list:
	@echo $(TARGETS)

$(OUT)/obj/%.o: %.c
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -fsanitize=fuzzer-no-link $(FUZZ_COVERAGE) -c -o $@ $<

# An archive, so that a target brings in only what it uses, and made anew, so
# that it holds nothing of a source that is gone.
$(OUT)/pure.a: $(OBJS)
	@rm -f $@
	@ar rcs $@ $^

$(OUT)/bin/name_tables: test/fuzz/name_tables.c $(OUT)/pure.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -fsanitize=fuzzer-no-link $(FUZZ_COVERAGE) -o $@ $< $(OUT)/pure.a $(LIBS)

$(OUT)/bin/%: test/fuzz/%.c $(OUT)/pure.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -fsanitize=fuzzer $(FUZZ_COVERAGE) -o $@ $< $(OUT)/pure.a $(LIBS)

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
