import Domain
import Testing

@Suite struct FileNameTests {
    @Test(arguments: [
        ("invoice.pdf", "invoice.pdf"), ("/etc/passwd", "passwd"), (#"C:\Users\x\Rechnung.pdf"#, "Rechnung.pdf"),
        (#"a/b\c.pdf"#, "c.pdf"), ("dir/", "dir"), ("", "document"), (".", "document"), ("..", "document"),
        ("../..", "document"), ("///", "document"), (" \t ", "document"), ("\u{0}\u{1}", "document"),
        ("a\u{0}b\r\nc.pdf", "abc.pdf"), ("evil\u{202E}fdp.exe", "evilfdp.exe"), ("  x .pdf ", "x .pdf"),
        ("Ärger 日本 😀.pdf", "Ärger 日本 😀.pdf"), ("\u{FEFF}a\u{200B}.pdf", "a.pdf"), ("/\u{301}x", "\u{301}x"),
    ])
    func display(name: String, expected: String) {
        #expect(FileName(name).display == expected)
    }

    @Test func longNamesKeepTheirExtension() {
        let name = FileName(String(repeating: "é", count: 200) + ".pdf").display
        #expect(name == String(repeating: "é", count: 125) + ".pdf")
        #expect(FileName(String(repeating: "x", count: 300)).display.utf8.count == 255)
        let family = FileName(String(repeating: "👨‍👩‍👧", count: 40) + ".jpeg").display
        #expect(family.utf8.count <= 255 && family.hasSuffix("👨‍👩‍👧.jpeg"))
        #expect(FileName("a" + String(repeating: "\u{301}", count: 300) + ".pdf").display == "document.pdf")
        #expect(FileName("x." + String(repeating: "y", count: 300)).display.utf8.count == 255)
    }

    @Test(arguments: [
        ("invoice-1_a.pdf", "invoice-1_a.pdf"), ("Ärger über 1.pdf", "_rger_ber_1.pdf"), ("日本.pdf", "_.pdf"),
        (".htaccess", "htaccess"), ("日本", "document"), ("...", "document"), ("a\"b;c.pdf", "a_b_c.pdf"),
        ("١.pdf", "_.pdf"), ("a..pdf", "a.pdf"), ("a. .pdf", "a._.pdf"),
    ])
    func storageSafe(name: String, expected: String) {
        #expect(FileName(name).storageSafe == expected)
    }

    @Test func storageSafeIsShort() {
        let slug = FileName(String(repeating: "x", count: 200) + ".pdf").storageSafe
        #expect(slug.utf8.count == 100 && slug.hasSuffix("x.pdf"))
    }

    /// A storage key with two dots in a row is refused by the database, which takes it for a way up.
    @Test func storageSafeHasNoTwoDotsInARow() {
        let cut = FileName(String(repeating: "x", count: 95) + "." + String(repeating: "y", count: 20) + ".pdf")
        #expect(cut.storageSafe == String(repeating: "x", count: 95) + ".pdf")
    }
}
