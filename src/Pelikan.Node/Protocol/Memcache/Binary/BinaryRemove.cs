using System;
using System.Diagnostics;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>Takes an item of any kind out, if its CAS id is the one given.</summary>
internal struct BinaryRemove : IItemUpdate
{
    private readonly ulong _cas;

    public BinaryRemove(ulong cas) => _cas = cas;

    /// <summary>What became of it: Ok, NotFound, or Exists.</summary>
    public StoreStatus Status { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        Status = !exists ? StoreStatus.NotFound : present.Cas == _cas ? StoreStatus.Ok : StoreStatus.Exists;
        return Status == StoreStatus.Ok ? UpdateAction.Remove : UpdateAction.Leave;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) =>
        Debug.Fail("nothing is stored");
}
