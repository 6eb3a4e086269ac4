import ArgumentParser
import MariaDB
import Persistence
import Platform

/// `docket`: the command line of operators and of the development stack.
@main
struct Docket: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docket",
        abstract: "Look after a Docket installation.",
        discussion: """
            Environment: DOCKET_DB_SOCKET or DOCKET_DB_HOST and DOCKET_DB_PORT, DOCKET_DB_NAME (docket), and the account: \
            DOCKET_DB_USER (docket_admin; docket_owner for migrate) with DOCKET_DB_PASSWORD_FILE.
            """,
        version: "docket \(Build.version)",
        subcommands: [
            Check.self, Migrate.self, Tenants.self, Keys.self, Queues.self, Schedules.self, Reprocess.self, Files.self,
            Packages.self, Events.self, AuditLog.self, Supervise.self,
        ])
}

/// What a command says when it cannot do what it was asked to.
struct CommandError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// A refused call in words, anything else as it is.
    static func explaining<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            switch error.kind {
            case .refused(_, let code): throw CommandError(sentences[code] ?? "refused: \(code)")
            case .unavailable:
                throw CommandError(
                    "MariaDB cannot be reached: \(error.message). Check DOCKET_DB_SOCKET and that it runs.")
            case .conflict: throw CommandError("the database was busy; try again")
            case .fault: throw CommandError("the database refused: \(error.message)")
            }
        }
    }

    private static let sentences = [
        "slug_taken": "there is a tenant with this slug already; choose another",
        "slug_invalid": "a slug has lower-case letters, digits and inner hyphens only, such as acme-retail",
        "name_missing": "give the tenant a name with --name",
        "tenant_unknown": "there is no such tenant; docket tenant list shows them",
        "admin_unknown": "this tenant has no such administrator; docket tenant admin list shows them",
        "admin_name_invalid":
            "a name has lower-case letters, digits and hyphens only; with the slug it has 72 letters at most",
        "account_unknown": "this account looks after no active tenant; docket tenant admin list shows those that do",
        "migration_changed": "this file was changed after it had been run; restore it and put the change in a new one",
        "languages_invalid": "give one to five of Tesseract's names joined by +, such as eng+swe",
        "package_unknown": "there is no such package; docket package list shows them",
        "key_unknown": "this tenant has no such key; docket key list shows them",
        "scopes_invalid": "scopes are documents:read and documents:write, joined by a comma",
        "queue_unknown": "there is no such queue; docket queue list shows them",
        "queue_or_tenant_missing": "name a queue, or a tenant with --tenant",
        "share_invalid": "a weight is 1 to 10000 (100 is usual), a window at least 1",
        "limit_invalid": "give --max at least 1, or --rate as count/seconds such as 60/60",
        "setting_unknown": "there is no such setting; docket queue set --help lists them",
        "setting_invalid": "this setting cannot have that value; docket queue set --help says what each takes",
        "outcome_invalid": "jobs that can be tried again are failed, dead or cancelled",
        "state_invalid": "a state is running, ready, waiting, scheduled, failed, dead or cancelled",
        "count_invalid": "give a number from 1 to 100000",
        "priority_invalid": "a priority is 1 (first) to 10 (last)",
        "job_unknown": "there is no such job; docket queue jobs QUEUE STATE shows them",
        "job_ended": "this job has ended already",
        "job_not_ended": "this job has not ended; there is nothing to try again",
        "job_done": "this job ended well; to do a document again use docket reprocess",
        "tenant_closed": "the tenant is closed; docket tenant reopen opens it",
        "job_superseded": "its document went on without this job; use docket reprocess",
        "job_exists": "a job with the same unique key is under way",
        "document_busy": "its document has another job under way; cancel that first, or wait",
        "schedule_unknown": "this tenant has no such schedule; docket schedule list shows them",
        "days_invalid": "a key is good for one day at least",
        "status_unknown": """
        no document of this pipeline can have this status; those of errors are preprocess_error, ocr_error, llm_error, \
        extraction_error, evaluation_error, and failed for the pipeline ocr
        """,
        "step_unknown": """
        no pipeline with this status has such a step; invoice has preprocess, ocr, predict, extract, evaluate, and ocr \
        has preprocess, ocr
        """,
        "pipeline_unknown": "there is no such pipeline; there are invoice and ocr",
        "document_unknown": "this tenant has no such document",
    ]
}

extension AdminSession {
    /// The session of the command line's account.
    static func fromEnvironment() throws -> AdminSession {
        AdminSession(Database(try .fromEnvironment(defaultUser: "docket_admin")))
    }
}
