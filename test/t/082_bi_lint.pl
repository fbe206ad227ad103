# The checklist for BI views, from the catalogue, so that a view that is added is
# judged by itself: types and names that every tool takes, labels in two languages,
# keys, dates and numbers, what the reader may, and filters that prune.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use ProfileTest;
use BiModel;

my $node = new_node('bi_lint', init => { extra => [ '--encoding=UTF8', '--no-locale' ] }, conf => [ 'jit = off', "TimeZone = 'UTC'" ]);
make_bi_model($node, 30);
sub sql { my ($sql) = @_; return query($node, 'postgres', $sql); }
sub reads { my ($sql) = @_; return $node->safe_psql('postgres', $sql, extra_params => [ '-U', 'bi_reader' ]); }
# nothing is found; that each of these finds what is wrong is tried at the end
my @rules;
sub clean { my ($sql, $name) = @_; push @rules, [ $sql, $name ]; same_lines(sql($sql), '', $name); return; }

my @views = views($node);
my %columns = map { $_ => [ columns($node, $_) ] } @views;
cmp_ok(scalar(@views), '>=', 10, 'there are views: ' . @views);
run_sql($node, 'postgres', q{CREATE VIEW public.col AS SELECT c.relname, a.attname, a.attnum, a.atttypid, a.atttypmod, t.typname,
    format_type(a.atttypid, a.atttypmod) AS type, col_description(c.oid, a.attnum) AS comment, c.oid
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid = a.atttypid
  WHERE c.relnamespace = 'cdp_bi'::regnamespace});

# ---- what there is ----

clean(q{SELECT c.relname, c.relkind FROM pg_class c WHERE c.relnamespace = 'cdp_bi'::regnamespace AND c.relkind <> 'v'}, 'the schema holds plain views and nothing else');
clean(q{SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'cdp_bi'::regnamespace UNION ALL
  SELECT NULL WHERE EXISTS (SELECT FROM pg_type t WHERE t.typnamespace = 'cdp_bi'::regnamespace AND t.typtype NOT IN ('c', 'b'))}, 'nor functions or types');
clean(q{SELECT relname, attname, type FROM col
  WHERE type NOT IN ('smallint', 'integer', 'bigint', 'double precision', 'boolean', 'text', 'date', 'timestamp without time zone')
    AND type !~ '^(numeric\(|character varying)'}, 'plain types only; no time with a zone, uuid, array, document or type of ours');
clean(q{SELECT relname, attname, type FROM col WHERE typname = 'numeric'
  AND (atttypmod = -1 OR (atttypmod - 4) >> 16 > 28 OR ((atttypmod - 4) & 65535) > 6)}, 'numbers say their precision, one that a decimal of .NET holds');
clean(q{SELECT relname, attname, type FROM col WHERE attname ~ '(amount|revenue|value|price|cost)$' AND typname = 'numeric' AND type !~ ',[24]\)$'}, 'money has two decimals, a rate four');

# ---- names ----

clean(q{SELECT relname, attname FROM col WHERE relname !~ '^[a-z][a-z0-9_]*$' OR attname !~ '^[a-z][a-z0-9_]*$'
  OR length(relname) > 60 OR length(attname) > 60}, 'names in ASCII, lower case, and short');
clean(q{SELECT DISTINCT relname, attname FROM col JOIN pg_get_keywords() k ON k.word IN (relname, attname) WHERE k.catcode IN ('R', 'T')}, 'no name is a reserved word');
clean(q{SELECT relname, attname, type FROM col WHERE attname ~ '^(is|has)_' <> (type = 'boolean')}, 'is_ and has_ are booleans, and booleans have such names');
clean(q{SELECT relname, attname, type FROM col WHERE (attname ~ '_date$' AND attname !~ '_to_date$' AND type <> 'date') OR (attname ~ '_at$' AND typname <> 'timestamp')
  OR (typname = 'timestamp' AND attname !~ '_(at|of)$')}, '_date is a date, _at a time');
