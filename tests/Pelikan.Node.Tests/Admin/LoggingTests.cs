using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.Extensions.Logging;
using Pelikan.Node.Logging;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Admin;

public sealed class LoggingTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"pelikan-log-{Guid.NewGuid():N}.log");

    public void Dispose()
    {
        File.Delete(_path);
        File.Delete(_path + ".1");
    }

    [Fact]
    public void Record_IsOneLineOfKeysAndValues()
    {
        using (NodeLog log = NodeLog.Open(LogLevel.Information, _path, new FixedTime()))
        {
            log.Factory.CreateLogger("Pelikan.Node.Net.Listener").LogInformation("listening on {Address} for {Product}", "0.0.0.0:12321", "seg cache");
        }

        Assert.Equal(
            "time=2026-01-02T03:04:05.678Z level=info logger=Listener msg=\"listening on 0.0.0.0:12321 for seg cache\" "
            + "Address=0.0.0.0:12321 Product=\"seg cache\"\n",
            File.ReadAllText(_path));
    }

    [Fact]
    public void Record_WithHostileValues_StaysOneLine()
    {
        using (NodeLog log = NodeLog.Open(LogLevel.Information, _path, new FixedTime()))
        {
            ILogger logger = log.Factory.CreateLogger("x");
            logger.LogError(new InvalidOperationException("two\nlines"), "got {Line}", "a\r\nlevel=error\t\"b\"\\\u001b\u2028");
            logger.LogWarning("{Long}", new string('x', 100_000));
        }

        string[] lines = File.ReadAllLines(_path);
        Assert.Equal(2, lines.Length);
        Assert.Contains("Line=\"a\\r\\nlevel=error\\t\\\"b\\\"\\\\\\u001b\\u2028\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("error=\"InvalidOperationException: two\\nlines\"", lines[0], StringComparison.Ordinal);
        Assert.Equal(LogLine.LengthMax, lines[1].Length);
        Assert.EndsWith("...", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error", 0, "error")]
    [InlineData("warn", 0, "warn error")]
    [InlineData("info", 0, "info warn error")]
    [InlineData("info", 1, "debug info warn error")]
    [InlineData("error", 2, "trace debug info warn error")]
    [InlineData("info", 99, "trace debug info warn error")]
    [InlineData("trace", 1, "trace debug info warn error")]
    [InlineData("debug", -1, "debug info warn error")]
    public void Level_AndVerbosity_DecideWhatIsWritten(string configured, int verbosity, string expected)
    {
        Assert.True(LogVerbosity.TryParse(configured, out LogLevel level));
        using (NodeLog log = NodeLog.Open(level, _path, TimeProvider.System))
        {
            log.Verbosity.Set(verbosity);
            ILogger logger = log.Factory.CreateLogger("x");
            logger.LogTrace("m");
            logger.LogDebug("m");
            logger.LogInformation("m");
            logger.LogWarning("m");
            logger.LogError("m");
        }

        IEnumerable<string> written = File.ReadAllLines(_path).Select(line => line.Split(' ')[1].Split('=')[1]);
        Assert.Equal(expected, string.Join(' ', written));
    }

    [Fact]
    public void Verbosity_SetBackToZero_IsTheConfiguredLevel()
    {
        LogVerbosity verbosity = new(LogLevel.Warning);
        verbosity.Set(2);
        verbosity.Set(0);
        Assert.Equal(LogLevel.Warning, verbosity.Level);
        Assert.Equal(0, verbosity.Verbosity);
        Assert.False(LogVerbosity.TryParse("loud", out _));
    }

    [Fact]
    public void WebServerChatter_IsNotWritten()
    {
        using (NodeLog log = NodeLog.Open(LogLevel.Trace, _path, TimeProvider.System))
        {
            log.Factory.CreateLogger("Microsoft.AspNetCore.Server.Kestrel").LogInformation("chatter");
            log.Factory.CreateLogger("Microsoft.AspNetCore.Server.Kestrel").LogWarning("trouble");
        }

        Assert.Contains("trouble", Assert.Single(File.ReadAllLines(_path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Reopen_AfterRotation_WritesToTheNewFile()
    {
        LogMetrics metrics = new();
        using (LogFile file = new(_path, metrics))
        {
            file.Write("before\n"u8);
            File.Move(_path, _path + ".1");
            file.Write("between\n"u8);
            file.Reopen();
            file.Write("after\n"u8);
        }

        Assert.Equal("before\nbetween\n", File.ReadAllText(_path + ".1"));
        Assert.Equal("after\n", File.ReadAllText(_path));
        Assert.Equal(2, metrics[LogMetric.Open]);
    }

    [Fact]
    public void Reopen_WhereTheNameCannotBeOpened_KeepsTheOldFile()
    {
        LogMetrics metrics = new();
        using (LogFile file = new(_path, metrics))
        {
            File.Move(_path, _path + ".1");
            Directory.CreateDirectory(_path);
            file.Reopen();
            file.Write("still\n"u8);
        }

        Directory.Delete(_path);
        Assert.Equal("still\n", File.ReadAllText(_path + ".1"));
        Assert.Equal(1, metrics[LogMetric.OpenEx]);
    }

    [Fact]
    public void FullQueue_DropsAndCounts_AndNeverBlocksTheCaller()
    {
        const int Capacity = 16;
        const int Lines = 1000;
        using BlockedOutput output = new();
        LogMetrics metrics = new();
        using (NodeLog log = new(new LogVerbosity(LogLevel.Information), output, metrics, TimeProvider.System, Capacity))
        {
            ILogger logger = log.Factory.CreateLogger("x");
            logger.LogInformation("first");
            Assert.True(output.Entered.Wait(TimeSpan.FromSeconds(20)));
            for (int i = 0; i < Lines; i++)
            {
                // Returns although the output does not: this test would hang here otherwise.
                logger.LogInformation("{Number}", i);
            }

            Assert.Equal(Lines - Capacity, metrics[LogMetric.Drop]);
            Assert.True(metrics[LogMetric.DropByte] > metrics[LogMetric.Drop]);
            output.Release.Set();
        }

        Assert.Equal(1 + Capacity, metrics[LogMetric.Write]);
        Assert.Equal(1 + Capacity, output.Text.Count(c => c == '\n'));
        Assert.Equal(output.Text.Length, metrics[LogMetric.WriteByte]);
    }

    [Fact]
    public void FailingOutput_IsCounted_AndTheNextLinesAreWritten()
    {
        using BlockedOutput output = new() { Failures = 1 };
        output.Release.Set();
        LogMetrics metrics = new();
        using (NodeLog log = new(new LogVerbosity(LogLevel.Information), output, metrics, TimeProvider.System))
        {
            ILogger logger = log.Factory.CreateLogger("x");
            logger.LogInformation("lost");
            Eventually.True(() => metrics[LogMetric.WriteEx] == 1, "the failure is counted");
            logger.LogInformation("kept");
        }

        Assert.DoesNotContain("lost", output.Text, StringComparison.Ordinal);
        Assert.Contains("kept", output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_WritesEverythingThatWaits()
    {
        const int Lines = 5000;
        using (NodeLog log = NodeLog.Open(LogLevel.Information, _path, TimeProvider.System))
        {
            ILogger logger = log.Factory.CreateLogger("x");
            for (int i = 0; i < Lines; i++)
            {
                logger.LogInformation("{Number}", i);
            }
        }

        Assert.Equal(Lines, File.ReadAllLines(_path).Length);
    }

    [Fact]
    public void Metrics_AreOnePerEnumValue() => Assert.Equal(Enum.GetValues<LogMetric>().Length, LogMetrics.All.Count);

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
    }

    /// <summary>An output whose first write waits until the test lets it go.</summary>
    private sealed class BlockedOutput : ILogOutput
    {
        private readonly StringBuilder _text = new();

        internal ManualResetEventSlim Entered { get; } = new();

        internal ManualResetEventSlim Release { get; } = new();

        internal int Failures { get; set; }

        internal string Text => _text.ToString();

        public void Write(ReadOnlySpan<byte> lines)
        {
            Entered.Set();
            Release.Wait();
            if (Failures-- > 0)
            {
                throw new IOException("disk full, on purpose");
            }

            _text.Append(Encoding.UTF8.GetString(lines));
        }

        public void Flush()
        {
        }

        public void Reopen()
        {
        }

        public void Dispose()
        {
        }
    }
}
