using System;
using Pelikan.Node.Protocol.Memcache.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>
/// mg. An item that is neither to be touched nor to be renewed is answered by one read; everything else is decided in one atomic change.
/// </summary>
internal static class MetaGet
{
    public static void Serve<TStore>(scoped ReadOnlySpan<byte> key, scoped in MetaLine line, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        StoreStatus status = exchange.Store.Read(key, IntentOf(in line), in exchange.Guard, out ItemView item, out ItemAccess access);
        bool found = status == StoreStatus.Ok && item.Kind == ItemKind.String;
        MetaGetReply reply = new(key, line, exchange.Output, exchange.Guard.Now)
        {
            Access = access,
            Expiry = line.Has(MetaFlag.Ttl) ? exchange.ExpiryOf(line.Exptime) : Instant.Never,
            VivifyExpiry = line.Has(MetaFlag.Vivify) ? exchange.ExpiryOf(line.VivifyExptime) : Instant.Never,
            RecacheBefore = line.RecacheExptime > 0 ? exchange.ExpiryOf(line.RecacheExptime) : exchange.Guard.Now,
        };

        if (found && !line.Has(MetaFlag.Ttl) && !reply.Write(in item, item.Cas, created: false))
        {
            CountHit((item.Marks & ItemMarks.Stale) != 0, won: false, in line, ref exchange);
            return;
        }

        if (found || line.Has(MetaFlag.Vivify))
        {
            Change(key, in line, reply, ref exchange);
            return;
        }

        exchange.Count(MemcacheMetric.MetaGetMiss);
        reply.WriteMiss();
    }

    private static void Change<TStore>(
        scoped ReadOnlySpan<byte> key, scoped in MetaLine line, scoped MetaGetReply reply, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        MetaGetUpdate update = new(line, reply);
        StoreStatus status = exchange.Store.Update(key, ref update, in exchange.Guard, out ulong cas);
        if (status != StoreStatus.Ok)
        {
            reply.TakeBack();
            MetaCommands.RefuseUnstored(MemcacheMetric.MetaGet, status, TextReplies.NoSpace, ref exchange);
            return;
        }

        if (update.Outcome == MetaGetUpdate.Result.Missed)
        {
            exchange.Count(MemcacheMetric.MetaGetMiss);
            reply.WriteMiss();
            return;
        }

        if (update.Outcome == MetaGetUpdate.Result.Created)
        {
            exchange.Count(MemcacheMetric.MetaGetMiss);
            exchange.Count(MemcacheMetric.MetaGetWon);
            reply.Write(default, cas, created: true);
            return;
        }

        CountHit(update.Stale, won: update.Outcome == MetaGetUpdate.Result.Won, in line, ref exchange);
    }

    private static void CountHit<TStore>(bool stale, bool won, scoped in MetaLine line, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(line.Has(MetaFlag.Ttl) ? MemcacheMetric.MetaGetTouched : MemcacheMetric.MetaGetHit);
        if (stale)
        {
            exchange.Count(MemcacheMetric.MetaGetStale);
        }

        if (won)
        {
            exchange.Count(MemcacheMetric.MetaGetWon);
        }
    }

    private static ReadIntent IntentOf(scoped in MetaLine line)
    {
        ReadIntent use = line.Has(MetaFlag.LeaveNoTrace) ? ReadIntent.Peek : ReadIntent.Use;
        ReadIntent cas = line.Has(MetaFlag.TellCas) || line.Has(MetaFlag.CompareCas) ? ReadIntent.Cas : ReadIntent.Peek;
        return use | cas;
    }
}
