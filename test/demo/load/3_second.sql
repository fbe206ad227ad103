-- Another: what tills, couriers, mailings and the telephone have recorded, and
-- the other half of the site's events.
CALL delivery.send_interactions('shop');
CALL delivery.send_interactions('crm');
CALL delivery.send_interactions('call_centre');
CALL delivery.send_interactions('site');
CALL delivery.send_batches('event', 1);
