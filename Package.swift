// swift-tools-version: 6.0
import PackageDescription

// CI sets DOCKET_STRICT: a warning is an error there, and a nuisance in the middle of an edit.
let strict: [SwiftSetting] =
    Context.environment["DOCKET_STRICT"] == "1" ? [.unsafeFlags(["-warnings-as-errors"])] : []

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "docket",
    products: [
        .executable(name: "docket", targets: ["docket"]),
        .executable(name: "docket-fcgi", targets: ["FCGIApp"]),
        .executable(name: "docket-worker", targets: ["Worker"]),
        .executable(name: "docket-courier", targets: ["Courier"]),
        .executable(name: "docket-reader", targets: ["Reader"]),
        .executable(name: "docket-generate", targets: ["generate"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
    ],
    targets: [
        .systemLibrary(name: "CFCGI", pkgConfig: "fcgi", providers: [.apt(["libfcgi-dev"])]),
        .systemLibrary(name: "CMariaDB", pkgConfig: "libmariadb", providers: [.apt(["libmariadb-dev"])]),
        .systemLibrary(name: "CLeptonica", pkgConfig: "lept", providers: [.apt(["libleptonica-dev"])]),
        .systemLibrary(name: "CHeif", pkgConfig: "libheif", providers: [.apt(["libheif-dev"])]),
        .systemLibrary(name: "CTesseract", pkgConfig: "tesseract", providers: [.apt(["libtesseract-dev"])]),
        .systemLibrary(name: "CPoppler", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
        .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "CShims", dependencies: ["CCurl"]),
        .target(name: "CUnix"),
        .target(name: "COpenVINO"),

        .target(name: "Domain", swiftSettings: strict),
        .target(name: "Platform", dependencies: ["CCrypto", "CUnix", "Domain"], swiftSettings: strict),
        .target(name: "MariaDB", dependencies: ["CMariaDB", "Domain", "Platform"], swiftSettings: strict),
        .target(name: "Persistence", dependencies: ["MariaDB", "Domain", "Platform"], swiftSettings: strict),
        .target(
            name: "Recognition",
            dependencies: [
                "CHeif", "CPoppler", "CLeptonica", "CTesseract", "CLibXML2", "CQPDF", "CUnix", "Domain", "Platform",
            ],
            swiftSettings: strict),
        .target(name: "Outbound", dependencies: ["CCurl", "CShims", "Domain", "Platform"], swiftSettings: strict),

        .target(
            name: "FCGIServer", dependencies: ["CFCGI", "CUnix", "Domain", "Platform"], swiftSettings: strict),

        .executableTarget(
            name: "FCGIApp",
            dependencies: ["FCGIServer", "Persistence", "MariaDB", "Domain", "Platform", argumentParser],
            swiftSettings: strict),
        .target(
            name: "JobQueue", dependencies: ["Persistence", "MariaDB", "Domain", "Platform", argumentParser],
            swiftSettings: strict),
        .executableTarget(
            name: "Worker",
            dependencies: [
                "CUnix", "Recognition", "JobQueue", "Persistence", "Domain", "Platform", argumentParser,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "Courier",
            dependencies: ["Outbound", "JobQueue", "Persistence", "Domain", "Platform", argumentParser],
            swiftSettings: strict),
        .executableTarget(
            name: "Reader", dependencies: ["COpenVINO", "CLeptonica", "CUnix", "Domain", "Platform"],
            swiftSettings: strict),
        .executableTarget(
            name: "docket",
            dependencies: ["Recognition", "Outbound", "Persistence", "MariaDB", "Domain", "Platform", argumentParser],
            swiftSettings: strict),
        .executableTarget(
            name: "generate", dependencies: ["CMariaDB", "MariaDB", "Platform", argumentParser], swiftSettings: strict),

        .executableTarget(
            name: "pagesbench", dependencies: ["Recognition", "CLeptonica", "CPoppler", "Domain"], path: "bench/pages",
            exclude: ["bare.c", "run", "worker"], swiftSettings: strict),
        .executableTarget(
            name: "xmlbench", dependencies: ["Recognition", "Domain"], path: "bench/xml", swiftSettings: strict),
        .executableTarget(
            name: "outboundbench", dependencies: ["Outbound", "Platform", argumentParser], path: "bench/outbound",
            exclude: ["lib", "run"], swiftSettings: strict),
        .executableTarget(
            name: "readingbench", dependencies: ["Recognition", "Domain", argumentParser], path: "bench/reading/tool",
            swiftSettings: strict),
        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: strict),
        .testTarget(name: "PlatformTests", dependencies: ["Platform", "Domain"], swiftSettings: strict),
        .testTarget(name: "MariaDBTests", dependencies: ["MariaDB"], swiftSettings: strict),
        .testTarget(
            name: "RecognitionTests", dependencies: ["Recognition", "CLeptonica", "CTesseract", "CUnix", "Domain"],
            swiftSettings: strict),
        .testTarget(name: "OutboundTests", dependencies: ["Outbound", "Domain", "Platform"], swiftSettings: strict),
        .testTarget(
            name: "JobQueueTests", dependencies: ["JobQueue", "Persistence", "MariaDB", "Domain", "Platform"],
            swiftSettings: strict),
        .testTarget(
            name: "WorkerTests", dependencies: ["Worker", "Recognition", "Persistence", "CUnix", "Domain"],
            swiftSettings: strict),
        .testTarget(name: "DocketTests", dependencies: ["docket", "Persistence"], swiftSettings: strict),
        .testTarget(name: "FCGIServerTests", dependencies: ["FCGIServer"], swiftSettings: strict),
        .executableTarget(
            name: "toy-worker", dependencies: ["JobQueue", "Persistence", "Domain", argumentParser],
            path: "Tests/fixtures/toy-worker", exclude: ["parcel.sql"], swiftSettings: strict),
        .executableTarget(
            name: "fcgi-fixture", dependencies: ["FCGIServer", "Domain", "Platform"],
            path: "Tests/fixtures/fcgi-fixture",
            swiftSettings: strict),
        .testTarget(
            name: "FCGIAppTests",
            dependencies: ["FCGIApp", "FCGIServer", "Persistence", "CUnix", "Domain", "Platform"], swiftSettings: strict
        ),
        .testTarget(
            name: "PersistenceTests", dependencies: ["Persistence", "MariaDB", "Domain"], swiftSettings: strict),
        .testTarget(name: "GenerateTests", dependencies: ["generate", "MariaDB"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
