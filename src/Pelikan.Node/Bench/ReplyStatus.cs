namespace Pelikan.Node.Bench;

/// <summary>What one reading step came to.</summary>
internal enum ReplyStatus
{
    /// <summary>More bytes are needed; nothing was consumed.</summary>
    Incomplete,

    /// <summary>A part of the reply was consumed, and the rest follows.</summary>
    Part,

    /// <summary>The reply is whole.</summary>
    Complete,

    /// <summary>These bytes are no reply of the protocol: the stream is out of step and the connection of no more use.</summary>
    Broken,
}
