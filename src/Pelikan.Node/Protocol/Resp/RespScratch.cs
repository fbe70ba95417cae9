using System;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>What a worker keeps from one RESP request to the next, so that none allocates: where words lie, and words that had quotes.</summary>
public sealed class RespScratch
{
    private const int WordsAtFirst = 64;

    // An inline request is at most as long, and unescaping makes it no longer.
    private byte[] _inline = [];

    private ArgumentRange[] _words = new ArgumentRange[WordsAtFirst];

    // The value of an item on its way to another key.
    private byte[] _copy = [];

    /// <summary>Keys on their way into a reply.</summary>
    internal RespKeyList Keys { get; } = new();

    /// <summary>For what is to be picked at random; nothing secret depends on it.</summary>
    internal Random Random { get; set; } = new();

    /// <summary>Words noted.</summary>
    internal int Count { get; private set; }

    internal ReadOnlySpan<ArgumentRange> Words => _words.AsSpan(0, Count);

    internal void Clear() => Count = 0;

    internal void Add(int start, int length)
    {
        if (Count == _words.Length)
        {
            Array.Resize(ref _words, 2 * Count);
        }

        _words[Count++] = new ArgumentRange(start, length);
    }

    /// <summary>Room for the value of one item.</summary>
    internal Span<byte> CopyBuffer(int length)
    {
        if (_copy.Length < length)
        {
            _copy = new byte[length];
        }

        return _copy.AsSpan(0, length);
    }

    /// <summary>Room for the words of an inline request without their quotes.</summary>
    internal Span<byte> InlineBuffer(int length)
    {
        if (_inline.Length < length)
        {
            _inline = new byte[RespFraming.LineBytesMax];
        }

        return _inline.AsSpan(0, length);
    }
}
