using System;

namespace Pelikan.TestKit;

/// <summary>An actor did not do what a test expects of it.</summary>
public sealed class ExpectationException : Exception
{
    public ExpectationException(string message)
        : base(message)
    {
    }
}
