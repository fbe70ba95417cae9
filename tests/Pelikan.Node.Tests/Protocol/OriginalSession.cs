using System;
using System.Net.Sockets;
using System.Text;
using Pelikan.TestKit;
using Xunit;

using static Pelikan.Node.Tests.Protocol.ConversationReplay;

namespace Pelikan.Node.Tests.Protocol;

/// <summary>A session with an original, which is held to what the tables say of it, in text of one byte a character.</summary>
internal sealed class OriginalSession : IDisposable
{
    private const int ReplyDeadlineMilliseconds = 5_000;

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[64 * 1024];

    public OriginalSession(LoopbackProcess original)
    {
        _socket = original.Connect();
        _socket.ReceiveTimeout = ReplyDeadlineMilliseconds;
    }

    /// <summary>Send a request, and receive until the reply is the expected one.</summary>
    public void Ask(string request, string expected, Func<string, bool> isExpected)
    {
        _socket.Send(Encoding.Latin1.GetBytes(request));
        string reply = string.Empty;
        while (!isExpected(reply))
        {
            int received = Receive();
            Assert.True(received > 0, $"to {Show(request)} expected {Show(expected)}, the original said {Show(reply)} and no more");
            reply += Encoding.Latin1.GetString(_buffer, 0, received);
        }
    }

    public void AssertClosed() => Assert.Equal(0, _socket.Receive(_buffer));

    public void Dispose() => _socket.Dispose();

    private int Receive()
    {
        try
        {
            return _socket.Receive(_buffer);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            return 0;
        }
    }
}
