# The statements of Power BI, written after what is published of them: what its
# navigator asks of the catalogue, how its driver (Npgsql 4.0) loads types, and
# the SQL of DirectQuery, one statement a visual: nested selects over "$Table",
# sums and distinct counts grouped outside, joins that take NULL for equal to
# NULL, limit 1000001.  For the replay on a small model (083) and at size
# (bench powerbi).
package PowerBi;

use strict;
use warnings;
use Exporter 'import';

our @EXPORT = qw(metadata visuals generic);

# What the navigator and the driver ask: [name, statement].
sub metadata {
  my ($view) = @_;
  my $system = q{('information_schema', 'pg_catalog')};
  my $foreign = sub {
    my ($side) = @_;
    return qq{select pk.TABLE_SCHEMA as PK_TABLE_SCHEMA, pk.TABLE_NAME as PK_TABLE_NAME, pk.COLUMN_NAME as PK_COLUMN_NAME,
        fk.TABLE_SCHEMA as FK_TABLE_SCHEMA, fk.TABLE_NAME as FK_TABLE_NAME, fk.COLUMN_NAME as FK_COLUMN_NAME, fk.ORDINAL_POSITION as ORDINAL, c.CONSTRAINT_NAME as FK_NAME
      from (select distinct constraint_schema, unique_constraint_schema, constraint_name, unique_constraint_name from INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS) c
      inner join INFORMATION_SCHEMA.KEY_COLUMN_USAGE fk on c.CONSTRAINT_SCHEMA = fk.CONSTRAINT_SCHEMA and c.CONSTRAINT_NAME = fk.CONSTRAINT_NAME
      inner join INFORMATION_SCHEMA.KEY_COLUMN_USAGE pk on c.UNIQUE_CONSTRAINT_SCHEMA = pk.CONSTRAINT_SCHEMA and c.UNIQUE_CONSTRAINT_NAME = pk.CONSTRAINT_NAME
      where $side.TABLE_SCHEMA = 'cdp_bi' and $side.TABLE_NAME = '$view' and pk.ORDINAL_POSITION = fk.ORDINAL_POSITION order by FK_NAME, fk.ORDINAL_POSITION};
  };
  return (
    # Npgsql: types with a receive function, the domains, enums and composites over them
    [ 'types', q{SELECT ns.nspname, a.typname, a.oid, a.typbasetype,
        CASE WHEN pg_proc.proname = 'array_recv' THEN 'a' ELSE a.typtype END AS typtype,
        CASE WHEN pg_proc.proname = 'array_recv' THEN a.typelem WHEN a.typtype = 'r' THEN rngsubtype ELSE 0 END AS elemoid
      FROM pg_type AS a JOIN pg_namespace AS ns ON ns.oid = a.typnamespace JOIN pg_proc ON pg_proc.oid = a.typreceive
      LEFT OUTER JOIN pg_class AS cls ON cls.oid = a.typrelid LEFT OUTER JOIN pg_type AS b ON b.oid = a.typelem
      LEFT OUTER JOIN pg_class AS elemcls ON elemcls.oid = b.typrelid LEFT OUTER JOIN pg_range ON pg_range.rngtypid = a.oid
      WHERE a.typtype IN ('b', 'r', 'e', 'd') OR (a.typtype = 'c' AND cls.relkind = 'c') OR (pg_proc.proname = 'array_recv' AND b.typtype IN ('b', 'r', 'e', 'd'))
      ORDER BY 5, 3} ],
    [ 'character set', 'select character_set_name from INFORMATION_SCHEMA.character_sets' ],
    [ 'tables', "select TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE from INFORMATION_SCHEMA.tables where TABLE_SCHEMA not in $system order by TABLE_SCHEMA, TABLE_NAME" ],
    [ 'columns', "select COLUMN_NAME, ORDINAL_POSITION, IS_NULLABLE, case when data_type like '%unsigned%' then DATA_TYPE || ' unsigned' else DATA_TYPE end as DATA_TYPE
      from INFORMATION_SCHEMA.columns where TABLE_SCHEMA = 'cdp_bi' and TABLE_NAME = '$view' order by TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION" ],
    [ 'foreign keys to it', $foreign->('pk') ],
    [ 'foreign keys of it', $foreign->('fk') ],
    [ 'its primary and unique keys', "select i.CONSTRAINT_SCHEMA || '_' || i.CONSTRAINT_NAME as INDEX_NAME, ii.COLUMN_NAME, ii.ORDINAL_POSITION,
        case when i.CONSTRAINT_TYPE = 'PRIMARY KEY' then 'Y' else 'N' end as PRIMARY_KEY
      from INFORMATION_SCHEMA.table_constraints i inner join INFORMATION_SCHEMA.key_column_usage ii on i.CONSTRAINT_SCHEMA = ii.CONSTRAINT_SCHEMA
        and i.CONSTRAINT_NAME = ii.CONSTRAINT_NAME and i.TABLE_SCHEMA = ii.TABLE_SCHEMA and i.TABLE_NAME = ii.TABLE_NAME
      where i.TABLE_SCHEMA = 'cdp_bi' and i.TABLE_NAME = '$view' and i.CONSTRAINT_TYPE in ('PRIMARY KEY', 'UNIQUE') order by 1, 2, 3" ],
  );
}

# The innermost select, with a filter.
sub rows_of {
  my ($view, $columns, $where) = @_;
  my $list = join ', ', map { qq("$_") } @$columns;
  my $inner = qq{select $list from "cdp_bi"."$view" "\$Table"};
  return $inner unless $where;
  my $outer = join ', ', map { qq("_"."$_") } @$columns;
  return qq{select $outer from ($inner) "_" where $where};
}

# A visual: measures ([alias, function of the column, column]) by columns.
sub visual {
  my ($rows, $by, $measures, $tail) = @_;
  my $list = join ', ', (map { qq("rows"."$_" as "$_") } @$by), map { aggregate(@$_) } @$measures;
  my $outer = join ', ', map { qq("_"."$_") } @$by, map { $_->[0] } @$measures;
  my $some = join ' or ', map { qq(not "_"."$_->[0]" is null) } @$measures;
  my $group = @$by ? ' group by ' . join(', ', map { qq("$_") } @$by) : '';
  return qq{select $list from ($rows) "rows"} unless @$by;
  return qq{select $outer from (select $list from ($rows) "rows"$group) "_" where $some} . ($tail // ' limit 1000001');
}

sub aggregate {
  my ($alias, $function, $column) = @_;
  return $function eq 'count' ? qq{count(*) as "$alias"}
    : $function eq 'distinct' ? qq{count(distinct("rows"."$column")) + max(case when "rows"."$column" is null then 1 else 0 end) as "$alias"}
    : qq{$function("rows"."$column") as "$alias"};
}

# A dimension joined as Power BI joins: NULL equals NULL.  $facts is a select that
# has $key; the result has its columns and those of the dimension.
sub null_safe {
  my ($facts, $columns, $key, $dimension, $dimension_key, $attributes, $where) = @_;
  my @inner = (@$attributes, $dimension_key);
  my $list = join ', ', map { qq("$_") } @inner;
  my %read = map { $_ => 1 } @inner, ($where // '') =~ /"_"\."(\w+)"/g;
  my $inner = qq{select } . join(', ', map { qq("rows"."$_" as "$_") } @inner) . qq{ from (} . rows_of($dimension, [ sort keys %read ], $where) . qq{) "rows" group by $list};
  return 'select ' . join(', ', (map { qq("\$Outer"."$_") } @$columns), map { qq("\$Inner"."$_") } @$attributes) .
    qq{ from ($facts) "\$Outer" inner join ($inner) "\$Inner" on ("\$Outer"."$key" = "\$Inner"."$dimension_key" or "\$Outer"."$key" is null and "\$Inner"."$dimension_key" is null)};
}

# The visuals: [name, Power BI's statement, the same in plain SQL, options].
# %v: from and to (days), year, city, channel, event, customer; prunes says that the
# plan must read only the months between.
sub visuals {
  my (%v) = @_;
  my $dates = qq{"_"."event_date" < date '$v{to}' and "_"."event_date" >= date '$v{from}'};
  my $plain_dates = "event_date >= '$v{from}' AND event_date < '$v{to}'";
  my $sum = [ [ 'a0', 'sum', 'revenue' ] ];
  my $wide = 'fct_interaction_wide';
  my $star = sub { my ($key, @more) = @_; return rows_of('fct_interaction', [ $key, 'revenue', @more ]) };
  my $joined = sub {
    my ($name, $fact, $key, $dimension, $dimension_key, $attribute, $where, $plain_where) = @_;
    return [ $name, visual(null_safe(rows_of($fact, [ $key, 'revenue' ]), ['revenue'], $key, $dimension, $dimension_key, [$attribute], $where), [$attribute], $sum),
      "SELECT d.$attribute, sum(f.revenue) FROM cdp_bi.$fact f JOIN cdp_bi.$dimension d ON d.$dimension_key = f.$key WHERE " . ($plain_where // 'true') . ' GROUP BY 1 HAVING sum(f.revenue) IS NOT NULL' ];
  };
  return (
    # one visual, one view
    [ 'wide: revenue, a card', visual(rows_of($wide, ['revenue']), [], $sum), "SELECT sum(revenue) FROM cdp_bi.$wide" ],
    [ 'wide: interactions and customers, a card', visual(rows_of($wide, [ 'interaction_key', 'profile_key' ]), [], [ [ 'a0', 'count' ], [ 'a1', 'distinct', 'profile_key' ] ]),
      "SELECT count(*), count(DISTINCT profile_key) FROM cdp_bi.$wide" ],
    [ 'wide: revenue by channel', visual(rows_of($wide, [ 'channel_label', 'revenue' ]), ['channel_label'], $sum),
      "SELECT channel_label, sum(revenue) FROM cdp_bi.$wide GROUP BY 1 HAVING sum(revenue) IS NOT NULL" ],
    [ 'wide: the same in a month', visual(rows_of($wide, [ 'channel_label', 'revenue', 'event_date' ], $dates), ['channel_label'], $sum),
      "SELECT channel_label, sum(revenue) FROM cdp_bi.$wide WHERE $plain_dates GROUP BY 1 HAVING sum(revenue) IS NOT NULL", { prunes => 1 } ],
    [ 'wide: by year, month and channel, a matrix', visual(rows_of($wide, [ 'year_number', 'month_number', 'channel_label', 'revenue' ]), [ 'year_number', 'month_number', 'channel_label' ], $sum),
      "SELECT year_number, month_number, channel_label, sum(revenue) FROM cdp_bi.$wide GROUP BY 1, 2, 3 HAVING sum(revenue) IS NOT NULL" ],
    [ 'wide: interactions by day, a line', visual(rows_of($wide, [ 'event_date', 'interaction_key' ], $dates), ['event_date'], [ [ 'a0', 'count' ] ]),
      "SELECT event_date, count(*) FROM cdp_bi.$wide WHERE $plain_dates GROUP BY 1", { prunes => 1 } ],
    [ 'wide: customers by event stage and city', visual(rows_of($wide, [ 'event_stage', 'city', 'profile_key' ]), [ 'event_stage', 'city' ], [ [ 'a0', 'distinct', 'profile_key' ] ]),
      "SELECT event_stage, city, count(DISTINCT profile_key) FROM cdp_bi.$wide GROUP BY 1, 2" ],
    [ 'wide: customers by city', visual(rows_of($wide, [ 'city', 'profile_key' ]), ['city'], [ [ 'a0', 'distinct', 'profile_key' ] ]),
      "SELECT city, count(DISTINCT profile_key) FROM cdp_bi.$wide GROUP BY 1" ],
    [ 'wide: customers by event stage and city in a month', visual(rows_of($wide, [ 'event_stage', 'city', 'profile_key', 'event_date' ], $dates), [ 'event_stage', 'city' ], [ [ 'a0', 'distinct', 'profile_key' ] ]),
      "SELECT event_stage, city, count(DISTINCT profile_key) FROM cdp_bi.$wide WHERE $plain_dates GROUP BY 1, 2", { prunes => 1 } ],
    [ 'wide: customers by channel in a month', visual(rows_of($wide, [ 'channel_label', 'profile_key', 'event_date' ], $dates), ['channel_label'], [ [ 'a0', 'distinct', 'profile_key' ] ]),
      "SELECT channel_label, count(DISTINCT profile_key) FROM cdp_bi.$wide WHERE $plain_dates GROUP BY 1", { prunes => 1 } ],
    [ 'wide: complaints of a channel by hour', visual(rows_of($wide, [ 'hour_of_day', 'channel', 'is_complaint' ], qq{"_"."is_complaint" = TRUE and "_"."channel" = '$v{channel}'}), ['hour_of_day'], [ [ 'a0', 'count' ] ]),
      "SELECT hour_of_day, count(*) FROM cdp_bi.$wide WHERE is_complaint AND channel = '$v{channel}' GROUP BY 1" ],
    [ 'wide: ten cities with most revenue', visual(rows_of($wide, [ 'city', 'revenue' ]), ['city'], $sum, ' order by "_"."a0" desc, "_"."city" limit 10'),
      "SELECT city, sum(revenue) FROM cdp_bi.$wide GROUP BY 1 HAVING sum(revenue) IS NOT NULL ORDER BY 2 DESC, 1 LIMIT 10" ],
    [ 'wide: ten customers with most revenue in a month', visual(rows_of($wide, [ 'profile_key', 'revenue', 'event_date' ], $dates), ['profile_key'], $sum, ' order by "_"."a0" desc, "_"."profile_key" limit 10'),
      "SELECT profile_key, sum(revenue) FROM cdp_bi.$wide WHERE $plain_dates GROUP BY 1 HAVING sum(revenue) IS NOT NULL ORDER BY 2 DESC, 1 LIMIT 10", { prunes => 1 } ],
    [ 'wide: a slicer of channels', qq{select "rows"."channel_label" from (} . rows_of($wide, ['channel_label']) . qq{) "rows" group by "channel_label" order by "rows"."channel_label" limit 101},
      "SELECT DISTINCT channel_label FROM cdp_bi.$wide ORDER BY 1 LIMIT 101" ],
    [ 'wide: first and last day of a slicer', qq{select min("rows"."event_date") as "a0", max("rows"."event_date") as "a1" from (} . rows_of($wide, ['event_date']) . qq{) "rows"},
      "SELECT min(event_date), max(event_date) FROM cdp_bi.$wide" ],
    [ 'wide: channels and events picked in slicers', visual(rows_of($wide, [ 'event', 'channel_label', 'revenue', 'channel' ], qq{"_"."channel" in ('$v{channel}', 'no such') and ("_"."event" = '$v{event}' or "_"."event" is null)}), [ 'channel_label', 'event' ], $sum),
      "SELECT channel_label, event, sum(revenue) FROM cdp_bi.$wide WHERE channel = '$v{channel}' AND event = '$v{event}' GROUP BY 1, 2 HAVING sum(revenue) IS NOT NULL" ],
    [ 'wide: rows of a customer', rows_of($wide, [ 'interaction_key', 'profile_key', 'event_at', 'event_label', 'channel_label', 'value' ], qq{"_"."profile_key" = $v{customer}}) . ' order by "_"."event_at", "_"."interaction_key" limit 501',
      "SELECT interaction_key, profile_key, event_at, event_label, channel_label, value FROM cdp_bi.$wide WHERE profile_key = $v{customer} ORDER BY event_at, interaction_key LIMIT 501" ],
    [ 'wide: rows of a day', rows_of($wide, [ 'interaction_key', 'event_date', 'event_at', 'event_label', 'city', 'value' ], qq{"_"."event_date" = date '$v{from}'}) . ' limit 1000001',
      "SELECT interaction_key, event_date, event_at, event_label, city, value FROM cdp_bi.$wide WHERE event_date = '$v{from}'", { prunes => 1 } ],
    [ 'customers by city', visual(rows_of('dim_profile', [ 'city', 'profile_key' ]), ['city'], [ [ 'a0', 'distinct', 'profile_key' ] ]),
      'SELECT city, count(*) FROM cdp_bi.dim_profile GROUP BY 1' ],
    [ 'transitions between channels', visual(rows_of('fct_transition', [ 'from_channel_key', 'to_channel_key', 'transitions' ]), [ 'from_channel_key', 'to_channel_key' ], [ [ 'a0', 'sum', 'transitions' ] ]),
      'SELECT from_channel_key, to_channel_key, sum(transitions) FROM cdp_bi.fct_transition GROUP BY 1, 2' ],
    # stars
    $joined->('star: revenue by channel', 'fct_interaction', 'channel_key', 'dim_channel', 'channel_key', 'channel_label'),
    $joined->('star: by source', 'fct_interaction', 'source_key', 'dim_source', 'source_key', 'source_label'),
    $joined->('star: by stage of the event', 'fct_interaction', 'event_key', 'dim_event', 'event_key', 'event_stage'),
    $joined->('star: by month', 'fct_interaction', 'event_date', 'dim_date', 'calendar_date', 'year_month'),
    $joined->('star: by month of a year', 'fct_interaction', 'event_date', 'dim_date', 'calendar_date', 'year_month', qq{"_"."calendar_date" >= date '$v{year}-01-01' and "_"."calendar_date" < date '@{[ $v{year} + 1 ]}-01-01'}, "d.year_number = $v{year}"),
    $joined->('star: by kind of customer', 'fct_interaction', 'profile_key', 'dim_profile', 'profile_key', 'profile_kind'),
    $joined->('star: customers of a city, by name', 'fct_interaction', 'profile_key', 'dim_profile', 'profile_key', 'display_name', qq{"_"."city" = '$v{city}'}, "d.city = '$v{city}'"),
    $joined->('star of the wide view: by channel', $wide, 'channel_key', 'dim_channel', 'channel_key', 'channel_kind'),
    $joined->('star of the wide view: by month', $wide, 'event_date', 'dim_date', 'calendar_date', 'year_month'),
    $joined->('star of the wide view: by kind of customer', $wide, 'profile_key', 'dim_profile', 'profile_key', 'profile_kind'),
    [ 'star: a month, by channel and weekday', visual(null_safe(null_safe(rows_of('fct_interaction', [ 'channel_key', 'event_date', 'revenue' ], $dates),
            [ 'event_date', 'revenue' ], 'channel_key', 'dim_channel', 'channel_key', ['channel_label']), [ 'revenue', 'channel_label' ], 'event_date', 'dim_date', 'calendar_date', ['weekday_name']),
        [ 'channel_label', 'weekday_name' ], $sum),
      "SELECT c.channel_label, d.weekday_name, sum(f.revenue) FROM cdp_bi.fct_interaction f JOIN cdp_bi.dim_channel c USING (channel_key) JOIN cdp_bi.dim_date d ON d.calendar_date = f.event_date
        WHERE $plain_dates GROUP BY 1, 2 HAVING sum(f.revenue) IS NOT NULL", { prunes => 1 } ],
    [ 'star: by channel, source and month', visual(null_safe(null_safe(null_safe($star->('channel_key', 'source_key', 'event_date'),
              [ 'source_key', 'event_date', 'revenue' ], 'channel_key', 'dim_channel', 'channel_key', ['channel_label']), [ 'event_date', 'revenue', 'channel_label' ], 'source_key', 'dim_source', 'source_key', ['source_label']),
          [ 'revenue', 'channel_label', 'source_label' ], 'event_date', 'dim_date', 'calendar_date', ['year_month']), [ 'channel_label', 'source_label', 'year_month' ], $sum),
      'SELECT c.channel_label, s.source_label, d.year_month, sum(f.revenue) FROM cdp_bi.fct_interaction f JOIN cdp_bi.dim_channel c USING (channel_key) JOIN cdp_bi.dim_source s USING (source_key)
        JOIN cdp_bi.dim_date d ON d.calendar_date = f.event_date GROUP BY 1, 2, 3 HAVING sum(f.revenue) IS NOT NULL' ],
  );
}

# For any view with these columns ([name, type], ...): the preview, its count, and
# a visual of its first number by its first text.
sub generic {
  my ($view, @columns) = @_;
  my @names = map { $_->[0] } @columns;
  my ($text) = map { $_->[0] } grep { $_->[1] eq 'text' } @columns;
  my ($number) = map { $_->[0] } grep { $_->[1] =~ /^(?:numeric|bigint|integer)/ && $_->[0] !~ /_key$/ } @columns;
  my @some = (
    [ "$view: preview", 'select ' . join(', ', map { qq("\$Table"."$_" as "$_") } @names) . qq{ from "cdp_bi"."$view" "\$Table" limit 1000} ],
    [ "$view: rows", visual(rows_of($view, [ $names[0] ]), [], [ [ 'a0', 'count' ] ]), "SELECT count(*) FROM cdp_bi.$view" ]);
  push @some, [ "$view: $number by $text", visual(rows_of($view, [ $text, $number ]), [$text], [ [ 'a0', 'sum', $number ] ]),
    "SELECT $text, sum($number) FROM cdp_bi.$view GROUP BY 1 HAVING sum($number) IS NOT NULL" ] if $text && $number;
  return @some;
}

1;
