-- Pages at which the line reader was lost add up over workers and reports.

CALL worker_report(@worker, '[]', '[]', 2);
CALL worker_report(@worker, '[]', '[]', 0);
CALL worker_report(@worker, '[]', '[]', 3);
CALL assert_equals('added up', (SELECT total FROM worker_total WHERE name = 'second_engine_losses'), 5);
