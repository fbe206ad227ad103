/*-------------------------------------------------------------------------
 *
 * transitions_svg.c
 *		transitions_svg: what transitions_agg has counted as a picture.
 *
 * Two columns, where journeys come from and where they go to, start and end
 * included; a ribbon is as wide as there are transitions.  Names are ordered by
 * how much goes through them; of very many only the first are drawn.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/htup_details.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "journey/svg.h"

PG_FUNCTION_INFO_V1(profile_transitions_svg);

#define FLOW_WIDTH     760
#define FLOW_TOP       36
#define FLOW_HEIGHT    520
#define FLOW_PAD       10
#define FLOW_LEFT      170
#define FLOW_RIGHT     (FLOW_WIDTH - 170)
#define FLOW_BAR       14
#define FLOW_MAX_NODES 24

typedef struct JourneyFlowNode
{
	const char *name; /* NULL: start or end */
	double total[2];  /* that leaves, that arrives */
	double at[2];     /* where its bars begin */
	double used[2];
} JourneyFlowNode;

typedef struct JourneyFlow
{
	uint32 from;
	uint32 to;
	double count;
} JourneyFlow;

typedef struct JourneyFlows
{
	JourneyFlowNode *nodes;
	uint32 nnodes;
	JourneyFlow *flows;
	uint32 nflows;
} JourneyFlows;

/* --- reading the rows ------------------------------------------------------------- */

static uint32
journey_flow_node(JourneyFlows *flows, const char *name)
{
	uint32 i = 0;

	while (i < flows->nnodes && (name == NULL || flows->nodes[i].name == NULL
									 ? name != flows->nodes[i].name
									 : strcmp(name, flows->nodes[i].name) != 0))
		i++;
	if (i == flows->nnodes)
	{
		memset(&flows->nodes[i], 0, sizeof(JourneyFlowNode));
		flows->nodes[i].name = name;
		flows->nnodes++;
	}
	return i;
}

static char *
journey_flow_name(HeapTupleHeader row, const char *field)
{
	bool null;
	Datum value = GetAttributeByName(row, field, &null);

	return null ? NULL : TextDatumGetCString(value);
}

static void
journey_flow_read(JourneyFlows *flows, ArrayType *rows)
{
	Datum *datums;
	bool *nulls;
	int n;

	deconstruct_array(rows, ARR_ELEMTYPE(rows), -1, false, TYPALIGN_DOUBLE, &datums,
					  &nulls, &n);
	flows->nodes = palloc(sizeof(JourneyFlowNode) * ((Size) n * 2 + 1));
	flows->flows = palloc(sizeof(JourneyFlow) * ((Size) n + 1));
	flows->nnodes = 0;
	flows->nflows = 0;
	for (int i = 0; i < n; i++)
	{
		HeapTupleHeader row;
		JourneyFlow *flow = &flows->flows[flows->nflows];
		bool null;

		CHECK_FOR_INTERRUPTS();
		if (nulls[i])
			continue;
		row = DatumGetHeapTupleHeader(datums[i]);
		flow->count =
			(double) DatumGetInt64(GetAttributeByName(row, "transitions", &null));
		if (null || flow->count <= 0)
			continue;
		flow->from = journey_flow_node(flows, journey_flow_name(row, "from_step"));
		flow->to = journey_flow_node(flows, journey_flow_name(row, "to_step"));
		flows->nodes[flow->from].total[0] += flow->count;
		flows->nodes[flow->to].total[1] += flow->count;
		flows->nflows++;
	}
}

/* --- placing ---------------------------------------------------------------------- */

static int
journey_flow_node_cmp(const void *left, const void *right, void *arg)
{
	const JourneyFlowNode *nodes = arg;
	const JourneyFlowNode *a = &nodes[*(const uint32 *) left];
	const JourneyFlowNode *b = &nodes[*(const uint32 *) right];
	double wa = a->total[0] + a->total[1];
	double wb = b->total[0] + b->total[1];

	/* start and end at the top */
	if (a->name == NULL || b->name == NULL)
		return (a->name != NULL) - (b->name != NULL);
	return wa > wb ? -1 : wa < wb ? 1 : strcmp(a->name, b->name);
}

/* The order of the nodes, and how many pixels a transition is. */
static double
journey_flow_place(JourneyFlows *flows, uint32 *order, uint32 drawn)
{
	double scale = 1e9;

	for (int side = 0; side < 2; side++)
	{
		double total = 0;
		uint32 bars = 0;

		for (uint32 i = 0; i < drawn; i++)
		{
			total += flows->nodes[order[i]].total[side];
			bars += flows->nodes[order[i]].total[side] > 0;
		}
		if (total > 0)
			scale = Min(scale, (FLOW_HEIGHT - FLOW_PAD * (double) bars) / total);
	}
	for (int side = 0; side < 2; side++)
	{
		double y = FLOW_TOP;

		for (uint32 i = 0; i < drawn; i++)
		{
			JourneyFlowNode *node = &flows->nodes[order[i]];

			node->at[side] = y;
			if (node->total[side] > 0)
				y += node->total[side] * scale + FLOW_PAD;
		}
	}
	return scale;
}

