-- The keys that an envelope names in its head (`v1.<kek>.<dek>.…`), so that they are counted without reading it.
ALTER TABLE raw_payloads ADD COLUMN kek_id LowCardinality(String) MATERIALIZED splitByChar('.', substring(envelope, 1, 140))[2];
ALTER TABLE raw_payloads ADD COLUMN dek_id LowCardinality(String) MATERIALIZED splitByChar('.', substring(envelope, 1, 140))[3];
ALTER TABLE quarantined ADD COLUMN kek_id LowCardinality(String) MATERIALIZED splitByChar('.', substring(envelope, 1, 140))[2];
ALTER TABLE quarantined ADD COLUMN dek_id LowCardinality(String) MATERIALIZED splitByChar('.', substring(envelope, 1, 140))[3];
ALTER TABLE vendor_audit ADD COLUMN kek_id LowCardinality(String) MATERIALIZED splitByChar('.', substring(envelope, 1, 140))[2];
ALTER TABLE vendor_audit ADD COLUMN dek_id LowCardinality(String) MATERIALIZED splitByChar('.', substring(envelope, 1, 140))[3];
