using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Conformance;

/// <summary>
/// Clients that others wrote, unmodified, against the real process and against the original: they end well at both, and have the same to tell.
/// One worker and several, one shard and four.
/// </summary>
public sealed class RealClientTests
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Transcripts = new();

    public static TheoryData<string, int, int> MemcachedSessions => Sessions(ClientSession.Memcached);

    public static TheoryData<string, int, int> RedisSessions => Sessions(ClientSession.Redis);

    [Theory]
    [MemberData(nameof(MemcachedSessions))]
    public void A_session_with_memcached_is_the_same_here(string name, int workers, int shards)
    {
        string expected = Transcripts.GetOrAdd(name, _ => new Lazy<string>(() => At(ClientSession.Named(name), new MemcachedProcess()))).Value;
        using ServerProcess server = Server("segcache", workers, shards);
        Compare(name, server.Port, expected);
    }

    [Theory]
    [MemberData(nameof(RedisSessions))]
    public void A_session_with_Redis_is_the_same_here(string name, int workers, int shards)
    {
        string expected = Transcripts.GetOrAdd(name, _ => new Lazy<string>(() => At(ClientSession.Named(name), new RedisProcess()))).Value;
        using ServerProcess server = Server("rds", workers, shards);
        Compare(name, server.Port, expected);
    }

    [Theory]
    [InlineData("-a", 1, 1)]
    [InlineData("-a", 3, 4)]
    [InlineData("-b", 1, 1)]
    [InlineData("-b", 3, 4)]
    public void Memcapable_passes_all_that_memcached_passes(string suite, int workers, int shards)
    {
        using MemcachedProcess memcached = new();
        using ServerProcess server = Server("segcache", workers, shards);
        IReadOnlyList<string> expected = Passed(Memcapable(memcached.Port, suite).Output);
        (int exitCode, string output) = Memcapable(server.Port, suite);
        Assert.Contains("All tests passed", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
        Assert.NotEmpty(expected);
        Assert.Empty(expected.Except(Passed(output)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    public void Redis_benchmark_runs_its_tests(int workers, int shards)
    {
        string[] tests = ["ping_inline", "ping_mbulk", "set", "get", "incr", "lpush", "rpush", "lpop", "rpop", "sadd", "hset", "spop", "zadd", "zpopmin", "lrange", "mset"];
        using ServerProcess server = Server("rds", workers, shards);
        (int exitCode, string output) = ClientProgram.Run("redis-benchmark", "-h", "127.0.0.1", "-p", Text(server.Port), "-q", "-n", "2000", "-t", string.Join(',', tests));
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("rror", output, StringComparison.Ordinal);
        Assert.DoesNotContain("WARN", output, StringComparison.Ordinal);
        string[] lines = output.Split('\r', '\n');
        foreach (string test in (string[])["PING_INLINE", "PING_MBULK", "SET", "GET", "INCR", "LPUSH", "RPUSH", "LPOP", "RPOP", "SADD", "HSET", "SPOP", "ZADD", "ZPOPMIN", "LRANGE_600", "MSET"])
        {
            Assert.Contains(lines, line => line.StartsWith(test, StringComparison.Ordinal) && line.Contains("requests per second", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Redis_cli_finds_all_keys_and_what_the_server_says_of_itself()
    {
        using ServerProcess server = Server("rds", 1, 4);
        string keys = string.Concat(Enumerable.Range(0, 300).Select(number => string.Create(CultureInfo.InvariantCulture, $"SET key{number} {number}\n")));
        Assert.Equal(300, Lines(ClientProgram.RunWith(keys, "redis-cli", "-p", Text(server.Port)).Output).Count(line => line == "OK"));
        Assert.Equal(300, Lines(Cli(server, "--scan")).Distinct().Count());
        Assert.Equal(10, Lines(Cli(server, "--scan", "--pattern", "key29?")).Distinct().Count());
        Assert.Contains("redis_version:", Cli(server, "INFO"), StringComparison.Ordinal);
        Assert.Contains("redis_version:", Cli(server, "-3", "INFO", "server"), StringComparison.Ordinal);
        Assert.Contains("proto\" => (integer) 3", Cli(server, "--no-raw", "HELLO", "3"), StringComparison.Ordinal);
        Assert.DoesNotContain("ERR", Cli(server, "COMMAND", "DOCS"), StringComparison.Ordinal);
        Assert.DoesNotContain("ERR", Cli(server, "COMMAND", "COUNT"), StringComparison.Ordinal);
    }

    private static TheoryData<string, int, int> Sessions(IReadOnlyList<ClientSession> sessions)
    {
        TheoryData<string, int, int> data = [];
        foreach (ClientSession session in sessions)
        {
            data.Add(session.Name, 1, 1);
            data.Add(session.Name, 3, 4);
        }

        return data;
    }

    private static string At(ClientSession session, LoopbackProcess original)
    {
        using (original)
        {
            (int exitCode, string transcript) = session.Run(original.Port);
            Assert.True(exitCode == 0, transcript);
            return transcript;
        }
    }

    private static void Compare(string name, int port, string expected)
    {
        (int exitCode, string transcript) = ClientSession.Named(name).Run(port);
        Assert.True(exitCode == 0, transcript);
        Assert.Equal(expected, transcript);
    }

    private static (int ExitCode, string Output) Memcapable(int port, string suite) =>
        ClientProgram.Run("memccapable", "-h", "127.0.0.1", "-p", Text(port), suite);

    private static IReadOnlyList<string> Passed(string output) =>
        [.. Lines(output).Where(line => line.Contains("[pass]", StringComparison.Ordinal))];

    private static string Cli(ServerProcess server, params string[] arguments) =>
        ClientProgram.Run("redis-cli", ["-h", "127.0.0.1", "-p", Text(server.Port), .. arguments]).Output;

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static ServerProcess Server(string product, int workers, int shards) =>
        new(product, ("worker", $"threads = {workers}"), ("seg", $"shards = {shards}"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
