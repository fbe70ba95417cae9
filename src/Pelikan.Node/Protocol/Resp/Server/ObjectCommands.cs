using System;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Server;

/// <summary>OBJECT: what Redis would say of how an item is kept, by its rules of size.</summary>
internal static class ObjectCommands
{
    private const string Container = "object";
    private const int EmbeddedBytesMax = 44;
    private const int SmallCountMax = 128;

    private static readonly RespSubcommand[] Subcommands =
        [new("encoding", 3), new("freq", 3), new("idletime", 3), new("refcount", 3), new("help", 2)];

    private static readonly string[] HelpLines =
    [
        "ENCODING <key>", "    Return the kind of internal representation that Redis would use.",
        "IDLETIME <key>", "    Return the idle time of the key, where that is kept, and 0 elsewhere.",
        "REFCOUNT <key>", "    Return 1.",
        "HELP", "    Print this help.",
    ];

    public static void Serve<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        string? found = RespSubcommand.Find(Container, Subcommands, HelpLines, in arguments, exchange.Reply);
        if (found is null)
        {
            return;
        }

        if (!KeyCheck.IsKey(arguments[2]))
        {
            exchange.Reply.Error(RespErrors.KeyLength);
        }
        else if (exchange.Store.Read(arguments[2], ReadIntent.Peek, in exchange.Guard, out ItemView item, out ItemAccess access) != StoreStatus.Ok)
        {
            exchange.Reply.Null();
        }
        else
        {
            Tell(found, item, access, exchange.Reply);
        }
    }

    private static void Tell(string what, scoped ItemView item, ItemAccess access, RespWriter reply)
    {
        switch (what)
        {
            case "encoding":
                reply.Bulk(EncodingOf(item));
                break;

            case "refcount":
                reply.Integer(1);
                break;

            case "idletime":
                reply.Integer(Math.Max(access.SecondsAgo, 0));
                break;

            default:
                reply.Error("ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust."u8);
                break;
        }
    }

    private static ReadOnlySpan<byte> EncodingOf(scoped ItemView item)
    {
        if (item.Kind == ItemKind.String)
        {
            return RespNumber.TryParse(item.Value, out long _) ? "int"u8 : item.Value.Length <= EmbeddedBytesMax ? "embstr"u8 : "raw"u8;
        }

        bool small = new PackReader(item.Kind, item.Value).Count <= SmallCountMax;
        return item.Kind switch
        {
            ItemKind.List => "quicklist"u8,
            ItemKind.Set => "hashtable"u8,
            ItemKind.SortedSet => small ? "listpack"u8 : "skiplist"u8,
            _ => small ? "listpack"u8 : "hashtable"u8,
        };
    }
}
