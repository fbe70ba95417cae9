using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>The commands that change one set, or two: SADD, SREM, SPOP, SMOVE. And BADD, which changes what is no set.</summary>
internal static class SetChangeCommands
{
    private const int FirstMember = 2;
    private const int MovedMember = 3;

    public static void Add<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        AddMembersChange change = new(arguments, FirstMember);
        if (PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            exchange.Reply.Integer(change.Added);
        }
    }

    public static void Remove<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        RemoveMembersChange change = new(arguments, FirstMember);
        if (PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            exchange.Reply.Integer(change.Removed);
        }
    }

    public static void Pop<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (arguments.Count > 3)
        {
            exchange.Reply.Error(RespErrors.Syntax);
            return;
        }

        long count = PopMembersChange.Single;
        if (arguments.Count == 3 && !CountWord.TryRead(arguments[2], 0, RespErrors.NotPositive, exchange.Reply, out count))
        {
            return;
        }

        PopMembersChange change = new(exchange.Reply, exchange.Worker.Resp.Random, count);
        PackAccess.TryUpdate(arguments[1], ref change, ref exchange);
    }

    /// <summary>
    /// Out of one set and into another: each atomic, not both together, so that for a moment the member is in neither. What the second set
    /// does not take goes back to the first; if that has vanished meanwhile, it comes back without its expiry.
    /// </summary>
    public static void Move<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        ReadOnlySpan<byte> source = arguments[1];
        ReadOnlySpan<byte> destination = arguments[2];
        if (!TryLookBeforeMove(arguments, ref exchange, out bool isMember))
        {
            return;
        }

        if (!isMember || source.SequenceEqual(destination))
        {
            exchange.Reply.Integer(isMember ? 1 : 0);
            return;
        }

        RemoveMembersChange removal = new(arguments, MovedMember);
        if (!PackAccess.TryUpdate(source, ref removal, ref exchange))
        {
            return;
        }

        if (removal.Removed == 0)
        {
            exchange.Reply.Integer(0);
            return;
        }

        AddMembersChange addition = new(arguments, MovedMember);
        StoreStatus status = PackAccess.Update(destination, ref addition, ref exchange);
        if (exchange.Refuse(status))
        {
            PackAccess.Update(source, ref addition, ref exchange);
        }
        else
        {
            exchange.Reply.Integer(1);
        }
    }

    /// <summary>
    /// "Tree add", of Pelikan's own rds, which read it and did nothing: inner keys and their values under an outer key. Here they are the fields
    /// of a hash, so that all commands on hashes work on them. The reply is the number of new inner keys.
    /// </summary>
    public static void AddToTree<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (arguments.Count % 2 != 0)
        {
            exchange.Reply.Error(RespRefusals.WrongArity("badd"));
            return;
        }

        PutInnerKeysChange change = new(arguments, FirstMember);
        if (PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            exchange.Reply.Integer(change.Added);
        }
    }

    /// <summary>Whether there is something to move; false where the client has been told that one of the keys is of another kind.</summary>
    private static bool TryLookBeforeMove<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange, out bool isMember)
        where TStore : struct, IStore
    {
        isMember = false;
        if (!PackAccess.TryRead(arguments[1], ItemKind.Set, ref exchange, out PackReader source))
        {
            return false;
        }

        if (source.Count == 0)
        {
            return true;
        }

        isMember = source.Find(arguments[MovedMember]) >= 0;
        return PackAccess.TryRead(arguments[2], ItemKind.Set, ref exchange, out _);
    }
}
