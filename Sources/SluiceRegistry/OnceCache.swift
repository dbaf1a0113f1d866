import Synchronization

/// Values that are computed at most once for each key, from any thread. Failures are kept, too.
final class OnceCache<Value: Sendable>: Sendable {
    private let results = Mutex<[String: Result<Value, RegistryError>]>([:])

    /// - Parameter compute: must not come back to this cache; the lock is held while it runs.
    func value(_ key: String, _ compute: () throws(RegistryError) -> Value) throws(RegistryError) -> Value {
        let result = results.withLock { results in
            if let known = results[key] { return known }
            let result: Result<Value, RegistryError>
            do throws(RegistryError) { result = .success(try compute()) } catch { result = .failure(error) }
            results[key] = result
            return result
        }
        return try result.get()
    }
}
