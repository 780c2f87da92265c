#!/bin/sh
# Run once by the postgres image on an empty volume: the two logins, the audiences the application may work for,
# the database's owner, and that no audience can be left from within a statement. The same statements as apps/api/src/platform/database/migrate/role-statements.ts;
# tests/architecture/compose.spec.ts holds the two together.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres --dbname floor \
  --set owner_password="$FLOOR_OWNER_PASSWORD" --set app_password="$FLOOR_APP_PASSWORD" <<'SQL'
CREATE ROLE floor_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'owner_password';
CREATE ROLE floor_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'app_password';
CREATE ROLE floor_account NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
CREATE ROLE floor_buyer NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
CREATE ROLE floor_officer NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
CREATE ROLE floor_seller NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
CREATE ROLE floor_worker NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
GRANT floor_account TO floor_app WITH INHERIT FALSE, SET TRUE;
GRANT floor_buyer TO floor_app WITH INHERIT FALSE, SET TRUE;
GRANT floor_officer TO floor_app WITH INHERIT FALSE, SET TRUE;
GRANT floor_seller TO floor_app WITH INHERIT FALSE, SET TRUE;
GRANT floor_worker TO floor_app WITH INHERIT FALSE, SET TRUE;
ALTER DATABASE floor OWNER TO floor_owner;
REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO floor_owner, floor_app;
SQL
