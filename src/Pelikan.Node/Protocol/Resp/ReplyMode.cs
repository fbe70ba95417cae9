namespace Pelikan.Node.Protocol.Resp;

/// <summary>What CLIENT REPLY set.</summary>
internal enum ReplyMode : byte
{
    On,
    Off,

    /// <summary>The next request has no reply, and then there are replies again.</summary>
    Skip,

    /// <summary>This request has none.</summary>
    Skipping,
}
