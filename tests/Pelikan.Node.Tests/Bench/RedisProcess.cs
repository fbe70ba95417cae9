namespace Pelikan.Node.Tests.Bench;

/// <summary>The redis-server of the machine, without anything on disk.</summary>
public sealed class RedisProcess() : PeerProcess(
    "redis-server", port => ["--bind", "127.0.0.1", "--port", port, "--save", "", "--appendonly", "no"]);
