import FoundationEssentials

extension Row {
    /// The JSON in the column at `index` as the value that it is; a fault where it is something else, which names the
    /// column, as `page_list.words`, and nothing that stands in it.
    public func decode<Value: Decodable>(_ index: Int, _ column: StaticString) throws(DatabaseError) -> Value {
        let text: String = try get(index)
        do {
            return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        } catch {
            throw DatabaseError(.fault, message: "\(column) is not the JSON of \(Value.self)")
        }
    }

    /// The same, nil where the column is NULL.
    public func decodeOptional<Value: Decodable>(
        _ index: Int, _ column: StaticString
    ) throws(DatabaseError) -> Value? {
        guard index < columns.count, columns[index] != nil else { return nil }
        return try decode(index, column) as Value
    }
}
