/*-------------------------------------------------------------------------
 *
 * deduplicate.h
 *		What the parts of the deduplicate() trigger share.
 *
 *	deduplicate.c			the trigger: lock, look, wait, decide
 *	deduplicate_rule.c		what a trigger was told: its arguments, cached
 *	deduplicate_lock.c		the short lock that closes the race
 *	deduplicate_probe.c		looking for a duplicate in one table
 *	deduplicate_open.c		what a look needs open, kept for the statement
 *	deduplicate_target.c	which tables to look into, and by which index
 *	deduplicate_dropped.c	where dropped rows are kept, if they are
 *
 * There is no ledger: the table itself is asked, with a dirty snapshot, which
 * sees what other transactions have inserted but not yet committed.  Between the
 * look and the moment in which the executor has put the row into the table, a
 * lock keeps away every other row of the same key.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_INTERACTION_DEDUPLICATE_H
#define PROFILE_INTERACTION_DEDUPLICATE_H

#include "access/genam.h"
#include "commands/trigger.h"
#include "executor/tuptable.h"
#include "nodes/pg_list.h"
#include "storage/lock.h"
#include "utils/rel.h"
#include "utils/resowner.h"
#include "utils/snapshot.h"

/* What happens to a duplicate. */
typedef enum InteractionAction
{
	INTERACTION_SKIP,
	INTERACTION_COUNT,
	INTERACTION_ERROR
} InteractionAction;

/* One key column; the type cache's equality, in the column's collation. */
typedef struct InteractionKey
{
	char *name;
	AttrNumber attnum; /* in the table that the trigger fires on */
	Oid collation;
	Oid equality; /* operator */
	FmgrInfo equal;
	FmgrInfo hash;
	bool hashable; /* otherwise the column has no part in the lock's number */
} InteractionKey;

/*
 * A table to look into: the trigger's own, or every leaf partition below the
 * table that the trigger was created on.  Rows whose time is outside first ..
 * last (native units) cannot be there.  How to look is found out at the
 * first look.
 */
typedef struct InteractionTarget
{
	Oid relation;
	int64 first;
	int64 last;
	struct InteractionAccess *access; /* NULL: not yet known */
} InteractionTarget;

/*
 * What a trigger was told, resolved against its table.  Lives in a context of its
 * own; a rule that has become stale is replaced, and freed at the end of the
 * transaction because somebody may be in the middle of using it.
 */
typedef struct InteractionRule
{
	MemoryContext context;
	uint64 generation;
	Oid relation;      /* the table that the trigger fires on */
	Oid scope;         /* the table that it was created on: a parent, or the same */
	Oid scope_trigger; /* the trigger that was created there */
	int keys;
	InteractionKey *key;
	char *time; /* name of the time column, or NULL */
	AttrNumber time_attnum;
	Oid time_type;
	int64 within; /* in the native unit of the time column */
	bool nulls_same;
	InteractionAction action;
	struct InteractionCompanion *companion; /* keeps what is dropped, or NULL */
	int targets;
	InteractionTarget *target;
} InteractionRule;

/* The part of a row that a rule looks at. */
typedef struct InteractionRow
{
	Datum *values;
	bool *nulls;
	bool any_null; /* in a key column */
	bool time_null;
	int64 time; /* native unit */
	int64 low;  /* a duplicate's time lies in low .. high */
	int64 high;
} InteractionRow;

/* What a look finds. */
typedef enum InteractionVerdict
{
	INTERACTION_NEW,
	INTERACTION_DUPLICATE,
	INTERACTION_WAIT, /* depends on a transaction in progress */
	INTERACTION_AGAIN /* something changed under way: look again */
} InteractionVerdict;

/* The transaction to wait for. */
typedef struct InteractionWait
{
	TransactionId xid;
	uint32 token; /* not 0: only for its speculative insertion */
	Oid relation;
	ItemPointerData tid;
} InteractionWait;

/* One rule that the row in hand has to pass, and its locks. */
typedef struct InteractionCheck
{
	Trigger *trigger; /* the executor's copy */
	InteractionRule *rule;
	int tags;
	int held; /* the first so many of the tags are locked */
	LOCKTAG tag[2];
} InteractionCheck;

