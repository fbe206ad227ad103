/*-------------------------------------------------------------------------
 *
 * deduplicate.c
 *		The trigger function deduplicate(): of several equal rows one is kept,
 *		whatever the concurrency, the isolation level and the way in.
 *
 * For each row: lock its key (deduplicate_lock.c), look for a duplicate
 * (deduplicate_probe.c).  If that depends on a transaction in progress, let go of
 * the lock, wait for the transaction, and start over; whoever waits for a
 * transaction holds no lock of this row.  If there are several deduplicate()
 * triggers on a table, the locks of all of them are let go, and all of their
 * looks are repeated.
 *
 * A row that another trigger of this session is about to insert, further out, is
 * not in the table yet; such rows are compared with directly.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "interaction/deduplicate.h"

PG_FUNCTION_INFO_V1(profile_deduplicate);
PG_FUNCTION_INFO_V1(profile_deduplicate_count);

typedef struct InteractionCounter
{
	Oid relation; /* hash key: the table that the trigger was created on */
	int64 duplicates;
} InteractionCounter;

static HTAB *interaction_counters = NULL;

/* ---- what happens to a duplicate ---- */

static void
interaction_count(Oid relation)
{
	InteractionCounter *counter;
	bool found;

	if (interaction_counters == NULL)
	{
		HASHCTL control = {.keysize = sizeof(Oid),
						   .entrysize = sizeof(InteractionCounter)};

		interaction_counters =
			hash_create("deduplicate() counters", 16, &control, HASH_ELEM | HASH_BLOBS);
	}
	counter = hash_search(interaction_counters, &relation, HASH_ENTER, &found);
	if (!found)
		counter->duplicates = 0;
	counter->duplicates++;
}

static char *
interaction_value_text(Form_pg_attribute att, Datum value)
{
	Oid output;
	bool varlena;

	getTypeOutputInfo(att->atttypid, &output, &varlena);
	return OidOutputFunctionCall(output, value);
}

/* The row's own values are shown, which whoever inserts it knows. */
static void
interaction_raise(const InteractionRule *rule, Relation relation,
				  const InteractionRow *row)
{
	TupleDesc desc = RelationGetDescr(relation);
	StringInfoData names, values;
	int i;

	initStringInfo(&names);
	initStringInfo(&values);
	for (i = 0; i < rule->keys; i++)
	{
		appendStringInfo(&names, "%s%s", i == 0 ? "" : ", ", rule->key[i].name);
		appendStringInfo(&values, "%s%s", i == 0 ? "" : ", ",
						 row->nulls[i] ? "null"
									   : interaction_value_text(
											 TupleDescAttr(desc, rule->key[i].attnum - 1),
											 row->values[i]));
	}
	if (rule->time != NULL)
	{
		appendStringInfo(&names, ", %s", rule->time);
		appendStringInfo(&values, ", %s",
						 interaction_value_text(
							 TupleDescAttr(desc, rule->time_attnum - 1),
							 profile_deduplicate_datum(rule->time_type, row->time)));
	}
	ereport(ERROR,
			(errcode(ERRCODE_UNIQUE_VIOLATION),
			 errmsg("duplicate row for table \"%s\"", RelationGetRelationName(relation)),
			 rule->time == NULL
				 ? errdetail("A row with (%s)=(%s) exists.", names.data, values.data)
				 : errdetail("A row within the window of (%s)=(%s) exists.", names.data,
							 values.data),
			 errhint("The trigger would drop such rows silently with on_duplicate=skip."),
			 errtable(relation)));
}

/* ---- the row in hand ---- */

/* Nothing can be a duplicate of this row. */
static bool
interaction_exempt(const InteractionRule *rule, const InteractionRow *row)
{
	return (row->any_null && !rule->nulls_same) || row->time_null;
}

/*
 * Do two rules of one trigger look at the same?  Not if the trigger has been
 * replaced while a row was in hand.
 */
static bool
interaction_rules_agree(const InteractionRule *a, const InteractionRule *b)
{
	int i;

	if (a->keys != b->keys || (a->time == NULL) != (b->time == NULL) ||
		a->time_type != b->time_type)
		return false;
	for (i = 0; i < a->keys; i++)
		if (strcmp(a->key[i].name, b->key[i].name) != 0 ||
			a->key[i].equality != b->key[i].equality)
			return false;
	return true;
}

/*
 * Is a duplicate about to be inserted by this session, in a statement around this
 * one?  It was there first.
 */
static bool
interaction_is_pending(const InteractionHold *mine, const InteractionRule *rule,
					   const InteractionRow *row)
{
	const InteractionHold *hold;
	ListCell *cell;

	for (hold = profile_deduplicate_innermost(); hold != NULL; hold = hold->outer)
	{
		if (hold == mine || TTS_EMPTY(hold->slot))
			continue;
		foreach (cell, hold->checks)
		{
			const InteractionCheck *check = lfirst(cell);
			InteractionRow other;

			if (check->rule->scope_trigger != rule->scope_trigger || check->held == 0 ||
				!interaction_rules_agree(check->rule, rule))
				continue;
			profile_deduplicate_row(check->rule, hold->slot, &other);
			if (profile_deduplicate_match(rule, row, &other))
				return true;
		}
	}
	return false;
}

