-- 20,000 documents of the tenant bench, in four statuses. Only what the status page reads is realistic.
-- No package allows as many requests as a load test makes.
INSERT INTO package (package, documents_per_month, storage_bytes, requests, period_s, concurrency)
    VALUES ('bench', 1000000, 1 << 40, 100000000, 900, 100);
UPDATE tenant SET package = 'bench' WHERE slug = 'bench';
SET @tenant = (SELECT tenant_id FROM tenant WHERE slug = 'bench');
SET @media = '0193a1b2-0000-7000-9000-000000000000';

INSERT INTO media (tenant_id, media_id, sha256, type, bytes, storage_key)
    VALUES (@tenant, @media, UNHEX(SHA2('bench', 256)), 'application/pdf', 4, 'uploads/bench/original');

INSERT INTO subject (tenant_id, subject_kind, subject_id)
    SELECT @tenant, 'document', CONCAT('0193a1b2-0000-7000-8000-', LPAD(HEX(seq), 12, '0')) FROM seq_1_to_20000;

INSERT INTO document (tenant_id, document_id, media_id, pipeline, status, filename, quality_score, needs_review,
        error_code, error_detail, created_at, updated_at)
    SELECT @tenant, CONCAT('0193a1b2-0000-7000-8000-', LPAD(HEX(seq), 12, '0')), @media, 'invoice',
        ELT(1 + seq MOD 4, 'preprocessing', 'approved', 'manual_review', 'ocr_error'), CONCAT('invoice ', seq, '.pdf'),
        IF(seq MOD 4 IN (1, 2), ROUND(0.5 + (seq MOD 500) / 1000, 3), NULL), seq MOD 4 = 2,
        IF(seq MOD 4 = 3, 'unreadable', NULL), IF(seq MOD 4 = 3, 'Page 1: "scan" too dark – größer scannen', NULL),
        '2026-01-01' + INTERVAL seq * 61.123456 SECOND, '2026-01-01' + INTERVAL seq * 61.123456 + 2.5 SECOND
    FROM seq_1_to_20000;

ANALYZE TABLE document, media, api_key, tenant;
