/*-------------------------------------------------------------------------
 *
 * attributes.h
 *		Identifiers and canonical forms in the attributes of a record, for C.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_ATTRIBUTES_H
#define PROFILE_IDENTIFIER_ATTRIBUTES_H

#include "identifier/identifier.h"
#include "utils/jsonb.h"

/* An identifier with the attribute that has it, or the problem of a value. */
typedef struct AttributeIdentifier
{
	const char *attribute;
	int attribute_length;
	Identifier *identifier; /* NULL: none */
	const char *problem;    /* its code, NULL: none */
} AttributeIdentifier;

typedef void (*AttributeIdentifierSink)(void *state, const AttributeIdentifier *found);

/*
 * The rows of identifiers_in(), one by one and in its order, and the parts of
 * normalize_attributes(), doubtful NULL where there is none.  region NULL: none.
 * What is found points into the attributes or is palloc'd.  Errors: as theirs.
 */
extern void profile_attribute_identifiers(Jsonb *attributes, Jsonb *kinds,
										  const text *region,
										  AttributeIdentifierSink sink, void *state);
extern void profile_attribute_forms(Jsonb *attributes, Jsonb *kinds, const text *region,
									Jsonb **sound, Jsonb **doubtful);

#endif /* PROFILE_IDENTIFIER_ATTRIBUTES_H */
