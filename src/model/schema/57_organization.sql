-- What identifies organisations besides taxpayer and registration numbers, and
-- what people's records say of them.  (Here, because the rules of the golden
-- record must stand before attributes are added.)

INSERT INTO @model@.identifier_kind (kind, priority, class, is_unique, generic_threshold, record_kind) VALUES
  ('domain', 45, 'account', false, 50, 'organization');

INSERT INTO @model@.attribute (attribute, label, identifier_kind, value_kind, sensitivity) VALUES
  ('domain', 'Internet domain of an organisation', 'domain', NULL, 'public'),
  ('kpp', 'Tax registration code of an organisation''s branch (KPP)', NULL, 'kpp', 'public'),
  ('company', 'Employer: its name', NULL, NULL, 'personal'),
  ('company_inn', 'Employer: taxpayer number (INN)', NULL, 'inn', 'personal'),
  ('company_ogrn', 'Employer: registration number (OGRN)', NULL, 'ogrn', 'personal'),
  ('company_domain', 'Employer: Internet domain', NULL, 'domain', 'personal'),
  ('position', 'Position at the employer', NULL, NULL, 'personal');

-- Mail services whose domain is nobody's company.
INSERT INTO @model@.blocked_identifier (kind, value, reason)
SELECT 'domain', d, 'a mail service open to everybody'
FROM unnest('{gmail.com,googlemail.com,yandex.ru,ya.ru,yandex.com,mail.ru,bk.ru,inbox.ru,list.ru,internet.ru,rambler.ru,vk.com,outlook.com,hotmail.com,live.com,msn.com,yahoo.com,icloud.com,me.com,proton.me,protonmail.com,gmx.de,gmx.net,web.de,aol.com}'::text[]) AS d;
