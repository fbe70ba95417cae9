using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Pelikan.Conformance;

/// <summary>Clients that give a user and a password to a server that asks for one; with another password they come to nothing.</summary>
public sealed class AuthenticatedClientTests : IDisposable
{
    private const string User = "ada";
    private const string Password = "engine";
    private const string Python = "/usr/bin/python3";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"pelikan-auth-{Guid.NewGuid():N}");
    private readonly ServerProcess _server;

    public AuthenticatedClientTests()
    {
        File.WriteAllText(_file, $"{User}:{Password}\ndefault:{Password}\n");
        _server = new ServerProcess("segcache", ("server", $"protocols = \"all\"\nauth_file = \"{_file}\""), ("worker", "threads = 1"));
    }

    [Theory]
    [InlineData(Python, "get: 'Ada'", "pylibmc_session.py", "HOST", "PORT", "binary", User, "PASSWORD")]
    [InlineData("node", "get: {\"value\":\"Ada\"", "memjs_session.js", "HOST", "PORT", User, "PASSWORD")]
    [InlineData("php", "get: \"Ada\"", "php_memcached_session.php", "HOST", "PORT", "binary", User, "PASSWORD")]
    [InlineData(Python, "get: b'Ada'", "redis_session.py", "HOST", "PORT", "PASSWORD")]
    [InlineData("php", "get: \"Ada\"", "php_redis_session.php", "HOST", "PORT", "PASSWORD")]
    public void A_session_needs_the_password(string program, string sign, params string[] arguments)
    {
        (int exitCode, string transcript) = Run(Password, program, arguments);
        Assert.True(exitCode == 0, transcript);
        Assert.Contains(sign, transcript, StringComparison.Ordinal);
        Assert.DoesNotContain(sign, Run("wrong", program, arguments).Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public void Redis_cli_gives_a_password_in_each_way()
    {
        string port = _server.Port.ToString(CultureInfo.InvariantCulture);
        Assert.Equal("PONG", ClientProgram.Run("redis-cli", "--no-auth-warning", "-p", port, "-a", Password, "PING").Output.Trim());
        Assert.Equal("PONG", ClientProgram.Run("redis-cli", "--no-auth-warning", "-p", port, "--user", User, "-a", Password, "PING").Output.Trim());
        Assert.Equal("OK\nPONG", ClientProgram.RunWith($"AUTH {User} {Password}\nPING\n", "redis-cli", "-p", port).Output.Trim());
        Assert.StartsWith("NOAUTH", ClientProgram.Run("redis-cli", "-p", port, "PING").Output, StringComparison.Ordinal);
        Assert.Contains("WRONGPASS", ClientProgram.Run("redis-cli", "--no-auth-warning", "-p", port, "-a", "wrong", "PING").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_session_begins_with_a_set_of_user_and_password()
    {
        Assert.Equal("CLIENT_ERROR unauthenticated", Say("get name\r\n"));
        Assert.Equal("CLIENT_ERROR authentication failure", Say($"set auth 0 0 {User.Length + 6}\r\n{User} wrong\r\n"));
        Assert.Equal("STORED", Say($"set auth 0 0 {User.Length + 1 + Password.Length}\r\n{User} {Password}\r\n"));
    }

    public void Dispose()
    {
        _server.Dispose();
        File.Delete(_file);
    }

    private (int ExitCode, string Transcript) Run(string password, string program, string[] arguments)
    {
        string[] filled = Array.ConvertAll(arguments, argument => argument switch
        {
            "HOST" => "127.0.0.1",
            "PORT" => _server.Port.ToString(CultureInfo.InvariantCulture),
            "PASSWORD" => password,
            _ => argument,
        });
        return ClientProgram.Run(program, filled);
    }

    private string? Say(string request)
    {
        using TcpClient client = new("127.0.0.1", _server.Port) { ReceiveTimeout = 10_000 };
        client.GetStream().Write(Encoding.ASCII.GetBytes(request));
        using StreamReader reader = new(client.GetStream(), Encoding.ASCII);
        return reader.ReadLine();
    }
}
