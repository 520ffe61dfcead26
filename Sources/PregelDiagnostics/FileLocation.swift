/// A place in a file, as far as it is known.
package struct FileLocation: Sendable, Hashable {
    /// The file's name as the user gave it.
    package var file: String?
    /// The JSON pointer of what is meant (`/nodes/fetch/use`); empty for the whole document.
    package var pointer: String?
    /// Both count from 1; the column counts characters (Unicode scalars), as editors do.
    package var line: Int?
    package var column: Int?
    /// The line itself, with the part that is meant.
    package var excerpt: Excerpt?

    package init(
        file: String? = nil, pointer: String? = nil, line: Int? = nil, column: Int? = nil, excerpt: Excerpt? = nil
    ) {
        self.file = file
        self.pointer = pointer
        self.line = line
        self.column = column
        self.excerpt = excerpt
    }

    /// A line of a source text and the part of it that is meant, in Unicode scalars.
    package struct Excerpt: Sendable, Hashable {
        package var line: String
        package var span: Range<Int>

        package init(line: String, span: Range<Int>) {
            self.line = line
            self.span = span
        }
    }
}
