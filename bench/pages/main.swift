import CLeptonica
import Domain
import Glibc
import Recognition

// `pagesbench draw DIRECTORY COUNT` writes invoice-like pages; `pagesbench read LANGUAGES ROUNDS DPI IMAGE...` reads
// images with the engine as the worker does and prints pages, CPU seconds and words, as `bare.c` does.

func cpu() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func read(_ arguments: ArraySlice<String>) throws {
    let values = Array(arguments)
    guard values.count >= 4, let rounds = Int(values[1]), let dpi = Int(values[2]) else { exit(64) }
    let engine = try TesseractEngine(languages: values[0])
    let start = cpu()
    var (pages, words) = (0, 0)
    for _ in 0..<rounds {
        for path in values[3...] {
            var (width, height) = (Int32(0), Int32(0))
            guard pixReadHeader(path, nil, &width, &height, nil, nil, nil) == 0 else { exit(2) }
            let image = PreparedImage(fileName: path, width: Int(width), height: Int(height), dpi: dpi)
            pages += 1
            words += try engine.read(image, in: "/", number: pages, deadline: 120, isCancelled: { false }).words.count
        }
    }
    print(pages, cpu() - start, words)
}

switch CommandLine.arguments.dropFirst().first {
case "draw":
    let values = CommandLine.arguments
    guard values.count == 4, let count = Int(values[3]) else { exit(64) }
    for number in 1...count { InvoiceDrawing(number: number).write("\(values[2])/invoice-\(number).png") }
case "read": try read(CommandLine.arguments.dropFirst(2))
default: exit(64)
}
