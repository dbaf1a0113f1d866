// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "sluice",
    products: [.executable(name: "sluice", targets: ["sluice"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        // Ground: system libraries and shared values.
        .systemLibrary(name: "Clibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(name: "Clibyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "SluiceCore", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),

        // Adapters: each knows Core and one outside thing, and nothing of the others.
        .target(
            name: "SluiceProcess",
            dependencies: [
                "SluiceCore",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(name: "SluiceGit", dependencies: ["SluiceCore", "Clibgit2"]),
        .target(name: "SluiceYAML", dependencies: ["SluiceCore", "Clibyaml"]),
        .target(name: "SluiceContracts", dependencies: ["SluiceCore", "SluiceYAML"]),
        .target(name: "SluiceRegistry", dependencies: ["SluiceCore", "SluiceContracts", "SluiceYAML"]),
        .target(name: "SluiceQuery", dependencies: ["SluiceCore", "SluiceProcess"]),
        .target(name: "SluiceArtifacts", dependencies: ["SluiceCore", "SluiceProcess", "SluiceYAML"]),
        .target(name: "SluiceReports", dependencies: ["SluiceCore"]),

        // The decision.
        .target(
            name: "SluiceChecks",
            dependencies: ["SluiceCore", "SluiceContracts", "SluiceRegistry", "SluiceQuery", "SluiceArtifacts"]),
        .target(
            name: "SluiceGate",
            dependencies: [
                "SluiceCore", "SluiceProcess", "SluiceGit", "SluiceYAML", "SluiceContracts", "SluiceRegistry",
                "SluiceQuery", "SluiceArtifacts", "SluiceChecks",
            ]),
        .target(
            name: "SluicePromotion",
            dependencies: ["SluiceCore", "SluiceGit", "SluiceProcess", "SluiceRegistry", "SluiceGate"]),

        // The edge.
        .target(
            name: "SluiceCommands",
            dependencies: [
                "SluiceCore", "SluiceProcess", "SluiceGit", "SluiceYAML", "SluiceContracts", "SluiceRegistry",
                "SluiceQuery", "SluiceArtifacts", "SluiceChecks", "SluiceGate", "SluicePromotion", "SluiceReports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(name: "sluice", dependencies: ["SluiceCommands"]),

        // Tests.
        .target(name: "SluiceTesting", dependencies: ["SluiceCore"], path: "Tests/SluiceTesting"),
        .executableTarget(name: "process-probe", dependencies: ["SluiceProcess"], path: "Tests/ProcessProbe"),
        .testTarget(name: "SluiceCoreTests", dependencies: ["SluiceCore", "SluiceTesting"]),
        .testTarget(name: "SluiceProcessTests", dependencies: ["SluiceCore", "SluiceProcess", "process-probe"]),
        .testTarget(name: "SluiceGitTests", dependencies: ["SluiceCore", "SluiceGit", "SluiceTesting"]),
        .testTarget(name: "SluiceYAMLTests", dependencies: ["SluiceCore", "SluiceYAML"]),
        .testTarget(name: "SluiceContractsTests", dependencies: ["SluiceCore", "SluiceContracts"]),
        .testTarget(
            name: "SluiceRegistryTests",
            dependencies: ["SluiceCore", "SluiceYAML", "SluiceContracts", "SluiceRegistry", "SluiceTesting"]),
        .testTarget(
            name: "SluiceQueryTests", dependencies: ["SluiceCore", "SluiceProcess", "SluiceQuery", "SluiceTesting"]),
        .testTarget(name: "SluiceArtifactsTests", dependencies: ["SluiceCore", "SluiceArtifacts", "SluiceTesting"]),
        .testTarget(
            name: "SluiceReportsTests", dependencies: ["SluiceCore", "SluiceReports", "SluiceTesting"],
            exclude: ["Snapshots"]),
        .testTarget(
            name: "SluiceChecksTests",
            dependencies: [
                "SluiceCore", "SluiceProcess", "SluiceYAML", "SluiceContracts", "SluiceRegistry", "SluiceQuery",
                "SluiceArtifacts", "SluiceChecks", "SluiceTesting",
            ]),
        .testTarget(
            name: "SluiceGateTests",
            dependencies: ["SluiceCore", "SluiceRegistry", "SluiceChecks", "SluiceGate", "SluiceTesting"]),
        .testTarget(
            name: "SluicePromotionTests",
            dependencies: ["SluiceCore", "SluiceRegistry", "SluiceGate", "SluicePromotion", "SluiceTesting"]),
        .testTarget(name: "IntegrationTests", dependencies: ["SluiceCore", "SluiceTesting"]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .swiftLanguageMode(.v6),
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .treatAllWarnings(as: .error),
        ]
}
for target in package.targets where ["SluiceGit", "SluiceYAML"].contains(target.name) {
    target.swiftSettings?.append(.strictMemorySafety())
}
