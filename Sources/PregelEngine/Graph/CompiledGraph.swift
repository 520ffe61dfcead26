package import PregelValues

/// A graph that is checked and ready to run, any number of times, from several threads at once.
///
/// Names have become integers: a channel's id is its place among `channels`, a node's its place among `nodes`, which
/// are sorted by the bytes of their names, so that task order is the order of numbers (BSP-3, BSP-12).
public final class CompiledGraph: Sendable {
    /// The graph's name.
    public let name: String
    /// Whether the state is one nameless value.
    let isRoot: Bool

    /// The state's channels, in the order of their declaration.
    package let stateNames: NameTable
    /// The nodes' names, sorted; `__start__` is one of them.
    package let nodeNames: NameTable

    /// The state's channels.
    let specs: [ChannelSpec]
    /// The table of a state before the first input, which new states share.
    let blankTable: StateTable
    /// A new run's channels: the state's, `__start__`, then triggers and joins.
    var blank: Column<ChannelCell> {
        @inline(__always) _read { yield blankTable.cells }
    }
    /// Names of the channels behind the state's: `__start__`, triggers and joins.
    let controlNames: [String]
    let nodes: [Node]
    /// The nodes by id once more, for where every reference that is counted shows.
    let nodeTable: ObjectTable<Node>
    /// The nodes in the order in which they were added, `__start__` first (Q2).
    let definitionOrder: [Int]

    /// The id of the hidden first node.
    let startNode: Int
    /// The channel that holds a run's input until the first node has it.
    let startChannel: Int
    /// Nodes that a channel triggers, by channel.
    let triggered: [[Int]]
    /// The node that a channel triggers, by channel; or one of the two below.
    let sole: Table<Int32>
    /// In `sole`: the channel triggers no node.
    static let triggersNone: Int32 = -1
    /// In `sole`: the channel triggers several nodes.
    static let triggersSeveral: Int32 = -2
    /// Whether a superstep that does not write the channel clears it.
    let clears: Table<Bool>
    /// Channels of deferred nodes and their joins, which wait for `finish`.
    let finishing: Table<Int>
    /// All of the state's channels.
    let stateChannels: [Int]
    /// State channels that are input and output, in their order; sorted lists of what nodes read.
    let inputChannels: [Int]
    let isInput: [Bool]
    let outputChannels: [Int]
    let isOutput: Table<Bool>
    /// Whether an unwritten superstep can change a state channel.
    let stateMayClear: Bool
    /// Whether an unwritten superstep can change an output channel.
    let outputMayClear: Bool
    /// Channels whose checkpoints do not always have the value.
    let deltaChannels: [Int]
    /// Whether an overwrite means something to a channel.
    let reduces: Table<Bool>
    /// Whether a channel refuses values that do not fit its schema.
    let checksValues: Bool
    /// Whether a channel keeps something else than what is written to it.
    let preparesWrites: Bool
    /// Whether a write needs no more than to be kept.
    let takesWrites: Bool
    /// Whether results of a node may be kept.
    let hasCachedNodes: Bool
    /// Whether a node must not be run again, here or in a graph that is a node.
    let hasOnce: Bool
    /// Whether a node is a graph.
    let hasNested: Bool
    /// Whether checkpoints leave a channel out.
    let hasUntracked: Bool
    /// Ids of the channels that the compiler made, by name.
    let controlIDs: [String: Int]
    /// Whether a node may go anywhere by itself, by node.
    let isFree: Table<Bool>
    /// Where a run stops by itself, unless it says otherwise.
    let interruptBefore: Breakpoints
    let interruptAfter: Breakpoints
    /// Whether supersteps of one task may run by themselves.
    let mayRunAlone: Bool
    /// What nodes read: lists of channels sorted by name, each shared by the nodes that read the same.
    let readSets: [[Int]]
    /// The read set of all channels.
    let fullReadSet: Int
    /// Where a state channel stands in the full read set.
    let fullPlaces: Table<Int>
    /// What runs have left for the next ones.
    let spares = SpareTasks()
    /// Triggers of all nodes, counted through: the size of a run's `seen`.
    let triggerCount: Int
    /// Whether a node may act on other threads than the one that runs it, however it is run.
    let mayActElsewhere: Bool

    /// A node with all names resolved. A class, for a task only points at it.
    final class Node: Sendable {
        // What every task needs stands first: the nodes of a large graph do not fit into the nearest cache.

