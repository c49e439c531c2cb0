#!/bin/sh
# Run once by the PostgreSQL image: the site's user owns its database and is no superuser.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --set password="$BENKE_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE benke LOGIN PASSWORD :'password';
CREATE DATABASE benke OWNER benke;
SQL
