-- Bulk insertion for the owner of a table.

CREATE FUNCTION @extschema@.append_rows(target regclass, query text, instead_of text[] DEFAULT '{}', rebuild_indexes boolean DEFAULT false)
RETURNS bigint
AS 'MODULE_PATHNAME', 'profile_append_rows'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION @extschema@.append_rows(regclass, text, text[], boolean) IS
'Appends the rows of the query to a table, by the names of the columns, and returns how many: INSERT ... SELECT for the owner of the table and of those that it references, without row triggers. Foreign keys are checked by one query each, all else (defaults, NOT NULL, CHECK, indexes) as ever. Locks these tables against other writers. Refuses a table with other insert triggers than those named in instead_of, for which the caller stands in. With rebuild_indexes the indexes are made anew afterwards, which is cheaper where most rows are new; readers of the table wait meanwhile.';
