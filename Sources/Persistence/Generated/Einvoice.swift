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
