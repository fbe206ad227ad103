#!/bin/sh
# join.sh TOOLKIT_FILES MODEL_FILES ENTRY_FILES: the extension's install script.
#
# Toolkit files are taken as they are.  The model's files are plain DDL that
# must run in the caller's name later, for any model name, so they become the
# text that profile_model_template() returns; the entry files hold the
# functions that use it (create_profile_model and its kin).
#
# The script is plain ASCII, so that it installs whatever the encoding of the
# database: what is not ASCII in the model becomes @u:HEX@, the bytes of its
# UTF-8, and profile_model_ddl() turns it back.
set -eu

if LC_ALL=C grep -n '[^ -~	]' $1 $3 >&2; then
  echo 'the SQL of the toolkit must be plain ASCII' >&2
  exit 1
fi

ascii_only() {
  LC_ALL=C awk '
    BEGIN { for (i = 128; i < 256; i++) hex[sprintf("%c", i)] = sprintf("%02x", i) }
    !/[\200-\377]/ { print; next }
    {
      out = ""; run = ""
      for (i = 1; i <= length($0); i++) {
        c = substr($0, i, 1)
        if (c in hex) { run = run hex[c]; continue }
        if (run != "") { out = out "@u:" run "@"; run = "" }
        out = out c
      }
      print out (run == "" ? "" : "@u:" run "@")
    }' "$1"
}

cat <<'EOS'
\echo Use "CREATE EXTENSION profile" to load this file. \quit
SET LOCAL search_path TO pg_catalog, pg_temp;
EOS

for file in $1; do
  printf '\n-- ==== %s\n\n' "$file"
  cat "$file"
done

if [ -n "$2" ]; then
  if grep -l 'profile_model_text' $2 >&2; then
    echo 'the model must not contain the quoting tag of its wrapper' >&2
    exit 1
  fi
  printf '\n-- ==== the model, as text\n\n'
  printf 'CREATE FUNCTION @extschema@.profile_model_template() RETURNS text\n'
  printf 'LANGUAGE sql IMMUTABLE PARALLEL SAFE\nRETURN $profile_model_text$'
  for file in $2; do
    printf '\n-- ==== %s\n\n' "${file##*/}"
    ascii_only "$file"
  done
  printf '$profile_model_text$;\n'
  printf "COMMENT ON FUNCTION @extschema@.profile_model_template() IS\n"
  printf "'The DDL of a profile model with its placeholders; profile_model_ddl() fills them in.';\n"
fi

for file in $3; do
  printf '\n-- ==== %s\n\n' "$file"
  cat "$file"
done
