/*-------------------------------------------------------------------------
 *
 * attribution.h
 *		Which channels conversions are owed to.
 *
 * A touch is a step that brings a customer nearer, a conversion is what it was
 * for.  A conversion's path is the touches between the previous conversion and
 * it, as far as they are not older than the lookback; touches after the last
 * conversion are a path that leads nowhere.  The models:
 *
 *	first, last			all to the first, to the last touch
 *	last non-direct		to the last touch that is not in the direct channel, or
 *						to the last where all are
 *	linear				the same part to each touch
 *	position			0.4 to the first, 0.4 to the last, 0.2 to those between;
 *						halves where there are two
 *	time decay			to each in proportion to 2 ^ (-age / half-life)
 *	Markov				in proportion to the removal effect: by how much fewer
 *						would convert if all that enters a channel left, in the
 *						chain of transitions between touches (Anderl et al.,
 *						2016), solved exactly
 *	Shapley				the Shapley value of the game in which a set of channels
 *						is worth the conversions whose paths lie inside it.  Its
 *						closed form: each conversion is shared equally among its
 *						distinct channels, since the game is a sum of unanimity
 *						games, one for each path
 *
 * Keys of the tally, by their first item; the counter is a number of
 * conversions, or of touches (LINEAR, MIDDLE), or of transitions (EDGE), or the
 * share in units of 2^-26 and 2^-52 (DECAY):
 *
 *	NONE | FIRST channel min(k, 3) | LAST channel min(k, 3) | NON_DIRECT channel
 *	LINEAR channel k | MIDDLE channel k | SHAPLEY channel distinct
 *	DECAY channel | EDGE from to
 *
 * k is the number of touches.  The ends of an edge are channels or the numbers
 * 0 (start, or lost) and 1 (conversion).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_ATTRIBUTION_H
#define PROFILE_JOURNEY_ATTRIBUTION_H

#include "journey/measure.h"

typedef enum JourneyAttributionTag
{
	ATTRIBUTION_NONE,
	ATTRIBUTION_FIRST,
	ATTRIBUTION_LAST,
	ATTRIBUTION_NON_DIRECT,
	ATTRIBUTION_LINEAR,
	ATTRIBUTION_MIDDLE,
	ATTRIBUTION_SHAPLEY,
	ATTRIBUTION_DECAY,
	ATTRIBUTION_EDGE
} JourneyAttributionTag;

#define ATTRIBUTION_HALF_BITS 26

/* Transitions between channels 0..n-1; edges[from * (n + 2) + to]. */
typedef struct JourneyChain
{
	uint32 n;
	double *starts; /* [n]: from the start */
	double *edges;  /* [n][n + 2]: to channels, n: lost, n + 1: conversion */
} JourneyChain;

extern void profile_markov_removal(const JourneyChain *chain, double *effects);

#endif /* PROFILE_JOURNEY_ATTRIBUTION_H */
