using System;
using Pelikan.Node.Protocol.Memcache.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>md. Without flags that ask for more it is a plain delete.</summary>
internal static class MetaDelete
{
    public static void Serve<TStore>(scoped ReadOnlySpan<byte> key, scoped in MetaLine line, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool plain = !line.Has(MetaFlag.CompareCas) && !line.Has(MetaFlag.Invalidate) && !line.Has(MetaFlag.RemoveValue);
        StoreStatus outcome = plain ? exchange.Store.Delete(key, in exchange.Guard) : Change(key, in line, ref exchange);
        switch (outcome)
        {
            case StoreStatus.Ok:
                exchange.Count(MemcacheMetric.MetaDeleteDeleted);
                Answer(MetaReplies.Done, key, in line, line.Quiet, ref exchange);
                break;

            case StoreStatus.NotFound:
                exchange.Count(MemcacheMetric.MetaDeleteNotFound);
                Answer(MetaReplies.NotFound, key, in line, quiet: false, ref exchange);
                break;

            case StoreStatus.Exists:
                exchange.Count(MemcacheMetric.MetaDeleteExists);
                Answer(MetaReplies.Exists, key, in line, quiet: false, ref exchange);
                break;

            default:
                MetaCommands.RefuseUnstored(MemcacheMetric.MetaDelete, outcome, TextReplies.NoSpace, ref exchange);
                break;
        }
    }

    private static StoreStatus Change<TStore>(scoped ReadOnlySpan<byte> key, scoped in MetaLine line, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        Instant expiry = exchange.ExpiryOf(line.Exptime);
        MetaDeleteUpdate update = new(line, expiry);
        StoreStatus status = exchange.Store.Update(key, ref update, in exchange.Guard, out _);
        if (status == StoreStatus.Ok)
        {
            return update.Status;
        }

        // The client has said that the value is not to be trusted any more, and it cannot be marked: it goes, if it is still the one meant.
        MetaDeleteUpdate removal = new(line, expiry) { Removes = true };
        exchange.Store.Update(key, ref removal, in exchange.Guard, out _);
        return removal.Status == StoreStatus.Ok ? status : removal.Status;
    }

    private static void Answer<TStore>(
        ReadOnlySpan<byte> code, scoped ReadOnlySpan<byte> key, scoped in MetaLine line, bool quiet, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!quiet)
        {
            MetaOutcome.Write(code, key, in line, exchange.Output);
        }
    }
}
