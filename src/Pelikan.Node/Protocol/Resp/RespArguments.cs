using System;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>
/// The words of one request where they were received, or, of an inline request with quotes, in a buffer of the worker's that is kept for
/// that alone. The first is the command. Never copied, good for the whole call, and no longer.
/// </summary>
internal readonly ref struct RespArguments
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly ReadOnlySpan<ArgumentRange> _words;

    public RespArguments(ReadOnlySpan<byte> source, ReadOnlySpan<ArgumentRange> words)
    {
        _source = source;
        _words = words;
    }

    public int Count => _words.Length;

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            ArgumentRange word = _words[index];
            return _source.Slice(word.Start, word.Length);
        }
    }

    /// <summary>Start loading the items of the next keys, as many as are looked at together, from a word on.</summary>
    public void Prefetch<TStore>(int from, ref TStore store)
        where TStore : struct, IStore
    {
        Span<Range> keys = stackalloc Range[IStore.PrefetchMax];
        int count = Math.Min(keys.Length, Count - from);
        for (int i = 0; i < count; i++)
        {
            ArgumentRange word = _words[from + i];
            keys[i] = new Range(word.Start, word.Start + word.Length);
        }

        store.Prefetch(_source, keys[..count]);
    }
}
