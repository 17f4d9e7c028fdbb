#!/bin/bash
# Runs once, when the cluster is new: makes the owner of the database, who is no superuser. The migrations make the other roles.
# Since PostgreSQL 16 a role must hold pg_read_all_data with the admin option to grant it, and CREATEDB to give it on (backups are
# verified in a scratch database). What counts how long statements take only a superuser can make.
set -euo pipefail
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres <<'SQL'
\set password `cat /run/database-secrets/db_owner_password`
CREATE ROLE initialsdb LOGIN CREATEROLE CREATEDB PASSWORD :'password';
GRANT pg_read_all_data TO initialsdb WITH ADMIN OPTION;
GRANT pg_read_all_stats TO initialsdb;
CREATE DATABASE initialsdb OWNER initialsdb;
\connect initialsdb
CREATE SCHEMA monitoring AUTHORIZATION initialsdb;
CREATE EXTENSION pg_stat_statements SCHEMA monitoring;
SQL
