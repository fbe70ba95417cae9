namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>What ms does with what it brings.</summary>
internal enum MetaSetMode : byte
{
    Set,
    Add,
    Replace,
    Append,
    Prepend,
}
