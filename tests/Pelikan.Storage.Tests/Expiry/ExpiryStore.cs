using System;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Restart;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Tests.Expiry;

/// <summary>One life of the store under watch, and its only client: in memory, or over a heap file from one seal to the next.</summary>
internal sealed class ExpiryStore : IDisposable
{
    private readonly HeapFile? _file;
    private readonly SegmentPool _pool;

    /// <param name="setup">What kind of store it is.</param>
    /// <param name="seed">Of the hash of a new store.</param>
    /// <param name="path">Of the heap file; null for none. What it holds is taken over.</param>
    public ExpiryStore(ExpirySetup setup, ulong seed, string? path)
    {
        long heap = (long)setup.Segments * setup.SegmentBytes;
        _file = path is null ? null : HeapFile.Open(path, new HeapShape(heap, setup.SegmentBytes, 1));
        _pool = _file is null ? new SegmentPool(heap, setup.SegmentBytes, guarded: true) : new SegmentPool(_file);
        Epoch epoch = new();
        Client = epoch.Register();
        Owner = epoch.Register();
        SegCacheOptions options = new() { HeapBytes = heap, Eviction = setup.Eviction, HashPower = setup.HashPower };
        if (_file is { IsRestorable: true })
        {
            Cache = new SegCache(options, _pool, epoch, _file.Restore(_pool, Owner)[0]);
            TakenOver = _file.Sealed;
        }
        else
        {
            Cache = new SegCache(options, _pool, epoch, seed);
        }

        _file?.ReserveSnapshot(_pool, [Cache]);
    }

    public SegCache Cache { get; }

    public EpochParticipant Client { get; }

    public EpochParticipant Owner { get; }

    /// <summary>When the life that it goes on with was sealed; null if it begins empty.</summary>
    public SealStamp? TakenOver { get; }

    /// <summary>Why it begins empty, though there was a file.</summary>
    public string? Refusal => _file?.Refusal;

    /// <summary>From now on things may be stored; a store that ends before leaves the file as it was.</summary>
    public void Begin() => _file?.BeginUse();

    public void Seal(SealStamp stamp) => _file!.Seal(_pool, [Cache], Owner, stamp, elapsedMilliseconds: () => 0);

    public void Dispose()
    {
        Cache.Dispose();
        _pool.Dispose();
        _file?.Dispose();
    }
}
