using System;
using System.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>What TYPE calls an item.</summary>
internal static class KindNames
{
    public static ReadOnlySpan<byte> Of(ItemKind kind) => kind switch
    {
        ItemKind.List => "list"u8,
        ItemKind.Set => "set"u8,
        ItemKind.SortedSet => "zset"u8,
        ItemKind.Hash => "hash"u8,
        _ => "string"u8,
    };

    /// <summary>The kind of a name in either case; null where there is none.</summary>
    public static ItemKind? Of(scoped ReadOnlySpan<byte> name)
    {
        for (ItemKind kind = ItemKind.String; kind <= ItemKind.Hash; kind++)
        {
            if (Ascii.EqualsIgnoreCase(name, Of(kind)))
            {
                return kind;
            }
        }

        return null;
    }
}
