using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using Pelikan.Node.Replay;

namespace Pelikan.Node.Bench.Memory;

/// <summary>
/// One connection of a replay, with one batch under way and another gathered. A read that misses is stored, as the users of such
/// a cache do. Blocking: while this connection has nothing to wait for, the server works for it and others.
/// </summary>
internal sealed class ReplayConnection : IDisposable
{
    private const int TimeoutMilliseconds = 30_000;

    private readonly Socket _socket;
    private readonly ReplayValues _values;
    private readonly ReplayText _output = new();
    private ReplayBatch _gathered;
    private ReplayBatch _underWay;
    private byte[] _input = new byte[512 * 1024];
    private int _inputStart;
    private int _inputEnd;

    public ReplayConnection(EndPoint server, ReplayValues values)
    {
        _values = values;
        (_gathered, _underWay) = (new ReplayBatch(values), new ReplayBatch(values));
        _socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = TimeoutMilliseconds,
            SendTimeout = TimeoutMilliseconds,
        };
        _socket.Connect(server);
    }

    /// <summary>Bytes that wait to be sent with the next batch.</summary>
    public int Waiting => _output.Length;

    /// <summary>Gather a request for the next batch; false if that must be sent first.</summary>
    public bool TryAdd(in TraceRequest request, int ttlSeconds, ReplayCounts counts) => _gathered.TryAdd(request, ttlSeconds, counts);

    /// <summary>Take in the replies of the batch under way; send what they make necessary, what it writes, and the batch that is gathered.</summary>
    public void Advance()
    {
        for (int line = 0, lines = _underWay.ReadLines; line < lines; line++)
        {
            (List<ReplayRead> reads, ReplayText keys) = _underWay.Line(line);
            ReadLine(reads, keys);
        }

        _underWay.FinishInto(_output);
        (_gathered, _underWay) = (_underWay, _gathered);
        _underWay.Counts.Requests += _underWay.Requests;
        _underWay.Counts.Reads += _underWay.Reads;
        _underWay.AppendReads(_output);
        Flush();
    }

    /// <summary>Send all that is gathered, and wait until the server has taken everything in.</summary>
    public void Finish()
    {
        Advance();
        Advance();

        // Answered only after everything before it.
        Ask("version\r\n"u8);
    }

    /// <summary>Send what waits, without a batch.</summary>
    public void Flush()
    {
        ReadOnlySpan<byte> rest = _output.Written;
        while (!rest.IsEmpty)
        {
            rest = rest[_socket.Send(rest, SocketFlags.None)..];
        }

        _output.Clear();
    }

    /// <summary>Store a value, with the next batch or <see cref="Flush"/>.</summary>
    public void Store(in ReplayRead item) => _gathered.AppendStore(_output, "set"u8, item);

    /// <summary>Ask something that is answered by one line.</summary>
    public string Ask(ReadOnlySpan<byte> command)
    {
        _output.Append(command);
        Flush();
        return System.Text.Encoding.ASCII.GetString(NextLine());
    }

    /// <summary>The next line of a reply that has several.</summary>
    public string AskMore() => System.Text.Encoding.ASCII.GetString(NextLine());

    public void Dispose() => _socket.Dispose();

    /// <summary>The replies to one line of reads: values in the order of the keys, what is missing left out.</summary>
    private void ReadLine(List<ReplayRead> reads, ReplayText keys)
    {
        int next = 0;
        while (true)
        {
            ReadOnlySpan<byte> line = NextLine();
            if (line.StartsWith("VALUE "u8))
            {
                next = ReadValue(line["VALUE ".Length..], reads, keys, next);
            }
            else if (line.SequenceEqual("END"u8))
            {
                break;
            }
            else
            {
                _underWay.Counts.AddError(line);
            }
        }

        for (; next < reads.Count; next++)
        {
            Miss(reads[next]);
        }
    }

    /// <summary>One value; returns the index of the read behind its own.</summary>
    private int ReadValue(ReadOnlySpan<byte> line, List<ReplayRead> reads, ReplayText keys, int next)
    {
        // "key flags bytes [cas]"; the line lies in the input, which moves when more of it is received.
        int keyEnd = line.IndexOf((byte)' ');
        ReadOnlySpan<byte> numbers = line[(keyEnd + 3)..];
        if (keyEnd < 0 || !Utf8Parser.TryParse(numbers, out int bytes, out int used))
        {
            throw new InvalidDataException($"the server's line does not parse: VALUE {System.Text.Encoding.ASCII.GetString(line)}");
        }

        ulong cas = numbers.Length > used && Utf8Parser.TryParse(numbers[(used + 1)..], out ulong told, out _) ? told : 0;

        while (next < reads.Count && !KeyOf(reads[next], keys).SequenceEqual(line[..keyEnd]))
        {
            Miss(reads[next++]);
        }

        if (next == reads.Count)
        {
            throw new InvalidDataException($"the server sent a value that was not asked for: {System.Text.Encoding.ASCII.GetString(line[..keyEnd])}");
        }

        ReadOnlySpan<byte> value = NextBytes(bytes + 2)[..^2];
        ReplayRead read = reads[next];
        _underWay.Counts.Hits += read.Exchanges ? 0 : 1;
        if (!_values.IsRight(value, read.Key, read.ValueBytes))
        {
            _underWay.Counts.AddWrongValue(KeyOf(read, keys), bytes, read.ValueBytes);
        }

        if (read.Exchanges)
        {
            _underWay.AppendStore(_output, "cas"u8, read, cas);
        }

        return next + 1;
    }

    private void Miss(in ReplayRead read)
    {
        if (!_underWay.TryFill(_output, read))
        {
            _underWay.Counts.Hits += read.Exchanges ? 0 : 1;
        }
    }

    private static ReadOnlySpan<byte> KeyOf(in ReplayRead read, ReplayText keys) => keys.Written.Slice(read.KeyAt, read.KeyBytes);

    private ReadOnlySpan<byte> NextLine()
    {
        int searched = 0;
        while (true)
        {
            int length = _input.AsSpan(_inputStart + searched, _inputEnd - _inputStart - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                length += searched;
                ReadOnlySpan<byte> line = _input.AsSpan(_inputStart, Math.Max(0, length - 1));
                _inputStart += length + 1;
                return line;
            }

            searched = _inputEnd - _inputStart;
            Receive(searched + 1);
        }
    }

    private ReadOnlySpan<byte> NextBytes(int count)
    {
        while (_inputEnd - _inputStart < count)
        {
            Receive(count);
        }

        _inputStart += count;
        return _input.AsSpan(_inputStart - count, count);
    }

    /// <summary>Receive more, with room for <paramref name="wanted"/> bytes from where reading goes on.</summary>
    private void Receive(int wanted)
    {
        int kept = _inputEnd - _inputStart;
        if (_inputStart + wanted > _input.Length || _inputEnd == _input.Length)
        {
            byte[] into = wanted > _input.Length ? new byte[2 * wanted] : _input;
            _input.AsSpan(_inputStart, kept).CopyTo(into);
            (_input, _inputStart, _inputEnd) = (into, 0, kept);
        }

        int received = _socket.Receive(_input.AsSpan(_inputEnd), SocketFlags.None);
        _inputEnd = received > 0 ? _inputEnd + received : throw new IOException("the server closed the connection");
    }
}
