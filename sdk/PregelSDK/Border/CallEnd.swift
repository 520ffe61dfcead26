/// Who ends an asynchronous node's call: its task, once the call is pending; before that whoever began it, with what the task
/// left here.
enum CallEnd {
    case open
    case isPending
    case ended(Outcome)
}
