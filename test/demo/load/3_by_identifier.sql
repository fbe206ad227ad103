-- Interactions of whom a cookie, a telephone or a card tells: each may bring a
-- record of its own, which finds its profile.
CALL delivery.send_documents('anonymous');
CALL delivery.send_interactions(by_key => false);
