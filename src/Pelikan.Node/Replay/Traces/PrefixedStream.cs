using System;
using System.IO;

namespace Pelikan.Node.Replay.Traces;

/// <summary>A stream whose first bytes were read already and are given again: for input that cannot go back.</summary>
internal sealed class PrefixedStream : Stream
{
    private readonly ReadOnlyMemory<byte> _prefix;
    private readonly Stream _rest;
    private int _given;

    private PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest)
    {
        _prefix = prefix;
        _rest = rest;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Look at the first bytes of a stream, and return one that gives them again.</summary>
    /// <param name="stream">Owned by the returned stream from now on.</param>
    /// <param name="bytes">How many to look at, at most.</param>
    /// <param name="first">The first bytes; fewer where the stream is shorter.</param>
    public static PrefixedStream Peek(Stream stream, int bytes, out ReadOnlyMemory<byte> first)
    {
        byte[] buffer = new byte[bytes];
        int read = stream.ReadAtLeast(buffer, bytes, throwOnEndOfStream: false);
        first = buffer.AsMemory(0, read);
        return new PrefixedStream(first, stream);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_given == _prefix.Length)
        {
            return _rest.Read(buffer);
        }

        int count = Math.Min(buffer.Length, _prefix.Length - _given);
        _prefix.Span.Slice(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