        /// What it runs, where it `hasBody`: the hidden first node and graphs do not.
        let body: any NodeBody
        /// Channels that trigger it.
        let triggers: Table<Int>
        /// Triggers of the nodes that its plain edges lead to.
        let edgeTriggers: Table<Int>
        /// Joins that it is a member of: the channel, and which member it is.
        let joins: Table<JoinSignal>
        /// Where its triggers begin in a run's `seen`.
        let seenBase: Int
        let readSet: Int
        /// Its place among `nodes`.
        let id: Int
        let hasBody: Bool
        /// Whether it may be a superstep's only task on the short way: it computes on the thread that calls it.
        let mayBeAlone: Bool
        /// Whether it may run on any thread, beside others of its superstep.
        let computes: Bool
        /// Whether it is tried again where it fails.
        let isRetried: Bool
        /// Whether its verbs may be used by several threads, or while the driver does something else.
        let isShared: Bool
        /// Whether one of its triggers is consumed when it runs.
        let consumes: Bool
        let hasBranches: Bool
        /// Whether its attempts must end in time.
        let isTimed: Bool
        /// Keeps a serial node's invocations apart; shared by all runs.
        let gate: SerialGate?
        let kind: Kind
        /// Its own trigger, that edges, gotos and routes write.
        let trigger: Int
        let branches: ObjectTable<Branch>
        private let ownBranches: [Branch]

        let name: String
        let traits: NodeTraits
        /// Where it may go by itself, by node; `nil` for anywhere.
        let destinations: Set<Int>?
        let options: NodeOptions
        /// Whether a task of it that has begun must not be run again.
        let runsOnce: Bool
        /// The hash of what it is, where its results are kept.
        let identityHash: String
        /// What is shown of it.
        let labels: NodeLabels
        /// What of it goes into its tasks' ids (BSP-7).
        let idTail: Table<UInt8>
        /// What its task is called among those of its superstep (BSP-11).
        let pathText: String

        init(
            id: Int, name: String, kind: Kind, readSet: Int, triggers: [Int], consumes: Bool, seenBase: Int,
            edges: Edges, options: NodeOptions, destinations: Set<Int>?, triggerNames: [String],
            channelNames: NameTable
        ) {
            self.id = id
            self.name = name
            self.kind = kind
            if case .body(let own) = kind { (body, hasBody) = (own, true) } else { (body, hasBody) = (NoBody(), false) }
            traits = body.traits
            self.readSet = readSet
            self.triggers = Table(triggers)
            self.consumes = consumes
            self.seenBase = seenBase
            trigger = triggers[0]
            edgeTriggers = Table(edges.triggers)
            joins = Table(edges.joins)
            branches = ObjectTable(edges.branches)
            ownBranches = edges.branches
            hasBranches = !ownBranches.isEmpty
            self.destinations = destinations
            (self.options, runsOnce) = CompiledGraph.Node.keepingOnce(options, kind, traits)
            gate = traits.contains(.serial) ? SerialGate() : nil
            identityHash = options.cache == nil ? "" : XXH3.hash128(options.identity).hex
            isTimed = options.timeout != nil
            isShared = isTimed || !traits.isDisjoint(with: [.async, .blocking])
            isRetried = !self.options.retry.isEmpty
            computes = hasBody && gate == nil && !traits.contains(.blocking) && !isTimed
            labels = NodeLabels(
                name: name, triggers: triggerNames, metadata: options.metadata, channels: channelNames)
            idTail = Table(TaskID.tail(name: name, triggers: triggerNames))
            pathText = TaskPath.pull(name).text
            if case .graph = kind { mayBeAlone = false } else { mayBeAlone = gate == nil && !isShared }
        }

        deinit {
            triggers.free()
            edgeTriggers.free()
            joins.free()
            branches.free()
            idTail.free()
        }

        /// Options without what would run again what must run once, and whether that is the node itself.
        private static func keepingOnce(
            _ options: NodeOptions, _ kind: Kind, _ traits: NodeTraits
        ) -> (NodeOptions, Bool) {
            var options = options
            let runsOnce = traits.contains(.once)
            if runsOnce { options.retry = [] }
            if case .graph(let nested) = kind, nested.graph.hasOnce { options.retry = [] }
            if case .body(let handler) = options.onError?.kind, handler.traits.contains(.once) {
                options.handlerRetry = []
            }
            return (options, runsOnce)
        }

        /// Runs one attempt of what it `hasBody` for. A call of its own: in it the node keeps its body, and nobody counts it.
        @inline(never)
        func invoke(_ context: TaskContext) -> TaskOutcome { body.invoke(context) }
    }

    /// Stands where a node runs nothing by itself.
    private final class NoBody: NodeBody {
        func invoke(_ context: TaskContext) -> TaskOutcome {
            .failed(Failure(.nodeError, message: "node \"\(context.node)\" runs nothing by itself"))
        }
    }

    /// Where a node leads.
    struct Edges: Sendable {
        var triggers: [Int] = []
        var joins: [JoinSignal] = []
        var branches: [Branch] = []
    }

    enum Kind: Sendable {
        case start
        case body(any NodeBody)
        case graph(NestedGraph)
    }

