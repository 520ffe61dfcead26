/// A fault as the reader meets it; lines are counted only when it is told to the caller.
struct JSONFault: Error {
    let code: JSONError.Code
    let message: String
    let offset: Int
}
