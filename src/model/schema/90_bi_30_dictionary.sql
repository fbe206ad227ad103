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

CREATE VIEW @bi@.refresh_status AS
SELECT c.relname::text AS view_name,
       -- a standby shows what it has replayed
       CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_xact_replay_timestamp() ELSE now() END
         AT TIME ZONE @time_zone@ AS data_as_of,
       true AS is_live
FROM pg_catalog.pg_namespace n
JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relkind = 'v'
WHERE n.nspname = '@bi@';
COMMENT ON VIEW @bi@.refresh_status IS 'Freshness / Актуальность данных
One row = one view of this schema. All of them are live: they are computed from the tables at the time of the query.';
COMMENT ON COLUMN @bi@.refresh_status.view_name IS 'View / Представление';
COMMENT ON COLUMN @bi@.refresh_status.data_as_of IS 'Data as of / Данные на
Moment up to which the view holds what was committed, in the reporting time zone; on a standby the commit that was replayed last.';
COMMENT ON COLUMN @bi@.refresh_status.is_live IS 'Live / В реальном времени
True where the view shows the tables as they are.';
