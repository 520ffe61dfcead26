/// Waits until the task that calls it is cancelled, then throws; it never ends otherwise.
package func cancelled() async throws {
    let gate = Gate()
    await withTaskCancellationHandler {
        await gate.wait()
    } onCancel: {
        gate.open()
    }
    throw CancellationError()
}
