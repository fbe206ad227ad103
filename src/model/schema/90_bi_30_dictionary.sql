-- What BI tools read about what they read: labels and freshness.

-- Comments reach few tools (not Power BI, not ODBC), so they are a view as well.
CREATE VIEW @bi@.data_dictionary AS
SELECT
  n.nspname::text AS schema_name, c.relname::text AS view_name, a.column_position, a.column_name,
  nullif(btrim(split_part(h.headline, ' / ', 1)), '') AS label,
  coalesce(nullif(btrim(split_part(h.headline, ' / ', 2)), ''), nullif(btrim(split_part(h.headline, ' / ', 1)), '')) AS label_ru,
  nullif(btrim(substr(d.description, length(h.headline) + 2)), '') AS description,
  a.data_type
FROM pg_catalog.pg_namespace n
JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relkind = 'v'
CROSS JOIN LATERAL (
  SELECT 0 AS column_position, '' AS column_name, 'view' AS data_type
  UNION ALL
  SELECT t.attnum, t.attname::text, pg_catalog.format_type(t.atttypid, t.atttypmod)
  FROM pg_catalog.pg_attribute t WHERE t.attrelid = c.oid AND t.attnum > 0 AND NOT t.attisdropped) a
LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
                                     AND d.objsubid = a.column_position
CROSS JOIN LATERAL (SELECT split_part(d.description, E'\n', 1) AS headline) h
WHERE n.nspname = '@bi@';
COMMENT ON VIEW @bi@.data_dictionary IS 'Data dictionary / Словарь данных
One row = one view, or one column of a view, with its labels; taken from the comments, so whoever changes a comment changes this. Live.';
COMMENT ON COLUMN @bi@.data_dictionary.schema_name IS 'Schema / Схема';
COMMENT ON COLUMN @bi@.data_dictionary.view_name IS 'View / Представление';
COMMENT ON COLUMN @bi@.data_dictionary.column_position IS 'Position / Номер столбца
0 for the view itself.';
COMMENT ON COLUMN @bi@.data_dictionary.column_name IS 'Column / Столбец
Empty text for the view itself.';
COMMENT ON COLUMN @bi@.data_dictionary.label IS 'Label / Название по-английски
First line of the comment, before the slash.';
COMMENT ON COLUMN @bi@.data_dictionary.label_ru IS 'Label in Russian / Название
First line of the comment, after the slash; the English label where there is none.';
COMMENT ON COLUMN @bi@.data_dictionary.description IS 'Description / Описание
The rest of the comment.';
COMMENT ON COLUMN @bi@.data_dictionary.data_type IS 'Data type / Тип данных
SQL type of the column; view for the view itself.';

-- A view is as old as the oldest of the stored datasets from which it is made,
-- through whichever other views; the catalog knows.
CREATE VIEW @bi@.refresh_status AS
WITH RECURSIVE reads (view, relation) AS (
  SELECT c.oid, c.oid FROM pg_catalog.pg_class c WHERE c.relnamespace = '@bi@'::regnamespace AND c.relkind = 'v'
  UNION
  SELECT r.view, d.refobjid
  FROM reads r
  JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.relation
  JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid
                             AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> r.relation
), stored AS (
  SELECT r.view, min(coalesce(d.data_as_of, '-infinity')) AS data_as_of, min(coalesce(d.refreshed_at, '-infinity')) AS refreshed_at,
         sum(d.seconds) AS seconds, sum(d.row_count)::bigint AS row_count,
         min(d.state COLLATE "C") FILTER (WHERE d.state <> 'kept') AS problem, string_agg(d.last_error, '; ' ORDER BY d.name) AS last_error
  FROM reads r
  JOIN pg_catalog.pg_class c ON c.oid = r.relation AND c.relnamespace = '@model@'::regnamespace
  JOIN @model@.bi_dataset d ON 'bi_' || d.name = c.relname
  GROUP BY r.view
), age AS (
  SELECT c.relname::text AS view_name, s.view IS NULL AS is_live, s.seconds, s.row_count, s.problem, s.last_error,
         CASE WHEN s.view IS NOT NULL THEN nullif(s.data_as_of, '-infinity')
              -- a standby shows what it has replayed
              WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_xact_replay_timestamp() ELSE now() END AS data_as_of,
         nullif(s.refreshed_at, '-infinity') AS refreshed_at
  FROM pg_catalog.pg_class c LEFT JOIN stored s ON s.view = c.oid
  WHERE c.relnamespace = '@bi@'::regnamespace AND c.relkind = 'v'
)
SELECT a.view_name, a.data_as_of AT TIME ZONE @time_zone@ AS data_as_of, a.is_live,
       CASE WHEN a.is_live THEN 'live' WHEN a.problem = 'failed' THEN 'failed' WHEN a.data_as_of IS NULL THEN 'never' ELSE coalesce(a.problem, 'stored') END AS state,
       greatest(extract(epoch FROM now() - a.data_as_of), 0)::numeric(18,2) AS age_seconds,
       a.refreshed_at AT TIME ZONE @time_zone@ AS refreshed_at,
       a.seconds::numeric(18,2) AS refresh_seconds, a.row_count, a.last_error
FROM age a;
COMMENT ON VIEW @bi@.refresh_status IS 'Freshness / Актуальность данных
One row = one view of this schema: whether it is computed at the time of the query or read from stored tables, and up to when these hold what was committed. Live.';
COMMENT ON COLUMN @bi@.refresh_status.view_name IS 'View / Представление';
COMMENT ON COLUMN @bi@.refresh_status.data_as_of IS 'Data as of / Данные на
Moment up to which the view holds what was committed, in the reporting time zone; on a standby the commit that was replayed last. Empty where it was never refreshed.';
COMMENT ON COLUMN @bi@.refresh_status.is_live IS 'Live / В реальном времени
True where the view shows the tables as they are; false where refresh_bi() has to bring it up to date.';
COMMENT ON COLUMN @bi@.refresh_status.state IS 'State / Состояние
live, stored (up to data_as_of), never (nothing is there before the first refresh), new or building (of a part of it) or failed (see last_error).';
COMMENT ON COLUMN @bi@.refresh_status.age_seconds IS 'Age / Возраст данных
Seconds since data_as_of.';
COMMENT ON COLUMN @bi@.refresh_status.refreshed_at IS 'Refreshed / Обновлено
End of the latest refresh, in the reporting time zone; empty for live views.';
COMMENT ON COLUMN @bi@.refresh_status.refresh_seconds IS 'Duration of the refresh / Длительность обновления
Seconds that the latest refresh with anything to do took, over all stored tables of the view.';
COMMENT ON COLUMN @bi@.refresh_status.row_count IS 'Stored rows / Строк
Rows of the stored tables of the view.';
COMMENT ON COLUMN @bi@.refresh_status.last_error IS 'Error / Ошибка
What stopped the latest refresh; it is tried again by the next.';
