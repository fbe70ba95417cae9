using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Xunit;

namespace Pelikan.Conformance;

/// <summary>The real process with a file of credentials: it asks for them in both of memcached's protocols, and reads the file again on SIGHUP.</summary>
public sealed class CredentialTests : IDisposable
{
    private const string Message = "\0user\0password";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"pelikan-{Guid.NewGuid():N}.auth");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Credentials_AreAskedFor_AndReadAgainOnHangUp()
    {
        File.WriteAllText(_path, "user:password\n");
        using ServerProcess server = new("segcache", ("server", $"auth_file = \"{_path}\""));
        Assert.Equal("CLIENT_ERROR unauthenticated\r\n", Ask(server, "get abc\r\n", "CLIENT_ERROR unauthenticated\r\n".Length));
        Assert.Equal("STORED\r\nEND\r\n", Ask(server, "set x 0 0 13\r\nuser password\r\nget x\r\n", "STORED\r\nEND\r\n".Length));
        string sasl = $"\u0080\u0021\0\u0005\0\0\0\0\0\0\0{(char)("PLAIN".Length + Message.Length)}\0\0\0\0\0\0\0\0\0\0\0\0PLAIN{Message}";
        Assert.EndsWith("Authenticated", Ask(server, sasl, 24 + "Authenticated".Length), StringComparison.Ordinal);

        File.WriteAllText(_path, "user:another\n");
        server.Signal("HUP");
        Assert.True(SpinWait.SpinUntil(() => server.Output.Contains("credentials read again", StringComparison.Ordinal), Deadline), server.Output);
        const string Refused = "CLIENT_ERROR authentication failure\r\n";
        Assert.Equal(Refused, Ask(server, "set x 0 0 13\r\nuser password\r\n", Refused.Length));
        Assert.Equal("STORED\r\n", Ask(server, "set x 0 0 12\r\nuser another\r\n", "STORED\r\n".Length));
        Assert.Equal(0, server.Terminate());
    }

    private static string Ask(ServerProcess server, string request, int replyLength)
    {
        using TcpClient client = new() { ReceiveTimeout = (int)Deadline.TotalMilliseconds };
        client.Connect("127.0.0.1", server.Port);
        client.GetStream().Write(Encoding.Latin1.GetBytes(request));
        byte[] reply = new byte[replyLength];
        client.GetStream().ReadExactly(reply);
        return Encoding.Latin1.GetString(reply);
    }
}
