-- A lower priority number goes first; waiting outweighs any priority in the end.

CALL job_release(@job, @worker, @fence);
DELETE FROM job_live;

CALL add_document(@key, 'last', 10);
CALL add_document(@key, 'first', 1);
CALL add_document(@key, 'usual', 5);
CALL add_document(@key, 'usual, later', 5);

CALL jobs_claim(1, 'preprocessing', 1, '[]');
CALL assert_equals('first claim', claimed(1), 'first');
CALL jobs_claim(2, 'preprocessing', 1, '[]');
CALL assert_equals('second claim', claimed(2), 'usual');
CALL jobs_claim(3, 'preprocessing', 1, '[]');
CALL assert_equals('third claim: of the same priority, the older', claimed(3), 'usual, later');

-- Ten minutes later somebody is in a hurry.
UPDATE job_live SET claim_key = claim_key - 10 * 60 * 1000000 WHERE state = 'ready';
UPDATE tenant_queue SET head_key = 0;
CALL add_document(@key, 'urgent', 1);
CALL jobs_claim(4, 'preprocessing', 1, '[]');
CALL assert_equals('a minute for each step of priority', claimed(4), 'last');
CALL jobs_claim(5, 'preprocessing', 1, '[]');
CALL assert_equals('last claim', claimed(5), 'urgent');