clean(q{SELECT relname, attname, type FROM col WHERE attname ~ '_key$' AND type <> 'bigint'}, 'keys are bigint');
clean(q{SELECT attname, string_agg(DISTINCT type, ', ') FROM col WHERE typname NOT IN ('numeric', 'int8', 'int4') OR attname ~ '_key$'
  GROUP BY 1 HAVING count(DISTINCT type) > 1}, 'one name has one type in all views');

# ---- labels ----

clean(q{SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'cdp_bi'::regnamespace
  AND NOT coalesce(split_part(obj_description(c.oid, 'pg_class'), E'\n', 1) ~ '^[^/А-яЁё]+ / [^/]*[А-яЁё]', false)}, 'every view has an English and a Russian label');
clean(q{SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'cdp_bi'::regnamespace AND c.relname !~ '^(refresh_status)$'
  AND NOT coalesce(obj_description(c.oid, 'pg_class') ~ E'\nOne row = ', false)}, 'and says what a row is');
clean(q{SELECT relname, attname FROM col WHERE NOT coalesce(split_part(comment, E'\n', 1) ~ '^[^/А-яЁё]+ / .*[А-яЁё]', false)}, 'so has every column');
clean(q{SELECT relname, attname FROM col WHERE length(split_part(comment, E'\n', 1)) > 120}, 'labels are short');
clean(q{SELECT relname, split_part(comment, ' / ', 1) FROM col GROUP BY 1, 2 HAVING count(*) > 1}, 'no two columns of a view have one label');
is(reads(q{SELECT count(*) FROM cdp_bi.data_dictionary WHERE label IS NOT NULL AND label_ru IS NOT NULL}), sql(q{SELECT (SELECT count(*) FROM col) + (SELECT count(DISTINCT relname) FROM col)}),
  'the data dictionary has them all');
is(reads(q{SELECT string_agg(view_name, ' ' ORDER BY view_name COLLATE "C") FROM cdp_bi.refresh_status}), join(' ', @views), 'the status of refresh has every view');

# ---- keys ----

# the dimension of each key, told by its name
my %dimension = (event_key => 'dim_event');
for my $view (grep { /^dim_/ } @views) {
  my $key = $columns{$view}[0][0];
  $dimension{$key} = $view;
  is(sql(qq{SELECT count(*) FILTER (WHERE "$key" IS NULL), count(*) - count(DISTINCT "$key") FROM cdp_bi.$view}), '0|0', "$view: $key is unique and never empty");
  next if $view eq 'dim_date';
  my $unknown = $key eq 'event' ? '(unknown)' : '-1';
  is(sql(qq{SELECT count(*) FROM cdp_bi.$view WHERE "$key" = '$unknown'}), 1, "$view: has the unknown member");
}
for my $view (@views) {
  my @keys = grep { /_key$/ || /^event$/ } map { $_->[0] } @{ $columns{$view} };
  next unless @keys;
  is(sql("SELECT count(*) FROM cdp_bi.$view WHERE " . join(' OR ', map { "$_ IS NULL" } @keys)), 0, "$view: no key is empty");
  for my $key (@keys) {
    (my $name = $key) =~ s/^(?:from|to|first|last|next|previous|entry|exit)_//;
    my $dimension = $dimension{$name} or next;
    next if $dimension eq $view;
    is(sql("SELECT count(*) FROM cdp_bi.$view f WHERE NOT EXISTS (SELECT FROM cdp_bi.$dimension d WHERE d.$name = f.$key)"), 0, "$view: every $key is in $dimension");
  }
}

# ---- values ----

