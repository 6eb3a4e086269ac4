/// Where a value stands in an XML file, in a small part of XPath: `Party/PartyTaxScheme[TaxScheme/ID=VAT]/CompanyID`.
///
/// A step is a name or several, `A|B`; behind it may stand a condition on a path or an attribute, `[@schemeID=VA]`,
/// `[Scheme/ID!=VAT]`, and the last step may be an attribute, `@unitCode`. A value that begins with `$` is that of
/// another term, `[@currencyID=$BT-5]`. Values are compared without regard to case.
struct XMLPath: Sendable {
    private struct Step: Sendable {
        var names: [String]
        var condition: Condition?

        init(_ names: Substring, _ condition: Condition?) {
            self.names = names.split(separator: "|").map(String.init)
            self.condition = condition
        }

        func takes(_ element: XMLElement, _ terms: [String: String]) -> Bool {
            names.contains(element.name) && condition?.holds(element, terms) ?? true
        }
    }

    fileprivate struct Condition: Sendable {
        var path: XMLPath
        var value: String
        var isNegated: Bool
    }

    private var steps: [Step] = []
    private var attribute: String?

    /// A path that is part of the program; what is no path finds nothing.
    init(_ text: String) {
        for part in Self.parts(text) {
            if part.hasPrefix("@") {
                attribute = String(part.dropFirst())
                continue
            }
            guard let bracket = part.firstIndex(of: "[") else {
                steps.append(Step(part, nil))
                continue
            }
            let inside = part[part.index(after: bracket)...].dropLast()
            let isNegated = inside.contains("!=")
            let sides = inside.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { continue }
            let path = XMLPath(String(isNegated ? sides[0].dropLast() : sides[0]))
            let condition = Condition(path: path, value: String(sides[1]), isNegated: isNegated)
            steps.append(Step(part[..<bracket], condition))
        }
    }

    /// Cut at slashes that stand in no brackets.
    private static func parts(_ text: String) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var depth = 0
        for index in text.indices {
            switch text[index] {
            case "[": depth += 1
            case "]": depth -= 1
            case "/" where depth == 0:
                parts.append(text[start..<index])
                start = text.index(after: index)
            default: break
            }
        }
        return parts + [text[start...]]
    }

    /// The elements at the path, in their order.
    func elements(in element: XMLElement, _ terms: [String: String] = [:]) -> [XMLElement] {
        var found: [XMLElement] = []
        _ = walk(element, 0, terms) {
            found.append($0)
            return false
        }
        return found
    }

    /// The texts at the path that are not empty.
    func values(in element: XMLElement, _ terms: [String: String] = [:]) -> [String] {
        var found: [String] = []
        _ = walk(element, 0, terms) {
            if let value = value(of: $0) { found.append(value) }
            return false
        }
        return found
    }

    /// The first of them.
    func value(in element: XMLElement, _ terms: [String: String]) -> String? {
        var found: String?
        _ = walk(element, 0, terms) {
            found = value(of: $0)
            return found != nil
        }
        return found
    }

    private func value(of element: XMLElement) -> String? {
        let value = attribute.map { element.attributes[$0] ?? "" } ?? element.text
        return value.isEmpty ? nil : value
    }

    /// Shows the elements at the path one by one, from the step on; true where one of them was enough.
    private func walk(
        _ element: XMLElement, _ number: Int, _ terms: [String: String], _ isEnough: (XMLElement) -> Bool
    ) -> Bool {
        guard number < steps.count else { return isEnough(element) }
        for child in element.children where steps[number].takes(child, terms) {
            if walk(child, number + 1, terms, isEnough) { return true }
        }
        return false
    }
}

extension XMLPath.Condition {
    fileprivate func holds(_ element: XMLElement, _ terms: [String: String]) -> Bool {
        let wanted = value.hasPrefix("$") ? terms[String(value.dropFirst())] ?? "" : value
        let isThere = path.values(in: element, terms).contains {
            $0 == wanted || $0.lowercased() == wanted.lowercased()
        }
        return isThere != isNegated
    }
}
