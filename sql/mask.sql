-- Contacts kept back: in a value, in words, in documents.
\set VERBOSITY terse
SELECT v AS value, mask_contact(v) FROM unnest('{+79161112233,anna@ya.ru,@x,a@b@c.de,Анна Белова,A,"",123,1234,12345,№٣٤٥٦٧,"two  words",@ivan_petrov,"ivan@example.com, +7 916 123-45-67","Ivan <ivan@x.ru> tel. 8 916 123-45-67"}'::text[]) v;
SELECT mask_contact(NULL) IS NULL AS nothing, mask_contact(repeat('7', 30000)) = repeat('*', 29998) || '77' AS long;
SELECT v AS words, mask_contacts(v) FROM unnest(ARRAY[
  'ring +7 (916) 111-22-33 or 8 916 111 22 33', 'anna.b@ya.ru, олег@почта.рф', 'on 2026-11-22, at 2026-11-22 10:15', '2026-11-22T10:15:00.123456Z',
  'order 123456789', 'order 1234567890', '1 2 3 4 5 6 7 8 9 0', '(1234567890)', 'x1234567890y', '12345678901234567890', repeat('1', 70), 'a.b@c@d.ru, "olga"@x.ru <o''neil@x-y.org>', '...@x.ru @x.ru x@.ru', '1' || repeat(' ', 61) || '2345678901', '@', 'a@', '']) v;
SELECT length(mask_contacts(repeat('ж', 20000))) AS cut, mask_contacts(repeat('a@b ', 5000)) = left(repeat('a***@b ', 5000), 17500) AS all_of_them;
-- a text that is masked is not masked further
SELECT bool_and(mask_contacts(mask_contacts(v)) = mask_contacts(v)) AND bool_and(mask_contact(mask_contact(v)) = mask_contact(v)) AS is_stable
FROM unnest('{+79161112233,anna@ya.ru,Анна Белова,8 916 111 22 33 и a@b.ru}'::text[]) v;

SELECT mask_document(d, '{phone,device_id,user_id,source:crm}') FROM (VALUES
  ('{"phone": "+79161112233", "Phone": "79161112233", "note": "ring 79161112233", "n": 79161112233, "m": 42, "b": true, "z": null}'::jsonb),
  ('{"deviceId": "abc def", "userID": "u1", "userId": 17, "phones": {"phone": ["1", {"x": "deep"}]}}'),
  ('{"kind": "phone", "value": "12345"}'), ('{"kind": "colour", "value": "blue"}'), ('{"values": {"a": "b c"}, "value": "d e"}'), ('{"values": ["b c"]}'),
  ('{"source": "crm", "source_key": "K-17"}'), ('{"source": "web", "source_key": "K-17"}'), ('{"source": "web", "source_key": "~phone:+79161112233"}'), ('{"source_key": 17}'),
  ('{"+79161112233": 1, "a@b.ru": {"c@d.ru": 2}}'), ('["a@b.ru", [79161112233, "x"]]'), ('"a@b.ru"'), ('79161112233'), ('null'), ('[]'), ('{}')) v (d);
SELECT mask_document(('{"a": ' || repeat('[', 30) || '"x"' || repeat(']', 30) || '}')::jsonb, '{}');
SELECT mask_document('{"source_key": 79161112233, "phone": {"source_key": "K-17"}, "n": {"source_key": {"p": "+79161112233"}}}', '{phone}');
-- blanks and hyphens that do not break, a number across the end
SELECT mask_contacts(E'8\u00A0916\u00A0123\u201145\u201367 or 8\t916\t123\t45\t67') AS from_a_page, right(mask_contacts(repeat('x', 9995) || '+79161112233'), 3) AS at_the_end;
-- some members only
SELECT mask_document('{"note": "a@b.ru", "contact": {"phone": "12345", "note": "c@d.ru"}, "phone": "12345", "list": ["e@f.ru"]}', '{phone}', '{contact,list,gone}');
SELECT mask_document('{"note": "a@b.ru"}', NULL), mask_document('{"note": "a@b.ru"}', '{}', '{}'), mask_document('["a@b.ru"]', '{}', '{x}'), mask_document(NULL, '{}') IS NULL AS nothing;
