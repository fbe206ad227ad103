#!/bin/sh
# join.sh TOOLKIT_FILES MODEL_FILES ENTRY_FILES: the extension's install script.
#
# Toolkit files are taken as they are.  The model's files are plain DDL that
# must run in the caller's name later, for any model name, so they become the
# text that profile_model_template() returns; the entry files hold the
# functions that use it (create_profile_model and its kin).
set -eu

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
    cat "$file"
  done
  printf '$profile_model_text$;\n'
  printf "COMMENT ON FUNCTION @extschema@.profile_model_template() IS\n"
  printf "'The DDL of a profile model with its placeholders; profile_model_ddl() fills them in.';\n"
fi

for file in $3; do
  printf '\n-- ==== %s\n\n' "$file"
  cat "$file"
done
