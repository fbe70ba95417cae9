using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Pelikan.Node.Replay;
using Pelikan.Node.Replay.Traces;
using Xunit;

namespace Pelikan.Node.Tests.Replay;

public sealed class TraceReadingTests : IDisposable
{
    private readonly TraceFolder _folder = new();
    private readonly TraceTally _tally = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_end_in_any_way_and_headings_and_empty_lines_are_passed_over()
    {
        string path = _folder.Write("t.csv", "timestamp,key,key_size\r\n1,a,1,2,0,get,0\r\n\n2,b,1,2,0,set,5"u8);
        TraceRequest[] requests = [.. Read(path)];
        Assert.Equal([1000, 2000], requests.Select(request => request.TimeMilliseconds));
        Assert.Equal([TraceOperation.Get, TraceOperation.Set], requests.Select(request => request.Operation));
        Assert.Equal(0, _tally.Bad);
    }

    [Fact]
    public void A_bad_line_ends_the_trace_with_its_file_and_number()
    {
        string path = _folder.Write("t.csv", ["1,a,1,2,0,get,0", "1,a,1,2,0,got,0", "2,a,1,2,0,get,0"]);
        TraceException failure = Assert.Throws<TraceException>(() => Read(path).Count());
        Assert.StartsWith($"{path}, line 2: the operation is 'got'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_lines_are_counted_where_that_is_asked_for()
    {
        string path = _folder.Write("t.csv", ["1,a,1,2,0,get,0", "oh no", new string('x', 5000), new string('y', 600_000), "2,a,1,2,0,get,0"]);
        Assert.Equal([1000, 2000], Read(path, skipBad: true).Select(request => request.TimeMilliseconds));
        Assert.Equal(3, _tally.Bad);
        Assert.Contains("line 2", _tally.FirstBad, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4097)]
    [InlineData(600_000)]
    public void A_line_that_does_not_end_is_refused(int length)
    {
        string path = _folder.Write("t.csv", Encoding.ASCII.GetBytes(new string('x', length)));
        TraceException failure = Assert.Throws<TraceException>(() => Read(path).Count());
        Assert.Contains("line 1: longer than 4096 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_straddle_the_window_are_whole()
    {
        const int Lines = 50_000;
        string path = _folder.Write("t.csv", Enumerable.Range(0, Lines).Select(i => $"{i},key{i},20,{i % 1000},0,get,0"));
        Assert.True(new FileInfo(path).Length > 4 * TraceLimits.BufferBytes);
        int next = 0;
        foreach (TraceRequest request in Read(path))
        {
            Assert.Equal((next * 1000L, next % 1000), (request.TimeMilliseconds, request.ValueBytes));
            next++;
        }

        Assert.Equal(Lines, next);
    }

    [Fact]
    public void Time_never_goes_back_and_what_does_is_counted()
    {
        string path = _folder.Write("t.csv", ["5,a,1,2,0,get,0", "4,a,1,2,0,get,0", "6,a,1,2,0,get,0"]);
        Assert.Equal([5000, 5000, 6000], Read(path).Select(request => request.TimeMilliseconds));
        Assert.Equal(1, _tally.OutOfOrder);
    }

    [Fact]
    public void Packed_traces_are_unpacked_whatever_their_name()
    {
        string path = _folder.Write("trace", TraceFolder.Gzip("1,a,1,2,0,get,0\n2,b,1,2,0,get,0\n"u8));
        Assert.Equal([1000, 2000], Read(path).Select(request => request.TimeMilliseconds));
    }

    [Fact]
    public void A_packed_trace_that_is_cut_off_is_refused()
    {
        byte[] packed = TraceFolder.Gzip(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i},key{i * 7919},1,2,0,get,0\n"))));
        string path = _folder.Write("t.csv.gz", packed.AsSpan(0, packed.Length / 2));
        TraceException failure = Assert.Throws<TraceException>(() => Read(path).Count());
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_packed_with_zstd_is_refused_with_the_way_round()
    {
        string path = _folder.Write("cluster52.zst", [0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0]);
        TraceException failure = Assert.Throws<TraceException>(() => Read(path).Count());
        Assert.Contains($"zstd -dc {path} | pelikan replay -", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_that_cannot_go_back_is_read_as_it_comes()
    {
        // A stream that unpacks can neither seek nor say how long it is, like a pipe.
        using GZipStream pipe = new(new MemoryStream(TraceFolder.Gzip("1,a,1,2,0,get,0\n2,b,1,2,0,get,0\n"u8)), CompressionMode.Decompress);
        using CsvTrace source = new("standard input", TraceBytes.Of("standard input", pipe), skipsBad: false, _tally);
        Assert.Equal(-1, source.Progress);
        Assert.True(source.TryNext(out TraceRequest first));
        Assert.True(source.TryNext(out TraceRequest second));
        Assert.False(source.TryNext(out _));
        Assert.Equal((1000, 2000), (first.TimeMilliseconds, second.TimeMilliseconds));

        TraceException packed = Assert.Throws<TraceException>(() => TraceBytes.Of("standard input", new MemoryStream([0x28, 0xb5, 0x2f, 0xfd])));
        Assert.Contains("(zstd -dc | pelikan replay -)", packed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused()
    {
        TraceException failure = Assert.Throws<TraceException>(() => Read(_folder.PathOf("none.csv")).Count());
        Assert.Contains("none.csv", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_are_reads_of_objects_whose_size_counts_the_key()
    {
        string path = _folder.Write("t.oracleGeneral", TraceFolder.Oracle((10, ulong.MaxValue, 116), (11, 1, 3)));
        Assert.Equal(
            [new TraceRequest(10_000, ulong.MaxValue, 16, 100, 0, TraceOperation.Get), new TraceRequest(11_000, 1, 16, 0, 0, TraceOperation.Get)],
            Read(path));
    }

    [Fact]
    public void Records_that_are_cut_off_or_of_no_size_are_refused_or_counted()
    {
        byte[] bytes = TraceFolder.Oracle((1, 1, 100), (2, 2, 0), (3, 3, 100), (4, 4, 100));
        string path = _folder.Write("t.oracleGeneral", bytes.AsSpan(0, bytes.Length - 5));
        TraceException failure = Assert.Throws<TraceException>(() => Read(path).Count());
        Assert.Contains("record 2: an object of 0 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Equal([1UL, 3UL], Read(path, skipBad: true).Select(request => request.Key));
        Assert.Equal(2, _tally.Bad);

        string cut = _folder.Write("cut.oracleGeneral", bytes.AsSpan(0, 19));
        Assert.Contains("record 1: the trace ends after 19 of its 24 bytes", Assert.Throws<TraceException>(() => Read(cut).Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_format_is_told_from_the_name_or_else_the_content()
    {
        byte[] records = TraceFolder.Oracle((1, 1, 100), (2, 2, 100));
        byte[] lines = "1,a,1,2,0,get,0\n"u8.ToArray();
        Assert.Equal(TraceFormat.Oracle, Detected("w01.oracleGeneral.bin", records));
        Assert.Equal(TraceFormat.Oracle, Detected("w01.bin", records));
        Assert.Equal(TraceFormat.Oracle, Detected("w01.gz", TraceFolder.Gzip(records)));
        Assert.Equal(TraceFormat.Csv, Detected("cluster52.sort", lines));
        Assert.Equal(TraceFormat.Csv, Detected("cluster52.csv.gz", TraceFolder.Gzip(lines)));
        Assert.Equal(TraceFormat.Csv, Detected("empty", []));
        Assert.Equal(TraceFormat.Csv, Detected("named.csv", records));
    }

    [Fact]
    public void Progress_runs_from_none_to_all()
    {
        string path = _folder.Write("t.csv", Enumerable.Range(0, 50_000).Select(i => $"{i},key{i},20,1,0,get,0"));
        using ITraceSource source = Input(path, skipBad: false).Open(_tally);
        double last = source.Progress;
        Assert.InRange(last, 0, 0.1);
        while (source.TryNext(out _))
        {
            Assert.True(source.Progress >= last);
            last = source.Progress;
        }

        Assert.Equal(1, last);
    }

    private TraceFormat Detected(string name, byte[] content) => Input(_folder.Write(name, content), skipBad: false).Format;

    private static FileTraceInput Input(string path, bool skipBad) => new FileTraceInput(path, TraceFormat.Auto, 16, skipBad).Detect();

    private IEnumerable<TraceRequest> Read(string path, bool skipBad = false)
    {
        using ITraceSource source = Input(path, skipBad).Open(_tally);
        while (source.TryNext(out TraceRequest request))
        {
            yield return request;
        }
    }
}
