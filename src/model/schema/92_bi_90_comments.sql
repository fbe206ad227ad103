-- Stored columns mean what the views over them say; what the views do not show is
-- said here.
COMMENT ON COLUMN @model@.bi_contact.previous_at IS 'When the customer turned to the company before; NULL: never.';
COMMENT ON COLUMN @model@.bi_contact.next_at IS 'When the customer came again; NULL: not yet.';
COMMENT ON COLUMN @model@.bi_service_quality.segment_key IS 'The segment; 0 for all customers.';
COMMENT ON COLUMN @model@.bi_service_quality.month_start IS 'First day of the month.';
COMMENT ON COLUMN @model@.bi_churn_monthly.month_start IS 'First day of the month.';
COMMENT ON COLUMN @model@.bi_channel_scorecard.month_start IS 'First day of the month.';
COMMENT ON COLUMN @model@.bi_order.previous_date IS 'Day of the customer''s order before; NULL for the first.';
COMMENT ON COLUMN @model@.bi_order.next_date IS 'Day of the customer''s next order; NULL: none yet.';
COMMENT ON COLUMN @model@.bi_order.first_date IS 'Day of the customer''s first order.';
COMMENT ON COLUMN @model@.bi_channel_scorecard.all_customers IS 'Distinct customers of the month in all channels.';
COMMENT ON TABLE @model@.bi_exposure IS 'Customers and the campaigns to which they were exposed, by channel.';
COMMENT ON COLUMN @model@.bi_exposure.profile_key IS 'The customer.';
COMMENT ON COLUMN @model@.bi_exposure.campaign IS 'The campaign.';
COMMENT ON COLUMN @model@.bi_exposure.channel_key IS 'The channel.';
COMMENT ON COLUMN @model@.bi_exposure.first_at IS 'When first.';
COMMENT ON COLUMN @model@.bi_exposure.first_date IS 'On which day first.';
COMMENT ON COLUMN @model@.bi_exposure.last_date IS 'On which day last.';
COMMENT ON COLUMN @model@.bi_exposure.exposures IS 'How many times.';
COMMENT ON COLUMN @model@.bi_exposure.is_read IS 'The customer read or clicked any of it.';
COMMENT ON COLUMN @model@.bi_exposure.is_clicked IS 'The customer clicked any of it.';

DO $$
DECLARE
  v_column record;
BEGIN
  FOR v_column IN
    SELECT t.oid::regclass AS stored, v.oid::regclass AS shown, n.attname, col_description(v.oid, n.attnum) AS meaning
    FROM (VALUES ('bi_contact', 'fct_contact'), ('bi_service_quality', 'service_quality'), ('bi_order', 'fct_order'),
                 ('bi_customer_value', 'customer_value'), ('bi_customer_value', 'rfm'), ('bi_churn_monthly', 'churn_monthly'),
                 ('bi_retention_cohort', 'retention_cohort'), ('bi_channel_scorecard', 'channel_scorecard'),
                 ('bi_campaign_effect', 'campaign_effect')) AS p (stored, shown)
    JOIN pg_class t ON t.relname = p.stored AND t.relnamespace = '@model@'::regnamespace
    JOIN pg_class v ON v.relname = p.shown AND v.relnamespace = '@bi@'::regnamespace
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0
    JOIN pg_attribute n ON n.attrelid = v.oid AND n.attname = a.attname
    WHERE col_description(t.oid, a.attnum) IS NULL
  LOOP
    EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', v_column.stored, v_column.attname, v_column.meaning);
    IF obj_description(v_column.stored, 'pg_class') IS NULL THEN
      EXECUTE format('COMMENT ON TABLE %s IS %L', v_column.stored, 'Stored rows of the BI view ' || v_column.shown || '.');
    END IF;
  END LOOP;
END;
$$;
