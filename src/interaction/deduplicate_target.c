/*-------------------------------------------------------------------------
 *
 * deduplicate_target.c
 *		Which tables deduplicate() looks into, and by which index.
 *
 * For a plain table that is the table.  On a partitioned table a duplicate can
 * lie in any leaf partition, except
 *	- where key columns decide at every level which partition a row goes to: then
 *	  only in the row's own partition;
 *	- where the table is partitioned by ranges of the time column: then only in
 *	  partitions that the window touches.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/genam.h"
#include "access/relation.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "catalog/partition.h"
#include "catalog/pg_am.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "partitioning/partbounds.h"
#include "partitioning/partdesc.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/partcache.h"
#include "utils/relcache.h"
#include "utils/timestamp.h"

#include "interaction/deduplicate.h"

/* profile_deduplicate_native: microseconds, or days for a date. */
int64
profile_deduplicate_native(Oid type, Datum time)
{
	return type == DATEOID ? (int64) DatumGetDateADT(time) : DatumGetTimestampTz(time);
}

/* profile_deduplicate_datum: the inverse. */
Datum
profile_deduplicate_datum(Oid type, int64 time)
{
	return type == DATEOID ? DateADTGetDatum((DateADT) time) : TimestampTzGetDatum(time);
}

/* ---- targets ---- */

/* Which key is this column of that table, -1 if none?  Partitions agree in names. */
static int
interaction_key_of(const InteractionRule *rule, Relation relation, AttrNumber attnum)
{
	const char *name;
	int i;

	if (attnum <= 0)
		return -1;
	name = NameStr(TupleDescAttr(RelationGetDescr(relation), attnum - 1)->attname);
	for (i = 0; i < rule->keys; i++)
		if (strcmp(rule->key[i].name, name) == 0)
			return i;
	return -1;
}

/* Do rows with equal keys always go to the same partition of this table? */
static bool
interaction_keys_decide(const InteractionRule *rule, Relation relation)
{
	PartitionKey partition = RelationGetPartitionKey(relation);
	int16 strategy = partition->strategy == PARTITION_STRATEGY_HASH
						 ? HTEqualStrategyNumber
						 : BTEqualStrategyNumber;
	int i;

	for (i = 0; i < partition->partnatts; i++)
	{
		int key = interaction_key_of(rule, relation, partition->partattrs[i]);
		Oid type = partition->partopcintype[i];

		if (key < 0 || partition->partcollation[i] != rule->key[key].collation ||
			get_opfamily_member(partition->partopfamily[i], type, type, strategy) !=
				rule->key[key].equality)
			return false;
	}
	return true;
}

/* Do the keys decide at every level from the scope down to the rule's table? */
static bool
interaction_own_only(const InteractionRule *rule)
{
	List *ancestors = get_partition_ancestors(rule->relation);
	bool decided = true;
	ListCell *cell;

	foreach (cell, ancestors)
	{
		Oid ancestor = lfirst_oid(cell);
		Relation relation = table_open(ancestor, AccessShareLock);

		profile_deduplicate_watch(ancestor);
		decided = interaction_keys_decide(rule, relation);
		table_close(relation, NoLock);
		if (!decided || ancestor == rule->scope)
			break;
	}
	return decided;
}

/* Is the scope partitioned by ranges of the time column alone? */
static bool
interaction_by_time(const InteractionRule *rule, Relation scope)
{
	PartitionKey partition = RelationGetPartitionKey(scope);

	return rule->time != NULL && partition->strategy == PARTITION_STRATEGY_RANGE &&
		   partition->partnatts == 1 && partition->partattrs[0] > 0 &&
		   partition->partopcintype[0] == rule->time_type &&
		   strcmp(
			   NameStr(TupleDescAttr(RelationGetDescr(scope), partition->partattrs[0] - 1)
						   ->attname),
			   rule->time) == 0;
}

/* One table, which holds rows from `first` to `last` only. */
static void
interaction_add_target(InteractionRule *rule, Oid relation, char kind, int64 first,
					   int64 last)
{
	if (kind == RELKIND_FOREIGN_TABLE)
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("deduplicate() cannot look into foreign table \"%s\"",
							   get_rel_name(relation))));
	rule->target[rule->targets++] =
		(InteractionTarget){.relation = relation, .first = first, .last = last};
	profile_deduplicate_watch(relation);
}

/*
 * The tables at and below `top`, all watched.  What is attached to one of them
 * before it is watched is found by the list that follows.
 */
