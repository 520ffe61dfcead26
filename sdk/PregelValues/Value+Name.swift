extension Value {
    /// The value as the name of something: a string as it is, everything else as its canonical JSON.
    ///
    /// Equal values have one name: 1.0 and 1 are both "1".
    public var nameText: String { string ?? json(.canonical) }
}
