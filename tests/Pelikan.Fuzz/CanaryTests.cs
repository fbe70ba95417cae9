using System;
using System.IO;
using Pelikan.Fuzz.Engine;
using Pelikan.Fuzz.Targets;
using Xunit;

namespace Pelikan.Fuzz;

/// <summary>The fuzzer is proven on a parser with a planted bug before its silence about the others means anything.</summary>
public class CanaryTests
{
    private const int RunsMax = 400_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_planted_bug_is_found(int seed)
    {
        FuzzReport report = new Fuzzer(new CanaryTarget(), seed).Run(new FuzzBudget { RequestsMin = long.MaxValue, RunsMax = RunsMax });
        Assert.IsType<IndexOutOfRangeException>(report.Failure);
        Assert.InRange(report.FailingInput!.Length, "plant 256\r\n".Length, "plant 9999\r\n".Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Without_coverage_it_is_not_found(int seed)
    {
        FuzzReport report =
            new Fuzzer(new CanaryTarget(), seed, isGuided: false).Run(new FuzzBudget { RequestsMin = long.MaxValue, RunsMax = RunsMax });
        Assert.Null(report.Failure);
        Assert.Equal(RunsMax, report.Runs);
    }

    [Fact]
    public void A_seed_repeats_its_run()
    {
        FuzzBudget budget = new() { RequestsMin = long.MaxValue, RunsMax = 20_000 };
        FuzzReport first = new Fuzzer(new CanaryTarget(), seed: 7).Run(budget);
        FuzzReport second = new Fuzzer(new CanaryTarget(), seed: 7).Run(budget);
        Assert.Equal(first with { Elapsed = default }, second with { Elapsed = default });
    }

    [Fact]
    public void A_kept_crash_still_crashes_the_canary()
    {
        string path = Assert.Single(CrashFolder.FilesOf(nameof(CanaryTarget)));
        Assert.Throws<IndexOutOfRangeException>(() => new CanaryTarget().Run(File.ReadAllBytes(path)));
    }
}