/* --- drawing ---------------------------------------------------------------------- */

static void
journey_flow_bar(StringInfo out, const JourneyFlowNode *node, int side, double scale,
				 uint32 colour)
{
	const char *name = node->name != NULL ? node->name : side == 0 ? "(start)" : "(end)";
	double height = Max(node->total[side] * scale, 1);

	appendStringInfo(out,
					 "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" "
					 "fill=\"%s\"/>\n<text x=\"%d\" y=\"%.1f\" text-anchor=\"%s\">",
					 side == 0 ? FLOW_LEFT - FLOW_BAR : FLOW_RIGHT, node->at[side],
					 FLOW_BAR, height,
					 node->name == NULL ? "#999999" : profile_svg_colour(colour),
					 side == 0 ? FLOW_LEFT - FLOW_BAR - 8 : FLOW_RIGHT + FLOW_BAR + 8,
					 node->at[side] + height / 2 + 4, side == 0 ? "end" : "start");
	profile_svg_name(out, name, strlen(name), 16);
	appendStringInfo(out, " %.0f</text>\n", node->total[side]);
}

static void
journey_flow_ribbon(StringInfo out, JourneyFlows *flows, const JourneyFlow *flow,
					double scale, uint32 colour)
{
	JourneyFlowNode *from = &flows->nodes[flow->from];
	JourneyFlowNode *to = &flows->nodes[flow->to];
	double width = flow->count * scale;
	double y1 = from->at[0] + from->used[0] + width / 2;
	double y2 = to->at[1] + to->used[1] + width / 2;
	int middle = (FLOW_LEFT + FLOW_RIGHT) / 2;
	const char *a = from->name == NULL ? "(start)" : from->name;
	const char *b = to->name == NULL ? "(end)" : to->name;

	from->used[0] += width;
	to->used[1] += width;
	appendStringInfo(out,
					 "<path d=\"M%d %.1f C%d %.1f %d %.1f %d %.1f\" fill=\"none\" "
					 "stroke=\"%s\" stroke-opacity=\"0.4\" stroke-width=\"%.1f\"><title>",
					 FLOW_LEFT, y1, middle, y1, middle, y2, FLOW_RIGHT, y2,
					 from->name == NULL ? "#999999" : profile_svg_colour(colour),
					 Max(width, 0.5));
	profile_svg_text(out, a, strlen(a));
	appendStringInfoString(out, " to ");
	profile_svg_text(out, b, strlen(b));
	appendStringInfo(out, ": %.0f</title></path>\n", flow->count);
}

/*
 * transitions_svg(journey_transition[]) returns text
 */
Datum
profile_transitions_svg(PG_FUNCTION_ARGS)
{
	StringInfoData out;
	JourneyFlows flows;
	uint32 *order;
	uint32 *place;
	uint32 drawn;
	double scale;

	journey_flow_read(&flows, PG_GETARG_ARRAYTYPE_P(0));
	order = palloc(sizeof(uint32) * ((Size) flows.nnodes + 1));
	place = palloc(sizeof(uint32) * ((Size) flows.nnodes + 1));
	for (uint32 i = 0; i < flows.nnodes; i++)
		order[i] = i;
	qsort_arg(order, flows.nnodes, sizeof(uint32), journey_flow_node_cmp, flows.nodes);
	for (uint32 i = 0; i < flows.nnodes; i++)
		place[order[i]] = i;
	drawn = Min(flows.nnodes, FLOW_MAX_NODES);
	scale = journey_flow_place(&flows, order, drawn);
	initStringInfo(&out);
	profile_svg_open(&out, FLOW_WIDTH, FLOW_TOP + FLOW_HEIGHT + 24);
	appendStringInfo(
		&out,
		"<text x=\"%d\" y=\"20\" text-anchor=\"end\" font-weight=\"bold\">from"
		"</text>\n<text x=\"%d\" y=\"20\" font-weight=\"bold\">to</text>\n",
		FLOW_LEFT, FLOW_RIGHT);
	/* ribbons in the order of both columns, so that they cross least */
	for (uint32 i = 0; i < drawn; i++)
	{
		for (uint32 k = 0; k < drawn; k++)
		{
			for (uint32 f = 0; f < flows.nflows; f++)
			{
				if (place[flows.flows[f].from] == i && place[flows.flows[f].to] == k)
					journey_flow_ribbon(&out, &flows, &flows.flows[f], scale, i);
			}
		}
	}
	for (uint32 i = 0; i < drawn; i++)
	{
		for (int side = 0; side < 2; side++)
		{
			if (flows.nodes[order[i]].total[side] > 0)
				journey_flow_bar(&out, &flows.nodes[order[i]], side, scale, i);
		}
	}
	if (drawn < flows.nnodes)
		appendStringInfo(&out, "<text x=\"8\" y=\"%d\">and %u more</text>\n",
						 FLOW_TOP + FLOW_HEIGHT + 16, flows.nnodes - drawn);
	appendStringInfoString(&out, "</svg>\n");
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}
