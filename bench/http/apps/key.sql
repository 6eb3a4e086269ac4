SELECT k.tenant_id
FROM api_key k
WHERE k.key_hash = UNHEX(?) AND k.tenant_active AND k.revoked_at IS NULL
    AND (k.expires_at IS NULL OR k.expires_at > NOW(6)) AND FIND_IN_SET('documents:read', k.scopes) > 0
