package import PregelValues

/// One step of a scenario.
package struct ScenarioStep: Sendable {
    package var action: Action
    /// The thread of checkpoints that it belongs to.
    package var thread: String
    /// The keys of the record that are compared; `nil` where the step only drives.
    package var expected: Value?
    package var place: Place

    /// What a step does.
    package enum Action: Sendable {
        case run(RunStep)
        case state(subgraphs: Bool)
        case history
        case update(UpdateStep)
        case map(MapStep)
        case delete

        /// The word that scenarios have for it.
        package var verb: Verb {
            switch self {
            case .run: .run
            case .state: .state
            case .history: .history
            case .update: .update
            case .map: .map
            case .delete: .delete
            }
        }
    }

    /// The values of `do`.
    package enum Verb: String, Sendable, CaseIterable {
        case run, state, history, update, map, delete
    }
}

/// One run of the graph.
package struct RunStep: Sendable {
    /// What the run is given.
    package enum Given: Sendable {
        case input(Value)
        /// Nothing: the thread goes on.
        case proceed
        case command(RunAnswer)
    }

    package var given = Given.proceed
    package var stream: [ScenarioStream] = [.values, .updates]
    package var subgraphs = false
    /// Breakpoints; `nil` leaves them to the manifest.
    package var interruptBefore: StaticInterrupts.Selection?
    package var interruptAfter: StaticInterrupts.Selection?
    /// `nil` leaves it to the manifest.
    package var recursionLimit: Int?
    package var durability: Durability?
    /// Start at the k-th newest checkpoint.
    package var fromHistory: Int?
}

/// `resume` and `command` of a run.
package struct RunAnswer: Sendable {
    /// Answers to interrupts.
    package enum Answers: Sendable {
        case value(Value)
        /// Answers to the k-th pending interrupts.
        case byInterrupt([(index: Int, value: Value)])
    }

    /// `nil` where nothing is answered; `null` answers nothing too.
    package var answers: Answers?
    package var update: Value?
    package var goto: [String] = []
}

/// A change of a thread's state.
package struct UpdateStep: Sendable {
    package var values: Value
    package var asNode: String?
    package var fromHistory: Int?
}

/// The graph once for each item.
package struct MapStep: Sendable {
    package var inputs: Value
    /// The input channels that are lists of items.
    package var over: [String]
    package var mode: NestedGraph.MapOver.Mode
}

/// What a step can stream.
package enum ScenarioStream: String, Sendable, CaseIterable {
    case values, updates, custom, messages, tasks, checkpoints
}
