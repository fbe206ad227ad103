\set SHOW_CONTEXT never
-- Attached tables: a company's own tables as live sources.
SELECT create_profile_model('mx', 'RU', 'Europe/Moscow');
CREATE TABLE mx_customer (id int PRIMARY KEY, "Full Name" text, mobile text, mail text, doc json);
INSERT INTO mx_customer SELECT n, 'Клиент ' || n, '8916' || lpad(n::text, 7, '1'), 'c' || n || '@example.com', '{}' FROM generate_series(1, 5) n;
CREATE TABLE mx_order (no int, customer int, phone text, placed timestamp, total numeric, status text) PARTITION BY RANGE (placed);
CREATE TABLE mx_order_old PARTITION OF mx_order FOR VALUES FROM (MINVALUE) TO ('2026-06-01');
CREATE TABLE mx_order_new PARTITION OF mx_order DEFAULT;
INSERT INTO mx_order SELECT n, 1 + n % 5, NULL, '2026-05-30 12:00'::timestamp + n * interval '1 day', n * 10, 'placed' FROM generate_series(1, 6) n;

-- what cannot be attached, and why
SELECT mx_api.attach_records('mx_customer', 'crm', 'idd', '{}');
SELECT mx_api.attach_records('mx_customer', 'crm', 'id', '{"name": "lower("}');
SELECT mx_api.attach_records('mx_customer', 'crm', 'id', '["name"]');
SELECT mx_api.attach_records('mx_customer', '', 'id', '{}');
SELECT mx_api.attach_records('mx.record', 'crm', 'record_id', '{}');
SELECT mx_api.attach_records('mx.incoming_record', 'crm', 'source_key', '{}');
SELECT mx_api.attach_interactions('mx_order', 'crm', 'no', 'status', 'placed', '=store');
SELECT mx_api.attach_interactions('mx_order', 'crm', 'no', 'status', 'placed', '=store', p_identifiers => '{"shoe_size": "no"}');
SELECT mx_api.attach_interactions('mx_order', 'crm', 'no', 'status', 'placed', '=store', p_identifiers => '["phone"]');
SELECT mx_api.attach_interactions('mx_order', 'crm', NULL, 'status', 'placed', '=store', 'customer');
SELECT count(*) FROM mx.attachment;

SELECT mx_api.attach_records('mx_customer', 'crm', 'id', '{"name": "\"Full Name\"", "phone": "mobile", "email": "lower(mail)", "segment": "=retail"}') AS customers \gset
SELECT mx_api.attach_interactions('mx_order', 'crm', 'no', 'status', 'placed', '=store', 'customer', p_value => 'total', p_properties => '{"double": "total * 2"}') AS orders \gset
SELECT kind, table_name, source, mapping, is_strict FROM mx.attachment ORDER BY attachment_id;
CALL mx_api.backfill(:customers, 2);
CALL mx_api.backfill(:orders);
CALL mx_api.backfill(99);
SELECT kind, target, status, rows_done, rows_failed, rows_total, remaining FROM mx.job ORDER BY job_id;
SELECT source_key, attributes FROM mx.record ORDER BY record_id;
-- local times are those of the model's zone
SELECT r.source_key, i.event, i.occurred_at AT TIME ZONE 'Europe/Moscow' AS occurred, i.value, i.properties, i.message_id
FROM mx.interaction i JOIN mx.record r USING (record_id) ORDER BY i.occurred_at;

-- once more is harmless
CALL mx_api.backfill(:orders, p_restart => true);
CALL mx_api.backfill(:customers, p_restart => true);
SELECT count(*) AS interactions, (SELECT count(*) FROM mx.record) AS records FROM mx.interaction;

-- live: inserts, updates and deletes are followed
INSERT INTO mx_customer VALUES (6, 'Анна', '8 903 111 22 33', NULL, NULL);
INSERT INTO mx_order VALUES (7, 6, NULL, '2026-07-01 10:00', 5, 'placed');
UPDATE mx_customer SET mobile = '8 903 111 22 44', doc = '[1]' WHERE id = 6;
UPDATE mx_order SET status = 'paid', total = 6 WHERE no = 7;
UPDATE mx_order SET placed = '2026-05-01 10:00' WHERE no = 7;   -- another partition of both
SELECT i.event, i.value, i.occurred_on, r.attributes ->> 'phone' AS phone FROM mx.interaction i JOIN mx.record r USING (record_id) WHERE i.message_id = '7';
SELECT j.month, j.journey FROM mx.journey j JOIN mx.record r USING (record_id) WHERE r.source_key = '6' ORDER BY 1;
UPDATE mx_order SET no = 8 WHERE no = 7;                         -- another key
UPDATE mx_order SET customer = 1 WHERE no = 8;                   -- another customer
SELECT i.message_id, r.source_key FROM mx.interaction i JOIN mx.record r USING (record_id) WHERE i.message_id IN ('7', '8');
DELETE FROM mx_order WHERE no = 8;
SELECT count(*) FROM mx.interaction WHERE message_id IN ('7', '8');
INSERT INTO mx_order VALUES (8, 1, NULL, '2026-05-01 10:00', 5, 'placed');
SELECT count(*) FROM mx.interaction WHERE message_id = '8';
-- a customer on whom history hangs leaves an empty record, others leave none
DELETE FROM mx_customer WHERE id IN (1, 6);
SELECT source_key, attributes FROM mx.record WHERE source_key IN ('1', '6');
-- a changed key is another record
UPDATE mx_customer SET id = 60 WHERE id = 5;
SELECT source_key, attributes ->> 'name' AS name FROM mx.record WHERE source_key IN ('5', '60') ORDER BY 1;

