using System;
using Pelikan.Node.Protocol.Memcache.Text;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>The answer of a command that tells nothing of an item: a code, and what the request asked to have back of itself.</summary>
internal static class MetaOutcome
{
    public static void Write(scoped ReadOnlySpan<byte> code, scoped ReadOnlySpan<byte> key, scoped in MetaLine line, ResponseWriter output)
    {
        MetaReplyLine reply = new(output.Reserve(MetaReplyLine.BytesMax));
        reply.Put(code);
        TextTokens flags = line.Flags;
        while (flags.Next(out ReadOnlySpan<byte> token))
        {
            PutEcho(ref reply, token, key, in line);
        }

        reply.End();
        output.Advance(reply.Length);
    }

    /// <summary>Give back the opaque or the key, if this flag asks for it.</summary>
    public static void PutEcho(
        scoped ref MetaReplyLine reply, scoped ReadOnlySpan<byte> token, scoped ReadOnlySpan<byte> key, scoped in MetaLine line)
    {
        switch (token[0])
        {
            case MetaFlag.Opaque:
                reply.Echo(token);
                break;

            case MetaFlag.TellKey:
                reply.Key(key, line.Has(MetaFlag.BinaryKey));
                break;
        }
    }
}
