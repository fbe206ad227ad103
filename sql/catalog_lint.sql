-- What every object of the extension must have.  Each query lists offenders:
-- no row is right.
CREATE TEMP VIEW member AS
SELECT d.classid, d.objid
FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
WHERE d.deptype = 'e' AND e.extname = 'profile';
CREATE TEMP VIEW member_function AS
SELECT p.*, l.lanname FROM member m
JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid
JOIN pg_language l ON l.oid = p.prolang;
CREATE TEMP VIEW member_type AS
SELECT t.* FROM member m JOIN pg_type t ON m.classid = 'pg_type'::regclass AND t.oid = m.objid
WHERE t.typtype = 'b' AND t.typcategory <> 'A';
CREATE TEMP VIEW member_operator AS
SELECT o.* FROM member m JOIN pg_operator o ON m.classid = 'pg_operator'::regclass AND o.oid = m.objid;

-- the views see something
SELECT count(*) > 50 AS functions FROM member_function;
SELECT typname FROM member_type ORDER BY 1;

-- every function, type, aggregate and operator says what it is for
SELECT objid::regprocedure FROM member
WHERE classid = 'pg_proc'::regclass AND obj_description(objid, 'pg_proc') IS NULL ORDER BY 1;
SELECT typname FROM member_type WHERE obj_description(oid, 'pg_type') IS NULL ORDER BY 1;
SELECT oid::regoperator FROM member_operator WHERE obj_description(oid, 'pg_operator') IS NULL ORDER BY 1;

-- functions do not depend on the caller's search_path
SELECT oid::regprocedure FROM member_function
WHERE lanname IN ('sql', 'plpgsql') AND prosqlbody IS NULL
  AND NOT coalesce(proconfig::text ~ 'search_path=pg_catalog, pg_temp', false) ORDER BY 1;

-- nothing runs with its owner's rights
SELECT oid::regprocedure FROM member_function WHERE prosecdef ORDER BY 1;

-- nothing is left parallel unsafe by oversight: these are, for their reasons
SELECT oid::regprocedure,
       CASE WHEN prorettype = 'trigger'::regtype THEN 'trigger'
            WHEN proname IN ('create_profile_model', 'drop_profile_model', 'upgrade_profile_model') THEN 'runs DDL'
            WHEN proname IN ('profile_model_ddl', 'verify_profile_model') THEN 'tries conversions in subtransactions'
            WHEN proname = 'connected_components' THEN 'runs the query it is given'
            WHEN proname IN ('append_rows', 'take_in_record') THEN 'writes'
            WHEN proname = 'deduplicate_count' THEN 'counts in this backend'
            ELSE 'no reason' END AS reason
FROM member_function WHERE proparallel <> 's' AND prokind <> 'a' ORDER BY 1;
SELECT oid::regprocedure FROM member_function WHERE proparallel <> 's' AND prokind = 'a' ORDER BY 1;

-- volatile functions: each has its reason above, or is one of these
SELECT oid::regprocedure FROM member_function
WHERE provolatile = 'v' AND proparallel = 's' AND prokind = 'f' ORDER BY 1;

-- types travel in binary, have an order and a hash
SELECT typname FROM member_type WHERE typsend = 0 OR typreceive = 0 ORDER BY 1;
SELECT t.typname FROM member_type t
WHERE t.typname !~ 'state$'
  AND (SELECT count(DISTINCT a.amname) FROM pg_opclass c JOIN pg_am a ON a.oid = c.opcmethod
       WHERE c.opcintype = t.oid AND c.opcdefault AND a.amname IN ('btree', 'hash')) <> 2 ORDER BY 1;

-- comparison keeps no secret: row-level security may use indexes
SELECT DISTINCT o.oid::regoperator
FROM member_type t JOIN pg_opclass c ON c.opcintype = t.oid
JOIN pg_amop a ON a.amopfamily = c.opcfamily JOIN pg_operator o ON o.oid = a.amopopr
JOIN pg_am m ON m.oid = c.opcmethod AND m.amname IN ('btree', 'hash')
JOIN pg_proc p ON p.oid = o.oprcode
WHERE NOT p.proleakproof ORDER BY 1;

-- aggregates combine, and none hides its state from other nodes
SELECT f.oid::regprocedure FROM member_function f JOIN pg_aggregate a ON a.aggfnoid = f.oid
WHERE a.aggcombinefn = 0 ORDER BY 1;
SELECT f.oid::regprocedure FROM member_function f JOIN pg_aggregate a ON a.aggfnoid = f.oid
WHERE a.aggtranstype = 'internal'::regtype ORDER BY 1;

-- operators that yield boolean are known to the planner; each touches one of
-- our types, so that none changes the meaning of a query without them
SELECT oid::regoperator FROM member_operator
WHERE oprresult = 'bool'::regtype AND (oprrest = 0 OR oprjoin = 0) ORDER BY 1;
SELECT oid::regoperator FROM member_operator
WHERE oprresult = 'bool'::regtype AND oprcom = 0 ORDER BY 1;
SELECT o.oid::regoperator FROM member_operator o JOIN pg_amop a ON a.amopopr = o.oid AND a.amopstrategy = 3
JOIN pg_am m ON m.oid = a.amopmethod AND m.amname = 'btree' WHERE o.oprnegate = 0 ORDER BY 1;
SELECT oid::regoperator FROM member_operator
WHERE greatest(oprleft, oprright) < 16384 ORDER BY 1;

-- operator classes hold together
SELECT c.opcname FROM member m JOIN pg_opclass c ON m.classid = 'pg_opclass'::regclass AND c.oid = m.objid
WHERE NOT amvalidate(c.oid) ORDER BY 1;

-- no cast happens behind the caller's back
SELECT c.castsource::regtype, c.casttarget::regtype
FROM member m JOIN pg_cast c ON m.classid = 'pg_cast'::regclass AND c.oid = m.objid
WHERE c.castcontext <> 'e' AND c.castsource <> c.casttarget ORDER BY 1, 2;

-- tables of the extension are dumped, and hold no oids
SELECT r.relname FROM member m JOIN pg_class r ON m.classid = 'pg_class'::regclass AND r.oid = m.objid
JOIN pg_extension e ON e.extname = 'profile'
WHERE r.relkind = 'r' AND NOT r.oid = ANY (coalesce(e.extconfig, '{}')) ORDER BY 1;
SELECT r.relname, a.attname FROM member m JOIN pg_class r ON m.classid = 'pg_class'::regclass AND r.oid = m.objid
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0
WHERE r.relkind = 'r' AND a.atttypid::regtype::text ~ '^(oid|reg.*)$' ORDER BY 1, 2;
