DELIMITER //

-- package_required: refuses a package that does not exist. Errors: 45404 package_unknown.
-- account: internal
CREATE OR REPLACE PROCEDURE package_required(IN p_package VARCHAR(30))
READS SQL DATA
BEGIN
    IF NOT EXISTS (SELECT 1 FROM package WHERE package = p_package) THEN
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'package_unknown';
    END IF;
END//

-- tenant_limits: what a tenant may use: its package's figures, or its own where these are lower.
-- account: internal
CREATE OR REPLACE PROCEDURE tenant_limits(
    IN p_tenant INT UNSIGNED, OUT p_documents INT UNSIGNED, OUT p_storage BIGINT UNSIGNED, OUT p_requests INT UNSIGNED,
    OUT p_period_s INT UNSIGNED, OUT p_concurrency SMALLINT UNSIGNED)
READS SQL DATA
BEGIN
    SELECT LEAST(p.documents_per_month, COALESCE(q.documents_per_month, p.documents_per_month)),
            LEAST(p.storage_bytes, COALESCE(q.storage_bytes, p.storage_bytes)),
            LEAST(p.requests, COALESCE(q.requests, p.requests)), p.period_s,
            LEAST(p.concurrency, COALESCE(q.concurrency, p.concurrency))
        INTO p_documents, p_storage, p_requests, p_period_s, p_concurrency
        FROM tenant t
        JOIN package p ON p.package = t.package
        LEFT JOIN tenant_quota q ON q.tenant_id = t.tenant_id
        WHERE t.tenant_id = p_tenant;
END//

