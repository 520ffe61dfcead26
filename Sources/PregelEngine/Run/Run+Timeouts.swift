extension Run {
    /// Asks the clock to tell when the superstep has run too long.
    func watchStepTime() {
        guard options.stepTimeout > 0 else { return }
        let step = step
        let clock = options.clock
        clock.schedule(at: clock.now + options.stepTimeout) { [self, session] in
            session.post(.stepTimeout(self, step: step))
        }
    }

    /// Ends the run if that superstep is still running.
    func stepTimedOut(_ step: Int) {
        guard phase == .running, step == self.step else { return }
        stop(Failure(.stepTimeout, message: "superstep \(step) of graph \"\(graph.name)\" ran past its timeout"))
        wake()
    }
}
