-- The extension installs, names its version and stands alone.
SELECT profile_version() = (SELECT extversion FROM pg_extension WHERE extname = 'profile') AS same_version;
