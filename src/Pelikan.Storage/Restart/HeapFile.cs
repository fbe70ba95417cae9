using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Pelikan.Storage.Memory;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Restart;

/// <summary>
/// The heap in a file, or on tmpfs: mapped and shared, so that items are still there when the next process maps it. Beside the heap
/// the file holds whatever else a store is made of, written at a clean stop. docs/adr/0008-warm-restart.md gives the reasons.
/// <code>
///   0          2 MiB                                  2 MiB + heap, to the next 4 KiB
///   | header   | heap: segment 1, 2, 3, …             | snapshot: segment headers | dead of each segment |
///                                                     |   for each partition: record, hash table
/// </code>
/// The life of the file: open while a node uses it, which is on the disk before the first byte of the heap changes; sealed after a
/// clean stop, which is written when everything else is on the disk. So whenever a process or a machine ends, the file
/// is complete or says that it is not.
/// </summary>
public sealed class HeapFile : IDisposable
{
    private const int EWOULDBLOCK = 11;

    // Held so that its finalizer does not close the handle.
    private readonly FileStream _stream;
    private readonly SafeFileHandle _file;
    private readonly HeapFileHeader _header;
    private readonly long _snapshotStart;

    private HeapFile(string path, HeapShape shape, FileStream stream)
    {
        _stream = stream;
        _file = stream.SafeFileHandle;
        _snapshotStart = HeapFileCheck.SnapshotStart(shape);
        Path = path;
        Shape = shape;
        long length = RandomAccess.GetLength(_file);
        Span<byte> start = stackalloc byte[HeapFileHeader.SizeBytes];
        start = start[..ReadStart(start)];
        IsNew = length == 0;
        if (!IsNew && !HeapFileHeader.HasMagic(start))
        {
            throw new IOException("it is no heap file of this server, and is left as it is; name another file, or delete this one");
        }

        Refusal = IsNew ? null : HeapFileCheck.Refusal(_file, start, length, shape, out _header);
        if (!IsRestorable)
        {
            // First of all nobody may take for sealed what is about to change.
            WriteHeader(HeapFileHeader.Opened(shape));
            RandomAccess.SetLength(_file, _snapshotStart);
        }

        FileRegion.Allocate(_file, 0, _snapshotStart);
    }

    public string Path { get; }

    public HeapShape Shape { get; }

    /// <summary>Whether there was no such file, or an empty one.</summary>
    public bool IsNew { get; }

    /// <summary>Why what the file held is not taken over, to be read after "because"; null if it is, or there was nothing.</summary>
    public string? Refusal { get; }

    /// <summary>Whether the file holds the items of an earlier node.</summary>
    public bool IsRestorable => !IsNew && Refusal is null;

    /// <summary>Whether the heap may have changed since it was opened or sealed.</summary>
    public bool IsInUse { get; private set; }

    /// <summary>When the earlier node sealed it. Only of one that is restorable.</summary>
    public SealStamp Sealed => _header.Stamp;

    /// <summary>Items sealed in it, expired ones included. Only of one that is restorable.</summary>
    public long SealedItems => _header.Items;

    /// <summary>How long the seal took that it was restored from. Only of one that is restorable.</summary>
    public long SealMilliseconds => _header.SealMilliseconds;

