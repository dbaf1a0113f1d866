package import SluiceCore
package import SluiceQuery
package import SluiceRegistry

/// Something that a check must know and cannot find out itself.
package enum Need: Sendable, Hashable {
    /// The bytes that a manifest recorded under a path.
    case bytes(FileReference)
    /// The columns of a file of rows. Gathered only where its bytes are present.
    case shape(DataFile)
    case measure(Measure)
    /// Where the recorded code is.
    case code(CodeEntry)
    /// The text of a file of the judged tree, such as a model card.
    case document(path: String)
    /// The text of recorded bytes, such as a lock file.
    case recordedDocument(FileReference)
}

/// A recorded file: a path relative to the repository root, and the digest that decides.
package struct FileReference: Sendable, Hashable {
    package let path: String
    package let digest: Digest

    package init(path: String, digest: Digest) {
        self.path = path
        self.digest = digest
    }
}

/// What was gathered.
package struct Facts: Sendable {
    package enum Bytes: Sendable, Hashable {
        /// The recorded bytes are there; size in bytes.
        case present(size: Int64)
        /// A file is at the path with other bytes, and the recorded bytes are nowhere.
        case differs(found: Digest)
        /// No bytes anywhere; the sentence says where was looked.
        case absent(String)
    }

    package enum Code: Sendable, Hashable {
        /// The commit is an ancestor of base or head.
        case commitReachable
        /// The recorded tree stands at the recorded path in base or head.
        case treeMatches
        /// Neither; the sentence says what was seen.
        case unreachable(String)
        /// History is cut (a shallow clone), so it cannot be said.
        case unknown(String)
    }

    package enum Document: Sendable, Hashable {
        case text(String)
        case absent
        /// Too large, not UTF-8, a symbolic link, or bytes that are not there.
        case unreadable(String)
    }

    package var bytes: [FileReference: Bytes] = [:]
    package var shapes: [DataFile: Result<FileShape, EngineError>] = [:]
    package var measures: [Measure: Result<JSON, EngineError>] = [:]
    package var code: [CodeEntry: Code] = [:]
    package var documents: [String: Document] = [:]
    package var recordedDocuments: [FileReference: Document] = [:]

    package init() {}

    /// Whether the answer to `need` has been gathered.
    package func knows(_ need: Need) -> Bool {
        switch need {
        case .bytes(let reference): bytes[reference] != nil
        case .shape(let file): shapes[file] != nil
        case .measure(let measure): measures[measure] != nil
        case .code(let entry): code[entry] != nil
        case .document(let path): documents[path] != nil
        case .recordedDocument(let reference): recordedDocuments[reference] != nil
        }
    }
}
