-- Components over links between records and identifiers, under rules.

CREATE FUNCTION @extschema@.constrained_components(
	link_record bigint[], link_identifier int[], link_forced boolean[],
	identifier_kind int[], identifier_seen timestamptz[],
	kind_limit int[], kind_window interval[],
	never_override int[] DEFAULT NULL, never_record bigint[] DEFAULT NULL,
	never_side boolean[] DEFAULT NULL, record_cap int DEFAULT NULL,
	link_unverified boolean[] DEFAULT NULL, link_joint boolean[] DEFAULT NULL)
RETURNS TABLE (link int, conducts boolean, component bigint, rule text)
AS 'MODULE_PATHNAME', 'profile_constrained_components'
LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION @extschema@.constrained_components(
	bigint[], int[], boolean[], int[], timestamptz[], int[], interval[], int[], bigint[], boolean[], int, boolean[], boolean[]) IS
'Takes links between records and identifiers in the given order; each joins two components unless that would break a rule. Result, link by link: whether it conducts, the smallest record of its record''s component at the end, and the rule that refused it: never (records of both sides of an override), unique (a second identifier of a kind limited to one for ever), limit (more identifiers of a kind than allowed, ever or within a window, inclusive), cap (more records than record_cap), unverified (an unverified link joins only a record that is alone, or an identifier that no record has brought yet), ambiguous (joint links of one identifier that follow each other conduct all or none). Forced links always conduct; kind 0 counts towards no limit; a NULL array is an empty one.';
