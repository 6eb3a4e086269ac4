import Domain
import Testing

struct LatinScriptTests {
    @Test(arguments: ["eng", "eng+deu+fra", "swe", "vie+pol", "script/Latin", "eng+osd", "srp_latn+tur", "uzb"])
    func latin(_ languages: String) { #expect(LatinScript.covers(languages)) }

    @Test(arguments: [
        "rus", "ell", "ara", "heb", "chi_sim", "ukr", "jpn", "srp", "aze_cyrl", "uzb_cyrl", "script/Cyrillic", "frk",
        "eng+rus", "rus+eng", "eng+deu+ell", "our_own",
    ])
    func others(_ languages: String) { #expect(!LatinScript.covers(languages)) }
}
