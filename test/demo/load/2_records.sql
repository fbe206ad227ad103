-- Three systems deliver files; COPY takes them.
\copy cdp.incoming_record FROM 'demo/crm.csv' (FORMAT csv, HEADER)
\copy cdp.incoming_record FROM 'demo/shop.csv' (FORMAT csv, HEADER)
\copy cdp.incoming_record FROM 'demo/call_centre.csv' (FORMAT csv, HEADER)
