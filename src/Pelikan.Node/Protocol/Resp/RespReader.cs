using System;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>
/// Finds the words of a request that is an array. What was found whole is remembered in the session, so that a request that comes in many
/// pieces is looked at twice and not as often as there are pieces.
/// </summary>
/// <remarks>Like Redis it takes the two bytes behind a word for its line end, whatever they are.</remarks>
internal ref struct RespReader
{
    private const int LineEndLength = 2;
    private const int OffsetBits = 32;

    private readonly ReadOnlySpan<byte> _input;
    private readonly ProtocolLimits _limits;
    private readonly bool _trusted;

    /// <param name="input">What was received and not used up.</param>
    /// <param name="limits">The bounds of the server.</param>
    /// <param name="trusted">Whether the client has given its password, if one is asked for.</param>
    public RespReader(ReadOnlySpan<byte> input, ProtocolLimits limits, bool trusted)
    {
        _input = input;
        _limits = limits;
        _trusted = trusted;
    }

    /// <summary>Bytes of the request, or of what is ignored; of one that is too large the bytes up to the next that is thrown away.</summary>
    public int Length { get; private set; }

    /// <summary>What is wrong, behind <c>ERR Protocol error: </c>.</summary>
    public ReadOnlySpan<byte> Error { get; private set; }

    /// <summary>The byte that stands where a <c>$</c> should.</summary>
    public byte Unexpected { get; private set; }

    /// <summary>Words that were announced and not read, where the request is too large.</summary>
    public int WordsLeft { get; private set; }

    /// <summary>Bytes of the word that is too large, with its line end.</summary>
    public long BulkBytesLeft { get; private set; }

    /// <summary>Words in one request at most.</summary>
    public static int WordsMax(ProtocolLimits limits) => (int)Math.Min(((long)limits.KeysPerGetMax * 2) + 16, int.MaxValue / 2);

    public RespParse Read(RespScratch scratch, ref SessionState session)
    {
        RespParse head = ReadCount(out int count);
        if (head != RespParse.Request)
        {
            return head;
        }

        int first = Length;
        int index = 0;
        int offset = first;
        if (session.Phase == (int)RespPhase.Reading)
        {
            index = (int)(session.Argument >> OffsetBits);
            offset = (int)session.Argument;
        }

        bool resumed = index > 0;
        scratch.Clear();
        RespParse words = ReadWords(count, ref index, ref offset, scratch);
        session.Phase = (int)RespPhase.BetweenRequests;
        session.Argument = 0;
        if (words == RespParse.Incomplete && index > 0)
        {
            session.Phase = (int)RespPhase.Reading;
            session.Argument = ((long)index << OffsetBits) | (uint)offset;
        }

        if (words == RespParse.Request && resumed)
        {
            scratch.Clear();
            index = 0;
            offset = first;
            words = ReadWords(count, ref index, ref offset, scratch);
        }

        Length = offset;
        return words;
    }

    /// <summary>Read the announcement of a word that is thrown away; <see cref="Length"/> is then what it took.</summary>
    public RespParse ReadBulkHead(int offset, out long length)
    {
        length = 0;
        ReadOnlySpan<byte> rest = _input[offset..];
        if (!TryLine(rest, out ReadOnlySpan<byte> line, out bool tooLong))
        {
            return tooLong ? Broken("too big bulk count string"u8) : RespParse.Incomplete;
        }

        if (line.IsEmpty || line[0] != '$')
        {
            Unexpected = line.IsEmpty ? (byte)'\r' : line[0];
            return Broken("expected '$', got '"u8);
        }

        if (!RespNumber.TryParse(line[1..], out length) || length < 0 || length > RespFraming.BulkBytesMax)
        {
            return Broken("invalid bulk length"u8);
        }

        if (!_trusted && length > RespFraming.UnauthenticatedBulkBytesMax)
        {
            return Broken("unauthenticated bulk length"u8);
        }

        Length = line.Length + LineEndLength;
        return RespParse.Request;
    }

    private RespParse ReadCount(out int count)
    {
        count = 0;
        if (!TryLine(_input, out ReadOnlySpan<byte> line, out bool tooLong))
        {
            return tooLong ? Broken("too big mbulk count string"u8) : RespParse.Incomplete;
        }

        if (!RespNumber.TryParse(line[1..], out long announced) || announced > WordsMax(_limits))
        {
            return Broken("invalid multibulk length"u8);
        }

        if (!_trusted && announced > RespFraming.UnauthenticatedWordsMax)
        {
            return Broken("unauthenticated multibulk length"u8);
        }

        Length = line.Length + LineEndLength;
        count = (int)Math.Max(announced, 0);
        return count == 0 ? RespParse.Nothing : RespParse.Request;
    }

    private RespParse ReadWords(int count, ref int index, ref int offset, RespScratch scratch)
    {
        long requestBytesMax = (long)_limits.LineBytesMax + _limits.ValueBytesMax;
        for (; index < count; index++)
        {
            RespParse head = ReadBulkHead(offset, out long length);
            if (head != RespParse.Request)
            {
                return head;
            }

            int start = offset + Length;
            if (length > _limits.ValueBytesMax || start + length > requestBytesMax)
            {
                WordsLeft = count - index - 1;
                BulkBytesLeft = length + LineEndLength;
                offset = start;
                return RespParse.TooLarge;
            }

            if (_input.Length - start < length + LineEndLength)
            {
                return RespParse.Incomplete;
            }

            scratch.Add(start, (int)length);
            offset = start + (int)length + LineEndLength;
        }

        return RespParse.Request;
    }

    // A line ends at its carriage return; the byte behind that has to be there, too.
    private static bool TryLine(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line, out bool tooLong)
    {
        int end = rest.IndexOf((byte)'\r');
        tooLong = end < 0 && rest.Length > RespFraming.LineBytesMax;
        bool whole = end >= 0 && end + LineEndLength <= rest.Length;
        line = whole ? rest[..end] : default;
        return whole;
    }

    private RespParse Broken(ReadOnlySpan<byte> error)
    {
        Error = error;
        return RespParse.Broken;
    }
}
