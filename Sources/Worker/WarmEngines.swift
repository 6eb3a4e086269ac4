import Domain
import JobQueue
import Platform
import Recognition

/// Engines with their models loaded, by languages: loading takes a twentieth of a second, the line reader's half a
/// second, and tenants differ. The line reader knows no languages and is there once.
final class WarmEngines {
    private let usual: String
    private let readsTwice: Bool
    private let meter: WorkerMeter
    private lazy var installed = Set(TesseractEngine.installedLanguages())
    private lazy var lines = LineReaderEngine { [meter] reason in
        meter.addLoss()
        Log.warning("the line reader gave no answer; Tesseract reads alone", ["reason": reason])
    }
    /// The latest used last.
    private var engines: [(languages: String, engine: any RecognitionEngine)] = []
    /// Each keeps its models in memory.
    private static let most = 3

    /// - Parameters:
    ///   - usual: the languages of the installation.
    ///   - readsTwice: both engines read every image.
    ///   - meter: told of pages at which the line reader was lost.
    init(usual: String, readsTwice: Bool, meter: WorkerMeter) {
        self.usual = usual
        self.readsTwice = readsTwice
        self.meter = meter
    }

    /// The languages that will be read for `wanted`: those of them that are installed, else the usual ones.
    func languages(_ wanted: String?) -> String {
        guard let wanted else { return usual }
        let known = wanted.split(separator: "+").filter { installed.contains(String($0)) }.joined(separator: "+")
        if known != wanted {
            Log.warning(
                "a tenant's languages are not all installed here; apt install tesseract-ocr-…",
                ["wanted": wanted, "read": known.isEmpty ? usual : known])
        }
        return known.isEmpty ? usual : known
    }

    /// The engine for `languages`, warm if it was used lately.
    func engine(_ languages: String) throws -> any RecognitionEngine {
        if let index = engines.firstIndex(where: { $0.languages == languages }) {
            engines.append(engines.remove(at: index))
        } else {
            if engines.count == Self.most { engines.removeFirst() }
            engines.append((languages, try load(languages)))
        }
        return engines[engines.count - 1].engine
    }

    private func load(_ languages: String) throws -> any RecognitionEngine {
        let tesseract = try TesseractEngine(languages: languages)
        // It has Latin letters only, and gives them for any other.
        guard LatinScript.covers(languages), let lines else { return tesseract }
        return FusedEngine(
            lines: lines, words: tesseract, policy: WordReaderPolicy(languages: languages, always: readsTwice))
    }
}