    /// <summary>
    /// Take a file for a heap of this shape, for this process alone. A file that cannot be restored is prepared anew; one that is not
    /// a heap file is left as it is.
    /// </summary>
    /// <exception cref="HeapFileException">It is another's, cannot be written, the disk is full, or the system is not Linux.</exception>
    public static HeapFile Open(string path, HeapShape shape)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new HeapFileException($"{path}: a heap in a file needs Linux");
        }

        FileStream? stream = null;
        try
        {
            stream = OpenAlone(path);
            return new HeapFile(path, shape, stream);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            stream?.Dispose();
            string reason = fault.HResult == EWOULDBLOCK ? "another process uses it; give each node a file of its own" : fault.Message;
            throw new HeapFileException($"{path}: {reason}", fault);
        }
    }

    /// <summary>Have room on the disk for a snapshot of the store as it is now; a seal that needs more asks again.</summary>
    /// <exception cref="HeapFileException">The disk is full.</exception>
    public void ReserveSnapshot(SegmentPool pool, IReadOnlyList<SegCache> partitions) => Attempt(() => Reserve(pool, partitions));

    /// <summary>
    /// From now on the heap may change. Until then the file stays as it was found, so that a start which fails for another reason
    /// loses nothing.
    /// </summary>
    /// <exception cref="HeapFileException">The file cannot be written.</exception>
    public void BeginUse() => Attempt(() =>
    {
        WriteHeader(HeapFileHeader.Opened(Shape));
        IsInUse = true;
    });

    /// <summary>Fill a new pool over <see cref="Shape"/> with what the file holds; the partitions are then made from their images.</summary>
    /// <param name="pool">Made from this file, and not yet used.</param>
    /// <param name="participant">On whose account the counts of the earlier node go.</param>
    /// <returns>One image a partition, in the order of the seal.</returns>
    /// <exception cref="HeapFileException">The file cannot be read.</exception>
    public ImmutableArray<PartitionImage> Restore(SegmentPool pool, EpochParticipant participant)
    {
        Invariant.Require(IsRestorable && !IsInUse, "only a sealed heap is restored, before it is used");
        ImmutableArray<PartitionImage> images = [];
        Attempt(() => images = HeapRestore.Load(
            new SnapshotReader(_file, _snapshotStart, _snapshotStart + _header.SnapshotBytes), Shape.Partitions, pool, participant));
        return images;
    }

    /// <summary>
    /// Make the file complete, and say so in it last of all. No thread uses the pool any more, nor will one.
    /// Does nothing where the heap has not been in use.
    /// </summary>
    /// <param name="pool">Made from this file.</param>
    /// <param name="partitions">All of them, in the order in which they were made.</param>
    /// <param name="participant">A place in the epochs that nobody is using.</param>
    /// <param name="stamp">The time now.</param>
    /// <param name="elapsedMilliseconds">How long it has taken; asked at the end.</param>
    /// <returns>The items sealed.</returns>
    /// <exception cref="HeapFileException">The file cannot be written: then it is not sealed.</exception>
    public long Seal(
        SegmentPool pool, IReadOnlyList<SegCache> partitions, EpochParticipant participant, SealStamp stamp, Func<long> elapsedMilliseconds)
    {
        Invariant.Require(partitions.Count == Shape.Partitions, "a heap is sealed with all its partitions");
        long items = 0;
        if (!IsInUse)
        {
            return items;
        }

        Attempt(() =>
        {
            items = HeapSeal.Settle(partitions, participant, stamp.Node);
            Reserve(pool, partitions);
            SnapshotWriter writer = new(_file, _snapshotStart);
            HeapSeal.Write(writer, pool, partitions);
            ulong checksum = writer.Finish();
            pool.Memory.Sync();
            RandomAccess.FlushToDisk(_file);
            WriteHeader(HeapFileHeader.Opened(Shape) with
            {
                State = HeapFileState.Sealed,
                SnapshotBytes = writer.Length,
                SnapshotChecksum = checksum,
                Stamp = stamp,
                Items = items,
                SealMilliseconds = elapsedMilliseconds(),
            });
            IsInUse = false;
        });
        return items;
    }

    /// <summary>Let go of the file; whoever waits for it may have it. The pool is gone by now.</summary>
    public void Dispose() => _stream.Dispose();

    /// <summary>The heap as memory; the caller owns it.</summary>
    internal NativeRegion MapHeap(HugePages pages)
    {
        NativeRegion? region = null;
        Attempt(() => region = FileRegion.Map(_file, HeapFileCheck.HeapStart, Shape.HeapBytes, pages));
        return region!;
    }

    /// <summary>Open a file that only its owner may read, and lock it: the lock goes with the process, however that ends.</summary>
    [SupportedOSPlatform("linux")]
    private static FileStream OpenAlone(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.None,
        BufferSize = 0,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });

    /// <summary>The first bytes of the file, as many as there are; returns how many.</summary>
    private int ReadStart(Span<byte> start)
    {
        int filled = 0;
        while (filled < start.Length)
        {
            int count = RandomAccess.Read(_file, start[filled..], filled);
            if (count == 0)
            {
                break;
            }

            filled += count;
        }

        return filled;
    }

    private void WriteHeader(HeapFileHeader header)
    {
        RandomAccess.Write(_file, header.ToBytes(), 0);
        RandomAccess.FlushToDisk(_file);
    }

    private void Reserve(SegmentPool pool, IReadOnlyList<SegCache> partitions) =>
        FileRegion.Allocate(_file, _snapshotStart, _snapshotStart + HeapSeal.Bytes(pool, partitions));

    /// <summary>Whatever fails, the message names the file.</summary>
    private void Attempt(Action action)
    {
        try
        {
            action();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new HeapFileException($"{Path}: {fault.Message}", fault);
        }
    }
}
