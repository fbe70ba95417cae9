namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>What a session is in the middle of: the values of <see cref="SessionState.Phase"/> under the binary protocol.</summary>
internal enum BinaryPhase
{
    /// <summary>The next byte begins a request.</summary>
    BetweenRequests = 0,

    /// <summary>The rest of a body is being thrown away.</summary>
    SkippingBody,
}
