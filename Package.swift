// swift-tools-version: 6.3
import PackageDescription

/// Plugins in Swift: a folder of `plugins/` each, with its `plugin.json`. Adding one is adding a name here.
let swiftPlugins: [String] = []

let package = Package(
    name: "pregel-host",
    targets: [
        .target(name: "CPregelABI", path: "sdk/CPregelABI"),
        .target(name: "PregelValues", dependencies: ["CPregelABI"], path: "sdk/PregelValues"),
    ]
)

// Every Swift target is checked the same way.
for target in package.targets where target.type != .plugin && !target.name.hasPrefix("C") {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
        .treatAllWarnings(as: .error),
    ]
}
