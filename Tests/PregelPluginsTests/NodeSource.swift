/// Functions of nodes, for `CPlugin.table`.
enum NodeSource {
    /// A node that does nothing.
    static let nothing = invoke("return PREGEL_OK;")

    /// A node's function with this body.
    static func invoke(_ body: String) -> String {
        """
        static pregel_status invoke(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
          (void)instance; (void)host; (void)task;
        \(body)
        }

        """
    }
}
