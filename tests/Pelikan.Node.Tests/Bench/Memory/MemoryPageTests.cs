using System;
using System.IO;
using Pelikan.Node.Bench.Memory;
using Xunit;

namespace Pelikan.Node.Tests.Bench.Memory;

public sealed class MemoryPageTests
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public void Page_ComparesAtEqualMemory_AndAtEqualMissRatio()
    {
        string page = MemoryPage.Write(
            [
                MemoryRuns.Of("segcache", 100 * Megabyte, 40), MemoryRuns.Of("segcache", 200 * Megabyte, 20),
                MemoryRuns.Of("memcached", 150 * Megabyte, 60), MemoryRuns.Of("memcached", 200 * Megabyte, 30),
            ],
            [("Date", "today")]);
        Assert.Contains("- Date: today\n", page, StringComparison.Ordinal);
        Assert.Contains("| cluster52 | 150 | 0.60000 | 0.30000 | 0.50 | ≤ 100 | ≥ 33 % |", page, StringComparison.Ordinal);
        Assert.Contains("| cluster52 | 200 | 0.30000 | 0.20000 | 0.67 | 150 | 25 % |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_WhereWeNeverMissSoLittle_SaysSo()
    {
        string page = MemoryPage.Write([MemoryRuns.Of("segcache", 100 * Megabyte, 40), MemoryRuns.Of("memcached", 90 * Megabyte, 10)], []);
        Assert.Contains("| cluster52 | 90 | 0.10000 | not run so small |  | > 100 | none |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_NamesFaultyAndLateRuns()
    {
        MemoryRun late = MemoryRuns.Of("segcache", 100 * Megabyte, 40) with { Seconds = 20, Errors = 3, FirstFault = "the server replied ERROR" };
        string page = MemoryPage.Write([late], []);
        Assert.Contains("3 errors, 0 wrong values; first: the server replied ERROR", page, StringComparison.Ordinal);
        Assert.Contains("did not keep the pace", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SurvivesItsFile()
    {
        string path = Path.GetTempFileName();
        try
        {
            MemoryRun run = MemoryRuns.Of("segcache", 100, 40) with { Stats = new() { ["evictions"] = "7" } };
            run.Write(path);
            MemoryRun read = MemoryRun.Read(path);
            Assert.Equal(run.Plan, read.Plan);
            Assert.Equal("7", read.Stats["evictions"]);
            Assert.Equal(run with { Stats = read.Stats }, read);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Run_FromAnotherFile_IsRefusedByName()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "{}");
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => MemoryRun.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
