import CPoppler
import Domain
import Glibc

/// What was typed into a page: the values of form fields and free text over it. A text layer has neither.
struct FormValues {
    /// Words where the values are shown, in pixels at `PDFPage.dpi`.
    private(set) var words: [Word] = []
    /// Some of it is shown in a way that only reading the image tells.
    private(set) var isToBeRecognised = false

    private let page: PDFPage
    private let sight: LayerSight
    /// Where widgets are that viewers do not show, and where those are that they do.
    private var (hidden, shown): ([PopplerRectangle], [PopplerRectangle]) = ([], [])

    /// Looks for what `sight` shows on the page and does not have among its words.
    init(_ page: PDFPage, _ sight: LayerSight) {
        self.page = page
        self.sight = sight
        each(poppler_page_get_annot_mapping(page.page), free: poppler_page_free_annot_mapping) {
            (mapping: PopplerAnnotMapping) in
            guard let note = mapping.annot else { return }
            let isHidden = Self.isHidden(note)
            switch poppler_annot_get_annot_type(note) {
            case POPPLER_ANNOT_WIDGET where isHidden: hidden.append(mapping.area)
            case POPPLER_ANNOT_WIDGET: shown.append(mapping.area)
            case POPPLER_ANNOT_FREE_TEXT where !isHidden:
                if let text = poppler_annot_get_contents(note) { add(Self.taken(text), mapping.area, false) }
            default: break
            }
        }
        each(poppler_page_get_form_field_mapping(page.page), free: poppler_page_free_form_field_mapping) {
            (mapping: PopplerFormFieldMapping) in
            if let field = mapping.field, let value = Self.value(field) {
                addField(value.text, mapping.area, value.isLine)
            }
        }
    }

    private static func isHidden(_ note: OpaquePointer) -> Bool {
        let flags = poppler_annot_get_flags(note).rawValue
        return flags & (POPPLER_ANNOT_FLAG_HIDDEN.rawValue | POPPLER_ANNOT_FLAG_NO_VIEW.rawValue) != 0
    }

    /// A field does not tell whether its widget is shown; the widget at its place does.
    private mutating func addField(_ text: String, _ area: PopplerRectangle, _ isLine: Bool) {
        guard hidden.contains(where: area.isAt) else { return add(text, area, isLine) }
        // Of two at one place only the image tells whose value is seen.
        if shown.contains(where: area.isAt) { add(text, area, isLine, isSure: false) }
    }

    private func each<Mapping>(
        _ list: UnsafeMutablePointer<GList>?, free: (UnsafeMutablePointer<GList>?) -> Void, _ body: (Mapping) -> Void
    ) {
        var next = list
        while let item = next {
            if let mapping = item.pointee.data?.assumingMemoryBound(to: Mapping.self).pointee { body(mapping) }
            next = item.pointee.next
        }
        free(list)
    }

    /// What a field holds, and whether it is surely one line.
    private static func value(_ field: OpaquePointer) -> (text: String, isLine: Bool)? {
        switch poppler_form_field_get_field_type(field) {
        case POPPLER_FORM_FIELD_TEXT where poppler_form_field_text_is_password(field) == 0:
            let kind = poppler_form_field_text_get_text_type(field)
            return poppler_form_field_text_get_text(field).map { (taken($0), kind == POPPLER_FORM_TEXT_NORMAL) }
        case POPPLER_FORM_FIELD_CHOICE:
            let chosen = (0..<poppler_form_field_choice_get_n_items(field)).filter {
                poppler_form_field_choice_is_item_selected(field, $0) != 0
            }
            // A list of which several are chosen stands in lines.
            let text = chosen.first.flatMap { poppler_form_field_choice_get_item(field, $0) }
            return (text ?? poppler_form_field_choice_get_text(field)).map { (taken($0), chosen.count < 2) }
        default: return nil
        }
    }

    private static func taken(_ text: UnsafeMutablePointer<gchar>) -> String {
        defer { g_free(text) }
        return String(cString: text)
    }

    private mutating func add(
        _ text: String, _ area: PopplerRectangle, _ isLine: Bool, isSure: Bool = true
    ) {
        let text = String(text.unicodeScalars.filter { !TextQuality.isBad($0) }).drop(while: \.isWhitespace)
        let pieces = text.split(whereSeparator: \.isWhitespace)
        guard !pieces.isEmpty, let preview = sight.preview else { return }
        // Such an area is that of the page before it was turned.
        guard !page.isTurnedSideways else { return isToBeRecognised = true }
        // Without the field's border.
        let place = PagePicture(
            left: area.x1 + 1.5, top: page.height - area.y2 + 1.5, right: area.x2 - 1.5,
            bottom: page.height - area.y1 - 1.5)
        let pixels = place.pixels(sight.scale)
        guard !sight.holdsWords(pixels), let ink = preview.ink(pixels) else { return }
        let lineHeight = 24.0
        guard isSure, !text.contains(where: \.isNewline), isLine || Double(ink.rows.count) <= lineHeight * sight.scale
        else {
            return isToBeRecognised = true
        }
        let unit = Double(PDFPage.dpi) / 72 / sight.scale
        let length = text.distance(from: text.startIndex, to: pieces.last?.endIndex ?? text.endIndex)
        let step = Double(ink.columns.count) * unit / Double(length)
        for piece in pieces {
            let start = text.distance(from: text.startIndex, to: piece.startIndex)
            let left = Double(ink.columns.lowerBound) * unit + Double(start) * step
            let box = Box(
                left: Int(left), top: Int(Double(ink.rows.lowerBound) * unit),
                right: Int((left + Double(piece.count) * step).rounded(.up)),
                bottom: Int((Double(ink.rows.upperBound) * unit).rounded(.up)))
            words.append(Word(id: words.count, text: String(piece), box: box, confidence: 1, line: 0))
        }
    }
}

extension PopplerRectangle {
    fileprivate func isAt(_ other: PopplerRectangle) -> Bool {
        max(abs(x1 - other.x1), abs(y1 - other.y1), abs(x2 - other.x2), abs(y2 - other.y2)) < 0.5
    }
}

extension PDFPage {
    /// Shown at right angles to how it was made.
    fileprivate var isTurnedSideways: Bool {
        var box = PopplerRectangle()
        poppler_page_get_crop_box(page, &box)
        return abs(abs(box.x2 - box.x1) - width) > 1
    }
}
