import MariaDB
import Testing

struct SQLScriptTests {
    private func texts(_ sql: String) -> [String] { SQLScript(sql).statements.map(\.text) }

    @Test func statementsEndAtSemicolons() {
        #expect(texts("SELECT 1;\nSELECT 2;\n") == ["SELECT 1", "SELECT 2"])
    }

    @Test func theLastNeedsNone() { #expect(texts("SELECT 1") == ["SELECT 1"]) }

    @Test func quotesAndCommentsHideADelimiter() {
        #expect(
            texts("SELECT 'a;b', \"c;d\", `e;f`, 'it\\'s;'; -- no; statement\n/* nor; this */ SELECT 2;")
                == ["SELECT 'a;b', \"c;d\", `e;f`, 'it\\'s;'", "SELECT 2"])
    }

    @Test func aDoubledQuoteStaysInside() { #expect(texts("SELECT 'a'';b';") == ["SELECT 'a'';b'"]) }

    @Test func aDelimiterLineHoldsABodyTogether() {
        let sql = "DELIMITER //\nCREATE PROCEDURE p()\nBEGIN\n    SELECT 1;\nEND//\nDELIMITER ;\nSELECT 2;"
        #expect(texts(sql) == ["CREATE PROCEDURE p()\nBEGIN\n    SELECT 1;\nEND", "SELECT 2"])
    }

    @Test func aCommentBelongsToTheStatementBelowIt() {
        let statements = SQLScript("-- of the file\n\n-- name: does it\n--   indented\nSELECT 1;\nSELECT 2;").statements
        #expect(statements.map(\.comment) == [["name: does it", "  indented"], []])
    }

    @Test func aStatementKnowsItsLine() {
        let sql = "-- one\n\nSELECT\n  1; SELECT 2;\nDELIMITER //\n-- three\n'3;'\n//"
        #expect(SQLScript(sql).statements.map(\.line) == [3, 4, 7])
    }

    @Test func nothingGivesNothing() {
        #expect(texts("").isEmpty)
        #expect(texts(";;\n-- only a comment\n").isEmpty)
    }
}
