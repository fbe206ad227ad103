/*-------------------------------------------------------------------------
 *
 * model_fit.c
 *		Does a table promise nothing but what a writer without plans keeps?
 *
 * Every default, generation expression, CHECK, foreign key and trigger must be one
 * that the ModelRow names; what a company has added to its tables is nobody's to
 * pass over.  Expressions are compared as pg_get_expr() writes them, so that one
 * that has changed under its old name counts as changed.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "model/model_fact.h"
#include "model/model_write.h"

/*
 * Is the expression, as the catalogs keep it, this one?  Functions of the model
 * may be written with its schema, depending on the session's search_path.
 */
static bool
model_expression_is(Relation rel, const char *stored, const char *wanted)
{
	char *found =
		profile_model_expression(CStringGetTextDatum(stored), RelationGetRelid(rel));
	const char *name = get_namespace_name(RelationGetNamespace(rel));
	/* (a session may quote everything; expressions are written without) */
	char *schema = psprintf("%s.", quote_all_identifiers ? name : quote_identifier(name));

	if (strncmp(found, schema, strlen(schema)) == 0)
		found += strlen(schema);
	return strcmp(found, wanted) == 0;
}

/* The default or generation expression of a column; NULL: none. */
static const char *
model_preset(Relation rel, AttrNumber attnum)
{
	TupleConstr *constraints = RelationGetDescr(rel)->constr;

	for (int i = 0; constraints != NULL && i < constraints->num_defval; i++)
		if (constraints->defval[i].adnum == attnum)
			return constraints->defval[i].adbin;
	return NULL;
}

static bool
model_column_fits(Relation rel, const ModelRow *row, int column, AttrNumber attnum)
{
	Form_pg_attribute att = TupleDescAttr(RelationGetDescr(rel), attnum - 1);
	const char *preset = model_preset(rel, attnum);

	if (!profile_model_type_is(att->atttypid, row->shape.types[column]) ||
		att->atttypmod != -1)
		return false;
	if (preset == NULL || row->presets[column] == NULL)
		return preset == NULL && row->presets[column] == NULL;
	return model_expression_is(rel, preset, row->presets[column]);
}

/* All columns are there; one that the model does not know can stay NULL. */
static bool
model_columns_fit(Relation rel, const ModelRow *row)
{
	TupleDesc desc = RelationGetDescr(rel);
	int known = 0;

	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(desc, i);
		int column = 0;

		if (att->attisdropped)
			continue;
		while (column < row->shape.ncolumns &&
			   strcmp(row->shape.columns[column], NameStr(att->attname)) != 0)
			column++;
		if (column < row->shape.ncolumns)
		{
			if (!model_column_fits(rel, row, column, (AttrNumber) (i + 1)))
				return false;
			known++;
		}
		else if (att->attnotnull || att->atthasdef || att->attidentity != '\0' ||
				 get_typtype(att->atttypid) == TYPTYPE_DOMAIN)
			return false;
	}
	return known == row->shape.ncolumns;
}

static bool
model_checks_fit(Relation rel, const ModelRow *row)
{
	TupleConstr *constraints = RelationGetDescr(rel)->constr;

	for (int i = 0; constraints != NULL && i < constraints->num_check; i++)
	{
		int known = 0;

		while (known < MODEL_MAX_PROMISES && row->checks[known] != NULL &&
			   !model_expression_is(rel, constraints->check[i].ccbin, row->checks[known]))
			known++;
		if (known == MODEL_MAX_PROMISES || row->checks[known] == NULL)
			return false;
	}
	return true;
}

/* A foreign key is one of those that the row names. */
static bool
model_lead_fits(Relation rel, const ModelRow *row, const ForeignKeyCacheInfo *key)
{
	char *column = get_attname(key->conrelid, key->conkey[0], false);
	char *lead = psprintf("%s.%s", get_rel_name(key->confrelid),
						  get_attname(key->confrelid, key->confkey[0], false));

	if (key->nkeys != 1 || get_rel_namespace(key->confrelid) != RelationGetNamespace(rel))
		return false;
	for (int i = 0; i < row->shape.ncolumns; i++)
		if (row->leads[i] != NULL && strcmp(row->shape.columns[i], column) == 0)
			return strcmp(row->leads[i], lead) == 0;
	return false;
}

static bool
model_leads_fit(Relation rel, const ModelRow *row)
{
	ListCell *cell;

	foreach (cell, RelationGetFKeyList(rel))
		if (!model_lead_fits(rel, row, lfirst(cell)))
			return false;
	return true;
}

/* Triggers of foreign keys are no news: what these promise was looked at. */
static bool
model_triggers_fit(Relation rel, const ModelRow *row)
{
	TriggerDesc *triggers = rel->trigdesc;

	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		Trigger *trigger = &triggers->triggers[i];
		int known = 0;

		if (trigger->tgisinternal || trigger->tgenabled == TRIGGER_DISABLED ||
			!(TRIGGER_FOR_INSERT(trigger->tgtype) ||
			  (row->updated && TRIGGER_FOR_UPDATE(trigger->tgtype))))
			continue;
		while (known < MODEL_MAX_PROMISES && row->triggers[known] != NULL &&
			   strcmp(row->triggers[known], trigger->tgname) != 0)
			known++;
		if (known == MODEL_MAX_PROMISES || row->triggers[known] == NULL ||
			get_func_namespace(trigger->tgfoid) != RelationGetNamespace(rel))
			return false;
	}
	return true;
}

/* Nobody would come by to judge later what an index has put off. */
static bool
model_indexes_fit(Relation rel)
{
	ListCell *cell;

	foreach (cell, RelationGetIndexList(rel))
	{
		Relation index = index_open(lfirst_oid(cell), AccessShareLock);
		bool immediate = index->rd_index->indimmediate;

		index_close(index, NoLock);
		if (!immediate)
			return false;
	}
	return true;
}

static bool
model_learn_fit(Relation rel, const ModelRow *row)
{
	return rel->rd_rel->relkind == RELKIND_RELATION && !rel->rd_rel->relispartition &&
		   !rel->rd_rel->relhassubclass && rel->rd_rules == NULL &&
		   model_columns_fit(rel, row) && model_checks_fit(rel, row) &&
		   model_leads_fit(rel, row) && model_triggers_fit(rel, row) &&
		   model_indexes_fit(rel);
}

/*
 * profile_model_fits: may rows of this table be written as the row has them?  The
 * table is locked against whoever changes what it promises, by ROW EXCLUSIVE at
 * least.
 */
bool
profile_model_fits(Relation rel, const ModelRow *row)
{
	ModelFact *fact = profile_model_fact(RelationGetRelid(rel), row);

	if (!fact->judged)
	{
		bool fits = model_learn_fit(rel, row);

		/* (looking reads the catalogs, and with them news of this table) */
		fact->fits = fits;
		fact->judged = true;
	}
	return fact->fits;
}
