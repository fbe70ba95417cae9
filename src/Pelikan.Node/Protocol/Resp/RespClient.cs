using System.Threading;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>What a client has said about itself in its session.</summary>
public sealed class RespClient
{
    private static long _last;

    /// <summary>A number that no other session of this process has.</summary>
    public long Id { get; } = Interlocked.Increment(ref _last);

    public string Name { get; set; } = "";
}
