using System;
using System.IO;
using System.Linq;
using Pelikan.Storage.Memory;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Memory;

/// <summary>Tests that look at the memory of the whole process run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessMemory
{
    public const string Name = "process memory";
}

/// <summary>How the heap's memory is had, and what is said when it is not.</summary>
[Collection(ProcessMemory.Name)]
public sealed class NativeRegionTests
{
    private const long MiB = 1024 * 1024;
    private const long TiB = MiB * MiB;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Prefault_MakesTheWholeHeapResident_AndLeavesItZero(int threads)
    {
        const long Bytes = 70 * MiB;
        using SegmentPool pool = new(Bytes, 2 * 1024 * 1024, pages: HugePages.Off);
        long before = AnonymousBytes();
        pool.Prefault(threads);
        long grown = AnonymousBytes() - before;
        Assert.InRange(grown, Bytes * 9 / 10, Bytes * 2);
        for (int segment = 1; segment <= pool.Count; segment++)
        {
            Assert.Equal(-1, pool.Memory.Tail(segment, 0).IndexOfAnyExcept((byte)0));
        }
    }

    [Fact]
    public void AHeapNeitherPrefaultedNorWritten_TakesNoMemory()
    {
        const long Bytes = 4 * TiB;
        long before = AnonymousBytes();
        using SegmentPool pool = new(Bytes, 8 * 1024 * 1024);
        Assert.InRange(AnonymousBytes() - before, long.MinValue, 64 * MiB);
    }

    [Fact]
    public void MoreThanThereAreAddresses_IsRefused_WithTheSizeAndWhatToDo()
    {
        InsufficientMemoryException refusal = Assert.Throws<InsufficientMemoryException>(() => new NativeRegion(1024 * TiB));
        Assert.Contains($"cannot map {1024 * TiB} bytes", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("take a smaller heap", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExplicitHugePages_ThatAreNotReserved_AreRefused_WithHowManyThereAreAndHowManyAreNeeded()
    {
        long needed = HugePagePool.Available + 8;
        InsufficientMemoryException refusal = Assert.Throws<InsufficientMemoryException>(
            () => new NativeRegion(needed * HugePagePool.PageBytes, HugePages.Explicit, guarded: false));
        Assert.Contains($"needs {needed} huge pages of 2 MiB", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"has reserved {HugePagePool.Total}, of which {HugePagePool.Available} are unused", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Resident memory of this process that is no file's, in bytes.</summary>
    private static long AnonymousBytes()
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }
}
