# The PGXS build of profile: C of every room into one module, SQL of every room
# into one install script.  Called by the Makefile.

EXTENSION    = profile
EXTVERSION  := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" profile.control)
MODULE_big   = profile

# Dependency order: a room's SQL may use the rooms before it.
ROOMS        = extension identifier matching identity golden journey interaction model
TOOLKIT_SQL  = $(foreach r,$(filter-out model,$(ROOMS)),$(sort $(wildcard src/$(r)/*.sql)))
MODEL_SQL    = $(sort $(wildcard src/model/schema/*.sql))
MODEL_ENTRY  = $(sort $(wildcard src/model/*.sql))
INSTALL_SQL  = profile--$(EXTVERSION).sql

OBJS         = $(patsubst %.c,%.o,$(sort $(wildcard src/*/*.c)))
DEPFILES  = $(OBJS:.o=.d)
DATA         = $(wildcard src/upgrade/profile--*--*.sql)
DATA_built   = $(INSTALL_SQL)
ifneq ($(wildcard doc/*.md),)
DOCS         = $(wildcard doc/*.md)
endif
REGRESS      = $(sort $(patsubst sql/%.sql,%,$(wildcard sql/*.sql)))
REGRESS_OPTS = --load-extension=profile
EXTRA_CLEAN  = $(INSTALL_SQL) $(DEPFILES) $(OBJS:.o=.bc)

PG_CONFIG   ?= pg_config
ICU_LIBS    := $(shell pkg-config --libs icu-uc icu-i18n 2>/dev/null || echo -licui18n -licuuc -licudata)
SHLIB_LINK   = $(ICU_LIBS)

# The server's headers are foreign: our warning flags are for our own code.
PG_CPPFLAGS  = -isystem $(shell $(PG_CONFIG) --includedir-server) -Isrc -DPROFILE_VERSION='"$(EXTVERSION)"'
PGXS        := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# PGXS rebuilds on a changed header only where the server was configured with
# --enable-depend, which Debian's is not: track the headers ourselves.
override CFLAGS += -MMD -MP
-include $(DEPFILES)
$(OBJS): build.mk

# The install script: the toolkit's declarations, then the model, whose plain
# SQL is wrapped into a function that returns it as text.
$(INSTALL_SQL): $(TOOLKIT_SQL) $(MODEL_SQL) $(MODEL_ENTRY) src/extension/join.sh profile.control build.mk
	sh src/extension/join.sh '$(TOOLKIT_SQL)' '$(MODEL_SQL)' '$(MODEL_ENTRY)' > $@.tmp
	mv $@.tmp $@

all: $(INSTALL_SQL)
