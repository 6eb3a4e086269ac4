-- own_tenant: the tenant that the calling database account looks after; no row where it is revoked or the tenant is not
-- active. Each my_… view asks it in a subquery, which the server evaluates once and then looks up the tenant's rows by
-- key; FORCE INDEX keeps every other row out of reach, of a reader's own conditions too. The tables stand in a subquery of
-- each view, so that a reader's FOR UPDATE locks none of their rows and holds up no worker.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW own_tenant AS
SELECT t.tenant_id
FROM tenant_admin a JOIN tenant t ON t.tenant_id = a.tenant_id AND t.active
WHERE a.account = SUBSTRING_INDEX(SESSION_USER(), '@', 1) AND a.revoked_at IS NULL;

-- my_tenant: the tenant itself.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_tenant AS
SELECT * FROM (
    SELECT uid, slug, name, languages, created_at
    FROM tenant FORCE INDEX (PRIMARY)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant)) x;

-- my_keys: the API keys, never the keys themselves.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_keys AS
SELECT * FROM (
    SELECT key_id, name, hint, scopes, created_at, expires_at, revoked_at
    FROM api_key FORCE INDEX (key_id)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant)) x;

-- my_admins: the database accounts that look after the tenant.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_admins AS
SELECT * FROM (
    SELECT account, created_at, revoked_at
    FROM tenant_admin FORCE INDEX (tenant)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant)) x;

-- my_migrations: the tenant's SQL files, statement by statement.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_migrations AS
SELECT * FROM (
    SELECT file, step, version, sha256, state, started_at, done_at
    FROM tenant_migration FORCE INDEX (PRIMARY)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant)) x;

-- my_audit: who changed what, without the numbers that count all tenants together.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_audit AS
SELECT * FROM (
    SELECT at, actor, action,
        CASE WHEN object = CAST(tenant_id AS CHAR) OR action LIKE 'job.%' THEN ''
            WHEN object LIKE CONCAT(tenant_id, ':%') THEN SUBSTRING(object, LENGTH(tenant_id) + 2)
            ELSE object END AS object,
        REPLACE(JSON_REMOVE(before_value, '$.tenant_id', '$.schedule_id'), CONCAT('"', tenant_id, ':'), '"') AS before_value,
        REPLACE(JSON_REMOVE(after_value, '$.tenant_id', '$.schedule_id'), CONCAT('"', tenant_id, ':'), '"') AS after_value
    FROM audit FORCE INDEX (tenant)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant)) x;

-- my_usage: the package, what the tenant may use of it, and what it has used since the month (UTC) began; from counters.
-- The package stands in subqueries: joined, its row would be read before the tenant's, by a name of the reader's choice.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_usage AS
SELECT * FROM (
    SELECT t.package, CAST(DATE_FORMAT(UTC_DATE(), '%Y-%m-01') AS DATE) AS month, COALESCE(u.documents, 0) AS documents,
        LEAST((SELECT p.documents_per_month FROM package p WHERE p.package = t.package), COALESCE(q.documents_per_month, ~0))
            AS documents_limit,
        COALESCE(s.bytes, 0) AS storage,
        LEAST((SELECT p.storage_bytes FROM package p WHERE p.package = t.package), COALESCE(q.storage_bytes, ~0))
            AS storage_limit,
        LEAST((SELECT p.requests FROM package p WHERE p.package = t.package), COALESCE(q.requests, ~0)) AS requests_limit,
        (SELECT p.period_s FROM package p WHERE p.package = t.package) AS requests_period_s,
        LEAST((SELECT p.concurrency FROM package p WHERE p.package = t.package), COALESCE(q.concurrency, ~0))
            AS concurrency_limit
    FROM tenant t FORCE INDEX (PRIMARY)
    LEFT JOIN tenant_quota q FORCE INDEX (PRIMARY) ON q.tenant_id = t.tenant_id
    LEFT JOIN tenant_usage u FORCE INDEX (PRIMARY) ON u.tenant_id = t.tenant_id
        AND u.month = DATE_FORMAT(UTC_DATE(), '%Y-%m-01')
    LEFT JOIN tenant_storage s FORCE INDEX (PRIMARY) ON s.tenant_id = t.tenant_id
    WHERE t.tenant_id = (SELECT tenant_id FROM own_tenant)) x;
