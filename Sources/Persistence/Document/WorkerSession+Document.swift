import Domain

/// A job's document as values of Domain, whatever step reads it.
extension WorkerSession {
    /// The pages as they were read, in order.
    public func pages(_ lease: Lease) throws(DatabaseError) -> [Page] {
        try pageList(lease: lease, number: nil).map { Page($0) }
    }

    /// What was taken for its fields.
    public func predictions(_ lease: Lease) throws(DatabaseError) -> [Prediction] {
        try predictionList(lease: lease).compactMap { Prediction($0) }
    }

    /// Its fields.
    public func fields(_ lease: Lease) throws(DatabaseError) -> [Field] {
        try fieldList(lease: lease).compactMap { Field($0) }
    }

    /// What was read of its XML; nil where it has none.
    public func einvoice(_ lease: Lease) throws(DatabaseError) -> EInvoiceReading? {
        try einvoiceGet(lease: lease).first?.content
    }

    /// Its type; the built-in one where the tenant defined nothing.
    public func documentType(_ lease: Lease) throws(DatabaseError) -> DocumentType {
        try documentTypeGet(lease: lease, name: nil).first.map { DocumentType($0) } ?? .invoice
    }

    /// Another of the tenant's types; nil where there is none of that name.
    public func documentType(_ lease: Lease, named name: String) throws(DatabaseError) -> DocumentType? {
        try documentTypeGet(lease: lease, name: name).first.map { DocumentType($0) }
    }
}

extension DocumentType {
    fileprivate init(_ row: DocumentTypeGetRow) {
        self.init(
            name: row.name, isInvoice: row.base != nil, fields: row.fields, rules: row.keywordRules,
            minQuality: row.minQuality?.double, minAccuracy: row.minAccuracy?.double)
    }
}
