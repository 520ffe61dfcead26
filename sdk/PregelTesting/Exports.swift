// A test imports PregelTesting alone, besides its testing library.
@_exported public import PregelSDK
@_exported public import PregelValues
