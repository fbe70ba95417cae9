using System;

namespace Pelikan.Node.Replay.Traces;

/// <summary>A trace that cannot be read: the message says where and what is wrong with it.</summary>
internal sealed class TraceException : Exception
{
    public TraceException(string message)
        : base(message)
    {
    }

    public TraceException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
