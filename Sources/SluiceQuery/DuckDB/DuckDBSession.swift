import SluiceCore
import SluiceProcess

/// Runs statements in as few processes as possible: one, and another one for what is left when a client dies.
struct DuckDBSession {
    let limits: DuckDBLimits
    let sandbox: DuckDBSandbox

    /// The one row of each statement, by the names of its columns.
    func rows(_ statements: [String]) async -> [Result<JSON, EngineError>] {
        var results: [Result<JSON, EngineError>] = []
        while results.count < statements.count {
            let (answered, ending) = await run(Array(statements[results.count...]))
            results += answered
            guard results.count < statements.count else { break }
            guard let ending else {
                // The client ended well but left statements out.
                results += Array(repeating: .failure(DuckDBAnswers.unexpected), count: statements.count - results.count)
                break
            }
            // The statement that was running is to blame, and the others get a client of their own; except where time
            // or output is used up, or nothing runs at all.
            let rest = ending.kind == .failed || ending.kind == .memory ? 1 : statements.count - results.count
            results += Array(repeating: .failure(ending), count: rest)
        }
        return results
    }

    private func run(_ statements: [String]) async -> (answered: [Result<JSON, EngineError>], ending: EngineError?) {
        let nonce =
            String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
        var result: ProcessResult
        var ending: EngineError?
        do {
            result = try await ProcessRunner.run(sandbox.process(script(statements, nonce: nonce)))
            // Bubblewrap passes a signal on as 128 + its number. 1 means that a statement failed.
            if result.exitCode > 1 { ending = crashed(result.exitCode - 128) }
        } catch {
            switch error {
            case .signal(_, let number, let partial): (result, ending) = (partial, crashed(number))
            case .timeout, .cancelled:
                return (
                    [], EngineError(.timeout, "\(error)", remedy: "Give the engine more time, or check a smaller file.")
                )
            case .outputLimit: return ([], EngineError(.output, "\(error)"))
            case .notFound, .couldNotStart: return ([], EngineError(.missing, "\(error)"))
            }
        }
        do throws(EngineError) {
            let answers = try DuckDBAnswers(
                output: result.standardOutput, errors: result.standardError, nonce: nonce, statements: statements.count,
                clean: sandbox.withoutPaths)
            return (answers.rows, ending ?? answers.lastWords)
        } catch {
            return ([], ending ?? error)
        }
    }

    private func crashed(_ signal: Int32) -> EngineError {
        switch signal {
        case 6, 9:
            // Out of address space, DuckDB aborts or is killed.
            EngineError(
                .memory, "DuckDB was ended by signal \(signal), probably for want of memory",
                remedy: DuckDBMessage.moreMemory)
        case 24: EngineError(.timeout, "DuckDB used up the processor time it may use")
        case 25: EngineError(.memory, "DuckDB used up the disk space it may use", remedy: DuckDBMessage.moreMemory)
        default: EngineError(.failed, "DuckDB crashed (signal \(signal))")
        }
    }

    /// Settings, then the lock, then the statements, each between its two lines.
    private func script(_ statements: [String], nonce: String) -> String {
        let paths = sandbox.paths.map { "'\($0)'" }.joined(separator: ", ")
        var lines = [
            "SET errors_as_json=true;", "SET enable_progress_bar=false;", "SET threads=\(max(1, limits.threads));",
            "SET memory_limit='\(limits.memory)B';", "SET temp_directory='spill';",
            "SET max_temp_directory_size='\(limits.spill)B';", "SET streaming_buffer_size='\(limits.output * 2)B';",
            "SET TimeZone='UTC';", "SET autoinstall_known_extensions=false;", "SET autoload_known_extensions=false;",
            "SET allowed_paths=[\(paths)];", ".safe_mode",
        ]
        for (number, statement) in statements.enumerated() {
            lines += ["SELECT '\(nonce):b:\(number)' AS n;", statement + ";", "SELECT '\(nonce):e:\(number)' AS n;"]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
