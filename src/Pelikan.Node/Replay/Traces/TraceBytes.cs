using System;
using System.IO;
using System.IO.Compression;

namespace Pelikan.Node.Replay.Traces;

/// <summary>The bytes of a trace, unpacked if need be, in a window that moves on: constant memory, whatever the length.</summary>
internal sealed class TraceBytes : IDisposable
{
    private static ReadOnlySpan<byte> GzipMagic => [0x1f, 0x8b];

    private static ReadOnlySpan<byte> ZstdMagic => [0x28, 0xb5, 0x2f, 0xfd];

    private readonly string _name;
    private readonly Stream _raw;
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[TraceLimits.BufferBytes];
    private int _start;
    private int _end;
    private bool _ended;

    private TraceBytes(string name, Stream raw, Stream stream)
    {
        _name = name;
        _raw = raw;
        _stream = stream;
    }

    /// <summary>How much of the file is taken, from 0 to 1; of a packed one, how much is read. Negative where the length is not known.</summary>
    public double Progress
    {
        get
        {
            if (!_raw.CanSeek)
            {
                return -1;
            }

            int ahead = _stream is GZipStream ? 0 : Window.Length;
            return _raw.Length == 0 ? 1 : (double)(_raw.Position - ahead) / _raw.Length;
        }
    }

    /// <summary>Bytes read and not taken yet.</summary>
    public ReadOnlySpan<byte> Window => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Begin to read.</summary>
    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <exception cref="TraceException">It cannot be opened, or is packed in a way that is not known.</exception>
    public static TraceBytes Open(string path)
    {
        string name = path == "-" ? "standard input" : path;
        try
        {
            Stream raw = path == "-" ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return Of(name, raw);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TraceException($"cannot read {name}: {failure.Message}", failure);
        }
    }

    /// <summary>Begin to read a stream, which is owned from now on.</summary>
    internal static TraceBytes Of(string name, Stream raw)
    {
        PrefixedStream stream = PrefixedStream.Peek(raw, ZstdMagic.Length, out ReadOnlyMemory<byte> first);
        if (first.Span.StartsWith(ZstdMagic))
        {
            stream.Dispose();
            string command = name == "standard input" ? "zstd -dc | pelikan replay -" : $"zstd -dc {name} | pelikan replay -";
            throw new TraceException($"{name} is packed with zstd, which is not read here: unpack it on the way ({command})");
        }

        return new TraceBytes(name, raw, first.Span.StartsWith(GzipMagic) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
    }

    /// <summary>Take bytes from the front of the window.</summary>
    public void Take(int count) => _start += count;

    /// <summary>Read more into the window. False at the end; also where the window is full, which the callers' bounds rule out.</summary>
    /// <exception cref="TraceException">The file cannot be read on.</exception>
    public bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        Window.CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        try
        {
            int read = _stream.Read(_buffer.AsSpan(_end));
            _end += read;
            _ended = read == 0;
            return read > 0;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            throw new TraceException($"cannot read on in {_name}: {failure.Message}", failure);
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _raw.Dispose();
    }
}
