\echo
\echo '10 UNDO'
\echo '   Somebody at the desk splits the profile: nothing is copied, the history follows the records.'
\echo
SELECT array_agg(r.record_id ORDER BY r.record_id) AS leaving
FROM cdp.record AS r JOIN cdp.source AS s USING (source_id)
WHERE r.profile_id = :person AND s.name = 'call_centre' \gset
SELECT max(change_id) AS last_change FROM cdp.profile_change \gset
CREATE TEMP TABLE before AS SELECT golden, cdp.profile_journey(profile_id) AS journey FROM cdp.profile WHERE profile_id = :person;
SELECT journey_length(journey) AS steps_before FROM before \gset
\set ECHO queries
SELECT cdp_api.split(:person, p_records => :'leaving', p_reason => 'it was a brother who called');
\set ECHO none
SELECT profile_id AS other_person FROM cdp.record WHERE record_id = (:'leaving'::bigint[])[1] \gset
\set ECHO queries
SELECT p.profile_id, p.golden ->> 'name' AS name,
       journey_length(cdp.profile_journey(p.profile_id)) AS steps,
       (SELECT count(*) FROM cdp.record AS r WHERE r.profile_id = p.profile_id) AS records
FROM cdp.profile AS p WHERE p.profile_id IN (:person, :other_person)
ORDER BY p.profile_id = :other_person;

SELECT cdp_api.merge(:person, :other_person, p_reason => 'no, it is the same person');

SELECT p.golden = b.golden AS golden_record_is_as_before,
       cdp.profile_journey(p.profile_id) = b.journey AS journey_is_as_before
FROM cdp.profile AS p, before AS b WHERE p.profile_id = :person;

SELECT change_id, change, profile_id, other_profile_id AS other, records_moved, actor, reason
FROM cdp.profile_change WHERE change_id > :last_change ORDER BY change_id;
\set ECHO none
