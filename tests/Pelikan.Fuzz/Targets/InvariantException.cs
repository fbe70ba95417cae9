using System;

namespace Pelikan.Fuzz.Targets;

/// <summary>The code under test broke a promise without throwing by itself.</summary>
public sealed class InvariantException : Exception
{
    public InvariantException(string message)
        : base(message)
    {
    }
}
