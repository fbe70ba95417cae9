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
}
