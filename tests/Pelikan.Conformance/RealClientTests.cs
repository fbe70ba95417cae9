using System.Globalization;
using Xunit;

namespace Pelikan.Conformance;

/// <summary>Clients that others wrote, unmodified, against the real process: one worker and several, one shard and four.</summary>
public sealed class RealClientTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(3, 1)]
    [InlineData(3, 4)]
    public void Memcapable_AsciiSuite_Passes(int workers, int shards)
    {
        using ServerProcess server = Segcache(workers, shards);
        (int exitCode, string output) = ClientProgram.Run("memccapable", "-h", "127.0.0.1", "-p", Text(server.Port), "-a");
        Assert.Contains("All tests passed", output, System.StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(3, 1)]
    [InlineData(3, 4)]
    public void Memcapable_BinarySuite_Passes(int workers, int shards)
    {
        using ServerProcess server = Segcache(workers, shards);
        (int exitCode, string output) = ClientProgram.Run("memccapable", "-h", "127.0.0.1", "-p", Text(server.Port), "-b");
        Assert.Contains("All tests passed", output, System.StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(3, 1)]
    [InlineData(3, 4)]
    public void Pymemcache_RealisticSession_Passes(int workers, int shards)
    {
        using ServerProcess server = Segcache(workers, shards);
        (int exitCode, string output) = ClientProgram.Run("/usr/bin/python3", "pymemcache_session.py", "127.0.0.1", Text(server.Port));
        Assert.True(exitCode == 0, output);
        Assert.Contains("all passed", output, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(3, 1)]
    [InlineData(3, 4)]
    public void NpmMemcached_RealisticSession_Passes(int workers, int shards)
    {
        using ServerProcess server = Segcache(workers, shards);
        (int exitCode, string output) = ClientProgram.Run("node", "memcached_session.js", "127.0.0.1", Text(server.Port));
        Assert.True(exitCode == 0, output);
        Assert.Contains("all passed", output, System.StringComparison.Ordinal);
    }

    private static ServerProcess Segcache(int workers, int shards) =>
        new("segcache", ("worker", $"threads = {workers}"), ("seg", $"shards = {shards}"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
