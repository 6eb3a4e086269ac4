/// Where a value stands in an XML file, in a small part of XPath: `Party/PartyTaxScheme[TaxScheme/ID=VAT]/CompanyID`.
///
/// A step is a name or several, `A|B`; behind it may stand a condition on a path or an attribute, `[@schemeID=VA]`,
/// `[Scheme/ID!=VAT]`, and the last step may be an attribute, `@unitCode`. A value that begins with `$` is that of
/// another term, `[@currencyID=$BT-5]`. Values are compared without regard to case.
struct XMLPath: Sendable {
    private struct Step: Sendable {
        var names: [Substring]
        var condition: Condition?
    }

    fileprivate struct Condition: Sendable {
        var path: XMLPath
        var value: Substring
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
                steps.append(Step(names: part.split(separator: "|"), condition: nil))
                continue
            }
            let inside = part[part.index(after: bracket)...].dropLast()
            let isNegated = inside.contains("!=")
            let sides = inside.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { continue }
            let path = XMLPath(String(isNegated ? sides[0].dropLast() : sides[0]))
            steps.append(
                Step(
                    names: part[..<bracket].split(separator: "|"),
                    condition: Condition(path: path, value: sides[1], isNegated: isNegated)))
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
        var found = [element]
        for step in steps {
            found = found.flatMap { parent in
                parent.children.filter { child in
                    step.names.contains { $0 == child.name } && step.condition?.holds(child, terms) ?? true
                }
            }
        }
        return found
    }

    /// The texts at the path that are not empty.
    func values(in element: XMLElement, _ terms: [String: String] = [:]) -> [String] {
        elements(in: element, terms).compactMap { element in
            let value = attribute.map { element.attributes[$0] ?? "" } ?? element.text
            return value.isEmpty ? nil : value
        }
    }
}

extension XMLPath.Condition {
    fileprivate func holds(_ element: XMLElement, _ terms: [String: String]) -> Bool {
        let wanted = value.hasPrefix("$") ? terms[String(value.dropFirst())] ?? "" : String(value)
        let isThere = path.values(in: element, terms).contains { $0.lowercased() == wanted.lowercased() }
        return isThere != isNegated
    }
}
