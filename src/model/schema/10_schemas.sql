-- Three schemas: the tables, the functions that applications call, and the
-- views that BI tools read.

CREATE SCHEMA @model@;
COMMENT ON SCHEMA @model@ IS 'Customer data platform (profile): tables. Applications call @api@, BI tools read @bi@.';
CREATE SCHEMA @api@;
COMMENT ON SCHEMA @api@ IS 'Customer data platform (profile): functions for applications.';
CREATE SCHEMA @bi@;
COMMENT ON SCHEMA @bi@ IS 'Customer data platform (profile): views for BI tools, in types that every driver knows.';

-- acting_role: who is at it.  Functions of @api@ run with the rights of the
-- model's owner, and current_user is the owner there; what was set with SET ROLE
-- is seen through that.
CREATE FUNCTION @model@.acting_role() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE current_setting('role') WHEN 'none' THEN session_user::text ELSE current_setting('role') END;
COMMENT ON FUNCTION @model@.acting_role() IS 'The database role of whoever asks, also within functions that run with their owner''s rights.';
