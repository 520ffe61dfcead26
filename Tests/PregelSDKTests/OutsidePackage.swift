import Foundation
import Testing

/// A plugin's package somewhere else, as an author has it: `plugin.json`, a Swift file, and a `Package.swift`.
final class OutsidePackage {
    let folder: TemporaryFolder

    init(source: String, manifest: String) throws {
        folder = try TemporaryFolder()
        try folder.write(
            """
            // swift-tools-version: 6.3
            import PackageDescription

            let package = Package(
                name: "outside",
                products: [.library(name: "outside", type: .dynamic, targets: ["outside"])],
                dependencies: [.package(name: "pregel-host", path: "\(Project.root.path)")],
                targets: [
                    .target(
                        name: "outside", dependencies: [.product(name: "PregelSDK", package: "pregel-host")],
                        plugins: [.plugin(name: "EmbedPluginManifest", package: "pregel-host")])
                ]
            )
            """, to: "Package.swift")
        try folder.write(source, to: "Sources/outside/Plugin.swift")
        try folder.write(manifest, to: "Sources/outside/plugin.json")
    }

    /// Builds it, and gives the shared object's path and what the build said.
    func build() throws -> (library: String, output: String) {
        let scratch = folder.path("build")
        let result = try Shell.run([
            "swift", "build", "--package-path", folder.url.path, "--scratch-path", scratch, "--disable-sandbox",
        ])
        try #require(result.status == 0, "\(result.output)")
        return (scratch + "/debug/liboutside.so", result.output)
    }
}
