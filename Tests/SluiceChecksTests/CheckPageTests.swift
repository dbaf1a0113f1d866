import Glibc
import SluiceChecks
import SluiceTesting
import Testing

/// The pages under `docs/checks/` are the checks' own words.
struct CheckPageTests {
    private static let root = String(#filePath.split(separator: "/Tests/")[0])
    private static let fix: Comment = "run Scripts/check-pages and commit what it writes"

    @Test("every page is what the generator writes", arguments: CheckCatalog.all.map(\.descriptor.id))
    func everyPageIsWhatTheGeneratorWrites(id: String) throws {
        let check = try #require(CheckCatalog.check(id)).descriptor
        let page = try #require(CheckPageTests.read(CheckPage.path(of: check)), CheckPageTests.fix)
        #expect(page == CheckPage.markdown(for: check), CheckPageTests.fix)
    }

    @Test("no page is left of a check that is not there")
    func noPageIsLeft() {
        let pages = CheckCatalog.families.flatMap { family in
            CheckPageTests.names(in: "docs/checks/\(family)").map { "docs/checks/\(family)/\($0)" }
        }
        let due = CheckCatalog.all.map { CheckPage.path(of: $0.descriptor) }
        #expect(pages.sorted() == due.sorted(), CheckPageTests.fix)
    }

    /// The text of a file of the repository; nil where there is none.
    private static func read(_ path: String) -> String? {
        guard let file = fopen("\(root)/\(path)", "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The names in a folder of the repository; none where there is no such folder.
    private static func names(in folder: String) -> [String] {
        guard let stream = opendir("\(root)/\(folder)") else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