static List *
interaction_watched_tables(Oid top)
{
	List *tables = NIL;
	List *before;
	ListCell *cell;

	do
	{
		CHECK_FOR_INTERRUPTS();
		before = tables;
		tables = find_all_inheritors(top, NoLock, NULL);
		foreach (cell, tables)
			profile_deduplicate_watch(lfirst_oid(cell));
	} while (!equal(tables, before));
	return tables;
}

/* All leaf tables at and below `top`. */
static void
interaction_add_leaves(InteractionRule *rule, Oid top, int64 first, int64 last)
{
	List *tables = interaction_watched_tables(top);
	size_t room = sizeof(InteractionTarget) * (rule->targets + list_length(tables));
	ListCell *cell;

	rule->target = rule->target == NULL ? MemoryContextAlloc(rule->context, room)
										: repalloc(rule->target, room);
	foreach (cell, tables)
	{
		Oid table = lfirst_oid(cell);
		char kind = get_rel_relkind(table);

		if (kind != RELKIND_PARTITIONED_TABLE && kind != '\0')
			interaction_add_target(rule, table, kind, first, last);
	}
}

/* One bound of a range partition; false if it has none on that side. */
static bool
interaction_bound(const InteractionRule *rule, PartitionBoundInfo bounds, int i,
				  int64 *value)
{
	if (i < 0 || i >= bounds->ndatums ||
		bounds->kind[i][0] != PARTITION_RANGE_DATUM_VALUE)
		return false;
	*value = profile_deduplicate_native(rule->time_type, bounds->datums[i][0]);
	return true;
}

/*
 * The leaves of a table partitioned by time.  indexes[i] is the partition between
 * the bounds i - 1 (inclusive) and i (exclusive).
 */
static void
interaction_add_by_time(InteractionRule *rule, Relation scope)
{
	PartitionDesc partitions = RelationGetPartitionDesc(scope, true);
	PartitionBoundInfo bounds = partitions->boundinfo;
	int i;

	for (i = 0; partitions->nparts > 0 && i <= bounds->ndatums; i++)
	{
		int64 first = PG_INT64_MIN, last = PG_INT64_MAX;

		if (bounds->indexes[i] < 0)
			continue;
		(void) interaction_bound(rule, bounds, i - 1, &first);
		if (interaction_bound(rule, bounds, i, &last))
			last--;
		interaction_add_leaves(rule, partitions->oids[bounds->indexes[i]], first, last);
	}
	if (partitions->nparts > 0 && bounds->default_index >= 0)
		interaction_add_leaves(rule, partitions->oids[bounds->default_index],
							   PG_INT64_MIN, PG_INT64_MAX);
}

/*
 * profile_deduplicate_targets: the tables to look into for this rule.
 */
void
profile_deduplicate_targets(InteractionRule *rule)
{
	Relation scope;

	profile_deduplicate_watch(rule->scope);
	if (rule->scope == rule->relation || interaction_own_only(rule))
	{
		/* tables that inherit in the old way are tables of their own */
		rule->target = MemoryContextAlloc(rule->context, sizeof(InteractionTarget));
		interaction_add_target(rule, rule->relation, get_rel_relkind(rule->relation),
							   PG_INT64_MIN, PG_INT64_MAX);
		return;
	}
	scope = table_open(rule->scope, AccessShareLock);
	if (interaction_by_time(rule, scope))
		interaction_add_by_time(rule, scope);
	else
		interaction_add_leaves(rule, rule->scope, PG_INT64_MIN, PG_INT64_MAX);
	table_close(scope, NoLock);
}

/* ---- access ---- */

/* Is this an index that holds every row, as it is? */
static bool
interaction_index_usable(Relation index)
{
	Oid am = index->rd_rel->relam;

	return index->rd_index->indisvalid && index->rd_index->indislive &&
		   (am == BTREE_AM_OID || am == HASH_AM_OID) &&
		   heap_attisnull(index->rd_indextuple, Anum_pg_index_indpred, NULL);
}

/* Does column i of the index order or hash as the key's equality asks for? */
static bool
interaction_column_fits(const InteractionKey *key, Relation index, int i, int16 strategy)
{
	Oid type = index->rd_opcintype[i];

	return index->rd_indcollation[i] == key->collation &&
		   get_opfamily_member(index->rd_opfamily[i], type, type, strategy) ==
			   key->equality;
}

