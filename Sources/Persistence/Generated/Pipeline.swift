// Made by bin/generate from sql/routines/documents/pipeline.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

extension TenantAdminSession {
    /// defines a pipeline of the tenant's own, made of known steps in their order, such as
    /// 'preprocess,ocr,predict,extract'; each runs in its usual queue, with its usual statuses. One that documents have gone
    /// through stays as it is. Errors: 45403 account_unknown; 45409 pipeline_in_use; 45422 pipeline_name_invalid,
    /// pipeline_name_taken, steps_invalid, step_unknown, step_out_of_order, too_many_pipelines.
    public func pipelineSet(name: String, steps: String) throws(DatabaseError) {
        _ = try database.change(
            "CALL pipeline_set(?,?)", [name.parameter, steps.parameter])
    }

    /// the queue of a step of the tenant's own pipeline, one whose workers are fit for it; from the next
    /// job on. Errors: 45403 account_unknown; 45404 pipeline_unknown, step_unknown; 45422 queue_unfit.
    public func pipelineStepSet(pipeline: String, step: String, queue: String) throws(DatabaseError) {
        _ = try database.change(
            "CALL pipeline_step_set(?,?,?)", [pipeline.parameter, step.parameter, queue.parameter])
    }

    /// forgets a pipeline that no document and no document type has; one that is not there already is.
    /// Errors: 45403 account_unknown; 45409 pipeline_in_use.
    public func pipelineRemove(name: String) throws(DatabaseError) {
        _ = try database.change(
            "CALL pipeline_remove(?)", [name.parameter])
    }

}
