namespace Pelikan.Node.Protocol.Resp;

/// <summary>What a client has said about itself in its session.</summary>
public sealed class RespClient
{
    public string Name { get; set; } = "";
}
