-- The tour, after load.sh: what a customer data platform inside the database
-- knows, in nine chapters.  Run in the folder that holds demo/.
\set ON_ERROR_STOP 1
\set QUIET 1
\pset pager off
\pset footer off
\pset null ''
\pset format wrapped
\pset columns 100
\pset linestyle unicode
SET datestyle = 'ISO, DMY';

\ir tour/1_arrival.sql
\ir tour/2_profiles.sql
\ir tour/3_golden.sql
\ir tour/4_caller.sql
\ir tour/5_journey.sql
\ir tour/6_channels.sql
\ir tour/7_funnel.sql
\ir tour/8_desk.sql
\ir tour/9_dashboard.sql
\ir tour/10_undo.sql
\ir tour/11_verdict.sql