static bool
interaction_time_operator(Relation index, int i, int16 strategy, FmgrInfo *info,
						  MemoryContext context)
{
	Oid type = index->rd_opcintype[i];
	Oid found = get_opfamily_member(index->rd_opfamily[i], type, type, strategy);

	if (!OidIsValid(found))
		return false;
	fmgr_info_cxt(get_opcode(found), info, context);
	return true;
}

/* Fills in how far this index leads; false if it is of no use. */
static bool
interaction_try_index(InteractionRule *rule, InteractionAccess *access, Relation index)
{
	bool hash = index->rd_rel->relam == HASH_AM_OID;
	int16 strategy = hash ? HTEqualStrategyNumber : BTEqualStrategyNumber;
	int columns = IndexRelationGetNumberOfKeyAttributes(index);
	int i, key;

	/* a hash index holds no NULLs, and needs all of its columns */
	if (hash && (columns > 1 || rule->nulls_same))
		return false;
	access->hash = hash;
	access->columns = 0;
	access->by_time = false;
	for (i = 0; i < columns; i++)
	{
		AttrNumber attnum = index->rd_index->indkey.values[i];

		for (key = 0; key < rule->keys; key++)
			if (attnum != 0 && access->attnum[key] == attnum &&
				interaction_column_fits(&rule->key[key], index, i, strategy))
				break;
		if (key == rule->keys)
			break;
		access->column_key[i] = key;
		access->columns++;
	}
	if (!hash && i < columns && access->time_attnum != 0 &&
		index->rd_index->indkey.values[i] == access->time_attnum &&
		index->rd_opcintype[i] == rule->time_type)
		access->by_time =
			interaction_time_operator(index, i, BTGreaterEqualStrategyNumber,
									  &access->time_from, rule->context) &&
			interaction_time_operator(index, i, BTLessEqualStrategyNumber,
									  &access->time_to, rule->context);
	return access->columns > 0 || access->by_time;
}

/* Operators of the chosen index's columns. */
static void
interaction_use_index(InteractionRule *rule, InteractionAccess *access)
{
	int i;

	for (i = 0; i < access->columns; i++)
		access->column_equal[i] = rule->key[access->column_key[i]].equal;
}

/* A new access to this relation, with no index yet. */
static InteractionAccess *
interaction_new_access(InteractionRule *rule, Relation relation)
{
	MemoryContext caller = MemoryContextSwitchTo(rule->context);
	InteractionAccess *access = palloc0(sizeof(InteractionAccess));
	int i;

	access->attnum = palloc(sizeof(AttrNumber) * rule->keys);
	/* an index may name a column more than once */
	access->column_key = palloc(sizeof(int) * INDEX_MAX_KEYS);
	access->column_equal = palloc(sizeof(FmgrInfo) * INDEX_MAX_KEYS);
	for (i = 0; i < rule->keys; i++)
		access->attnum[i] = get_attnum(RelationGetRelid(relation), rule->key[i].name);
	if (rule->time != NULL)
		access->time_attnum = get_attnum(RelationGetRelid(relation), rule->time);
	MemoryContextSwitchTo(caller);
	return access;
}

/*
 * profile_deduplicate_access: how to look into this table: the index with the
 * most leading key columns, the time column counting as well; of equals the one
 * with fewer columns.
 */
InteractionAccess *
profile_deduplicate_access(InteractionRule *rule, Relation relation)
{
	InteractionAccess *access = interaction_new_access(rule, relation);
	List *indexes = RelationGetIndexList(relation);
	int best_score = 0, best_columns = 0;
	Oid best = InvalidOid;
	ListCell *cell;

	foreach (cell, indexes)
	{
		Relation index = index_open(lfirst_oid(cell), AccessShareLock);

		if (interaction_index_usable(index) && interaction_try_index(rule, access, index))
		{
			int score = access->columns + (access->by_time ? 1 : 0);
			int columns = IndexRelationGetNumberOfKeyAttributes(index);

			if (score > best_score || (score == best_score && columns < best_columns))
			{
				best = RelationGetRelid(index);
				best_score = score;
				best_columns = columns;
			}
		}
		index_close(index, NoLock);
	}
	if (OidIsValid(best))
	{
		Relation index = index_open(best, AccessShareLock);

		(void) interaction_try_index(rule, access, index);
		interaction_use_index(rule, access);
		access->index = best;
		index_close(index, NoLock);
	}
	list_free(indexes);
	return access;
}
