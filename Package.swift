// swift-tools-version: 6.3
import PackageDescription

/// Plugins in Swift: a folder of `plugins/` each, with its `plugin.json`. Adding one is adding a name here.
let swiftPlugins = ["text", "files", "probe", "benchmark"]

/// Plugins in C: the same, but they need nothing of the SDK but its header.
let cPlugins = ["wordstat", "wordcount", "benchmark-c"]

/// The name of a plugin's target: `text` is built as `libpregel-text.so`.
func product(_ plugin: String) -> String { "pregel-" + plugin }

let package = Package(
    name: "pregel-host",
    products: [
        .library(name: "PregelSDK", targets: ["PregelSDK", "PregelTesting"]),
        .plugin(name: "EmbedPluginManifest", targets: ["EmbedPluginManifest"]),
        .library(name: "PregelEngine", targets: ["PregelEngine", "PregelTasks"]),
        .executable(name: "pregel-host", targets: ["pregel-host"]),
        .executable(name: "pregel-bench", targets: ["pregel-bench"]),
    ]
        + (swiftPlugins + cPlugins).map {
            .library(name: product($0), type: .dynamic, targets: [product($0)])
        },
    targets: [
        // Layer 0: the border and the values, shared by both sides.
        .target(name: "CPregelABI", path: "sdk/CPregelABI"),
        .target(name: "CPregelThread", path: "sdk/CPregelThread"),
        .target(name: "PregelFlags", dependencies: ["CPregelABI"], path: "sdk/PregelFlags"),
        .target(
            name: "PregelValues", dependencies: ["CPregelABI", "CPregelThread"], path: "sdk/PregelValues",
            exclude: ["README.md"]),
        .target(name: "PregelThreads", path: "sdk/PregelThreads"),
        .target(name: "PregelLogic", dependencies: ["PregelValues"], path: "sdk/PregelLogic", exclude: ["README.md"]),

        // What a plugin's author uses.
        .target(
            name: "PregelSDK",
            dependencies: ["CPregelABI", "CPregelThread", "PregelFlags", "PregelThreads", "PregelValues"],
            path: "sdk/PregelSDK"),
        .target(
            name: "PregelTesting", dependencies: ["CPregelABI", "PregelFlags", "PregelSDK", "PregelValues"],
            path: "sdk/PregelTesting"),
        .executableTarget(name: "PluginEmbedding", path: "sdk/PluginEmbedding"),
        .plugin(
            name: "EmbedPluginManifest", capability: .buildTool(), dependencies: ["PluginEmbedding"],
            path: "sdk/EmbedPluginManifest"),

        // The host, bottom to top.
        .target(name: "CHostSystem"),
        .target(name: "CHostExit", dependencies: ["CHostSystem"]),
        .target(name: "PregelDiagnostics", dependencies: ["PregelValues"], exclude: ["README.md"]),
        .target(
            name: "PregelEngine",
            dependencies: ["CHostSystem", "CPregelABI", "PregelDiagnostics", "PregelThreads", "PregelValues"],
            exclude: ["README.md", "LANGGRAPH.md"]),
        .target(
            name: "PregelTasks", dependencies: ["PregelEngine", "PregelThreads", "PregelValues"], exclude: ["README.md"]
        ),
        .target(
            name: "PregelManifest", dependencies: ["PregelDiagnostics", "PregelFlags", "PregelLogic", "PregelValues"],
            exclude: ["README.md", "MANIFEST.md"]),
        .target(
            name: "PregelPlugins",
            dependencies: [
                "CHostSystem", "CPregelABI", "PregelDiagnostics", "PregelEngine", "PregelFlags", "PregelManifest",
                "PregelThreads",
                "PregelValues",
            ], exclude: ["README.md"]),
        .target(
            name: "PregelRuntime",
            dependencies: [
                "PregelDiagnostics", "PregelEngine", "PregelLogic", "PregelManifest", "PregelPlugins", "PregelThreads",
                "PregelValues",
            ], exclude: ["README.md"]),
        .executableTarget(
            name: "pregel-host",
            dependencies: [
                "CHostExit", "CHostSystem", "PregelDiagnostics", "PregelEngine", "PregelManifest", "PregelPlugins",
                "PregelRuntime",
                "PregelValues",
            ], exclude: ["README.md", "Testing/README.md"]),
        .target(name: "CHeapCounter"),
        .executableTarget(
            name: "pregel-bench",
            dependencies: [
                "CHeapCounter", "CHostSystem", "CPregelABI", "PregelDiagnostics", "PregelEngine", "PregelManifest",
                "PregelPlugins", "PregelRuntime", "PregelThreads", "PregelValues",
            ], exclude: ["README.md"]),

        // Fuzzers of what reads foreign bytes.
        .target(name: "CFuzzGuard", path: "Tests/CFuzzGuard"),
        .executableTarget(
            name: "pregel-fuzz",
            dependencies: [
                "CFuzzGuard", "PregelDiagnostics", "PregelEngine", "PregelLogic", "PregelManifest", "PregelPlugins",
                "PregelRuntime", "PregelValues", "TestRandom",
            ], path: "Tests/Fuzzing", exclude: ["README.md"]),

        // Tests, a target for each target.
        .testTarget(name: "PregelValuesTests", dependencies: ["CPregelABI", "PregelValues", "TestRandom"]),
        .testTarget(name: "PregelThreadsTests", dependencies: ["PregelThreads"]),
        .testTarget(name: "PregelLogicTests", dependencies: ["PregelLogic", "PregelValues"]),
        .testTarget(
            name: "PregelSDKTests", dependencies: ["CPregelABI", "PregelSDK", "PregelTesting", "PregelValues"]),
        .testTarget(name: "PluginEmbeddingTests", dependencies: ["PluginEmbedding"]),
        .testTarget(name: "PregelDiagnosticsTests", dependencies: ["PregelDiagnostics", "PregelValues"]),
        .target(name: "TestRandom", path: "Tests/TestRandom"),
        .target(name: "PregelTestSupport", dependencies: ["PregelEngine"], path: "Tests/TestSupport"),
        .testTarget(
            name: "PregelEngineTests",
            dependencies: ["PregelEngine", "PregelTestSupport", "PregelThreads", "PregelValues"],
            exclude: ["Rules/not-tested.txt", "Rules/rules.txt"]),
        .testTarget(
            name: "PregelTasksTests",
            dependencies: ["PregelEngine", "PregelTasks", "PregelTestSupport", "PregelValues"]),
        .testTarget(
            name: "PregelManifestTests",
            dependencies: ["PregelDiagnostics", "PregelManifest", "PregelValues", "TestRandom"]),
        .testTarget(
            name: "PregelPluginsTests",
            dependencies: [
                "CHostSystem", "CPregelABI", "PregelDiagnostics", "PregelEngine", "PregelFlags", "PregelManifest",
                "PregelPlugins",
                "PregelValues",
            ]),
        .testTarget(
            name: "PregelRuntimeTests",
            dependencies: [
                "PregelDiagnostics", "PregelEngine", "PregelManifest", "PregelPlugins", "PregelRuntime", "PregelValues",
                "TestRandom",
            ]),
        .testTarget(name: "CommandLineTests", dependencies: ["PregelValues", "TestRandom"]),
    ]
        + swiftPlugins.map {
            .target(
                name: product($0),
                dependencies: ["PregelSDK", "PregelValues"] + ($0 == "probe" ? ["PregelLogic"] : []),
                path: "plugins/\($0)", exclude: ["README.md"], plugins: ["EmbedPluginManifest"])
        }
        + cPlugins.map {
            .target(
                name: product($0), dependencies: ["CPregelABI"], path: "plugins/\($0)", exclude: ["README.md"],
                publicHeadersPath: ".", cSettings: [.unsafeFlags(["-fvisibility=hidden"])])
        }
)

