/// What a file's name says about its format.
enum ArtifactNaming {
    /// One of the formats that a manifest may name; nil where the ending stands for several or none.
    static func format(of path: String) -> String? {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        switch path[path.index(after: dot)...].lowercased() {
        case "onnx": return "onnx"
        case "safetensors": return "safetensors"
        case "gguf": return "gguf"
        case "keras": return "keras"
        case "pkl", "pickle": return "pickle"
        case "joblib": return "joblib"
        case "skops": return "skops"
        case "pmml": return "pmml"
        case "ubj": return "xgboost"
        case "cbm": return "catboost"
        case "json": return "json"
        case "txt": return "text"
        default: return nil
        }
    }
}
