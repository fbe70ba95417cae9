using System;
using Pelikan.Node.Protocol.Memcache.Text;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>
/// The words of a meta command behind its verb: <c>key [bytes] flag*</c>. They are read once, before anything is done; the reply walks
/// the flags again, because it answers them in their order.
/// </summary>
internal ref struct MetaLine
{
    /// <summary>Words of a line, verb and key included.</summary>
    public const int WordsMax = 20;

    /// <summary>Bytes of an opaque, its letter included.</summary>
    public const int OpaqueBytesMax = 32;

    private ulong _seen;

    /// <param name="key">The key as it was sent.</param>
    /// <param name="flags">Stands behind the last word that is no flag.</param>
    /// <param name="words">How many words there were up to there.</param>
    public MetaLine(ReadOnlySpan<byte> key, TextTokens flags, int words)
    {
        SentKey = key;
        Flags = flags;
        Delta = 1;
        bool goOn = true;
        while (flags.Next(out ReadOnlySpan<byte> token))
        {
            words++;
            Malformed |= !MayBegin(token[0]);
            goOn = goOn && TryReadFlag(token);
        }

        if (key.Length > MemcacheKey.LengthMax || Malformed)
        {
            Error = TextReplies.BadLine;
        }
        else if (words > WordsMax)
        {
            Error = MetaReplies.TooManyFlags;
        }
    }

    /// <summary>The key as it stands in the line; in base64 if <see cref="MetaFlag.BinaryKey"/> is among the flags.</summary>
    public ReadOnlySpan<byte> SentKey { get; }

    /// <summary>To walk the flags in their order.</summary>
    public TextTokens Flags { get; }

    /// <summary>Whether a flag begins with a byte that none can begin with: nobody reads such a line further.</summary>
    public bool Malformed { get; }

    /// <summary>What is wrong with the line, as a whole reply; empty if nothing is.</summary>
    public ReadOnlySpan<byte> Error { get; private set; }

    /// <summary>Whether the opaque is too long, which is found out after everything else.</summary>
    public bool OpaqueTooLong { get; private set; }

    /// <summary>The argument of T; 0 without one.</summary>
    public long Exptime { get; private set; }

    /// <summary>The argument of N.</summary>
    public long VivifyExptime { get; private set; }

    /// <summary>The argument of R.</summary>
    public long RecacheExptime { get; private set; }

    /// <summary>Whether T stands behind N, and so has the last word about an item made by N.</summary>
    public bool TtlComesLast { get; private set; }

    /// <summary>The argument of F.</summary>
    public uint ClientFlags { get; private set; }

    /// <summary>The argument of C; 0 without one.</summary>
    public ulong CompareCas { get; private set; }

    /// <summary>The argument of E; 0 without one.</summary>
    public ulong NewCas { get; private set; }

    /// <summary>The first letter of M's argument; a blank without one.</summary>
    public byte Mode { get; private set; }

    /// <summary>The argument of D; 1 without one.</summary>
    public ulong Delta { get; private set; }

    /// <summary>The argument of J.</summary>
    public ulong Initial { get; private set; }

    public readonly bool Quiet => Has(MetaFlag.Quiet);

    public readonly bool Has(byte flag) => (_seen & MetaFlag.BitOf(flag)) != 0;

    private static bool MayBegin(byte letter) =>
        letter is (>= MetaFlag.First and <= MetaFlag.Last) or (>= (byte)'0' and <= (byte)'9');

    /// <summary>Read one flag. False if the rest need not be read: the first wrong flag ends it, a wrong argument does not.</summary>
    private bool TryReadFlag(ReadOnlySpan<byte> token)
    {
        byte letter = token[0];
        ulong bit = letter is >= MetaFlag.First and <= MetaFlag.Last ? MetaFlag.BitOf(letter) : 0;
        if ((bit & MetaFlag.Known) == 0 || (_seen & bit) != 0)
        {
            Error = (_seen & bit) != 0 ? MetaReplies.DuplicateFlag : MetaReplies.InvalidFlag;
            return false;
        }

        _seen |= bit;
        if (letter <= (byte)'Z')
        {
            ReadArgument(letter, token);
        }
        else if (letter == MetaFlag.BinaryKey)
        {
            Require(Base64Key.IsWellFormed(SentKey), MetaReplies.BadKey);
        }

        return true;
    }

    private void ReadArgument(byte letter, ReadOnlySpan<byte> token)
    {
        ReadOnlySpan<byte> argument = token[1..];
        switch (letter)
        {
            case MetaFlag.Ttl:
                Exptime = Seconds(argument);
                TtlComesLast = Has(MetaFlag.Vivify);
                break;

            case MetaFlag.Vivify:
                VivifyExptime = Seconds(argument);
                break;

            case MetaFlag.Recache:
                RecacheExptime = Seconds(argument);
                break;

            case MetaFlag.ClientFlags:
                bool fits = AsciiNumber.TryParse(argument, out uint flags);
                Require(fits, Error.IsEmpty ? TextReplies.BadLine : Error);
                ClientFlags = flags;
                break;

            case MetaFlag.CompareCas:
                CompareCas = Number(argument, MetaReplies.BadToken);
                break;

            case MetaFlag.NewCas:
                NewCas = Number(argument, MetaReplies.BadToken);
                break;

            case MetaFlag.Initial:
                Initial = Number(argument, MetaReplies.BadInitial);
                break;

            case MetaFlag.Delta:
                Delta = Number(argument, MetaReplies.BadDelta);
                break;

            case MetaFlag.Mode:
                Mode = argument.IsEmpty ? (byte)' ' : argument[0];
                break;

            case MetaFlag.Opaque:
                OpaqueTooLong = token.Length > OpaqueBytesMax;
                break;
        }
    }

    private long Seconds(ReadOnlySpan<byte> argument)
    {
        Require(AsciiNumber.TryParse(argument, out long number), MetaReplies.BadToken);
        return number;
    }

    private ulong Number(ReadOnlySpan<byte> argument, ReadOnlySpan<byte> error)
    {
        Require(AsciiNumber.TryParse(argument, out ulong number), error);
        return number;
    }

    private void Require(bool holds, ReadOnlySpan<byte> error) => Error = holds ? Error : error;
}
