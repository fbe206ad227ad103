/*-------------------------------------------------------------------------
 *
 * model_fact.c
 *		What the catalogs say of a model's tables: see model_fact.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/memutils.h"

#include "model/model_fact.h"

static HTAB *model_facts = NULL;

static void
model_forget(Datum arg, Oid relation)
{
	HASH_SEQ_STATUS status;
	ModelFact *fact;

	(void) arg;
	hash_seq_init(&status, model_facts);
	while ((fact = hash_seq_search(&status)) != NULL)
		if (relation == InvalidOid || fact->key.relation == relation)
			fact->valid = fact->judged = false;
}

/* profile_model_fact: the entry of a table and a description, learnt or not. */
ModelFact *
profile_model_fact(Oid relation, const void *what)
{
	ModelFactKey key;
	ModelFact *fact;
	bool found;

	if (model_facts == NULL)
	{
		HASHCTL control = {.keysize = sizeof(ModelFactKey),
						   .entrysize = sizeof(ModelFact),
						   .hcxt = TopMemoryContext};

		model_facts = hash_create("model tables", 128, &control,
								  HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
		CacheRegisterRelcacheCallback(model_forget, (Datum) 0);
	}
	memset(&key, 0, sizeof(key));
	key.relation = relation;
	key.what = what;
	fact = hash_search(model_facts, &key, HASH_ENTER, &found);
	if (!found)
		fact->valid = fact->judged = false;
	return fact;
}
