using System;

namespace Pelikan.Node.Net;

/// <summary>What a loop waits for on one descriptor. Errors and hang-ups are always told.</summary>
[Flags]
public enum PollInterest : byte
{
    None = 0,
    Read = 1,
    Write = 2,
}

/// <summary>What a descriptor is ready for.</summary>
[Flags]
public enum PollReadiness : byte
{
    None = 0,

    /// <summary>A read returns at once: with bytes, with the end, or with an error.</summary>
    Readable = 1,

    /// <summary>A write returns at once.</summary>
    Writable = 2,

    /// <summary>The connection is broken or closed on both sides: the next read or write says how.</summary>
    Broken = 4,
}

/// <summary>One ready descriptor, by the token it was added with.</summary>
public readonly record struct PollEvent(ulong Token, PollReadiness Readiness);
