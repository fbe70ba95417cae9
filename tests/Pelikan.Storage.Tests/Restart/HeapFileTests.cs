using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using Pelikan.Storage.Restart;
using Xunit;

namespace Pelikan.Storage.Tests.Restart;

/// <summary>Files as a node may find them: taken, refused with a reason, or left alone.</summary>
public sealed class HeapFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> HeaderFields =>
    [
        HeapFileHeader.VersionOffset, HeapFileHeader.StateOffset, HeapFileHeader.LayoutOffset, HeapFileHeader.HashProbeOffset,
        HeapFileHeader.HeapBytesOffset, HeapFileHeader.SegmentBytesOffset, HeapFileHeader.PartitionsOffset,
        HeapFileHeader.SnapshotBytesOffset, HeapFileHeader.SnapshotChecksumOffset, HeapFileHeader.NodeTimeOffset,
        HeapFileHeader.BootIdOffset, HeapFileHeader.BootTimeOffset, HeapFileHeader.UnixTimeOffset, HeapFileHeader.ItemsOffset,
        HeapFileHeader.SealMillisecondsOffset, 120, 503, HeapFileHeader.ChecksumOffset, HeapFileHeader.SizeBytes - 1,
    ];

    /// <summary>What a header may say, rightly summed up, and why it is refused then.</summary>
    public static TheoryData<int, long, int, string> HeaderValues => new()
    {
        { HeapFileHeader.VersionOffset, 2, 4, "it has format version 2, and this build reads version 1" },
        { HeapFileHeader.StateOffset, 1, 4, "the node that used it last did not come to a clean stop" },
        { HeapFileHeader.StateOffset, 9, 4, "it is in state 9, which this build does not know" },
        { HeapFileHeader.LayoutOffset, 1, 8, "a build that lays items out in another way wrote it" },
        { HeapFileHeader.HashProbeOffset, 1, 8, "a build that hashes keys in another way wrote it" },
        { HeapFileHeader.HeapBytesOffset, 2097152, 8, "it was made with heap_size 2097152, and the configuration says 1048576" },
        { HeapFileHeader.SegmentBytesOffset, 131072, 4, "it was made with segment_size 131072, and the configuration says 65536" },
        { HeapFileHeader.PartitionsOffset, 2, 4, "it was made with shards 2, and the configuration says 1" },
        { HeapFileHeader.SnapshotBytesOffset, 1L << 40, 8, "it is cut off: it has " },
        { HeapFileHeader.SnapshotBytesOffset, 64, 8, "its snapshot is damaged: the checksum does not fit" },
        { HeapFileHeader.SnapshotChecksumOffset, 1, 8, "its snapshot is damaged: the checksum does not fit" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(HeaderFields))]
    public void ABitFlippedInTheHeader_IsRefused(int offset)
    {
        byte[] file = SealedFile();
        file[offset] ^= 0x10;
        Assert.Contains(offset == HeapFileHeader.VersionOffset ? "format version" : "its header is damaged", RefusalOf(file), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HeaderValues))]
    public void AHeaderThatSaysSomethingElse_IsRefusedForThat(int offset, long value, int bytes, string reason)
    {
        byte[] file = SealedFile();
        Span<byte> word = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(word, value);
        word[..bytes].CopyTo(file.AsSpan(offset));
        BinaryPrimitives.WriteUInt64LittleEndian(
            file.AsSpan(HeapFileHeader.ChecksumOffset), Checksum64.Of(file.AsSpan(0, HeapFileHeader.ChecksumOffset)));
        Assert.StartsWith(reason, RefusalOf(file), StringComparison.Ordinal);
    }

    [Fact]
    public void ABitFlippedAnywhereInTheSnapshot_IsRefused()
    {
        byte[] file = SealedFile();
        int start = (int)HeapFileCheck.SnapshotStart(Incarnation.Shape);
        int end = start + (int)HeapFileHeader.Read(file).SnapshotBytes;
        foreach (int at in Enumerable.Range(0, 40).Select(i => start + (int)((long)i * (end - start) / 40)).Append(end - 1))
        {
            file[at] ^= 1;
            Assert.Equal("its snapshot is damaged: the checksum does not fit", RefusalOf(file));
            file[at] ^= 1;
        }

        Assert.Null(RefusalOf(file));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(2 * 1024 * 1024)]
    [InlineData(3 * 1024 * 1024)]
    public void AFileThatIsCutOff_IsRefused(int length) =>
        Assert.StartsWith("it is cut off", RefusalOf(SealedFile()[..length]), StringComparison.Ordinal);

    [Fact]
    public void AFileWithoutItsLastByte_IsRefused()
    {
        byte[] file = SealedFile();
        int end = (int)HeapFileCheck.SnapshotStart(Incarnation.Shape) + (int)HeapFileHeader.Read(file).SnapshotBytes;
        Assert.StartsWith("it is cut off", RefusalOf(file[..(end - 1)]), StringComparison.Ordinal);
        Assert.Null(RefusalOf(file[..end]));
    }

    [Fact]
    public void AFileInUse_IsRefusedAndServesNothing()
    {
        byte[] copy;
        using (Incarnation store = new(_folder.File()))
        {
            store.File.BeginUse();
            store.Set("a", "x");
            store.Seal();
        }

        using (Incarnation store = new(_folder.File()))
        {
            store.File.BeginUse();
            copy = ReadWhole(_folder.File());
        }

        string path = _folder.File("copy");
        File.WriteAllBytes(path, copy);
        using Incarnation next = new(path);
        Assert.Equal("the node that used it last did not come to a clean stop", next.File.Refusal);
        Assert.Null(next.Get("a"));
    }

    [Fact]
    public void ARefusedFile_IsPreparedAnewAtOnce()
    {
        File.WriteAllBytes(_folder.File(), SealedFile()[..4096]);
        using (HeapFile refused = HeapFile.Open(_folder.File(), Incarnation.Shape))
        {
            Assert.NotNull(refused.Refusal);
        }

        Assert.Equal(HeapFileState.Open, HeapFileHeader.Read(File.ReadAllBytes(_folder.File())).State);
        using Incarnation next = new(_folder.File());
        next.File.BeginUse();
        next.Set("a", "x");
        next.Seal();
    }

    [Theory]
    [InlineData("x")]
    [InlineData("PELIKAN")]
    [InlineData("#!/bin/sh\necho precious\n")]
    public void AFileThatIsNotOurs_IsLeftAsItIs(string contents)
    {
        File.WriteAllText(_folder.File(), contents);
        HeapFileException fault = Assert.Throws<HeapFileException>(() => HeapFile.Open(_folder.File(), Incarnation.Shape));
        Assert.Contains(_folder.File(), fault.Message, StringComparison.Ordinal);
        Assert.Contains("no heap file of this server", fault.Message, StringComparison.Ordinal);
        Assert.Equal(contents, File.ReadAllText(_folder.File()));
    }

    [Fact]
    public void AnEmptyFile_IsTaken()
    {
        File.WriteAllBytes(_folder.File(), []);
        using HeapFile file = HeapFile.Open(_folder.File(), Incarnation.Shape);
        Assert.True(file.IsNew);
        Assert.Null(file.Refusal);
    }

    [Fact]
    public void ASecondNode_IsTurnedAway()
    {
        using HeapFile first = HeapFile.Open(_folder.File(), Incarnation.Shape);
        HeapFileException fault = Assert.Throws<HeapFileException>(() => HeapFile.Open(_folder.File(), Incarnation.Shape));
        Assert.Contains("another process uses it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderThatIsNotThere_IsNamed()
    {
        string path = Path.Combine(_folder.Path, "absent", "heap");
        HeapFileException fault = Assert.Throws<HeapFileException>(() => HeapFile.Open(path, Incarnation.Shape));
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderInPlaceOfTheFile_IsAnError() =>
        Assert.Throws<HeapFileException>(() => HeapFile.Open(_folder.Path, Incarnation.Shape));

    [Fact]
    public void ADevice_IsAnError() => Assert.Throws<HeapFileException>(() => HeapFile.Open("/dev/null", Incarnation.Shape));

    [Fact]
    [SupportedOSPlatform("linux")]
    public void ANewFile_HasItsBlocksAndIsItsOwnersAlone()
    {
        using HeapFile file = HeapFile.Open(_folder.File(), Incarnation.Shape);
        Assert.Equal(HeapFileCheck.SnapshotStart(Incarnation.Shape), new FileInfo(_folder.File()).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File()));
    }

    [Fact]
    public void AHeaderComesBackAsItWasWritten()
    {
        HeapFileHeader header = new()
        {
            Version = 1,
            State = HeapFileState.Sealed,
            Layout = 2,
            HashProbe = 3,
            Shape = new HeapShape(4, 5, 6),
            SnapshotBytes = 7,
            SnapshotChecksum = 8,
            Stamp = new SealStamp(new Instant(9), new MachineTime(Guid.NewGuid(), 10, 11)),
            Items = 12,
            SealMilliseconds = 13,
        };
        byte[] bytes = header.ToBytes();
        Assert.Equal(HeapFileHeader.SizeBytes, bytes.Length);
        Assert.True(HeapFileHeader.HasItsChecksum(bytes));
        Assert.Equal(header, HeapFileHeader.Read(bytes));
    }

    /// <summary>What a file holds while another handle has it locked: the lock binds those who ask for it.</summary>
    private static byte[] ReadWhole(string path)
    {
        string copy = path + ".copy";
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start("cp", [path, copy]);
        process.WaitForExit();
        return File.ReadAllBytes(copy);
    }

    private byte[] SealedFile()
    {
        using (Incarnation store = new(_folder.File("sealed")))
        {
            store.File.BeginUse();
            store.Set("a", "x");
            store.Seal();
        }

        return File.ReadAllBytes(_folder.File("sealed"));
    }

    private string? RefusalOf(byte[] bytes)
    {
        string path = _folder.File("changed");
        File.WriteAllBytes(path, bytes);
        using HeapFile file = HeapFile.Open(path, Incarnation.Shape);
        return file.Refusal;
    }
}