/*
 * The row in hand: from its first deduplicate() trigger until the executor
 * turns to the next one.  See deduplicate_lock.c.
 */
typedef struct InteractionHold
{
	MemoryContextCallback callback;
	struct InteractionHold *outer;
	bool alive; /* in the list; its locks are ours to release */
	MemoryContext context;
	TupleTableSlot *slot;
	ResourceOwner owner;
	SubTransactionId subid;
	List *checks;
} InteractionHold;

/* deduplicate_rule.c */
extern uint64 profile_deduplicate_generation(void);
extern void profile_deduplicate_watch(Oid relation);
extern int profile_deduplicate_bad_argument(const char *argument, const char *trigger);
extern InteractionRule *profile_deduplicate_rule(Relation relation, Trigger *trigger);
extern void profile_deduplicate_row(const InteractionRule *rule, TupleTableSlot *slot,
									InteractionRow *row);

/* deduplicate_dropped.c */
extern void profile_deduplicate_companion(InteractionRule *rule, Relation relation,
										  Trigger *trigger, const char *value);
extern void profile_deduplicate_keep_dropped(const InteractionRule *rule,
											 TupleTableSlot *slot);

/* deduplicate_target.c */
extern void profile_deduplicate_targets(InteractionRule *rule);
extern struct InteractionAccess *profile_deduplicate_access(InteractionRule *rule,
															Relation relation);
extern int64 profile_deduplicate_native(Oid type, Datum time);
extern Datum profile_deduplicate_datum(Oid type, int64 time);

/* deduplicate_probe.c */
extern bool profile_deduplicate_match(const InteractionRule *rule,
									  const InteractionRow *a, const InteractionRow *b);
extern InteractionVerdict profile_deduplicate_probe(InteractionRule *rule,
													const InteractionRow *row,
													InteractionWait *wait);

/* deduplicate_open.c */
extern struct InteractionOpened *profile_deduplicate_open(InteractionRule *rule,
														  InteractionTarget *target);
extern void profile_deduplicate_done(struct InteractionOpened *opened);
extern void profile_deduplicate_close_from(SubTransactionId from, bool commit);

/* deduplicate_lock.c */
extern InteractionHold *profile_deduplicate_hold(TupleTableSlot *slot);
extern InteractionHold *profile_deduplicate_innermost(void);
extern void profile_deduplicate_lock(InteractionHold *hold, InteractionCheck *check,
									 const InteractionRow *row);
extern void profile_deduplicate_unlock(InteractionHold *hold);
extern void profile_deduplicate_release(InteractionHold *hold);

/*
 * How to look into one table: by an index, whose first columns are key columns,
 * then perhaps the time column; or without.
 */
typedef struct InteractionAccess
{
	Oid index; /* InvalidOid: the whole table is read */
	bool hash;
	AttrNumber *attnum;     /* by key: column of this table */
	AttrNumber time_attnum; /* 0 without a time column */
	int columns;            /* leading columns of the index that are keys */
	int *column_key;        /* by such a column: which key */
	FmgrInfo *column_equal;
	bool by_time; /* the next column is the time column */
	FmgrInfo time_from;
	FmgrInfo time_to;
	struct InteractionOpened *opened; /* what the statement under way keeps open */
} InteractionAccess;

/* What a look into one table needs open; see deduplicate_open.c. */
typedef struct InteractionOpened
{
	MemoryContextCallback callback;
	struct InteractionOpened *next; /* in the list of what is kept */
	bool kept;                      /* for the statement; it is in the list */
	MemoryContext context;          /* if kept, the statement's */
	ResourceOwner owner;
	SubTransactionId subid;
	Oid trigger; /* if kept, the rule's scope_trigger */
	InteractionAccess *access;
	Relation relation;
	TupleTableSlot *slot;
	Relation index;     /* NULL: none is of use */
	IndexScanDesc scan; /* of the index, by the dirty snapshot */
	SnapshotData dirty;
} InteractionOpened;

#endif /* PROFILE_INTERACTION_DEDUPLICATE_H */
