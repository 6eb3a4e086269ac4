// Made by bin/generate from sql/routines/documents/document_type_field.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

extension TenantAdminSession {
    /// defines a field of a document type. p_kind is text, date or amount; p_labels is what is
    /// printed beside its value, as JSON_ARRAY('Cost centre', 'Kostenstelle'). A field of the type's base, such as due_date,
    /// keeps its kind and gains the labels. p_min_confidence, 0 to 1: below it a person looks at the document.
    /// Errors: 45403 account_unknown; 45404 document_type_unknown; 45409 field_kind_fixed; 45422 field_name_invalid,
    /// field_name_reserved, field_kind_invalid, labels_invalid, confidence_invalid, prompt_hint_invalid, too_many_fields.
    public func documentTypeFieldSet(
        documentType: String, name: String, kind: String, required: Bool, labels: String, minConfidence: DecimalText?,
        promptHint: String?
    ) throws(DatabaseError) {
        _ = try database.change(
            "CALL document_type_field_set(?,?,?,?,?,?,?)",
            [
                documentType.parameter, name.parameter, kind.parameter, required.parameter, labels.parameter,
                minConfidence.parameter, promptHint.parameter,
            ])
    }

    /// the field is looked for no more; documents that have it keep it. One that is not there
    /// already is. Errors: 45403 account_unknown.
    public func documentTypeFieldRemove(documentType: String, name: String) throws(DatabaseError) {
        _ = try database.change(
            "CALL document_type_field_remove(?,?)", [documentType.parameter, name.parameter])
    }

}
