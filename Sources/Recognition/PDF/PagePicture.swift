import CPoppler

/// Where a picture stands on a page: points of the page as it is shown, y down.
struct PagePicture {
    var left, top, right, bottom: Double

    /// Its place at some pixels a point.
    func pixels(_ scale: Double) -> PixelArea {
        PixelArea(left: left * scale, top: top * scale, right: right * scale, bottom: bottom * scale)
    }
}

extension PDFPage {
    /// The pictures of the page, in the order that they are drawn in.
    var pictures: [PagePicture] {
        guard let mapping = poppler_page_get_image_mapping(page) else { return [] }
        defer { poppler_page_free_image_mapping(mapping) }
        var pictures: [PagePicture] = []
        var next: UnsafeMutablePointer<GList>? = mapping
        while let item = next {
            if let area = item.pointee.data?.assumingMemoryBound(to: PopplerImageMapping.self).pointee.area {
                pictures.append(placed(area))
            }
            next = item.pointee.next
        }
        return pictures
    }

    /// Of a picture that is turned by a quarter poppler gives the corner rightly, and its sides as if it were upright.
    private func placed(_ area: PopplerRectangle) -> PagePicture {
        let (x, y, wide, high) = (area.x1, area.y1, area.x2 - area.x1, area.y2 - area.y1)
        let ways = [(x, y, x + wide, y + high), (x - high, y, x, y + wide), (x, y - wide, x + high, y)]
        let (left, top, right, bottom) =
            ways.first { $0.0 >= -1 && $0.1 >= -1 && $0.2 <= width + 1 && $0.3 <= height + 1 } ?? ways[0]
        return PagePicture(
            left: max(0, left), top: max(0, top), right: min(width, right), bottom: min(height, bottom))
    }

    /// Share of the page that pictures cover, 0 to 1; overlaps count twice, so at most 1.
    func share(_ pictures: [PagePicture]) -> Double {
        let covered = pictures.reduce(0) { $0 + max(0, $1.right - $1.left) * max(0, $1.bottom - $1.top) }
        return min(1, covered / (width * height))
    }
}
