/// Languages that are written in Latin letters, the only ones that the reader of lines gives.
public enum LatinScript {
    /// Whether all of them are; a name that is not known may stand for any letters.
    ///
    /// - Parameter languages: by Tesseract's names, joined by `+`.
    public static func covers(_ languages: String) -> Bool {
        languages.split(separator: "+").allSatisfy { names.contains(String($0)) }
    }

    /// Those of Tesseract 5; `frk` and other models of Fraktur are not among them, for the reader of lines cannot read it.
    private static let names: Set<String> = [
        "afr", "aze", "bos", "bre", "cat", "ceb", "ces", "cos", "cym", "dan", "deu", "eng", "enm", "epo", "est", "eus",
        "fao", "fil", "fin", "fra", "frm", "fry", "gla", "gle", "glg", "hat", "hrv", "hun", "ind", "isl", "ita",
        "ita_old", "jav", "kmr", "lat", "lav", "lit", "ltz", "mlt", "mri", "msa", "nld", "nor", "oci", "pol", "por",
        "que", "ron", "slk", "slv", "spa", "spa_old", "sqi", "srp_latn", "sun", "swa", "swe", "tgl", "ton",
        "tur", "uzb", "vie", "yor", "script/Latin", "Latin", "osd", "equ",
    ]
}
