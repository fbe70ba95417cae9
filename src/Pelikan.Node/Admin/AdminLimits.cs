using System;

namespace Pelikan.Node.Admin;

/// <summary>What keeps the admin port from being a burden, whoever speaks to it.</summary>
public sealed record AdminLimits
{
    /// <summary>One session more is told so and closed.</summary>
    public int SessionsMax { get; init; } = 64;

    /// <summary>A longer line is answered with an error, and the session is closed.</summary>
    public int LineBytesMax { get; init; } = 1024;

    /// <summary>A session that sends nothing for as long is closed.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A client that does not take a reply within as long is closed.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A flush that is not done within as long is reported as failed.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A check that is not done within as long is ended.</summary>
    public TimeSpan CheckTimeout { get; init; } = TimeSpan.FromMinutes(10);
}
