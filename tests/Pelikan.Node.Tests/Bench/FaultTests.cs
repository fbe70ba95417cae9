using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using Pelikan.Node.Bench;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Bench;

/// <summary>Servers that do wrong are caught, and named.</summary>
public sealed class FaultTests
{
    private const int Prefilled = 100;

    [Fact]
    public void Verify_AgainstAnHonestServer_IsClean()
    {
        using FakeMemcached server = new((_, reply) => reply);
        Assert.Equal(0, BenchRuns.RunCommand(Verified(server)).ExitCode);
    }

    [Fact]
    public void Verify_OfOneSpoiltByte_ShowsTheKeyAndFails()
    {
        string? spoilt = null;
        int values = 0;
        using FakeMemcached server = new((_, reply) =>
        {
            // Connections are served at the same time, and exactly one value is to be spoilt.
            if (reply[0] == (byte)'V' && Interlocked.Increment(ref values) == 1)
            {
                spoilt = Encoding.ASCII.GetString(reply).Split(' ')[1];
                reply[^8] ^= 1;
            }

            return reply;
        });
        (int exitCode, string output, _) = BenchRuns.RunCommand(Verified(server));
        Assert.Equal(BenchCommand.ExitFaults, exitCode);
        Assert.Contains("1 mismatches", output, StringComparison.Ordinal);
        Assert.Contains($"key {spoilt}: the value's bytes are not those that were written", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OfAnotherKeysValue_IsCaught()
    {
        byte[]? first = null;
        using FakeMemcached server = new((_, reply) => reply[0] == (byte)'V' ? first ??= reply : reply);
        LoadResult result = BenchRuns.Run(Verified(server));
        Assert.Contains(result.MismatchesShown, mismatch => mismatch.Fault == ValueFault.KeyNotAsked);
        Assert.True(result.Mismatches > BenchLimits.MismatchesShownMax);
        Assert.Equal(BenchLimits.MismatchesShownMax, result.MismatchesShown.Count);
    }

    [Fact]
    public void WithoutVerify_SpoiltValuesPass()
    {
        using FakeMemcached server = new((_, reply) =>
        {
            reply[^8] ^= (byte)(reply[0] == (byte)'V' ? 1 : 0);
            return reply;
        });
        Assert.True(BenchRuns.Run(Verified(server).Replace("--verify", "", StringComparison.Ordinal)).IsClean);
    }

    [Fact]
    public void ReplyOutOfStep_LosesTheConnectionAndShowsTheBytes()
    {
        using FakeMemcached server = new((number, reply) => number == Prefilled + 5 ? "SURPRISE\r\n"u8.ToArray() : reply);
        (int exitCode, string output, _) = BenchRuns.RunCommand(Verified(server));
        Assert.Equal(BenchCommand.ExitFaults, exitCode);
        Assert.Contains("what is no reply: SURPRISE", output, StringComparison.Ordinal);
        Assert.Contains("1 connections lost, 1 requests unanswered", output, StringComparison.Ordinal);
    }

    [Fact]
    public void ServerThatClosesEveryConnection_EndsTheRun()
    {
        using FakeMemcached server = new((number, reply) => number > Prefilled + 3 ? null : reply);
        LoadResult result = BenchRuns.Run($"{server.Address} --connections 2 --keys {Prefilled} --prefill --warmup 0 --duration 1h");
        Assert.Equal(2, result.ConnectionsLost);
        Assert.Equal(2, result.Unanswered);
        Assert.Equal("the server closed the connection", Assert.Single(result.ErrorTexts).Text);
    }

    [Fact]
    public void OpenLoop_ThroughAStall_ChargesEveryRequestThatWasDue()
    {
        TimeSpan stall = TimeSpan.FromMilliseconds(300);
        using ManualResetEventSlim never = new();
        using FakeMemcached server = new((number, reply) =>
        {
            if (number == Prefilled + 50)
            {
                never.Wait(stall);
            }

            return reply;
        });
        string run = $"{server.Address} --connections 1 --keys {Prefilled} --prefill --requests 1000 --mix get=1";

        // One stall of 300 ms at 1000 requests a second keeps about 300 of them waiting, 150 on average.
        LoadResult open = BenchRuns.Run($"{run} --rate 1000");
        Assert.True(open.All.At(85) > 50_000_000, $"p85 is {open.All.At(85)} ns");
        Assert.True(open.All.Max >= 290_000_000);
    }

    [Fact]
    public void ClosedLoop_ThroughAStall_SeesItOnce()
    {
        // The counterpart of the open loop: this is the omission that --rate avoids.
        using ManualResetEventSlim never = new();
        using FakeMemcached server = new((number, reply) =>
        {
            if (number == Prefilled + 50)
            {
                never.Wait(TimeSpan.FromMilliseconds(300));
            }

            return reply;
        });
        LoadResult closed = BenchRuns.Run($"{server.Address} --connections 1 --keys {Prefilled} --prefill --requests 1000 --mix get=1");
        Assert.True(closed.All.Max >= 290_000_000);
        Assert.True(closed.All.At(85) < 50_000_000, $"p85 is {closed.All.At(85)} ns");
    }

    [Fact]
    public void NobodyListening_IsUnreachableWithTheAddress()
    {
        int port = LoopbackProcess.FreePort();
        (int exitCode, string output, string error) = BenchRuns.RunCommand($"127.0.0.1:{port}");
        Assert.Equal(BenchCommand.ExitUnreachable, exitCode);
        Assert.Empty(output);
        Assert.Contains($"cannot connect 32 times to 127.0.0.1:{port}: Connection refused", error, StringComparison.Ordinal);
    }

    [Fact]
    public void NoSuchUnixSocket_IsUnreachable() =>
        Assert.Equal(BenchCommand.ExitUnreachable, BenchRuns.RunCommand("unix:/nonexistent/pelikan.sock").ExitCode);

    [Fact]
    public void NoSuchServerPid_IsUnreachable()
    {
        using FakeMemcached server = new((_, reply) => reply);
        (int exitCode, _, string error) = BenchRuns.RunCommand($"{server.Address} --requests 1 --server-pid {int.MaxValue}");
        Assert.Equal(BenchCommand.ExitUnreachable, exitCode);
        Assert.Contains("cannot read what process 2147483647 uses", error, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsThatCannotGoTogether_AreAUsageError() =>
        Assert.Equal(BenchCommand.ExitUsage, BenchRuns.RunCommand("--keys 0").ExitCode);

    [Fact]
    public void OwnProcess_UsesWhatTheKernelSays()
    {
        ServerUsage usage = ServerUsage.Of(Environment.ProcessId);
        Assert.InRange(usage.ResidentBytes, 10_000_000, Process.GetCurrentProcess().PeakWorkingSet64 + 50_000_000);
        Assert.InRange(usage.CpuSeconds, 0.01, Environment.CpuUsage.TotalTime.TotalSeconds + 1);
    }

    [Fact]
    public void ProcessNameWithSpacesAndBrackets_IsPassedOver() =>
        Assert.Equal(1.75, ServerUsage.ParseCpuSeconds("7 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 150 25 0 0 20 0 1 0"));

    private static string Verified(FakeMemcached server) =>
        $"{server.Address} --connections 4 --keys {Prefilled} --prefill --verify --mix get=1 --requests 400";
}
