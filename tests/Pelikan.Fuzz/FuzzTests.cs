using System;
using System.IO;
using System.Linq;
using Pelikan.Fuzz.Engine;
using Pelikan.Fuzz.Targets;
using Xunit;
using Xunit.Abstractions;

namespace Pelikan.Fuzz;

/// <summary>What is done with every target: new inputs, and those that once broke it.</summary>
public abstract class FuzzTests<TTarget>
    where TTarget : IFuzzTarget, new()
{
    private readonly ITestOutputHelper _output;
    private readonly long _requestsMin;

    protected FuzzTests(ITestOutputHelper output, long requestsMin)
    {
        _output = output;
        _requestsMin = requestsMin;
    }

    [Fact]
    public void No_mutated_input_breaks_a_promise()
    {
        FuzzReport report = new Fuzzer(new TTarget(), FuzzSettings.Seed).Run(FuzzSettings.Budget(_requestsMin));
        _output.WriteLine(report.ToString());
        FuzzSettings.WriteSummary(report);
        if (report.Failure is not null)
        {
            string path = CrashFolder.Save(typeof(TTarget).Name, report.FailingInput!);
            Assert.Fail($"{report}\n{report.Failure}\ninput kept in {path}:\n{Escape(report.FailingInput!)}");
        }

        Assert.InRange(report.Requests, _requestsMin, long.MaxValue);
        Assert.True(report.Kept > new TTarget().Seeds.Count, "coverage led to no new input: is the target instrumented");
    }

    [Fact]
    public void Kept_crashes_stay_mended()
    {
        Fuzzer fuzzer = new(new TTarget(), FuzzSettings.Seed);
        foreach (string path in CrashFolder.FilesOf(typeof(TTarget).Name))
        {
            Exception? failure = fuzzer.Replay(File.ReadAllBytes(path));
            Assert.True(failure is null, $"{path} breaks the target again: {failure}");
        }
    }

    private static string Escape(byte[] input) =>
        string.Concat(input.Select(b => b is >= 0x20 and < 0x7F and not (byte)'\\' ? ((char)b).ToString() : $"\\x{b:x2}"));
}
