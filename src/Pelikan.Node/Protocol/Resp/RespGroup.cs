namespace Pelikan.Node.Protocol.Resp;

/// <summary>Which class serves a command.</summary>
internal enum RespGroup : byte
{
    Connection,
    Server,
    Strings,
    Keys,
    Lists,
    Hashes,
    Sets,
    SortedSets,
    Unsupported,
}
