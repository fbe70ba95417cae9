using Pelikan.Node.Protocol.Resp;

namespace Pelikan.Node.Protocol;

/// <summary>
/// What a protocol remembers of one session between two calls of <see cref="IProtocol.Serve"/>. All zero at the start.
/// The fields belong to the protocol; the worker only keeps them. Mutable struct: pass by ref.
/// </summary>
public struct SessionState
{
    /// <summary>Bytes of a refused body still to be thrown away before the next request begins.</summary>
    public long SkipBytes;

    /// <summary>The protocol's own number for what it is in the middle of; 0 = between requests.</summary>
    public int Phase;

    /// <summary>An argument that goes with <see cref="Phase"/>, such as the expiry of a running gat.</summary>
    public long Argument;

    /// <summary>What the session speaks; set by its first byte.</summary>
    public Dialect Dialect;

    /// <summary>Whether the client has given credentials that were asked for.</summary>
    public bool Authenticated;

    /// <summary>The version of RESP the client has chosen: 3, or else 2.</summary>
    public byte RespVersion;

    /// <summary>What a RESP client has said about itself; null until it says or asks something.</summary>
    public RespClient? Client;
}
