using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Pelikan.Conformance;

/// <summary>A client program with what it is told to do, to be run at any server that speaks its protocol.</summary>
/// <param name="Name">The client, and how it is used.</param>
/// <param name="Program">What is run.</param>
/// <param name="Arguments">Its arguments; HOST and PORT stand for the server's.</param>
internal sealed record ClientSession(string Name, string Program, params string[] Arguments)
{
    private const string Python = "/usr/bin/python3";

    /// <summary>A file beside the sessions that the program reads, or none.</summary>
    public string? Input { get; init; }

    public static IReadOnlyList<ClientSession> Memcached { get; } =
    [
        new("pymemcache", Python, "pymemcache_session.py", "HOST", "PORT"),
        new("npm memcached", "node", "memcached_session.js", "HOST", "PORT"),
        new("npm memjs", "node", "memjs_session.js", "HOST", "PORT"),
        new("pylibmc in text", Python, "pylibmc_session.py", "HOST", "PORT", "text"),
        new("pylibmc in binary", Python, "pylibmc_session.py", "HOST", "PORT", "binary"),
        new("php-memcached in text", "php", "php_memcached_session.php", "HOST", "PORT", "text"),
        new("php-memcached in binary", "php", "php_memcached_session.php", "HOST", "PORT", "binary"),
    ];

    public static IReadOnlyList<ClientSession> Redis { get; } =
    [
        new("redis-py", Python, "redis_session.py", "HOST", "PORT"),
        new("npm ioredis", "node", "ioredis_session.js", "HOST", "PORT"),
        new("npm redis, RESP2", "node", "node_redis_session.js", "HOST", "PORT", "2"),
        new("npm redis, RESP3", "node", "node_redis_session.js", "HOST", "PORT", "3"),
        new("php-redis", "php", "php_redis_session.php", "HOST", "PORT"),
        new("redis-cli, RESP2", "redis-cli", "-h", "HOST", "-p", "PORT") { Input = "redis_cli_session.txt" },
        new("redis-cli, RESP3", "redis-cli", "-3", "-h", "HOST", "-p", "PORT") { Input = "redis_cli_session.txt" },
    ];

    public static ClientSession Named(string name) => Memcached.Concat(Redis).Single(session => session.Name == name);

    /// <summary>Run it to its end: the exit code, and its transcript.</summary>
    public (int ExitCode, string Transcript) Run(int port)
    {
        string number = port.ToString(CultureInfo.InvariantCulture);
        string input = Input is null ? string.Empty : File.ReadAllText(Path.Combine(ClientProgram.Folder, Input));
        string[] arguments = [.. Arguments.Select(argument => argument is "HOST" ? "127.0.0.1" : argument is "PORT" ? number : argument)];
        return ClientProgram.RunWith(input, Program, arguments);
    }
}
