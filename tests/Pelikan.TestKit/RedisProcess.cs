using System.IO;

namespace Pelikan.TestKit;

/// <summary>The redis-server of the machine, without anything on disk.</summary>
public class RedisProcess : LoopbackProcess
{
    public RedisProcess()
        : this(FreePort())
    {
    }

    private RedisProcess(int port)
        : base("redis-server", ["--bind", "127.0.0.1", "--port", $"{port}", "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath()], port)
    {
    }
}
