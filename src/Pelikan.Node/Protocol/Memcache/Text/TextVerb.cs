using System;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>The commands of the classic text protocol.</summary>
internal enum TextVerb : byte
{
    Unknown,
    Get,
    Gets,
    Gat,
    Gats,
    Set,
    Add,
    Replace,
    Append,
    Prepend,
    Cas,
    Incr,
    Decr,
    Delete,
    Touch,
    FlushAll,
    Version,
    Verbosity,
    Stats,
    Quit,
    Shutdown,
    CacheMemlimit,
    Slabs,
    Lru,
    LruCrawler,
    Watch,
    MetaGet,
    MetaSet,
    MetaDelete,
    MetaArithmetic,
    MetaDebug,
    MetaNoop,
}

/// <summary>Recognises a command word. Case counts, as in memcached.</summary>
internal static class TextVerbs
{
    // Each comparison is with a short constant and becomes one or two integer compares.
    public static TextVerb Of(scoped ReadOnlySpan<byte> word) => word.Length switch
    {
        2 => word[0] == (byte)'m' ? OfMeta(word[1]) : TextVerb.Unknown,
        3 => word.SequenceEqual("get"u8) ? TextVerb.Get
            : word.SequenceEqual("set"u8) ? TextVerb.Set
            : word.SequenceEqual("gat"u8) ? TextVerb.Gat
            : word.SequenceEqual("add"u8) ? TextVerb.Add
            : word.SequenceEqual("cas"u8) ? TextVerb.Cas
            : word.SequenceEqual("lru"u8) ? TextVerb.Lru
            : TextVerb.Unknown,
        4 => word.SequenceEqual("gets"u8) ? TextVerb.Gets
            : word.SequenceEqual("incr"u8) ? TextVerb.Incr
            : word.SequenceEqual("decr"u8) ? TextVerb.Decr
            : word.SequenceEqual("gats"u8) ? TextVerb.Gats
            : word.SequenceEqual("quit"u8) ? TextVerb.Quit
            : TextVerb.Unknown,
        5 => word.SequenceEqual("touch"u8) ? TextVerb.Touch
            : word.SequenceEqual("stats"u8) ? TextVerb.Stats
            : word.SequenceEqual("slabs"u8) ? TextVerb.Slabs
            : word.SequenceEqual("watch"u8) ? TextVerb.Watch
            : TextVerb.Unknown,
        6 => word.SequenceEqual("delete"u8) ? TextVerb.Delete
            : word.SequenceEqual("append"u8) ? TextVerb.Append
            : TextVerb.Unknown,
        7 => word.SequenceEqual("replace"u8) ? TextVerb.Replace
            : word.SequenceEqual("prepend"u8) ? TextVerb.Prepend
            : word.SequenceEqual("version"u8) ? TextVerb.Version
            : TextVerb.Unknown,
        8 => word.SequenceEqual("shutdown"u8) ? TextVerb.Shutdown : TextVerb.Unknown,
        9 => word.SequenceEqual("flush_all"u8) ? TextVerb.FlushAll
            : word.SequenceEqual("verbosity"u8) ? TextVerb.Verbosity
            : TextVerb.Unknown,
        11 => word.SequenceEqual("lru_crawler"u8) ? TextVerb.LruCrawler : TextVerb.Unknown,
        14 => word.SequenceEqual("cache_memlimit"u8) ? TextVerb.CacheMemlimit : TextVerb.Unknown,
        _ => TextVerb.Unknown,
    };

    /// <summary>The commands that take any number of keys, and so may have a long line.</summary>
    public static bool TakesManyKeys(TextVerb verb) => verb is >= TextVerb.Get and <= TextVerb.Gats;

    private static TextVerb OfMeta(byte second) => second switch
    {
        (byte)'g' => TextVerb.MetaGet,
        (byte)'s' => TextVerb.MetaSet,
        (byte)'d' => TextVerb.MetaDelete,
        (byte)'a' => TextVerb.MetaArithmetic,
        (byte)'e' => TextVerb.MetaDebug,
        (byte)'n' => TextVerb.MetaNoop,
        _ => TextVerb.Unknown,
    };
}
