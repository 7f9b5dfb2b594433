-- A historian in PostgreSQL; the two lines of TimescaleDB are at the end.
-- One row for each observation as it came, so that nothing is lost to a schema; a view makes readings of it.

CREATE TABLE arrived (
    line jsonb NOT NULL  -- what `mosquitto_sub -F %J` writes: {"tst": ..., "topic": ..., "payload": {...}}
);

CREATE TABLE observation (
    time    timestamptz NOT NULL,  -- dateObserved: the time at the sensor
    domain  text NOT NULL,
    thing   text NOT NULL,
    seq     bigint,
    values  jsonb NOT NULL,
    UNIQUE NULLS NOT DISTINCT (domain, thing, time, seq)  -- quality of service 1 may bring a message twice
);

-- Files what has arrived; call it as often as you like, in a transaction of its own.
CREATE FUNCTION file_arrived() RETURNS bigint LANGUAGE sql AS $$
    WITH taken AS (DELETE FROM arrived RETURNING line),
    filed AS (
        INSERT INTO observation
        SELECT (line #>> '{payload,dateObserved}')::timestamptz,
               split_part(line ->> 'topic', '/', 3),
               split_part(line ->> 'topic', '/', 4),
               (line #>> '{payload,seq}')::bigint,
               (line -> 'payload') - '{id,type,dateObserved,seq,simulated}'::text[]
        FROM taken
        ON CONFLICT DO NOTHING
        RETURNING 1
    )
    SELECT count(*) FROM filed;
$$;

-- One row for each reading; an attribute that is a word (a state) has no number.
CREATE VIEW reading AS
    SELECT time, domain, thing, attribute,
           CASE WHEN jsonb_typeof(value) = 'number' THEN value::double precision END AS value,
           value #>> '{}' AS text
    FROM observation, jsonb_each(values) AS item (attribute, value);

-- With TimescaleDB:
--   SELECT create_hypertable('observation', by_range('time', INTERVAL '1 day'));
--   ALTER TABLE observation SET (timescaledb.compress, timescaledb.compress_segmentby = 'domain, thing');
