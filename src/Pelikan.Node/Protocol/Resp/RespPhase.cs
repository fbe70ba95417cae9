namespace Pelikan.Node.Protocol.Resp;

/// <summary>What a RESP session is in the middle of; the meaning of <see cref="SessionState.Phase"/>.</summary>
internal enum RespPhase
{
    BetweenRequests = 0,

    /// <summary>Inside an array of which some words are whole: <see cref="SessionState.Argument"/> has their number and where they end.</summary>
    Reading,

    /// <summary>Throwing away the rest of a request that is too large: <see cref="SessionState.Argument"/> has the words still to come.</summary>
    Discarding,

    /// <summary>Inside a reply: <see cref="SessionState.Argument"/> says how far.</summary>
    Answering,
}
