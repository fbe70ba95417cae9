namespace Pelikan.Node.Net;

/// <summary>Where a session is in its life. It only ever moves down this list, or straight to <see cref="Closed"/>.</summary>
public enum SessionPhase : byte
{
    /// <summary>The slot has no session.</summary>
    Closed,

    /// <summary>Requests are read and answered.</summary>
    Open,

    /// <summary>No more is read, because the client has ended its side or the worker stops: what was read is answered, then the session closes.</summary>
    Ended,

    /// <summary>We end the session: what is written is sent, nothing more is served.</summary>
    HangingUp,

    /// <summary>Everything is sent and our side is ended. What the client still sends is thrown away, so that it is not
    /// answered by a reset that could destroy the last reply on its way.</summary>
    Lingering,

    /// <summary>The connection has failed, or its memory was refused: to be closed at the end of the turn.</summary>
    Broken,
}
