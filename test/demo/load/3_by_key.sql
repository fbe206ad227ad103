-- Interactions of customers whom their source knows by a key of its own.
CALL delivery.send_documents('user');
CALL delivery.send_interactions(by_key => true);
