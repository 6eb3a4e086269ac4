import Glibc
import Persistence
import Testing

@testable import docket

@Suite struct CheckTests {
    @Test(arguments: [
        ("10.11.19-MariaDB-0+deb12u1", CheckItem.State.ok), ("11.4.2-MariaDB", .ok), ("12.0.1-MariaDB-log", .ok),
        ("10.6.18-MariaDB", .fail), ("9.99.0-MariaDB", .fail), ("8.0.36", .fail), ("MariaDB", .fail), ("", .fail),
    ])
    func serverVersions(_ version: String, _ state: CheckItem.State) {
        #expect(DatabaseCheck.judge(version: version, excess: nil).state == state)
    }

    @Test func widerRightsAreWarnedOf() {
        let item = DatabaseCheck.judge(version: "10.11.1-MariaDB", excess: "ALTER, CREATE, DELETE, DROP")
        #expect(item.state == .warn && item.message.contains("(ALTER, CREATE, DELETE, …)"))
    }

    @Test func schema() {
        #expect(SchemaCheck.judge(version: 5, unfinished: 0, needed: 5, newest: 5).state == .ok)
        #expect(SchemaCheck.judge(version: 4, unfinished: 0, needed: 5, newest: 5).state == .fail)
        #expect(SchemaCheck.judge(version: 6, unfinished: 0, needed: 5, newest: 5).state == .warn)
        #expect(SchemaCheck.judge(version: 5, unfinished: 1, needed: 5, newest: 5).state == .fail)
        #expect(SchemaCheck.judge(version: 5, unfinished: 0, needed: 5, newest: 6).state == .warn)
    }

    @Test func freeSpace() {
        let mebibyte: UInt64 = 1 << 20
        #expect(BlobCheck.judge(free: 64 * mebibyte - 1, root: "/b").state == .fail)
        #expect(BlobCheck.judge(free: 64 * mebibyte, root: "/b").state == .warn)
        #expect(BlobCheck.judge(free: 1024 * mebibyte - 1, root: "/b").state == .warn)
        #expect(BlobCheck.judge(free: 1024 * mebibyte, root: "/b") == CheckItem("blob store", .ok, "/b, 1.0 GiB free"))
        #expect(BlobCheck.size(13_207_024_435) == "12.3 GiB" && BlobCheck.size(66_000_000) == "62 MiB")
    }

    @Test func folders() throws {
        var template = Array("/tmp/docket-check-XXXXXX".utf8CString)
        #expect(mkdtemp(&template) != nil)
        let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        try LocalFolder(root: folder).probe()
        #expect(rmdir(folder) == 0, "the probe left something")
        #expect(BlobCheck.run(root: "/no/such/folder").state == .fail)
        #expect(BlobCheck.run(root: "/proc").state == .fail, "no file can be made there")
    }

    @Test func languages() {
        #expect(LanguageCheck.judge(wanted: "eng+deu", installed: ["deu", "eng", "osd"]).state == .ok)
        let item = LanguageCheck.judge(wanted: "eng+chi_sim+nld", installed: ["eng"])
        #expect(item.state == .fail && item.message.contains("apt install tesseract-ocr-chi-sim tesseract-ocr-nld"))
        #expect(LanguageCheck.judge(wanted: "+", installed: ["eng"]).state == .fail)
        #expect(LanguageCheck.run().name == "languages")
    }

    @Test func healthResponses() {
        #expect(HTTPCheck.judge(status: 200, body: "{ \"status\" : \"healthy\" }").state == .ok)
        for (status, body) in [
            (200, "<h1>Welcome to nginx</h1>"), (200, ""), (503, "{\"status\":\"healthy\"}"), (404, ""),
        ] {
            #expect(HTTPCheck.judge(status: status, body: body).state == .fail)
        }
        let item = HTTPCheck.run(url: "http://u:hunter2@127.0.0.1:1/")
        #expect(item.state == .fail && !item.message.contains("hunter2"))
    }

    @Test func socketThatNobodyHolds() {
        #expect(SocketCheck.run(path: "/no/such.sock").message.contains("nobody listens"))
        #expect(SocketCheck.run(path: String(repeating: "x", count: 108)).state == .fail)
        #expect(SocketCheck.judge(errno: 0, path: "/s") == CheckItem("socket", .ok, "/s"))
    }

    @Test func reports() {
        let report = CheckReport(items: [CheckItem("a", .ok, "fine"), CheckItem("long", .warn, "look \"here\"")])
        #expect(report.isHealthy && report.text == "ok    a     fine\nwarn  long  look \"here\"")
        let failed = CheckReport(items: [CheckItem("a", .fail, "do this")])
        #expect(!failed.isHealthy && failed.text == "FAIL  a  do this")
        #expect(failed.json == #"{"ok":false,"items":[{"name":"a","state":"fail","message":"do this"}]}"#)
    }
}
