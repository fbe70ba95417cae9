namespace Pelikan.Node.Replay;

/// <summary>What a request of a trace does, in memcached's words.</summary>
public enum TraceOperation
{
    Get,
    Gets,
    Set,
    Add,
    Replace,
    Cas,
    Append,
    Prepend,
    Delete,
    Increment,
    Decrement,
}
