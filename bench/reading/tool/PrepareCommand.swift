import ArgumentParser
import Domain
import Foundation
import Recognition

/// Writes the images that engines get: NAME.png, or NAME-2.png and so on for further pages.
struct PrepareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare", abstract: "Writes the upright images that engines get.")

    @Option(help: "Where NAME.png goes.") var out: String
    @Argument(help: "The files.") var files: [String]

    func run() throws {
        let work = try WorkFolder()
        for path in files {
            guard let document = try? Preparation.prepare(path, into: work.path) else { continue }
            for page in document.pages {
                guard case .image(let image) = page.content else { continue }
                let data = try Data(contentsOf: URL(fileURLWithPath: "\(work.path)/\(image.fileName)"))
                let name = page.number == 1 ? stem(path) : "\(stem(path))-\(page.number)"
                try write(data, "\(name).png", in: out)
            }
        }
    }
}
