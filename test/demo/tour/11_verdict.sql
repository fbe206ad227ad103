-- The demo is also a test: it fails where the profiles are not what they
-- should be, or where a delivered row has got lost.
\echo
SELECT right_pairs / one_profile >= 0.995 AND right_pairs / one_person >= 0.90 AS profiles_are_right FROM pairs \gset
SELECT (SELECT count(*) FROM delivery.interaction)
       = (SELECT count(*) FROM cdp.interaction) + (SELECT sum(duplicates) FROM cdp.interaction_ledger)
         + (SELECT count(*) FROM cdp.rejected) AS nothing_is_lost \gset
SELECT (p.golden, cdp.profile_journey(p.profile_id)) IS NOT DISTINCT FROM (b.golden, b.journey) AS undone
FROM cdp.profile AS p, before AS b WHERE p.profile_id = :person \gset
\if :profiles_are_right
\else
  DO $$ BEGIN RAISE 'precision is below 0.995, or recall below 0.90'; END $$;
\endif
\if :nothing_is_lost
\else
  DO $$ BEGIN RAISE 'interactions delivered are not those kept, dropped and rejected'; END $$;
\endif
\if :undone
\else
  DO $$ BEGIN RAISE 'splitting and merging has changed the profile'; END $$;
\endif
\echo 'Checked: no delivered row is lost, the profiles are right (precision, recall), the undo is exact.'
\echo
