using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Text;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>One session with a real Redis, to compare with.</summary>
internal sealed class RedisPeer : IDisposable
{
    private const int ReplyDeadlineMilliseconds = 20_000;
    private const string End = "here the replies end";

    private static readonly string EndReply = RespConversation.Bulk(End);

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[64 * 1024];

    public RedisPeer(RedisFixture redis, int version)
    {
        _socket = redis.Connect();
        _socket.ReceiveTimeout = ReplyDeadlineMilliseconds;
        Ask(["HELLO", version == 3 ? "3" : "2"]);
        Ask(["FLUSHALL"]);
    }

    /// <summary>The bytes of the reply.</summary>
    public string Ask(IReadOnlyList<string> words) => Send(RespConversation.Encode(words));

    /// <summary>Send requests, and one more whose reply says that theirs are complete.</summary>
    public string Send(string requests)
    {
        byte[] request = Encoding.Latin1.GetBytes(requests + RespConversation.Encode("ECHO", End));
        for (int sent = 0; sent < request.Length;)
        {
            sent += _socket.Send(request.AsSpan(sent));
        }

        StringBuilder reply = new();
        while (!EndsIn(reply))
        {
            int received = _socket.Receive(_buffer);
            if (received == 0)
            {
                throw new InvalidOperationException($"Redis closed the session after {requests}");
            }

            reply.Append(Encoding.Latin1.GetString(_buffer, 0, received));
        }

        return reply.ToString(0, reply.Length - EndReply.Length);
    }

    public void Dispose() => _socket.Dispose();

    private static bool EndsIn(StringBuilder reply) =>
        reply.Length >= EndReply.Length && reply.ToString(reply.Length - EndReply.Length, EndReply.Length) == EndReply;
}
