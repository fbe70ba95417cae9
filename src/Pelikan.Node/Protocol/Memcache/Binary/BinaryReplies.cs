using System;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>Writes replies: a header that answers the request's, and a body.</summary>
internal static class BinaryReplies
{
    /// <summary>A reply with any of the three parts of a body.</summary>
    public static void Write(
        ResponseWriter output,
        scoped in BinaryHeader request,
        BinaryStatus status,
        ulong cas,
        scoped ReadOnlySpan<byte> extras,
        scoped ReadOnlySpan<byte> key,
        scoped ReadOnlySpan<byte> value)
    {
        int bodyLength = extras.Length + key.Length + value.Length;
        int length = BinaryHeader.Length + bodyLength;
        Span<byte> reply = output.Reserve(length)[..length];
        request.WriteReply(reply, status, cas, extras.Length, key.Length, bodyLength);
        Span<byte> body = reply[BinaryHeader.Length..];
        extras.CopyTo(body);
        key.CopyTo(body[extras.Length..]);
        value.CopyTo(body[(extras.Length + key.Length)..]);
        output.Advance(length);
    }

    /// <summary>Done, and nothing to say but perhaps a CAS id.</summary>
    public static void WriteDone(ResponseWriter output, scoped in BinaryHeader request, ulong cas = 0) =>
        Write(output, in request, BinaryStatus.Ok, cas, extras: default, key: default, value: default);

    /// <summary>A status with its words.</summary>
    public static void WriteError(ResponseWriter output, scoped in BinaryHeader request, BinaryStatus status) =>
        Write(output, in request, status, cas: 0, extras: default, key: default, BinaryStatusText.Of(status));
}
