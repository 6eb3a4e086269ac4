<?php
// GET /documents/{id}/status in PHP. PDO connects for each request, unless it is told to keep connections.

// As key.sql and document.sql: here they are in the code, because PHP would read the files again for each request.
const KEY = <<<'SQL'
    SELECT k.tenant_id
    FROM api_key k
    WHERE k.key_hash = UNHEX(?) AND k.tenant_active AND k.revoked_at IS NULL
        AND (k.expires_at IS NULL OR k.expires_at > NOW(6)) AND FIND_IN_SET('documents:read', k.scopes) > 0
    SQL;
const DOCUMENT = <<<'SQL'
    SELECT d.status, s.name AS status_name, s.description AS status_description, s.step_number, s.total_steps,
        d.quality_score, d.needs_review, d.error_code, d.error_detail, d.created_at, d.updated_at
    FROM document d
    JOIN document_status s ON s.pipeline = d.pipeline AND s.status = d.status
    WHERE d.tenant_id = ? AND d.document_id = ?
    SQL;

function answer(int $status, array $body): never
{
    http_response_code($status);
    header('Content-Type: application/json');
    header('Cache-Control: no-store');
    echo json_encode($body, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
    exit;
}

function row(PDO $database, string $sql, array $parameters): array|false
{
    $statement = $database->prepare($sql);
    $statement->execute($parameters);
    return $statement->fetch(PDO::FETCH_ASSOC);
}

function instant(string $database): string
{
    return substr($database, 0, 10) . 'T' . substr($database, 11, 12) . 'Z';
}

if (!preg_match('~^Bearer (.+)$~i', $_SERVER['HTTP_AUTHORIZATION'] ?? '', $key)) {
    answer(401, ['code' => 'key_missing']);
}
if (!preg_match('~^/documents/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/status$~', $_SERVER['REQUEST_URI'], $path)) {
    answer(404, ['code' => 'not_found']);
}
$database = new PDO(
    'mysql:unix_socket=' . getenv('BENCH_DB_SOCKET') . ';dbname=docket;charset=utf8mb4',
    'bench', '', [PDO::ATTR_PERSISTENT => getenv('BENCH_PERSISTENT') === '1']);
$tenant = row($database, KEY, [hash('sha256', $key[1])]);
if (!$tenant) {
    answer(401, ['code' => 'key_invalid']);
}
$document = row($database, DOCUMENT, [$tenant['tenant_id'], $path[1]]);
if (!$document) {
    answer(404, ['code' => 'document_unknown']);
}
$step = (int) $document['step_number'];
$steps = (int) $document['total_steps'];
answer(200, [
    'document_id' => $path[1],
    'status' => $document['status'],
    'status_name' => $document['status_name'],
    'status_description' => $document['status_description'],
    'progress' => [
        'current_step' => $step, 'total_steps' => $steps, 'percentage' => intdiv($step * 100, max(1, $steps)),
    ],
    'quality_score' => $document['quality_score'] === null ? null : (float) $document['quality_score'],
    'needs_review' => (bool) $document['needs_review'],
    'error' => $document['error_code'] === null
        ? null : ['code' => $document['error_code'], 'detail' => $document['error_detail']],
    'created_at' => instant($document['created_at']),
    'last_update' => instant($document['updated_at']),
]);
