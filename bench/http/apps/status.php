<?php
// GET /documents/{id}/status in PHP: PDO on a persistent connection. BENCH_* comes from the pool's configuration.

function answer(int $status, array $body): never
{
    http_response_code($status);
    header('Content-Type: application/json');
    header('Cache-Control: no-store');
    echo json_encode($body, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
    exit;
}

function row(PDO $database, string $file, array $parameters): array|false
{
    $statement = $database->prepare(file_get_contents(__DIR__ . "/$file"));
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
    'bench', '', [PDO::ATTR_PERSISTENT => true]);
$tenant = row($database, 'key.sql', [hash('sha256', $key[1])]);
if (!$tenant) {
    answer(401, ['code' => 'key_invalid']);
}
$document = row($database, 'document.sql', [$tenant['tenant_id'], $path[1]]);
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
