-- One collector: the site's accounts, then half of its events.
CALL delivery.send_batches('account', 0);
CALL delivery.send_batches('event', 0);
