using System;
using Pelikan.Node.Protocol.Memcache.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>ma, which is counted as incr or decr, by its mode.</summary>
internal static class MetaArithmetic
{
    private enum Mode : byte
    {
        Up,
        Down,
        Wrong,
    }

    public static void Serve<TStore>(scoped ReadOnlySpan<byte> key, scoped in MetaLine line, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        MemcacheMetric family = FamilyOf(in line);
        MetaCountUpdate update = new(line, down: family == MemcacheMetric.MetaDecr)
        {
            Expiry = exchange.ExpiryOf(line.Exptime),
            VivifyExpiry = exchange.ExpiryOf(line.VivifyExptime),
        };
        StoreStatus status = exchange.Store.Update(key, ref update, in exchange.Guard, out ulong cas);
        if (status != StoreStatus.Ok)
        {
            MetaCommands.RefuseUnstored(family, status, update.Created ? MetaReplies.NoSpaceForNewNumber : TextReplies.NoSpace, ref exchange);
            return;
        }

        switch (update.Status)
        {
            case StoreStatus.Ok:
                exchange.Count(family + MetricOffset.MetaDone);
                Answer(key, in line, in update, cas, ref exchange);
                break;

            case StoreStatus.NotFound:
                exchange.Count(family + MetricOffset.MetaNotFound);
                MetaOutcome.Write(MetaReplies.NotFound, key, in line, exchange.Output);
                break;

            case StoreStatus.Exists:
                exchange.Count(family + MetricOffset.MetaExists);
                MetaOutcome.Write(MetaReplies.Exists, key, in line, exchange.Output);
                break;

            default:
                exchange.Count(family + MetricOffset.Ex);
                exchange.Output.Write(TextReplies.NotNumeric);
                break;
        }
    }

    /// <summary>The counters of a line; a wrong one is one of the default mode.</summary>
    public static MemcacheMetric FamilyOf(scoped in MetaLine line) =>
        ModeOf(in line) == Mode.Down ? MemcacheMetric.MetaDecr : MemcacheMetric.MetaIncr;

    /// <summary>What is wrong with a line beyond what is wrong with any: empty if nothing is.</summary>
    public static ReadOnlySpan<byte> ErrorOf(scoped in MetaLine line) =>
        line.Malformed ? TextReplies.BadLine
        : !line.Error.IsEmpty ? MetaReplies.InvalidOrDuplicateFlag
        : ModeOf(in line) == Mode.Wrong ? MetaReplies.BadArithmeticMode
        : default;

    private static Mode ModeOf(scoped in MetaLine line) => !line.Has(MetaFlag.Mode) ? Mode.Up : line.Mode switch
    {
        (byte)'I' or (byte)'+' => Mode.Up,
        (byte)'D' or (byte)'-' => Mode.Down,
        _ => Mode.Wrong,
    };

    private static void Answer<TStore>(
        scoped ReadOnlySpan<byte> key, scoped in MetaLine line, scoped in MetaCountUpdate update, ulong cas, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (line.Quiet)
        {
            return;
        }

        Span<byte> space = stackalloc byte[AsciiNumber.DigitsMax];
        ReadOnlySpan<byte> digits = space[..AsciiNumber.Format(update.Result, space)];
        bool withValue = line.Has(MetaFlag.Value);
        MetaReplyLine reply = new(exchange.Output.Reserve(MetaReplyLine.BytesMax));
        reply.Put(withValue ? MetaReplies.ValueFollows : MetaReplies.Done);
        if (withValue)
        {
            reply.Put((ulong)digits.Length);
        }

        PutFlags(ref reply, key, in line, in update, cas, exchange.Guard.Now);
        reply.End();
        if (withValue)
        {
            reply.Put(digits);
            reply.End();
        }

        exchange.Output.Advance(reply.Length);
    }

    private static void PutFlags(
        scoped ref MetaReplyLine reply,
        scoped ReadOnlySpan<byte> key,
        scoped in MetaLine line,
        scoped in MetaCountUpdate update,
        ulong cas,
        Instant now)
    {
        Instant expiry = update.ExpiryBefore;
        TextTokens flags = line.Flags;
        while (flags.Next(out ReadOnlySpan<byte> token))
        {
            switch (token[0])
            {
                case MetaFlag.Ttl:
                    expiry = update.Expiry;
                    break;

                case MetaFlag.Vivify:
                    expiry = update.Created ? update.VivifyExpiry : expiry;
                    break;

                case MetaFlag.TellTtl:
                    reply.Flag(MetaFlag.TellTtl);
                    reply.PutTtl(expiry, now);
                    break;

                case MetaFlag.TellCas:
                    reply.Flag(MetaFlag.TellCas, cas);
                    break;

                default:
                    MetaOutcome.PutEcho(ref reply, token, key, in line);
                    break;
            }
        }
    }
}
