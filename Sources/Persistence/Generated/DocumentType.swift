// Made by bin/generate from sql/routines/documents/document_type.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

extension TenantAdminSession {
    /// defines a document type. p_base 'invoice' gives it the fields and checks of an invoice, NULL leaves
    /// it with its own alone; p_pipeline is what its documents go through, 'invoice' where it is NULL.
    /// Errors: 45403 account_unknown; 45409 document_type_in_use; 45422 document_type_name_invalid, base_unknown,
    /// pipeline_unknown, too_many_document_types.
    public func documentTypeSet(name: String, base: String?, pipeline: String?) throws(DatabaseError) {
        _ = try database.change(
            "CALL document_type_set(?,?,?)", [name.parameter, base.parameter, pipeline.parameter])
    }

    /// forgets a document type with its fields and rules; one that is not there already is.
    /// Errors: 45403 account_unknown; 45409 document_type_in_use.
    public func documentTypeRemove(name: String) throws(DatabaseError) {
        _ = try database.change(
            "CALL document_type_remove(?)", [name.parameter])
    }

    /// the lowest quality and accuracy, 0 to 1, with which a document of the type is approved without a
    /// person; NULL: the built-in ones. Errors: 45403 account_unknown; 45404 document_type_unknown; 45422 threshold_invalid.
    public func thresholdSet(documentType: String, quality: DecimalText?, accuracy: DecimalText?) throws(DatabaseError)
    {
        _ = try database.change(
            "CALL threshold_set(?,?,?)", [documentType.parameter, quality.parameter, accuracy.parameter])
    }

}
