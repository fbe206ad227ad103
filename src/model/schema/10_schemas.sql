-- Three schemas: the tables, the functions that applications call, and the
-- views that BI tools read.

CREATE SCHEMA @model@;
COMMENT ON SCHEMA @model@ IS 'Customer data platform (profile): tables. Applications call @api@, BI tools read @bi@.';
CREATE SCHEMA @api@;
COMMENT ON SCHEMA @api@ IS 'Customer data platform (profile): functions for applications.';
CREATE SCHEMA @bi@;
COMMENT ON SCHEMA @bi@ IS 'Customer data platform (profile): views for BI tools, in types that every driver knows.';