-- what cannot be used never fails the application
INSERT INTO mx_order VALUES (9, 2, NULL, '2026-07-02 10:00', 'NaN', 'placed'), (10, 2, NULL, '2026-07-02 11:00', 1, NULL), (11, 2, NULL, '2026-07-02 12:00', 1, 'placed');
ALTER TABLE mx_customer RENAME mail TO email;                     -- the mapping breaks
\c -
INSERT INTO mx_customer VALUES (7, 'Пётр', '8 903 111 22 55', 'P@example.com', NULL);
SELECT r.source, r.code, r.reason, r.payload FROM mx.rejected r ORDER BY rejected_id;
SELECT count(*) FROM mx.interaction WHERE message_id IN ('9', '10', '11');
-- the mapping is mended, the rows replayed
UPDATE mx.attachment SET mapping = jsonb_set(mapping, '{attributes,email}', '"lower(email)"') WHERE attachment_id = :customers;
UPDATE mx.attachment SET mapping = mapping || '{"kind": "nonsense"}' WHERE attachment_id = :customers;
UPDATE mx.rejected SET payload = jsonb_set(payload, '{row,total}', '12') WHERE code = 'bad_value';
INSERT INTO mx_customer VALUES (8, 'Яна', '8 903 111 22 66', 'Y@example.com', NULL);
SELECT mx_api.replay_rejected();
SELECT attributes FROM mx.record WHERE source_key IN ('7', '8') ORDER BY source_key;
SELECT value FROM mx.interaction WHERE message_id = '9';
SELECT code, outcome FROM mx.rejected ORDER BY rejected_id;

-- what was kept because sessions collided is replayed as the table is by then
ALTER TABLE mx_order ADD PRIMARY KEY (no, placed);
INSERT INTO mx_order VALUES (12, 2, NULL, '2026-07-02 13:00', 1, 'placed'), (13, 2, NULL, '2026-07-02 14:00', 1, 'placed'), (14, 2, NULL, '2026-07-02 15:00', 1, 'placed');
SET session_replication_role = replica;
UPDATE mx_order SET status = 'paid' WHERE no = 11;
SELECT mx.keep_attached(:orders, 'UPDATE', to_jsonb(o), 'error_55P03', 'waited') FROM mx_order o WHERE no = 11;
UPDATE mx_order SET status = 'returned', total = 7 WHERE no = 11;
SELECT mx.keep_attached(:orders, 'DELETE', to_jsonb(o), 'error_40P01', 'lost') FROM mx_order o WHERE no = 12;
SELECT mx.keep_attached(:orders, 'DELETE', to_jsonb(o), 'error_40P01', 'lost') FROM mx_order o WHERE no = 13;
DELETE FROM mx_order WHERE no = 13;
RESET session_replication_role;
SELECT mx.keep_attached(:orders, 'UPDATE', to_jsonb(o) || '{"status": "paid"}', 'error_40001', 'lost') FROM mx_order o WHERE no = 14;
DELETE FROM mx_order WHERE no = 14;
CALL mx_api.run_maintenance();
SELECT message_id, event, value FROM mx.interaction WHERE message_id IN ('11', '12', '13', '14') ORDER BY 1;
SELECT payload #>> '{row,no}' AS no, payload ->> 'operation' AS operation, code, outcome FROM mx.rejected WHERE code ~ '^error_(55P03|40)' ORDER BY rejected_id;

-- found again under another name; detached
ALTER TABLE mx_order RENAME TO mx_purchase;
CALL mx_api.backfill(:orders, p_restart => true);
SELECT mx.attached_table(:orders), mx_api.detach(:orders), mx_api.detach(:orders);
INSERT INTO mx_purchase VALUES (20, 2, NULL, '2026-07-03 12:00', 1, 'placed');
SELECT count(*) FROM mx.interaction WHERE message_id = '20';
SELECT tgname FROM pg_trigger WHERE tgrelid = 'mx_purchase'::regclass;

-- strict: the application gets the error
SELECT mx_api.attach_interactions('mx_purchase', 'shop', 'no', 'status', 'placed', '=store', p_identifiers => '{"phone": "phone"}', p_value => 'total', p_strict => true) AS strict \gset
INSERT INTO mx_purchase VALUES (21, 2, 'no number', '2026-07-03 12:00', 1, 'placed');
INSERT INTO mx_purchase VALUES (22, 2, '8 916 111 11 12', '2026-07-03 12:00', 1, 'placed');
SELECT count(*) FROM mx_purchase WHERE no > 20;
SELECT c.profile_id = o.profile_id AS one_person FROM mx.record c, mx.record o, mx.interaction i
WHERE c.source_key = '2' AND o.record_id = i.record_id AND i.message_id = '22';

-- an application without any right on the model
CREATE ROLE regress_mx_app;
GRANT INSERT, UPDATE, DELETE, SELECT ON mx_purchase, mx_customer TO regress_mx_app;
SET ROLE regress_mx_app;
INSERT INTO mx_purchase VALUES (23, 2, '8 916 111 11 12', '2026-07-03 13:00', 1, 'placed');
UPDATE mx_purchase SET total = 3 WHERE no = 23;
SELECT count(*) FROM mx.interaction;
SELECT mx_api.attach_records('mx_customer', 'x', 'id', '{}');
RESET ROLE;
SELECT value FROM mx.interaction WHERE message_id = '23';
DROP TABLE mx_purchase;
SELECT mx.attached_table(:strict) IS NULL AS gone, mx_api.detach(:strict);
SELECT * FROM verify_profile_model('mx');
DROP TABLE mx_customer;
DROP ROLE regress_mx_app;
SELECT drop_profile_model('mx', with_data => true);
