using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>Fills in one reply line: a code, flags with a blank before each, the line end.</summary>
internal ref struct MetaReplyLine
{
    /// <summary>The longest there is: a code with a length, every flag once, the key in base64.</summary>
    public const int BytesMax = 640;

    private const long MillisecondsPerSecond = 1000;

    private readonly Span<byte> _space;

    public MetaReplyLine(Span<byte> space) => _space = space;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    public void Put(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_space[Length..]);
        Length += bytes.Length;
    }

    public void Put(ulong number) => Length += AsciiNumber.Format(number, _space[Length..]);

    public void Put(byte letter) => _space[Length++] = letter;

    public void End() => Put("\r\n"u8);

    /// <summary>A flag that is its letter, or whose argument follows.</summary>
    public void Flag(byte letter)
    {
        _space[Length++] = (byte)' ';
        _space[Length++] = letter;
    }

    public void Flag(byte letter, ulong number)
    {
        Flag(letter);
        Put(number);
    }

    /// <summary>A word of the request, letter and all.</summary>
    public void Echo(scoped ReadOnlySpan<byte> token)
    {
        _space[Length++] = (byte)' ';
        Put(token);
    }

    /// <summary>The key, as text or in base64 with the flag that says so.</summary>
    public void Key(scoped ReadOnlySpan<byte> key, bool binary)
    {
        Flag(MetaFlag.TellKey);
        PutKey(key, binary);
        if (binary)
        {
            Flag(MetaFlag.BinaryKey);
        }
    }

    public void PutKey(scoped ReadOnlySpan<byte> key, bool binary)
    {
        if (!binary)
        {
            Put(key);
            return;
        }

        Length += Base64Key.Encode(key, _space[Length..]);
    }

    /// <summary>Whole seconds, -1 where there is no such number.</summary>
    public void PutSeconds(long seconds)
    {
        if (seconds < 0)
        {
            Put("-1"u8);
            return;
        }

        Put((ulong)seconds);
    }

    /// <summary>Seconds to go, -1 for ever.</summary>
    public void PutTtl(Instant expiry, Instant now)
    {
        PutSeconds(IsNever(expiry) ? -1 : SecondsLeft(expiry, now));
    }

    /// <summary>Seconds to go, counted up to whole ones: what was just given thirty has thirty.</summary>
    public static long SecondsLeft(Instant expiry, Instant now)
    {
        long milliseconds = Math.Max(0, expiry.Milliseconds - now.Milliseconds);
        return (milliseconds / MillisecondsPerSecond) + (milliseconds % MillisecondsPerSecond == 0 ? 0 : 1);
    }

    public static bool IsNever(Instant expiry) => expiry == Instant.Never;
}
