// Made by bin/generate from sql/routines/documents/einvoice.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

/// A row of ``WorkerSession/einvoiceGet``.
public struct EinvoiceGetRow: Sendable {
    /// `content`, JSON.
    public let content: EInvoiceReading

    init(_ row: Row) throws(DatabaseError) {
        content = try row.decode(0, "einvoice_get.content")
    }
}

/// A row of ``AppSession/lineItemList``.
public struct LineItemListRow: Sendable {
    /// `number`, INT.
    public let number: Int
    /// `id`, VARCHAR or NULL.
    public let id: String?
    /// `article`, VARCHAR or NULL.
    public let article: String?
    /// `name`, VARCHAR or NULL.
    public let name: String?
    /// `description`, VARCHAR or NULL.
    public let description: String?
    /// `quantity`, DECIMAL or NULL.
    public let quantity: DecimalText?
    /// `unit`, VARCHAR or NULL.
    public let unit: String?
    /// `unit_price`, DECIMAL or NULL.
    public let unitPrice: DecimalText?
    /// `net_amount`, DECIMAL or NULL.
    public let netAmount: DecimalText?
    /// `tax_category`, VARCHAR or NULL.
    public let taxCategory: String?
    /// `tax_rate`, DECIMAL or NULL.
    public let taxRate: DecimalText?
    /// `page`, INT or NULL.
    public let page: Int?
    /// `box_left`, INT or NULL.
    public let boxLeft: Int?
    /// `box_top`, INT or NULL.
    public let boxTop: Int?
    /// `box_right`, INT or NULL.
    public let boxRight: Int?
    /// `box_bottom`, INT or NULL.
    public let boxBottom: Int?
    /// `confidence`, DECIMAL or NULL.
    public let confidence: DecimalText?
    /// `source`, VARCHAR or NULL.
    public let source: String?

    init(_ row: Row) throws(DatabaseError) {
        number = try row.get(0)
        id = try row.getOptional(1)
        article = try row.getOptional(2)
        name = try row.getOptional(3)
        description = try row.getOptional(4)
        quantity = try row.getOptional(5)
        unit = try row.getOptional(6)
        unitPrice = try row.getOptional(7)
        netAmount = try row.getOptional(8)
        taxCategory = try row.getOptional(9)
        taxRate = try row.getOptional(10)
        page = try row.getOptional(11)
        boxLeft = try row.getOptional(12)
        boxTop = try row.getOptional(13)
        boxRight = try row.getOptional(14)
        boxBottom = try row.getOptional(15)
        confidence = try row.getOptional(16)
        source = try row.getOptional(17)
    }
}

/// A row of ``AppSession/taxSubtotalList``.
public struct TaxSubtotalListRow: Sendable {
    /// `number`, INT.
    public let number: Int
    /// `category`, VARCHAR or NULL.
    public let category: String?
    /// `rate`, DECIMAL or NULL.
    public let rate: DecimalText?
    /// `taxable_amount`, DECIMAL or NULL.
    public let taxableAmount: DecimalText?
    /// `tax_amount`, DECIMAL or NULL.
    public let taxAmount: DecimalText?
    /// `exemption`, VARCHAR or NULL.
    public let exemption: String?
    /// `page`, INT or NULL.
    public let page: Int?
    /// `box_left`, INT or NULL.
    public let boxLeft: Int?
    /// `box_top`, INT or NULL.
    public let boxTop: Int?
    /// `box_right`, INT or NULL.
    public let boxRight: Int?
    /// `box_bottom`, INT or NULL.
    public let boxBottom: Int?
    /// `confidence`, DECIMAL or NULL.
    public let confidence: DecimalText?
    /// `source`, VARCHAR or NULL.
    public let source: String?

    init(_ row: Row) throws(DatabaseError) {
        number = try row.get(0)
        category = try row.getOptional(1)
        rate = try row.getOptional(2)
        taxableAmount = try row.getOptional(3)
        taxAmount = try row.getOptional(4)
        exemption = try row.getOptional(5)
        page = try row.getOptional(6)
        boxLeft = try row.getOptional(7)
        boxTop = try row.getOptional(8)
        boxRight = try row.getOptional(9)
        boxBottom = try row.getOptional(10)
        confidence = try row.getOptional(11)
        source = try row.getOptional(12)
    }
}

extension AppSession {
    /// the lines of a document, in order. Errors: 45404 document_unknown.
    public func lineItemList(key: Digest, document: Identifier) throws(DatabaseError) -> [LineItemListRow] {
        try Database.all(
            database.read(
                "CALL line_item_list(?,?)", [key.parameter, document.parameter]), as: LineItemListRow.init)
    }

    /// the tax of a document by rates, in order. Errors: 45404 document_unknown.
    public func taxSubtotalList(key: Digest, document: Identifier) throws(DatabaseError) -> [TaxSubtotalListRow] {
        try Database.all(
            database.read(
                "CALL tax_subtotal_list(?,?)", [key.parameter, document.parameter]), as: TaxSubtotalListRow.init)
    }

}

extension WorkerSession {
    /// what was read of the XML of the job's document; no row where it has none. Errors: 45409 lease_lost.
    public func einvoiceGet(lease: Lease) throws(DatabaseError) -> [EinvoiceGetRow] {
        try Database.all(
            database.read(
                "CALL einvoice_get(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter]),
            as: EinvoiceGetRow.init)
    }

}

extension WorkerTransaction {
    /// what was read of a document's XML. Errors: 45409 lease_lost.
    public func einvoicePut(lease: Lease, content: String, summary: String) throws(DatabaseError) {
        _ = try database.part(
            "CALL einvoice_put(?,?,?,?,?)",
            [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, content.parameter, summary.parameter])
    }

    /// forgets the lines and taxes of the job's document. Errors: 45409 lease_lost.
    public func itemsClear(lease: Lease) throws(DatabaseError) {
        _ = try database.part(
            "CALL items_clear(?,?,?)", [lease.job.parameter, lease.worker.parameter, lease.fence.parameter])
    }

    /// some lines of the job's document, as an array of objects named like the columns; numbers are text, so
    /// that none passes through a binary fraction. A later line replaces an earlier of its number. Errors: 45409 lease_lost.
    public func lineItemsPut(lease: Lease, items: String) throws(DatabaseError) {
        _ = try database.part(
            "CALL line_items_put(?,?,?,?)",
            [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, items.parameter])
    }

    /// the tax of the job's document by rates, in the form of line_items_put. Errors: 45409 lease_lost.
    public func taxSubtotalsPut(lease: Lease, taxes: String) throws(DatabaseError) {
        _ = try database.part(
            "CALL tax_subtotals_put(?,?,?,?)",
            [lease.job.parameter, lease.worker.parameter, lease.fence.parameter, taxes.parameter])
    }

}
