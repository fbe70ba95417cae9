using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Pelikan.Fuzz.Engine;

/// <summary>Makes a new input out of known ones: a few small accidents, of the kinds that parsers stumble over.</summary>
internal sealed class Mutator
{
    private const int AccidentsMax = 6;
    private const int RepeatsMax = 40;

    // Most inputs stay short, because a short input is run more often; one in so many may be as long as any.
    private const int ShortLength = 384;
    private const int LongInputOdds = 16;

    private static ReadOnlySpan<byte> Alphabet => "abcdefghijklmnopqrstuvwxyz0123456789 \r\n"u8;

    private static readonly string[] Numbers =
    [
        "0", "1", "-1", "00", "9", "10", "127", "128", "250", "251", "255", "256", "1024", "65535", "65536", "1048576", "1048577",
        "2147483647", "2147483648", "-2147483648", "4294967295", "4294967296", "9223372036854775807", "9223372036854775808",
        "-9223372036854775809", "18446744073709551615", "18446744073709551616", "99999999999999999999999", "1e9", "0x10", "+5",
    ];

    private readonly Random _random;
    private readonly byte[][] _tokens;
    private readonly byte[] _work;
    private int _length;
    private int _lengthMax;

    public Mutator(Random random, IEnumerable<string> dictionary, int lengthMax)
    {
        _random = random;
        _tokens = [.. dictionary.Concat(Numbers).Select(Encoding.Latin1.GetBytes)];
        _work = new byte[lengthMax];
    }

    /// <summary>A changed copy of <paramref name="parent"/>; parts of <paramref name="other"/> may come in.</summary>
    public byte[] Mutate(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> other)
    {
        _lengthMax = _random.Next(LongInputOdds) == 0 ? _work.Length : Math.Min(ShortLength, _work.Length);
        _length = Math.Min(parent.Length, _lengthMax);
        parent[.._length].CopyTo(_work);
        // Mostly one or two: many at once undo what the parent was kept for.
        int accidents = 1 + Math.Min(_random.Next(AccidentsMax), _random.Next(AccidentsMax));
        for (int i = 0; i < accidents; i++)
        {
            Accident(other);
        }

        return _work.AsSpan(0, _length).ToArray();
    }

    private void Accident(ReadOnlySpan<byte> other)
    {
        int at = _random.Next(_length + 1);
        switch (_random.Next(11))
        {
            case 0 when at < _length:
                _work[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < _length:
                _work[at] = OneByte();
                break;
            case 2:
                Insert(at, [OneByte()]);
                break;
            case 3 or 4:
                Insert(at, Token());
                break;
            case 5:
                Overwrite(at, Token());
                break;
            case 6:
                Remove(at, 1 + _random.Next(Math.Max(1, Math.Min(16, _length - at))));
                break;
            case 7 when at < _length:
                Insert(_random.Next(_length + 1), _work.AsSpan(at, 1 + _random.Next(_length - at)).ToArray());
                break;
            case 8 when other.Length > 0:
                int from = _random.Next(other.Length);
                Insert(at, other.Slice(from, 1 + _random.Next(other.Length - from)));
                break;
            case 9 when _random.Next(8) == 0:
                _length = at;
                break;
            case 10 when _length > 0 && _random.Next(8) == 0:
                Repeat(at);
                break;
        }
    }

    /// <summary>A byte of any value, of the lower-case protocols' alphabet, or of a word that means something.</summary>
    private byte OneByte()
    {
        ReadOnlySpan<byte> token = Token();
        return _random.Next(3) switch
        {
            0 => (byte)_random.Next(256),
            1 => Alphabet[_random.Next(Alphabet.Length)],
            _ => token[_random.Next(token.Length)],
        };
    }

    private ReadOnlySpan<byte> Token() => _tokens[_random.Next(_tokens.Length)];

    /// <summary>Write a short piece many times over: long keys, long lines, deep nesting.</summary>
    private void Repeat(int at)
    {
        int start = Math.Min(at, _length - 1);
        byte[] piece = _work.AsSpan(start, 1 + _random.Next(Math.Min(16, _length - start))).ToArray();
        for (int i = _random.Next(RepeatsMax); i > 0; i--)
        {
            Insert(start, piece);
        }
    }

    private void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length <= _lengthMax)
        {
            _work.AsSpan(at, _length - at).CopyTo(_work.AsSpan(at + bytes.Length));
            bytes.CopyTo(_work.AsSpan(at));
            _length += bytes.Length;
        }
    }

    private void Overwrite(int at, ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, _length - at);
        bytes[..count].CopyTo(_work.AsSpan(at));
    }

    private void Remove(int at, int count)
    {
        count = Math.Min(count, _length - at);
        _work.AsSpan(at + count, _length - at - count).CopyTo(_work.AsSpan(at));
        _length -= count;
    }
}
