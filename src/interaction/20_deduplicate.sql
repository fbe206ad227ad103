-- Of several equal rows one is kept.

CREATE FUNCTION @extschema@.deduplicate() RETURNS trigger
AS 'MODULE_PATHNAME', 'profile_deduplicate'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.deduplicate() IS
'Trigger function, BEFORE INSERT FOR EACH ROW: of several equal rows one is kept, whatever the concurrency, isolation level and load path. Arguments: key=COLUMN,...; optionally time=COLUMN and within=INTERVAL (a row is dropped if a kept one with the same key lies within the window, on either side, inclusive; infinity is near to nothing but itself, and a row without a time is kept); on_duplicate=skip (default), count (see deduplicate_count) or error (23505); dropped_into=TABLE (what is dropped is inserted there, columns matched by name, in the same transaction); nulls=distinct (default: a row with a NULL key is kept) or same. Updates are not looked at, but one that moves a row to another partition deletes it and inserts it there: where a duplicate is, the row is dropped, and so gone, unless dropped_into keeps it or on_duplicate=error refuses the update. Wants an index that begins with key columns. Its name should sort last among the BEFORE INSERT triggers of the table.';

-- Its state is the session's.
CREATE FUNCTION @extschema@.deduplicate_count(relation regclass) RETURNS bigint
AS 'MODULE_PATHNAME', 'profile_deduplicate_count'
LANGUAGE C VOLATILE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @extschema@.deduplicate_count(regclass) IS
'How many duplicates this session has met in deduplicate() triggers with on_duplicate=count created on this table, those of transactions that were rolled back included.';
