namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>What a session is in the middle of: the values of <see cref="SessionState.Phase"/> under the text protocol.</summary>
internal enum TextPhase
{
    /// <summary>The next byte begins a request.</summary>
    BetweenRequests = 0,

    /// <summary>The bytes received hold no line end; the argument says how many were searched.</summary>
    ReadingLine,

    /// <summary>A body is being thrown away: first the counted bytes, then the rest of that line.</summary>
    SkippingBody,

    /// <summary>The rest of a get line is in the input, its verb answered for the keys before it.</summary>
    InsideGet,

    InsideGets,

    /// <summary>As <see cref="InsideGet"/>; the argument is the expiry in milliseconds on the node's clock.</summary>
    InsideGat,

    InsideGats,
}