is(sql(q{SELECT count(*) > 0, bool_and(code = 'bad_time') FROM cdp.rejected WHERE payload::text ~ '"awkward '}), 't|t', 'what is said to have happened before 1900 has not come in');
for my $view (@views) {
  my %wrong;
  for (@{ $columns{$view} }) {
    my ($column, $type) = @$_;
    my $wrong = $type =~ /^(?:date|timestamp)/ ? qq{"$column" NOT BETWEEN '1900-01-01' AND '9999-12-31 23:59:59.999999'}
      : $type =~ /^(?:double|numeric)/ ? qq{"$column" IN ('NaN', 'Infinity', '-Infinity')}
      : $type =~ /^(?:text|char)/ && $view ne 'data_dictionary' ? qq{"$column" <> rtrim("$column") OR length("$column") > 8000 OR "$column" ~ '^(NaN|-?[Ii]nfinity)\$'}
      : next;
    $wrong{$column} = $wrong;
  }
  next unless %wrong;
  my @order = sort keys %wrong;
  my @found = split /\|/, sql('SELECT ' . join(', ', map { "count(*) FILTER (WHERE $wrong{$_})" } @order) . " FROM cdp_bi.$view");
  is(join(' ', map { $order[$_] } grep { $found[$_] } 0 .. $#order), '', "$view: dates of 1900 to 9999, numbers that are numbers, texts that end");
}
# what engines that do not tell case take as one value is one
for my $view (grep { /^dim_/ } @views) {
  for (grep { $_->[1] eq 'text' && $_->[0] !~ /label|name|description/ } @{ $columns{$view} }) {
    is(sql(qq{SELECT count(DISTINCT lower(btrim("$_->[0]"))) - count(DISTINCT "$_->[0]") FROM cdp_bi.$view}), 0, "$view: $_->[0] has one spelling");
  }
}
# the same under any settings of the session
for my $view (@views) {
  next if $view eq 'refresh_status';
  my $ask = qq{SELECT md5(string_agg(v::text, ',' ORDER BY v::text COLLATE "C")) FROM cdp_bi.$view v};
  my $plain = "SET timezone = 'UTC'; SET datestyle = ISO;";
  my $odd = "SET search_path = pg_temp; SET timezone = 'Pacific/Kiritimati'; SET lc_time = 'C'; SET intervalstyle = sql_standard; SET extra_float_digits = 3; SET bytea_output = escape; SET datestyle = ISO;";
  is(reads("$odd $ask"), reads("$plain $ask"), "$view: the same in any session") unless has_clock($view);
}
sub has_clock { my ($view) = @_; return sql("SELECT pg_get_viewdef('cdp_bi.$view'::regclass) ~ '\\y(now|clock_timestamp|statement_timestamp)\\(\\)' AND '$view' <> 'dim_date'") eq 't'; }

# ---- the reader ----

clean(q{SELECT c.oid::regclass, p FROM pg_class c CROSS JOIN unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) p
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'public'::regnamespace)
    AND has_table_privilege('bi_reader', c.oid, p) AND has_schema_privilege('bi_reader', c.relnamespace, 'USAGE')
    AND NOT (c.relnamespace = 'cdp_bi'::regnamespace AND p = 'SELECT')}, 'the reader may SELECT from the views, and nothing else');
