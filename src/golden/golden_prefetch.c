/*-------------------------------------------------------------------------
 *
 * golden_prefetch.c
 *		Which aggregate of a query asks for the states of all of them.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden_prefetch.h"

bool
profile_golden_prefetch_leads(FunctionCallInfo fcinfo)
{
	const AggState *agg;
	const AggStatePerTransData *trans;

	if (fcinfo->context == NULL || !IsA(fcinfo->context, AggState))
		return false;
	agg = (const AggState *) fcinfo->context;
	if (agg->aggstrategy != AGG_HASHED || agg->num_hashes != 1 || agg->numtrans == 1 ||
		agg->curpertrans == NULL)
		return false;
	for (trans = agg->pertrans; trans < agg->curpertrans; trans++)
		if (trans->aggtranstype == agg->curpertrans->aggtranstype)
			return false;
	return true;
}
