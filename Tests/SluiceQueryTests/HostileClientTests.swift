import FoundationEssentials
import SluiceCore
import SluiceProcess
import Testing

@testable import SluiceQuery

/// What the engine makes of clients that crash, hang, lie or are asked for what they must not do.
@Suite struct HostileClientTests {
    private func failure(_ script: String, limits: DuckDBLimits = DuckDBLimits()) async throws -> EngineError? {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT i FROM range(10) AS t(i)")
        let client = try bench.script(script.replacing("CLIENT", with: "'\(bench.client.path)'"))
        let measure = Measure(.count, over: .file(file))
        let value = await bench.engine(.links, limits: limits, client: client).evaluate([measure]).values[measure]
        #expect(try bench.leftovers().isEmpty)
        guard case .failure(let error)? = value else { return nil }
        #expect(!error.message.contains(bench.folder))
        return error
    }

    @Test(arguments: [
        "exit 0", "cat > /dev/null; echo '{\"m0\":10}'", "CLIENT \"$@\"; echo '{\"m0\":11}'",
        "echo '{\"m0\":11}'; CLIENT \"$@\"", "CLIENT \"$@\" | sed 's/m0/m1/'",
        "CLIENT \"$@\" | sed 's/:10}/:\"ten\"}/'",
        "CLIENT \"$@\" | sed 's/^{\"m0.*/&&/'", "CLIENT \"$@\" | sed '/m0/d'", "CLIENT \"$@\"; echo trouble >&2",
        "CLIENT \"$@\" | sed 's/^{\"m0.*/{\"m0\":11}/;s/^{\"m0.*/&\\n&/'",
    ])
    func anAnswerThatWasNotAskedForVoidsTheRun(script: String) async throws {
        #expect(try await failure(script)?.kind == .output)
    }

    @Test func anHonestClientBehindAScriptIsBelieved() async throws {
        #expect(try await failure("exec CLIENT \"$@\"") == nil)
    }

    @Test func aCrashIsAnError() async throws {
        let error = try await failure("kill -SEGV $$")
        #expect(error?.kind == .failed)
        #expect(error?.message.contains("signal 11") == true)
    }

    @Test func aClientThatHangsRunsOutOfTime() async throws {
        let error = try await failure("sleep 1000", limits: DuckDBLimits(time: .milliseconds(300)))
        #expect(error?.kind == .timeout)
        #expect(error?.remedy.isEmpty == false)
    }

    @Test func outputWithoutEndIsStopped() async throws {
        #expect(try await failure("cat /dev/zero", limits: DuckDBLimits(output: 1 << 20))?.kind == .output)
    }

    @Test func aMissingClientIsMissing() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT 1 AS i")
        let engine = bench.engine(.links, client: DuckDBClient(path: "/no/such/duckdb", version: "1.5.6"))
        guard case .failure(let error)? = await engine.shapes(of: [file])[file] else {
            Issue.record("no error")
            return
        }
        #expect(error.kind == .missing)
        #expect(error.remedy.isEmpty == false || error.message.contains("pip install"))
    }

    @Test func anUnboundOrVanishedFileIsMissing() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT 1 AS i")
        let unbound = DataFile(digest: Digest.of("other"), format: .parquet, label: "model@1:other")
        let engine = bench.engine()
        try FileManager.default.removeItem(atPath: "\(bench.folder)/t.parquet")
        let shapes = await engine.shapes(of: [file, unbound])
        for shape in shapes.values {
            guard case .failure(let error) = shape else {
                Issue.record("no error")
                continue
            }
            #expect(error.kind == .missing)
        }
    }

    @Test(arguments: [DuckDBIsolation.automatic, .links])
    func theClientReadsNothingButItsInputs(isolation: DuckDBIsolation) async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT 1 AS i")
        let secret = try bench.write("secret.csv", "a\n1\n")
        let statements = [
            "SELECT content AS a FROM read_text('\(bench.folder)/secret.csv')",
            "SELECT content AS a FROM read_text('/etc/passwd')",
            "SELECT getenv('HOME') AS a", "ATTACH '/tmp/x.db'", "INSTALL httpfs", "SET allowed_paths=['/etc/passwd']",
            "SELECT 1 AS a;\n.shell echo '{\"a\":1}'", "SELECT * FROM glob('/*')",
        ]
        for statement in statements {
            let rows = try await bench.session(isolation, [file]) { await $0.rows([statement, "SELECT 2 AS a"]) }
            #expect(throws: EngineError.self, "\(statement)") { try rows[0].get() }
        }
        _ = secret
    }

    @Test(arguments: [DuckDBIsolation.automatic, .links])
    func aWrittenInputNeverPasses(isolation: DuckDBIsolation) async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT 1 AS i")
        let before = try bench.bytes(of: "t.parquet")
        var tampered = false
        _ = try await bench.session(isolation, [file]) { session in
            let path = session.sandbox.path(of: file)
            let rows = await session.rows(["COPY (SELECT 2 AS i) TO '\(path)' (FORMAT parquet, USE_TMP_FILE false)"])
            tampered = !session.sandbox.tampered.isEmpty
            return rows
        }
        #expect(try bench.bytes(of: "t.parquet") == before || tampered)
    }

    @Test(.enabled("bubblewrap works here", HostileClientTests.bubblewrapWorks))
    func insideBubblewrapInputsCannotBeWritten() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT 1 AS i")
        let before = try bench.bytes(of: "t.parquet")
        let rows = try await bench.session(.bubblewrap, [file]) { session in
            let path = session.sandbox.path(of: file)
            return await session.rows(["COPY (SELECT 2 AS i) TO '\(path)' (FORMAT parquet, USE_TMP_FILE false)"])
        }
        #expect(throws: EngineError.self) { try rows[0].get() }
        #expect(try bench.bytes(of: "t.parquet") == before)
    }

    private static let bubblewrapWorks: @Sendable () async throws -> Bool = {
        await Bubblewrap.working(for: try await Workbench.client()) != nil
    }
}
