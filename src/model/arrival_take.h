/*-------------------------------------------------------------------------
 *
 * arrival_take.h
 *		What is known of an arriving record while it is taken in.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_MODEL_ARRIVAL_TAKE_H
#define PROFILE_MODEL_ARRIVAL_TAKE_H

#include "model/arrival.h"
#include "model/arrival_tables.h"

/* The tables that are written, in the order in which they are opened. */
enum
{
	TAKE_RECORD,
	TAKE_IDENTITY,
	TAKE_LINK,
	TAKE_PERIOD,
	TAKE_PROFILE,
	TAKE_CHANGE,
	TAKE_TABLES
};

typedef enum ArrivalAnswer
{
	ARRIVAL_LEFT,      /* nothing was written: the long road */
	ARRIVAL_KNOWN,     /* somebody has just brought the record */
	ARRIVAL_UNDECIDED, /* the record was written, and is to be resolved */
	ARRIVAL_TAKEN
} ArrivalAnswer;

/* What is known by and by of an arrival. */
typedef struct Arrival
{
	Oid model;
	ArrivalRecord record;
	ArrivalSources sources;
	ArrivalSource *source;
	ArrivalLinks links;
	bool is_met[ARRIVAL_MAX_LINKS];     /* somebody has brought it before */
	bool is_brought[ARRIVAL_MAX_LINKS]; /* its row was written here */
	EState *estate;
	ModelWriter writers[TAKE_TABLES];
	int open; /* so many of the writers */
	int64 record_id;
	int64 profile_id;
	bool touched; /* the profile is to be announced, if anybody listens */
} Arrival;

/* The present row of identity leads to this profile; 0: to none. */
static inline int64
profile_arrival_home(const ModelScan *identities)
{
	bool isnull;
	Datum profile = profile_model_get(identities, IDENTITY_PROFILE, &isnull);

	return isnull ? 0 : DatumGetInt64(profile);
}

/* --- arrival_rows.c -------------------------------------------------------- */

extern bool profile_arrival_open(Arrival *arrival, const char *trigger);
extern void profile_arrival_close(Arrival *arrival);
extern int64 profile_arrival_number(const Arrival *arrival, const char *sequence);
extern bool profile_arrival_write_record(Arrival *arrival);
extern void profile_arrival_identity_row(Arrival *arrival, int i, int64 home);
extern void profile_arrival_write_link(Arrival *arrival, int i);
extern void profile_arrival_write_period(Arrival *arrival);
extern bool profile_arrival_is_heard(const Arrival *arrival, const char *name);
extern void profile_arrival_announce(const Arrival *arrival);

/* --- arrival_attach.c ------------------------------------------------------ */

extern ArrivalAnswer profile_arrival_join(Arrival *arrival);

/* --- arrival_join.c -------------------------------------------------------- */

extern bool profile_arrival_may_join(Arrival *arrival, const ModelScan *profiles);

#endif /* PROFILE_MODEL_ARRIVAL_TAKE_H */