for target in package.targets where target.type == .executable && target.name != "PluginEmbedding" {
    target.linkerSettings = [
        // What the dynamic loader reads of libraries is let go once it has done its work: so it does all of it at the start.
        .unsafeFlags(["-Xlinker", "-z", "-Xlinker", "now"], .when(configuration: .release)),
        // What supersteps consist of stands together (`.ci/hot-functions`): scattered, it is more than the processor's
        // first cache of code holds.
        .unsafeFlags(
            [
                "-use-ld=lld", "-Xlinker", "--no-warn-symbol-ordering", "-Xlinker",
                "--symbol-ordering-file=\(Context.packageDirectory)/.ci/hot-functions.txt",
            ], .when(configuration: .release)),
    ]
}

// Every Swift target is checked the same way.
for target in package.targets
where target.type != .plugin && !target.name.hasPrefix("CP") && !target.name.hasPrefix("CH") {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
        .treatAllWarnings(as: .error),
    ]
}

// What is never used is not loaded: the library of regular expressions costs a megabyte of each process. Tests need it.
for target in package.targets where target.swiftSettings?.isEmpty == false && target.type != .test {
    target.swiftSettings?.append(.unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"]))
}

// The driver is the only one to touch a run's state: checking so again at each access costs a fifth of a superstep.
for target in package.targets where ["PregelEngine", "PregelPlugins", "PregelValues"].contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)))
    // Each function by itself, for the linker to place.
    target.swiftSettings?.append(.unsafeFlags(["-Xfrontend", "-function-sections"], .when(configuration: .release)))
}
