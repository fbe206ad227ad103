-- Connected components of a graph that a query delivers.

-- VOLATILE and PARALLEL UNSAFE because the query may be anything.
CREATE FUNCTION @extschema@.connected_components(edges text)
RETURNS TABLE (node bigint, component bigint)
AS 'MODULE_PATHNAME', 'profile_connected_components'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE COST 10000 ROWS 100000;
COMMENT ON FUNCTION @extschema@.connected_components(text) IS
'Connected components of the graph whose edges the query returns as two bigint columns: every node with the smallest node of its component, in the order of first appearance. Where one end is NULL the other is a node on its own. The query runs read-only with the rights of the caller.';
