/// What one run of DuckDB may use.
package struct DuckDBLimits: Sendable, Hashable {
    /// Bytes that DuckDB plans with. Its address space ends `overhead` above, because DuckDB's own limit is advice.
    package var memory: Int
    package var threads: Int
    package var time: Duration
    /// Bytes of intermediate results on disk.
    package var spill: Int
    /// Bytes of answers.
    package var output: Int

    package init(
        memory: Int = 4 << 30, threads: Int = 2, time: Duration = .seconds(600), spill: Int = 16 << 30,
        output: Int = 64 << 20
    ) {
        self.memory = memory
        self.threads = threads
        self.time = time
        self.spill = spill
        self.output = output
    }

    /// The program, its stacks, and what it holds beside its buffers.
    static let overhead = 2 << 30
}

/// How the client is kept from what it has no business with.
package enum DuckDBIsolation: Sendable, Hashable {
    /// Bubblewrap where it works, else links and comparison of identities.
    case automatic
    /// Bubblewrap or nothing.
    case bubblewrap
    case links
}
