// swift-tools-version: 6.2
import PackageDescription

// The commit this build was made from, for `ipai --version`; only CBuildInformation is rebuilt when it changes.
let commit =
  Context.gitInformation.map { $0.currentCommit + ($0.hasUncommittedChanges ? "-modified" : "") } ?? "unknown"

let swift: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let nioWebSocket: Target.Dependency = .product(name: "NIOWebSocket", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let tracing: Target.Dependency = .product(name: "Tracing", package: "swift-distributed-tracing")

/// The tests of a target, which see it and what else they name.
func tests(_ target: String, _ others: Target.Dependency...) -> Target {
  .testTarget(
    name: target + "Tests", dependencies: [.target(name: target), "TestSupport"] + others, swiftSettings: swift)
}

let package = Package(
  name: "ipai",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "ipai", targets: ["ipai"]),
    .library(name: "MCP", targets: ["MCP"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .executableTarget(name: "ipai", dependencies: ["IpaiCommands"], swiftSettings: swift),
    .target(
      name: "IpaiCommands",
      dependencies: [
        "IpaiActions", "IpaiServer", "IpaiUpstreams", "IpaiRouting", "IpaiAccess", "IpaiConnect", "MCP", "IpaiCommits",
        "IpaiSkills", "IpaiEvals", "IpaiPromotion", "IpaiAdvisor", "IpaiMemory", "IpaiCorpora", "IpaiYAML",
        "IpaiEmbedding",
        "IpaiHTTP", "IpaiSearch",
        "IpaiDatabase", "IpaiGit", "IpaiCore",
        argumentParser, logging, lifecycle,
      ],
      swiftSettings: swift),

    .target(
      name: "IpaiActions",
      dependencies: [
        "IpaiAccess", "IpaiCommits", "IpaiSkills", "IpaiEvals", "IpaiPromotion", "IpaiAdvisor", "IpaiMemory",
        "IpaiSecrets",
        "IpaiCorpora", "IpaiRouting", "IpaiUpstreams", "MCP", "IpaiEmbedding",
        "IpaiHTTP", "IpaiSearch", "IpaiDatabase", "IpaiPostgres", "IpaiGit", "IpaiCore", "CBuildInformation", nioPosix,
      ],
      swiftSettings: swift),
    .target(
      name: "IpaiCommits",
      dependencies: [
        "IpaiSearch", "IpaiEmbedding", "IpaiDatabase", "IpaiPostgres", "IpaiGit", "IpaiCore", grdb,
      ],
      swiftSettings: swift),
    .target(
      name: "IpaiSkills",
      dependencies: [
        "IpaiYAML", "IpaiSearch", "IpaiEmbedding", "IpaiDatabase", "IpaiPostgres", "IpaiCore", grdb, crypto,
      ],
      swiftSettings: swift),
    .target(
      name: "IpaiEvals", dependencies: ["IpaiSkills", "IpaiYAML", "IpaiHTTP", "IpaiCore", "MCP", subprocess, crypto],
      swiftSettings: swift),
    .target(
      name: "IpaiCorpora",
      dependencies: ["CHTML", "IpaiSearch", "IpaiEmbedding", "IpaiDatabase", "IpaiGit", "IpaiCore", grdb, crypto],
      swiftSettings: swift),
    .target(
      name: "IpaiMemory",
      dependencies: [
        "IpaiSecrets", "IpaiSearch", "IpaiEmbedding", "IpaiDatabase", "IpaiPostgres", "IpaiGit", "IpaiCore", grdb,
        crypto,
      ],
      swiftSettings: swift),
    .target(name: "IpaiSecrets", swiftSettings: swift),
    .target(
      name: "IpaiAdvisor",
      dependencies: ["IpaiYAML", "IpaiHTTP", "IpaiDatabase", "IpaiPostgres", "IpaiCore", grdb, crypto],
      swiftSettings: swift),
    .target(
      name: "IpaiPromotion",
      dependencies: [
        "IpaiSkills", "IpaiSecrets", "IpaiYAML", "IpaiGit", "IpaiDatabase", "IpaiPostgres", "IpaiHTTP", "IpaiCore",
        "CFileExchange", "CZlib", grdb, crypto, subprocess,
      ],
      swiftSettings: swift),
    .target(
      name: "IpaiAccess", dependencies: ["IpaiDatabase", "IpaiPostgres", "IpaiCore", grdb, crypto], swiftSettings: swift
    ),
    .target(
      name: "IpaiRouting", dependencies: ["IpaiYAML", "IpaiDatabase", "IpaiPostgres", "IpaiCore", grdb, crypto],
      swiftSettings: swift),
    .target(
      name: "IpaiUpstreams",
      dependencies: [
        "MCP", "IpaiRouting", "IpaiHTTP", "IpaiCore", nio, nioPosix, nioHTTP1, nioWebSocket, nioSSL,
      ], swiftSettings: swift),
    .target(
      name: "IpaiTokens", dependencies: ["IpaiAccess", "IpaiCore", crypto, cryptoExtras], swiftSettings: swift),
    .target(
      name: "IpaiSearch",
      dependencies: ["CEncoderKernels", "IpaiEmbedding", "IpaiDatabase", "IpaiPostgres", "IpaiCore", grdb, crypto],
      swiftSettings: swift),

    .target(
      name: "IpaiEmbedding", dependencies: ["CEncoderKernels", "CZlib", "IpaiHTTP", "IpaiCore", crypto],
      resources: [.embedInCode("Resources/bert-unicode.txt")], swiftSettings: swift),
    .target(name: "IpaiHTTP", dependencies: ["CCurl", "IpaiCore", crypto], swiftSettings: swift),
    .target(name: "CCurl"),
    .target(name: "CFileExchange"),
    .target(name: "IpaiPostgres", dependencies: ["CPostgres", "Schema", "IpaiCore"], swiftSettings: swift),
    .target(name: "CPostgres"),
    .target(name: "CHTML", dependencies: ["CXML2"]),
    // Clang's optimizer makes the kernels what they are; without it even tests of them would take minutes.
    .target(name: "CEncoderKernels", cSettings: [.unsafeFlags(["-O3", "-fno-honor-nans"])]),

    .target(
      name: "IpaiServer",
      dependencies: [
        "MCP", "IpaiActions", "IpaiUpstreams", "IpaiRouting", "IpaiAccess", "IpaiTokens", "IpaiCommits", "IpaiMemory",
        "IpaiSkills", "IpaiPromotion", "IpaiDatabase", "IpaiHTTP", "IpaiCore",
        hummingbird, hummingbirdCore,
        lifecycle, signals,
        nio, nioHTTP1, nioWebSocket, nioSSL, logging, metrics, tracing, crypto,
      ],
      swiftSettings: swift),
    .target(name: "MCP", dependencies: [crypto], swiftSettings: swift),
    .target(name: "IpaiConnect", swiftSettings: swift),

    .target(name: "IpaiDatabase", dependencies: ["Schema", "IpaiCore", grdb, sqlite], swiftSettings: swift),
    .target(name: "IpaiYAML", dependencies: ["IpaiCore", yams], swiftSettings: swift),
    .target(name: "IpaiGit", dependencies: ["CGit2", "IpaiCore", subprocess], swiftSettings: swift),

    .target(name: "IpaiCore", swiftSettings: swift),
    .target(
      name: "Schema", path: "schema",
      exclude: ["server.schema.json", "routes.schema.json", "route-cases.schema.json"],
      resources: [.embedInCode("sqlite"), .embedInCode("postgres")], swiftSettings: swift),
    .target(name: "CBuildInformation", cSettings: [.define("IPAI_COMMIT", to: "\"\(commit)\"")]),
    .executableTarget(
      name: "ipai-measure",
      dependencies: [
        "IpaiCommits", "IpaiMemory", "IpaiCorpora", "IpaiAdvisor", "IpaiEmbedding", "IpaiSearch", "IpaiDatabase",
        "IpaiGit",
        "IpaiHTTP", "IpaiCore", grdb,
      ],
      path: "Tests/Benchmarks/Measure", swiftSettings: swift),
    .executableTarget(
      name: "ipai-manuals", dependencies: ["IpaiCommands", "IpaiCore"], path: "Tests/Manuals", swiftSettings: swift),
    .executableTarget(
      name: "example-mcp-server", dependencies: ["MCP"], path: "examples/mcp-server", swiftSettings: swift),
    .executableTarget(
      name: "mcp-everything", dependencies: ["MCP", "IpaiServer", hummingbird, argumentParser],
      path: "Tests/Everything", swiftSettings: swift),
    .executableTarget(
      name: "mcp-client-everything", dependencies: ["MCP", "IpaiUpstreams", "IpaiHTTP"], path: "Tests/ClientEverything",
      swiftSettings: swift),
    // What tests of anything use; the MCP library's can take it with them.
    .target(
      name: "TestSupport", path: "Tests/TestSupport",
      exclude: [
        "download-server.py", "embedding-server.py", "postgres-server.py", "registry-server.py", "terminal.py",
        "webhook-server.py", "digitalocean",
      ], swiftSettings: swift),
    // The real model, and what an index holds.
    .target(
      name: "DomainTestSupport", dependencies: ["TestSupport", "IpaiEmbedding", "IpaiDatabase", "IpaiCore", grdb],
      path: "Tests/DomainTestSupport", swiftSettings: swift),
    // Databases on a PostgreSQL server.
    .target(
      name: "StoreTestSupport", dependencies: ["TestSupport", "IpaiPostgres", "Schema", "IpaiCore"],
      path: "Tests/StoreTestSupport", swiftSettings: swift),
    // A world of its own for a command.
    .target(
      name: "CommandTestSupport", dependencies: ["TestSupport", "IpaiCommands"], path: "Tests/CommandTestSupport",
      swiftSettings: swift),
    tests("IpaiCore"),
    tests("IpaiDatabase", "IpaiCore", "Schema", grdb),
    tests("IpaiGit", "IpaiCore"),
    .testTarget(
      name: "IpaiEmbeddingTests",
      dependencies: ["IpaiEmbedding", "CEncoderKernels", "IpaiCore", "TestSupport", "DomainTestSupport"],
      exclude: ["Goldens"], swiftSettings: swift),
    tests("IpaiHTTP", "IpaiCore"),
    tests("IpaiPostgres", "IpaiCore", "Schema", "StoreTestSupport"),
    .testTarget(
      name: "MCPTests",
      dependencies: [
        "MCP", "IpaiServer", "IpaiUpstreams", "IpaiHTTP", "mcp-everything", "mcp-client-everything", "TestSupport",
      ],
      exclude: ["Goldens", "RULES.md"], swiftSettings: swift),
    tests(
      "IpaiSearch", "IpaiCommits", "IpaiMemory", "IpaiEmbedding", "IpaiDatabase", "IpaiCore", "DomainTestSupport",
      grdb),
    tests(
      "IpaiCommits", "IpaiEmbedding", "IpaiSearch", "IpaiDatabase", "IpaiPostgres", "IpaiGit", "IpaiCore",
      "DomainTestSupport", "StoreTestSupport", grdb),
    .testTarget(
      name: "IpaiAdvisorTests",
      dependencies: [
        "IpaiAdvisor", "IpaiHTTP", "IpaiDatabase", "IpaiPostgres", "IpaiCore", "DomainTestSupport", "StoreTestSupport",
        "TestSupport", grdb,
      ],
      exclude: ["Goldens"], swiftSettings: swift),
    tests("IpaiYAML", "IpaiCore"),
    tests("IpaiConnect"),
    tests(
      "IpaiServer", "MCP", "IpaiActions", "IpaiUpstreams", "IpaiRouting", "IpaiAccess", "IpaiTokens", "IpaiPromotion",
      "IpaiDatabase", "IpaiPostgres", "IpaiCore", "DomainTestSupport", "StoreTestSupport",
      hummingbird,
      hummingbirdTesting, logging, metrics, lifecycle, crypto, grdb),
    tests("IpaiRouting", "IpaiYAML", "IpaiDatabase", "IpaiCore", "IpaiPostgres", "StoreTestSupport"),
    tests("IpaiAccess", "IpaiDatabase", "IpaiPostgres", "IpaiCore", grdb, "StoreTestSupport", "DomainTestSupport"),
    tests("IpaiTokens", "IpaiAccess", "IpaiCore", crypto, cryptoExtras),
    tests(
      "IpaiCorpora", "IpaiSearch", "IpaiEmbedding", "IpaiPostgres", "IpaiDatabase", "IpaiCore", "DomainTestSupport",
      "StoreTestSupport", grdb),
    tests(
      "IpaiSkills", "IpaiPostgres", "IpaiYAML", "IpaiSearch", "IpaiEmbedding", "IpaiDatabase", "IpaiCore",
      "DomainTestSupport",
      "StoreTestSupport", grdb),
    tests("IpaiEvals", "IpaiSkills", "IpaiCore", "MCP"),
    tests(
      "IpaiMemory", "IpaiPostgres", "IpaiSearch", "IpaiEmbedding", "IpaiDatabase", "IpaiCore", "DomainTestSupport",
      "StoreTestSupport", grdb),
    tests("IpaiSecrets"),
    tests(
      "IpaiPromotion", "IpaiSkills", "IpaiGit", "IpaiPostgres", "IpaiDatabase", "IpaiHTTP", "IpaiCore",
      "StoreTestSupport", crypto, grdb),
    tests("IpaiActions", "IpaiCommits", "IpaiDatabase", "IpaiSearch", "IpaiCore", grdb),
    tests(
      "IpaiCommands", "IpaiActions", "IpaiServer", "IpaiAccess", "MCP", "IpaiCommits", "IpaiDatabase", "IpaiSearch",
      "IpaiPostgres", "IpaiPromotion", "IpaiCore",
      "DomainTestSupport", "CommandTestSupport", "StoreTestSupport", argumentParser, grdb, hummingbird,
      hummingbirdTesting),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["ipai", "mcp-everything", "TestSupport", "DomainTestSupport", "IpaiDatabase"],
      swiftSettings: swift),

    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
  ],
  swiftLanguageModes: [.v6]
)

// `make fuzz`: libFuzzer brings its own main.
if Context.environment["IPAI_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "mcp-fuzz", dependencies: ["MCP"], path: "Tests/Fuzz", exclude: ["corpus"],
      swiftSettings: swift + [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]))
}