    init(_ parts: Parts) {
        name = parts.name
        isRoot = parts.isRoot
        stateNames = parts.stateNames
        nodeNames = parts.nodeNames
        specs = parts.specs
        controlNames = parts.controlNames
        nodes = parts.nodes
        nodeTable = ObjectTable(parts.nodes)
        isFree = Table(parts.nodes.map { $0.destinations == nil })
        definitionOrder = parts.definitionOrder
        startNode = parts.startNode
        startChannel = parts.startChannel
        triggered = parts.triggered
        sole = Table(
            parts.triggered.map { nodes in
                switch nodes.count {
                case 0: CompiledGraph.triggersNone
                case 1: Int32(nodes[0])
                default: CompiledGraph.triggersSeveral
                }
            })
        clears = Table(parts.blank.map(\.clears))
        finishing = Table(parts.blank.indices.filter { parts.blank[$0].isFinishable })
        stateChannels = Array(parts.specs.indices)
        inputChannels = parts.inputChannels
        isInput = CompiledGraph.flags(parts.inputChannels, count: parts.specs.count)
        outputChannels = parts.outputChannels
        isOutput = Table(CompiledGraph.flags(parts.outputChannels, count: parts.specs.count))
        stateMayClear = parts.blank.prefix(parts.specs.count).contains { $0.clears }
        outputMayClear = parts.outputChannels.contains { parts.blank[$0].clears }
        deltaChannels = parts.blank.indices.filter { parts.blank[$0].isDelta }
        reduces = Table(parts.blank.map(\.isReduced))
        checksValues = parts.specs.contains { $0.check != nil }
        preparesWrites = parts.specs.contains { $0.prepare != nil }
        takesWrites = !checksValues && !preparesWrites
        hasCachedNodes = parts.nodes.contains { $0.options.cache != nil }
        hasOnce = parts.nodes.contains { node in
            if case .graph(let nested) = node.kind { nested.graph.hasOnce } else { node.runsOnce }
        }
        hasNested = parts.nodes.contains { node in
            if case .graph = node.kind { true } else { false }
        }
        hasUntracked = parts.blank.contains { !$0.isTracked }
        controlIDs = Dictionary(
            parts.controlNames.enumerated().map { ($1, parts.specs.count + $0) },
            uniquingKeysWith: { first, _ in first })
        interruptBefore = parts.interruptBefore
        interruptAfter = parts.interruptAfter
        mayRunAlone =
            !parts.specs.isEmpty && !parts.isRoot && parts.interruptBefore.isNone && parts.interruptAfter.isNone
        readSets = parts.readSets
        fullReadSet = parts.fullReadSet
        var places = Array(repeating: 0, count: parts.specs.count)
        for (place, channel) in parts.readSets[parts.fullReadSet].enumerated() { places[channel] = place }
        fullPlaces = Table(places)
        triggerCount = parts.nodes.reduce(0) { $0 + $1.triggers.count }
        mayActElsewhere = parts.nodes.contains { node in
            if case .body(let body) = node.kind { body.mayActElsewhere } else { false }
        }
        blankTable = StateTable(parts.blank, triggerCount: triggerCount)
    }

    deinit {
        nodeTable.free()
        isFree.free()
        sole.free()
        clears.free()
        finishing.free()
        isOutput.free()
        reduces.free()
        fullPlaces.free()
    }

    private static func flags(_ places: [Int], count: Int) -> [Bool] {
        var flags = Array(repeating: false, count: count)
        for place in places { flags[place] = true }
        return flags
    }

    /// What the compiler hands over.
    struct Parts {
        var name: String
        var isRoot: Bool
        var stateNames: NameTable
        var nodeNames: NameTable
        var specs: [ChannelSpec]
        var blank: [ChannelCell]
        var controlNames: [String]
        var nodes: [Node]
        var definitionOrder: [Int]
        var startNode: Int
        var startChannel: Int
        var triggered: [[Int]]
        var inputChannels: [Int]
        var outputChannels: [Int]
        var readSets: [[Int]]
        var fullReadSet: Int
        var interruptBefore: Breakpoints
        var interruptAfter: Breakpoints
    }

    /// A node's name in memory that lives as long as the graph.
    package func nodeNameUTF8(_ node: Int) -> NameTable.Name { nodeNames[node] }

    /// The graph that a node runs; `nil` where it runs none, or there is no such node.
    func nestedGraph(_ node: String) -> CompiledGraph? {
        guard let id = nodeNames.id(node), case .graph(let nested) = nodes[id].kind else { return nil }
        return nested.graph
    }

    /// The names of the nodes, in the order in which they were added.
    public var nodeList: [String] { definitionOrder.filter { $0 != startNode }.map { nodes[$0].name } }

    /// The names of the state's channels, in the order of their declaration.
    public var channelList: [String] { stateNames.names }
}
