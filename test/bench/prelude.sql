-- What every bench needs: a clock of the backend's CPU, and a table of results.
CREATE EXTENSION profile;
CREATE SCHEMA bench;

-- cpu_ms: milliseconds of CPU that this backend has used (Linux).
CREATE FUNCTION bench.cpu_ms() RETURNS float8 LANGUAGE sql VOLATILE
RETURN split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1e6;

CREATE TABLE bench.result (n int GENERATED ALWAYS AS IDENTITY, what text, cpu_ms float8, answer text);

-- measure: the statement, as often as asked, each time after another one that
-- is not counted; the best is kept, with what the statement answered.
CREATE FUNCTION bench.measure(what text, statement text, runs int DEFAULT 3, before text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_best float8 := 'infinity';
  v_began float8;
  v_answer text;
BEGIN
  FOR i IN 1 .. runs LOOP
    IF before IS NOT NULL THEN
      EXECUTE before;
    END IF;
    v_began := bench.cpu_ms();
    IF statement ~* '^\s*(select|with)' THEN
      EXECUTE statement INTO v_answer;
    ELSE
      EXECUTE statement;
    END IF;
    v_best := least(v_best, bench.cpu_ms() - v_began);
  END LOOP;
  INSERT INTO bench.result (what, cpu_ms, answer) VALUES (measure.what, v_best, v_answer);
END;
$$;

-- The table that a bench prints; ratio is the baseline's CPU through this one's.
CREATE FUNCTION bench.report(baseline text)
RETURNS TABLE (what text, cpu_ms numeric, ratio numeric, answer text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT r.what, round(r.cpu_ms::numeric), round((b.cpu_ms / r.cpu_ms)::numeric, 2), r.answer
  FROM bench.result r, bench.result b WHERE b.what = baseline ORDER BY r.n;
END;
