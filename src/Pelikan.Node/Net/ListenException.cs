using System;

namespace Pelikan.Node.Net;

/// <summary>A socket cannot be listened on. The message says what failed, where, and what would be right.</summary>
public sealed class ListenException : Exception
{
    public ListenException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
