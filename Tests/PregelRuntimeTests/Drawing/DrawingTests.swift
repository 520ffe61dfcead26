@testable import PregelRuntime
import Testing

/// Drawings, read back: they are what the picture says, whatever its names and labels.
@Suite(.timeLimit(.minutes(20)))
struct DrawingTests {
    @Test(arguments: 0..<300 as Range<UInt64>)
    func `a Mermaid drawing shows every box and arrow with its text`(seed: UInt64) throws {
        var random = RandomPicture(seed: seed)
        let picture = random.picture()
        let drawn = try MermaidReader.read(MermaidDrawing.text(of: picture))
        #expect(drawn.boxes == Self.boxes(of: picture) { $0 })
        #expect(drawn.arrows.map(\.text) == Self.labels(of: picture) { $0 })
        Self.checkArrows(of: drawn, mayEndAtOpened: true)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `a Graphviz drawing shows every box and arrow with its text`(seed: UInt64) throws {
        var random = RandomPicture(seed: seed)
        let picture = random.picture()
        let drawn = try DotReader.read(DotDrawing.text(of: picture))
        #expect(drawn.boxes == Self.boxes(of: picture, Self.withoutControls))
        #expect(drawn.arrows.map(\.text) == Self.labels(of: picture, Self.withoutControls))
        Self.checkArrows(of: drawn, mayEndAtOpened: false)
    }

    /// Both ends of every arrow are boxes, and none leads from an opened box to itself.
    private static func checkArrows(of drawn: DrawnGraph, mayEndAtOpened: Bool) {
        let ids = Set(drawn.boxes.filter { mayEndAtOpened || !$0.isOpened }.map(\.id))
        let opened = Set(drawn.boxes.filter(\.isOpened).map(\.id))
        #expect(Set(drawn.boxes.map(\.id)).count == drawn.boxes.count)
        for arrow in drawn.arrows {
            #expect(ids.contains(arrow.from) && ids.contains(arrow.to), "\(arrow)")
            #expect(arrow.from != arrow.to || !opened.contains(arrow.from), "\(arrow)")
        }
    }

    // MARK: What is expected

    private static func boxes(
        of picture: GraphPicture, prefix: String = "n", parent: String? = nil, _ shown: (String) -> String
    ) -> [DrawnGraph.Box] {
        picture.nodes.enumerated().flatMap { index, node -> [DrawnGraph.Box] in
            let id = "\(prefix)\(index)"
            let lines = node.kind == .join ? [] : [node.name] + [node.detail].compactMap(\.self) + node.marks
            let text = shown(lines.joined(separator: "\n"))
            let box = DrawnGraph.Box(id: id, text: text, parent: parent, isOpened: node.inside != nil)
            return [box] + (node.inside.map { boxes(of: $0, prefix: id + "_", parent: id, shown) } ?? [])
        }
    }

    /// Of an opened graph those inside come first.
    private static func labels(of picture: GraphPicture, _ shown: (String) -> String) -> [String?] {
        picture.nodes.compactMap(\.inside).flatMap { labels(of: $0, shown) } + picture.edges.map { $0.label.map(shown) }
    }

    /// Graphviz has no escape for them.
    private static func withoutControls(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(scalar != "\n" && (scalar.value < 0x20 || scalar.value == 0x7F) ? " " : scalar)
        }
        return String(result)
    }
}