/* One look of one trigger, under its lock. */
static InteractionVerdict
interaction_look(InteractionHold *hold, InteractionCheck *check, Relation relation,
				 InteractionRow *row, InteractionWait *wait)
{
	check->rule = profile_deduplicate_rule(relation, check->trigger);
	profile_deduplicate_row(check->rule, hold->slot, row);
	if (interaction_exempt(check->rule, row))
		return INTERACTION_NEW;
	profile_deduplicate_lock(hold, check, row);

	/*
	 * Whoever held the lock before us may have inserted into a partition that we
	 * do not know of yet; the news of it was sent before the lock was let go.
	 */
	AcceptInvalidationMessages();
	if (check->rule->generation != profile_deduplicate_generation())
		return INTERACTION_AGAIN;
	if (interaction_is_pending(hold, check->rule, row))
		return INTERACTION_DUPLICATE;
	return profile_deduplicate_probe(check->rule, row, wait);
}

/* Lets go of the row's locks, and waits for what a look depends on. */
static void
interaction_wait_for(InteractionHold *hold, InteractionWait *wait)
{
	Relation relation;

	profile_deduplicate_unlock(hold);
	if (wait->token != 0)
	{
		SpeculativeInsertionWait(wait->xid, wait->token);
		return;
	}
	relation = RelationIdGetRelation(wait->relation);
	XactLockTableWait(wait->xid, relation, &wait->tid,
					  relation == NULL ? XLTW_None : XLTW_InsertIndexUnique);
	if (relation != NULL)
		RelationClose(relation);
}

/*
 * Adds this trigger's check to the row in hand.  A trigger fires once for a row:
 * if it is there already, the row is another, and the one before is done.
 */
static InteractionHold *
interaction_add_check(TupleTableSlot *slot, Trigger *trigger)
{
	InteractionHold *hold = profile_deduplicate_hold(slot);
	InteractionCheck *check;
	ListCell *cell;

	foreach (cell, hold->checks)
	{
		check = lfirst(cell);
		if (check->trigger->tgoid == trigger->tgoid)
		{
			profile_deduplicate_release(hold);
			hold = profile_deduplicate_hold(slot);
			break;
		}
	}
	check = palloc0(sizeof(InteractionCheck));
	check->trigger = trigger;
	hold->checks = lappend(hold->checks, check);
	return hold;
}

/*
 * Passes the row through its newest check, and if that has to wait, through all
 * of them, until none has to.  Returns the check that the row fails, with what
 * that saw of the row, or NULL.
 */
static InteractionCheck *
interaction_pass(InteractionHold *hold, Relation relation, InteractionRow *row)
{
	int i = list_length(hold->checks) - 1;

	while (i < list_length(hold->checks))
	{
		InteractionCheck *check = list_nth(hold->checks, i);
		InteractionWait wait;
		InteractionVerdict verdict = interaction_look(hold, check, relation, row, &wait);

		CHECK_FOR_INTERRUPTS();
		if (verdict == INTERACTION_DUPLICATE)
			return check;
		if (verdict == INTERACTION_NEW)
		{
			i++;
			continue;
		}
		if (verdict == INTERACTION_WAIT)
			interaction_wait_for(hold, &wait);
		else
			profile_deduplicate_unlock(hold);
		i = 0;
	}
	return NULL;
}

static void
interaction_check_call(FunctionCallInfo fcinfo)
{
	TriggerData *data = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR, (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
						errmsg("deduplicate() can only be called as a trigger")));
	if (!TRIGGER_FIRED_BEFORE(data->tg_event) || !TRIGGER_FIRED_FOR_ROW(data->tg_event) ||
		!TRIGGER_FIRED_BY_INSERT(data->tg_event))
		ereport(ERROR, (errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
						errmsg("trigger \"%s\" must fire BEFORE INSERT ... FOR EACH ROW",
							   data->tg_trigger->tgname)));
}

/*
 * deduplicate() returns trigger
 *
 * Arguments: see deduplicate_rule.c.  Returns no row for a duplicate.  Errors:
 * 22023 for arguments, 23505 for a duplicate with on_duplicate=error, 40001 for
 * one that a REPEATABLE READ or SERIALIZABLE transaction cannot see, 40P01 where
 * transactions wait for each other, as with a unique index.
 */
Datum
profile_deduplicate(PG_FUNCTION_ARGS)
{
	TriggerData *data = (TriggerData *) fcinfo->context;
	InteractionHold *hold;
	InteractionCheck *failed;
	InteractionRow row;

	interaction_check_call(fcinfo);
	hold = interaction_add_check(data->tg_trigslot, data->tg_trigger);
	failed = interaction_pass(hold, data->tg_relation, &row);
	if (failed == NULL)
		PG_RETURN_POINTER(data->tg_trigtuple);

	if (failed->rule->action == INTERACTION_ERROR)
		interaction_raise(failed->rule, data->tg_relation, &row);
	if (failed->rule->action == INTERACTION_COUNT)
		interaction_count(failed->rule->scope);
	profile_deduplicate_release(hold);
	if (failed->rule->companion != NULL)
		profile_deduplicate_keep_dropped(failed->rule, data->tg_trigslot);
	PG_RETURN_POINTER(NULL);
}

/*
 * deduplicate_count(regclass) returns bigint
 *
 * How many duplicates this session has met in triggers with on_duplicate=count
 * that were created on this table; those of transactions that were rolled back
 * included.
 */
Datum
profile_deduplicate_count(PG_FUNCTION_ARGS)
{
	Oid relation = PG_GETARG_OID(0);
	InteractionCounter *counter = NULL;

	if (interaction_counters != NULL)
		counter = hash_search(interaction_counters, &relation, HASH_FIND, NULL);
	PG_RETURN_INT64(counter == NULL ? 0 : counter->duplicates);
}