-- quota_apply: a tenant's own quotas, within its package; NULL: as the package has it. Its counters come last.
-- Errors: 45422 quota_above_package, quota_invalid.
-- account: internal
CREATE OR REPLACE PROCEDURE quota_apply(
    IN p_tenant INT UNSIGNED, IN p_documents_per_month INT UNSIGNED, IN p_storage_bytes BIGINT UNSIGNED,
    IN p_requests INT UNSIGNED, IN p_concurrency SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    IF p_requests = 0 OR p_concurrency = 0 THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'quota_invalid'; END IF;
    IF EXISTS (
        SELECT 1 FROM tenant t JOIN package p ON p.package = t.package
            WHERE t.tenant_id = p_tenant AND (
                p_documents_per_month > p.documents_per_month OR p_storage_bytes > p.storage_bytes
                OR p_requests > p.requests OR p_concurrency > p.concurrency)) THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'quota_above_package';
    END IF;
    INSERT INTO tenant_quota (tenant_id, documents_per_month, storage_bytes, requests, concurrency)
        VALUES (p_tenant, p_documents_per_month, p_storage_bytes, p_requests, p_concurrency)
        ON DUPLICATE KEY UPDATE documents_per_month = p_documents_per_month, storage_bytes = p_storage_bytes,
            requests = p_requests, concurrency = p_concurrency;
    CALL tenant_queue_fit(p_tenant, NULL);
END//

-- quota_set: what the tenant may use, within its package: documents a month, bytes of files, requests of a key in its
-- window, jobs at once; NULL: as the package has it. Errors: 45403 account_unknown; 45422 quota_above_package, quota_invalid.
-- account: tenant_admin
-- transaction: own
-- returns: none
-- nullable: documents_per_month, storage_bytes, requests, concurrency
-- example: CALL quota_set(5000, NULL, NULL, 4)
CREATE OR REPLACE PROCEDURE quota_set(
    IN p_documents_per_month INT UNSIGNED, IN p_storage_bytes BIGINT UNSIGNED, IN p_requests INT UNSIGNED,
    IN p_concurrency SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    CALL quota_apply(v_tenant, p_documents_per_month, p_storage_bytes, p_requests, p_concurrency);
    COMMIT;
END//

-- quota_check: refuses a tenant that is at a limit already: cheap, without a lock, and therefore not binding.
-- Errors: 45413 quota_storage_exceeded; 45429 quota_documents_exceeded.
-- account: internal
CREATE OR REPLACE PROCEDURE quota_check(IN p_tenant INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_documents, v_requests, v_period_s INT UNSIGNED;
    DECLARE v_storage BIGINT UNSIGNED;
    DECLARE v_concurrency SMALLINT UNSIGNED;
    CALL tenant_limits(p_tenant, v_documents, v_storage, v_requests, v_period_s, v_concurrency);
    IF COALESCE((SELECT documents FROM tenant_usage WHERE tenant_id = p_tenant AND month = usage_month()), 0)
        >= v_documents THEN
        SIGNAL SQLSTATE '45429' SET MESSAGE_TEXT = 'quota_documents_exceeded';
    END IF;
    IF COALESCE((SELECT bytes FROM tenant_storage WHERE tenant_id = p_tenant), 0) >= v_storage THEN
        SIGNAL SQLSTATE '45413' SET MESSAGE_TEXT = 'quota_storage_exceeded';
    END IF;
END//

-- usage_month: the month that is counted now, by its first day in UTC.
-- account: internal
CREATE OR REPLACE FUNCTION usage_month() RETURNS DATE
NOT DETERMINISTIC NO SQL
RETURN DATE_FORMAT(UTC_DATE(), '%Y-%m-01')//

-- usage_add_document: counts a document, and refuses the one too many. The counter stays locked to the end of the
-- transaction; it is taken before the rows of the file and of the document. Errors: 45429 quota_documents_exceeded.
-- account: internal
CREATE OR REPLACE PROCEDURE usage_add_document(IN p_tenant INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_documents, v_requests, v_period_s INT UNSIGNED;
    DECLARE v_storage BIGINT UNSIGNED;
    DECLARE v_concurrency SMALLINT UNSIGNED;
    INSERT INTO tenant_usage (tenant_id, month, documents) VALUES (p_tenant, usage_month(), 1)
        ON DUPLICATE KEY UPDATE documents = documents + 1;
    CALL tenant_limits(p_tenant, v_documents, v_storage, v_requests, v_period_s, v_concurrency);
    IF (SELECT documents FROM tenant_usage WHERE tenant_id = p_tenant AND month = usage_month()) > v_documents THEN
        SIGNAL SQLSTATE '45429' SET MESSAGE_TEXT = 'quota_documents_exceeded';
    END IF;
END//

-- usage_add_bytes: counts a stored file, and refuses what there is no room for. Errors: 45413 quota_storage_exceeded.
-- account: internal
CREATE OR REPLACE PROCEDURE usage_add_bytes(IN p_tenant INT UNSIGNED, IN p_bytes BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_documents, v_requests, v_period_s INT UNSIGNED;
    DECLARE v_storage BIGINT UNSIGNED;
    DECLARE v_concurrency SMALLINT UNSIGNED;
    INSERT INTO tenant_storage (tenant_id, bytes) VALUES (p_tenant, p_bytes)
        ON DUPLICATE KEY UPDATE bytes = bytes + p_bytes;
    CALL tenant_limits(p_tenant, v_documents, v_storage, v_requests, v_period_s, v_concurrency);
    IF (SELECT bytes FROM tenant_storage WHERE tenant_id = p_tenant) > v_storage THEN
        SIGNAL SQLSTATE '45413' SET MESSAGE_TEXT = 'quota_storage_exceeded';
    END IF;
END//

-- usage_get: a tenant's package, its limits, and what it has used since the month began; all from counters.
-- account: app
-- transaction: none
-- returns: one
--   package VARCHAR
--   documents_limit INT
--   documents_used INT
--   storage_limit BIGINT
--   storage_used BIGINT
--   concurrency INT
--   period_start DATETIME
--   period_end DATETIME
-- example: CALL usage_get(@key)
CREATE OR REPLACE PROCEDURE usage_get(IN p_key BINARY(32))
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    DECLARE v_documents, v_requests, v_period_s INT UNSIGNED;
    DECLARE v_storage BIGINT UNSIGNED;
    DECLARE v_concurrency SMALLINT UNSIGNED;
    CALL tenant_limits(v_tenant, v_documents, v_storage, v_requests, v_period_s, v_concurrency);
    SELECT t.package, CAST(v_documents AS SIGNED) AS documents_limit,
            CAST(COALESCE(u.documents, 0) AS SIGNED) AS documents_used, CAST(v_storage AS SIGNED) AS storage_limit,
            CAST(COALESCE(s.bytes, 0) AS SIGNED) AS storage_used, CAST(v_concurrency AS SIGNED) AS concurrency,
            CAST(usage_month() AS DATETIME(6)) AS period_start,
            CAST(usage_month() AS DATETIME(6)) + INTERVAL 1 MONTH AS period_end
        FROM tenant t
        LEFT JOIN tenant_usage u ON u.tenant_id = t.tenant_id AND u.month = usage_month()
        LEFT JOIN tenant_storage s ON s.tenant_id = t.tenant_id
        WHERE t.tenant_id = v_tenant;
END//

-- package_list: the packages, the smallest first.
-- account: admin
-- transaction: none
-- returns: many
--   package VARCHAR
--   documents_per_month INT
--   storage_bytes BIGINT
--   requests INT
--   period_s INT
--   concurrency INT
--   tenants INT
-- example: CALL package_list()
CREATE OR REPLACE PROCEDURE package_list()
READS SQL DATA
BEGIN
    SELECT p.package, CAST(p.documents_per_month AS SIGNED) AS documents_per_month,
            CAST(p.storage_bytes AS SIGNED) AS storage_bytes, CAST(p.requests AS SIGNED) AS requests,
            CAST(p.period_s AS SIGNED) AS period_s, CAST(p.concurrency AS SIGNED) AS concurrency,
            COUNT(t.tenant_id) AS tenants
        FROM package p LEFT JOIN tenant t ON t.package = p.package
        GROUP BY p.package ORDER BY p.documents_per_month, p.package;
END//

-- tenant_package: moves a tenant to a package; quotas of its own that are above that count no more.
-- Errors: 45404 package_unknown, tenant_unknown.
-- account: admin
-- transaction: none
-- returns: none
-- example: CALL tenant_package('example', 'business')
CREATE OR REPLACE PROCEDURE tenant_package(IN p_tenant_slug VARCHAR(63), IN p_package VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    CALL package_required(p_package);
    IF NOT EXISTS (SELECT 1 FROM tenant WHERE slug = p_tenant_slug) THEN
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'tenant_unknown';
    END IF;
    UPDATE tenant SET package = p_package WHERE slug = p_tenant_slug;
    CALL tenant_queue_fit(tenant_of(p_tenant_slug), NULL);
END//

-- tenant_usage_list: what the tenants have used in the running month, by slug.
-- account: admin
-- transaction: none
-- returns: many
--   slug VARCHAR
--   package VARCHAR
--   documents INT
--   documents_limit INT
--   storage BIGINT
--   storage_limit BIGINT
-- example: CALL tenant_usage_list()
CREATE OR REPLACE PROCEDURE tenant_usage_list()
READS SQL DATA
BEGIN
    SELECT t.slug, t.package, CAST(COALESCE(u.documents, 0) AS SIGNED) AS documents,
            CAST(LEAST(p.documents_per_month, COALESCE(q.documents_per_month, p.documents_per_month)) AS SIGNED)
                AS documents_limit,
            CAST(COALESCE(s.bytes, 0) AS SIGNED) AS storage,
            CAST(LEAST(p.storage_bytes, COALESCE(q.storage_bytes, p.storage_bytes)) AS SIGNED) AS storage_limit
        FROM tenant t
        JOIN package p ON p.package = t.package
        LEFT JOIN tenant_quota q ON q.tenant_id = t.tenant_id
        LEFT JOIN tenant_usage u ON u.tenant_id = t.tenant_id AND u.month = usage_month()
        LEFT JOIN tenant_storage s ON s.tenant_id = t.tenant_id
        ORDER BY t.slug;
END//
