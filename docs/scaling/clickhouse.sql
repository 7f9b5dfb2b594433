-- A historian in ClickHouse: columns, no row store; two delta codings make a reading small. Not tried here.
CREATE TABLE observation
(
    time   DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD),
    domain LowCardinality(String),
    thing  LowCardinality(String),
    seq    UInt64 CODEC(Delta, ZSTD),
    values Map(LowCardinality(String), Float64) CODEC(ZSTD)
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (domain, thing, time, seq)
TTL toDateTime(time) + INTERVAL 1 YEAR;
