using System;
using Pelikan.Node.Protocol.Memcache.Text;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>memcached's meta commands.</summary>
internal static class MetaCommands
{
    /// <summary>Serve one, whose line is at the head of the input.</summary>
    public static ServeStatus Serve<TStore>(
        TextVerb verb, ReadOnlySpan<byte> input, TextTokens tokens, int lineLength, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        consumed = lineLength;
        exchange.Output.Write(TextReplies.Error);
        return ServeStatus.Served;
    }
}
