using System;

namespace Pelikan.Node.Bench;

/// <summary>The server cannot be reached; the message says where and why.</summary>
internal sealed class BenchUnreachableException : Exception
{
    public BenchUnreachableException(string message)
        : base(message)
    {
    }

    public BenchUnreachableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
