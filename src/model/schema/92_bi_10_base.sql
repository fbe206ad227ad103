-- What the BI views of service, value and data quality share.
--
-- Windows (came again within 7 days, bought within 30) must be over before the day
-- that reports take for today (bi_today) begins.  Of one that is not, nothing is
-- said, also where what it waits for has happened: else the quick ones alone would
-- count of the last days.
--
-- Rates are made so that any BI tool gets them right over any rows by AVG: columns
-- named ..._points are 100 or 0 (NPS: 100, 0 or -100) and empty where there is
-- nothing to say, which AVG leaves out.
--
-- Who works for the company (insider) and what happens in channels of line
-- internal are in no view of customers; employee_experience has them.

INSERT INTO @model@.setting (name, value, description) VALUES
  ('churn_after', to_jsonb('180 days'::text), 'A customer who has bought nothing for so long has churned (BI views customer_value, churn_monthly).'),
  ('attribution_window', to_jsonb('30 days'::text), 'How long before a conversion a contact with the company still counts as its cause (BI view channel_scorecard).'),
  ('campaign_window', to_jsonb('7 days'::text), 'How long after an exposure a conversion still counts for the campaign (BI view campaign_effect).'),
  ('bi_properties', '{"campaign": ["campaign", "utm_campaign"], "response_seconds": ["response_seconds", "wait_seconds"], "duration_seconds": ["duration_seconds", "seconds", "duration"]}',
   'Under which names the properties of interactions say what BI views show: the campaign, how long the customer waited for an answer, how long the contact took. The first that is there counts.');

-- What bi_today() says, for views: their readers may call no function of the model.
CREATE VIEW @model@.data_horizon AS
SELECT d.today, d.today::timestamp AT TIME ZONE @time_zone@ AS horizon
FROM (SELECT coalesce((SELECT (s.value #>> '{}')::date FROM @model@.setting s WHERE s.name = 'bi_today'),
                      (now() AT TIME ZONE @time_zone@)::date) AS today) d;
COMMENT ON VIEW @model@.data_horizon IS 'One row: the day that reports take for today, and the moment at which it begins: windows that end later are not over.';
COMMENT ON COLUMN @model@.data_horizon.today IS 'The day.';
COMMENT ON COLUMN @model@.data_horizon.horizon IS 'When it begins.';

CREATE TRIGGER touch_bi AFTER INSERT OR UPDATE OR DELETE ON @model@.own_organization
FOR EACH ROW EXECUTE FUNCTION @model@.touch_bi_meaning();
CREATE TRIGGER touch_bi AFTER INSERT ON @model@.role REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('role', 'valid_from');
CREATE TRIGGER touch_bi_after AFTER UPDATE ON @model@.role REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('role', 'valid_from');
CREATE TRIGGER touch_bi_gone AFTER DELETE ON @model@.role REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('role', 'valid_from');
