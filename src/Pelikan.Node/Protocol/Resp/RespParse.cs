namespace Pelikan.Node.Protocol.Resp;

/// <summary>What the input begins with.</summary>
internal enum RespParse : byte
{
    /// <summary>A whole request.</summary>
    Request,

    /// <summary>The beginning of one.</summary>
    Incomplete,

    /// <summary>Something that is ignored: an empty array or line.</summary>
    Nothing,

    /// <summary>No request; the session is closed with an error.</summary>
    Broken,

    /// <summary>A request that is larger than the server takes; the rest of it is to be thrown away.</summary>
    TooLarge,
}
