import CQPDF
import Domain

/// A PDF in the making, by qpdf. One thread; objects are qpdf's handles, good as long as this is.
final class QPDFFile {
    typealias Object = qpdf_oh

    private var data: qpdf_data?

    /// An empty file.
    init() throws(DocumentProblem) {
        data = qpdf_init()
        prepare()
        guard qpdf_empty_pdf(data).isFine else { throw Self.broken }
    }

    /// The file at `path`, mended where it is damaged.
    ///
    /// - Throws: `.encrypted` where it needs a password, `.invalidFile` where it cannot be mended.
    init(path: String) throws(DocumentProblem) {
        data = qpdf_init()
        prepare()
        guard qpdf_read(data, path, "").isFine else {
            let code = qpdf_get_error_code(data, qpdf_get_error(data))
            if code == qpdf_e_password {
                throw DocumentProblem(.encrypted, "The PDF needs a password. Send it without one.")
            }
            throw Self.broken
        }
        guard qpdf_push_inherited_attributes_to_page(data).isFine else { throw Self.broken }
    }

    deinit { qpdf_cleanup(&data) }

    private static let broken = DocumentProblem(
        .invalidFile, "The PDF is damaged and cannot be written again. Send another copy.")

    /// It would write to standard error, names of files included.
    private func prepare() {
        qpdf_set_suppress_warnings(data, 1)
        qpdf_silence_errors(data)
    }

    /// How many pages it has, 0 where its list of them makes no sense.
    var pageCount: Int { max(0, Int(qpdf_get_num_pages(data))) }

    /// A page, from 1.
    func page(_ number: Int) -> Object { qpdf_get_page_n(data, number - 1) }

    /// Appends a page.
    func add(_ page: Object) throws(DocumentProblem) {
        guard qpdf_add_page(data, data, page, 0).isFine else { throw Self.broken }
    }

    /// An object from PDF's own notation, `<< /Type /Font >>`, without references: these are its further `entries`.
    func object(_ notation: String, _ entries: KeyValuePairs<String, Object> = [:]) -> Object {
        let object = qpdf_oh_parse(data, notation)
        for (key, value) in entries { qpdf_oh_replace_key(data, object, key, value) }
        return object
    }

    /// An array of objects.
    func array(_ elements: Object...) -> Object {
        let array = qpdf_oh_new_array(data)
        for element in elements { qpdf_oh_append_item(data, array, element) }
        return array
    }

    /// The object as one of the file's own, which others refer to.
    func own(_ object: Object) -> Object { qpdf_make_indirect_object(data, object) }

    /// A stream; `dictionary` in PDF's notation. `filter` nil: compressed when it is written.
    func stream(_ bytes: UnsafeRawBufferPointer, _ dictionary: String = "<< >>", filter: String? = nil) -> Object {
        let stream = qpdf_oh_new_stream(data)
        let entries = qpdf_oh_get_dict(data, stream)
        let wanted = object(dictionary)
        qpdf_oh_begin_dict_key_iter(data, wanted)
        while qpdf_oh_dict_more_keys(data) != 0, let key = qpdf_oh_dict_next_key(data) {
            qpdf_oh_replace_key(data, entries, key, qpdf_oh_get_key(data, wanted, key))
        }
        let start = bytes.bindMemory(to: UInt8.self).baseAddress
        qpdf_oh_replace_stream_data(
            data, stream, start, bytes.count, filter.map { object($0) } ?? qpdf_oh_new_null(data),
            qpdf_oh_new_null(data))
        return stream
    }

    /// A stream of text.
    func stream(_ text: String, _ dictionary: String = "<< >>") -> Object {
        var text = text
        return text.withUTF8 { stream(UnsafeRawBufferPointer($0), dictionary) }
    }

    /// A dictionary under a key, made where it is missing.
    func dictionary(_ key: String, of owner: Object) -> Object {
        let found = qpdf_oh_get_key(data, owner, key)
        if qpdf_oh_is_dictionary(data, found) != 0 { return found }
        qpdf_oh_replace_key(data, owner, key, qpdf_oh_new_dictionary(data))
        return qpdf_oh_get_key(data, owner, key)
    }

    /// Puts an object into a dictionary under a key.
    func set(_ key: String, of dictionary: Object, _ value: Object) {
        qpdf_oh_replace_key(data, dictionary, key, value)
    }

    /// Puts a stream in front of a page's own content, which stays as it is.
    func prepend(_ content: Object, to page: Object) {
        let found = qpdf_oh_get_key(data, page, "/Contents")
        let all = qpdf_oh_new_array(data)
        qpdf_oh_append_item(data, all, content)
        if qpdf_oh_is_array(data, found) != 0 {
            for index in 0..<qpdf_oh_get_array_n_items(data, found) {
                qpdf_oh_append_item(data, all, qpdf_oh_get_array_item(data, found, index))
            }
        } else if qpdf_oh_is_stream(data, found) != 0 {
            qpdf_oh_append_item(data, all, found)
        }
        qpdf_oh_replace_key(data, page, "/Contents", all)
    }

    /// Four numbers under a key; nil where they are not there.
    func rectangle(_ key: String, of page: Object) -> [Double]? {
        let array = qpdf_oh_get_key(data, page, key)
        guard qpdf_oh_is_array(data, array) != 0, qpdf_oh_get_array_n_items(data, array) == 4 else { return nil }
        let numbers = (0..<4).map { qpdf_oh_get_numeric_value(data, qpdf_oh_get_array_item(data, array, Int32($0))) }
        return numbers.allSatisfy(\.isFinite) ? numbers : nil
    }

    /// A whole number under a key, 0 where it is missing.
    func integer(_ key: String, of page: Object) -> Int {
        let value = qpdf_oh_get_key(data, page, key)
        return qpdf_oh_is_integer(data, value) != 0 ? Int(qpdf_oh_get_int_value(data, value)) : 0
    }

    /// Writes the file. Streams that were there stay as they are.
    func write(_ path: String) throws(DocumentProblem) {
        guard qpdf_has_error(data) == 0, qpdf_init_write(data, path).isFine else { throw Self.broken }
        qpdf_set_decode_level(data, qpdf_dl_none)
        qpdf_set_object_stream_mode(data, qpdf_o_generate)
        guard qpdf_write(data).isFine else { throw Self.broken }
    }
}

extension QPDF_ERROR_CODE {
    /// Done, with or without warnings.
    fileprivate var isFine: Bool { self & QPDF_ERRORS == 0 }
}
