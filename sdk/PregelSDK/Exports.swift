// A plugin's author imports PregelSDK alone.
@_exported public import PregelValues
