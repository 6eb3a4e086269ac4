// Made by bin/generate from sql/routines/documents/verdict.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

extension WorkerTransaction {
    /// the verdict on a document, 'approved' or 'manual_review'. Errors: 45409 lease_lost; 45422
    /// decision_invalid.
    public func documentEvaluate(
        lease: Lease, quality: DecimalText, accuracy: DecimalText, decision: String, findings: String
    ) throws(DatabaseError) {
        _ = try database.part(
            "CALL document_evaluate(?,?,?,?,?,?,?)",
            [
                lease.job.parameter, lease.worker.parameter, lease.fence.parameter, quality.parameter,
                accuracy.parameter, decision.parameter, findings.parameter,
            ])
    }

}