clean(q{SELECT nspname FROM pg_namespace WHERE nspname ~ '^cdp' AND nspname <> 'cdp_bi' AND has_schema_privilege('bi_reader', oid, 'USAGE')}, 'and enters no other schema');
clean(q{SELECT oid::regprocedure FROM pg_proc WHERE pronamespace IN ('cdp'::regnamespace, 'cdp_api'::regnamespace) AND has_function_privilege('bi_reader', oid, 'EXECUTE')
    -- (by which everybody's rows say who wrote them; it tells nothing)
    AND oid <> 'cdp.acting_role()'::regprocedure},
  'and executes no function of the model');
# no view calls one, either: functions run with the reader's rights
clean(q{SELECT DISTINCT c.relname, d.refobjid::regprocedure FROM pg_class c JOIN pg_rewrite r ON r.ev_class = c.oid
  JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_proc'::regclass
  JOIN pg_proc p ON p.oid = d.refobjid
  WHERE c.relnamespace IN ('cdp_bi'::regnamespace, 'cdp'::regnamespace) AND c.relkind = 'v'
    AND c.relname IN (SELECT relname FROM col) AND p.pronamespace IN ('cdp'::regnamespace, 'cdp_api'::regnamespace)}, 'no view calls a function of the model');
clean(q{SELECT c.relname, c.reloptions FROM pg_class c WHERE c.relnamespace = 'cdp_bi'::regnamespace AND c.reloptions::text ~ 'security_invoker=(true|on)'}, 'views run with the rights of their owner');
# nothing volatile, so neither writes nor ids (a standby's clock is no other, and moves)
clean(q{SELECT DISTINCT c.relname, p.proname FROM pg_class c CROSS JOIN regexp_matches(pg_get_viewdef(c.oid), '\m([a-z_0-9]+)\(', 'g') m JOIN pg_proc p ON p.proname = m[1]
  WHERE c.relnamespace = 'cdp_bi'::regnamespace AND c.relkind = 'v' AND p.provolatile = 'v' AND p.proname NOT IN ('pg_is_in_recovery', 'pg_last_xact_replay_timestamp')}, 'no view calls a volatile function');
for my $view (@views) {
  is($node->psql('postgres', "DISCARD ALL; SELECT * FROM cdp_bi.$view", extra_params => [ '-U', 'bi_reader' ]), 0, "$view: the reader reads every column");
}
is(sqlstate($node, 'postgres', "SET ROLE bi_reader; SELECT 1 FROM cdp.record"), '42501', 'tables are closed to the reader');

# ---- filters ----

# months of interactions that the plan of a statement reads
sub months { my ($sql) = @_; my %seen; my $plan = reads("EXPLAIN (COSTS OFF) $sql"); $seen{$1}++ while $plan =~ /Scan.* on (interaction_\w+?)(?: |$)/gm; return scalar keys %seen; }
for my $view (@views) {
  next unless grep { $_->[0] eq 'event_date' } @{ $columns{$view} };
  my $all = months("SELECT * FROM cdp_bi.$view");
  next if $all < 2;    # a stored table
  # which tells its readers that it does not
  next if sql("SELECT coalesce(obj_description('cdp_bi.$view'::regclass, 'pg_class') ~ 'Computed from all interactions', false)") eq 't';
  # the months asked for, their neighbours where a view looks around, and what has no month
  cmp_ok(months("SELECT * FROM cdp_bi.$view WHERE event_date >= date '2026-09-03' AND event_date < date '2026-09-10'"), '<=', 4, "$view: a week of $all months reads its month");
  cmp_ok(months("SELECT count(*) FROM cdp_bi.$view WHERE event_date = '2026-09-03'"), '<=', 4, "$view: so does a day");
}

# ---- each rule finds what it is there to find ----

run_sql($node, 'postgres', q{
  CREATE MATERIALIZED VIEW cdp_bi.stored AS SELECT 1 AS n;
  CREATE FUNCTION cdp_bi.helper() RETURNS int LANGUAGE sql RETURN 1;
  CREATE VIEW cdp_bi.wrong AS SELECT now() AS seen_at, 1::numeric AS revenue, 1::numeric(18,3) AS unit_price, gen_random_uuid() AS profile_key,
    'x'::text AS is_it, true AS flag, now()::text AS first_date, 1 AS "select", 2 AS "Имя", cdp.setting_text('region') AS region, clock_timestamp()::text AS event;
  COMMENT ON COLUMN cdp_bi.wrong.region IS 'Region';
  COMMENT ON COLUMN cdp_bi.wrong.flag IS 'Region / Область';
  COMMENT ON COLUMN cdp_bi.wrong.is_it IS 'Region / Область';
  COMMENT ON COLUMN cdp_bi.wrong.event IS 'A label that goes on and on and on, and says what belongs into the description below it, so that no tool can show it / Событие';
  GRANT USAGE ON SCHEMA cdp_api TO bi_reader; GRANT EXECUTE ON FUNCTION cdp_api.card(bigint) TO bi_reader; GRANT INSERT ON cdp_bi.dim_date TO bi_reader});
run_sql($node, 'postgres', 'ALTER VIEW cdp_bi.wrong SET (security_invoker = true)') if $node->pg_version >= 15;
isnt(sql($_->[0]), '', "found: $_->[1]") for grep { $node->pg_version >= 15 || $_->[0] !~ /security_invoker/ } @rules;

$node->stop;
done_testing();
