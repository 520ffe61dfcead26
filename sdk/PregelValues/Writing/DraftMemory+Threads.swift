internal import CPregelThread

/// One memory for many values.
extension DraftMemory {
    /// The memory of this OS thread, or another one where that is in use. To be given back.
    @inline(__always)
    static func borrow() -> UnsafeMutablePointer<DraftMemory> {
        if let memory = pregel_thread_get(Int32(PREGEL_THREAD_DRAFT))?.assumingMemoryBound(to: DraftMemory.self),
            !memory.pointee.isTaken
        {
            memory.pointee.isTaken = true
            return memory
        }
        return make()
    }

    @inline(__always)
    static func giveBack(_ memory: UnsafeMutablePointer<DraftMemory>) {
        if memory.pointee.isOfThread {
            memory.pointee.reset()
        } else {
            discard(memory)
        }
    }

    @inline(never)
    private static func make() -> UnsafeMutablePointer<DraftMemory> {
        let memory = UnsafeMutablePointer<DraftMemory>.allocate(capacity: 1)
        memory.initialize(to: DraftMemory())
        memory.pointee.isTaken = true
        if pregel_thread_get(Int32(PREGEL_THREAD_DRAFT)) == nil {
            memory.pointee.isOfThread = true
            pregel_thread_keep(Int32(PREGEL_THREAD_DRAFT), memory) {
                DraftMemory.discard($0.assumingMemoryBound(to: DraftMemory.self))
            }
        }
        return memory
    }

    @inline(never)
    private static func discard(_ memory: UnsafeMutablePointer<DraftMemory>) {
        memory.deinitialize(count: 1)
        memory.deallocate()
    }
}
