using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache.Text;
using Pelikan.Storage;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>Several workers meet the same item of real partitions: one client is told to make a new value, and its store is honoured.</summary>
public sealed class MetaRaceTests : IDisposable
{
    private const int Workers = 4;
    private const int Keys = 400;

    private readonly RoutedPartitions _partitions = new(
        shards: 2, segmentBytes: 64 * 1024, segments: 256, new SegCacheOptions { Eviction = EvictionKind.Merge, WritersMax = Workers + 1 });

    private readonly Session[] _sessions;

    public MetaRaceTests() => _sessions = [.. Enumerable.Range(0, Workers + 1).Select(_ => new Session(_partitions.NewStore()))];

    public void Dispose() => _partitions.Dispose();

    [Fact]
    public void Of_many_clients_that_miss_one_makes_the_item()
    {
        int[] wins = Race(key => $"mg {key} N30 c t\r\n", stores: true);
        Assert.All(wins, won => Assert.Equal(1, won));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("T60 ", "")]
    [InlineData("", "E77")]
    [InlineData("R10 N30 ", "T90")]
    public void Of_many_clients_that_read_a_stale_item_one_wins(string flags, string invalidation)
    {
        Prepare(key => $"ms {key} 3 F7\r\nold\r\nmd {key} I {invalidation}\r\n", "HD\r\nHD\r\n");
        int[] wins = Race(key => $"mg {key} v c {flags}\r\n", stores: true);
        Assert.All(wins, won => Assert.Equal(1, won));
    }

    [Fact]
    public void Of_many_clients_that_read_an_item_near_its_end_one_wins()
    {
        Prepare(key => $"ms {key} 3 T10\r\nold\r\n", "HD\r\n");
        int[] wins = Race(key => $"mg {key} v c R60\r\n", stores: true);
        Assert.All(wins, won => Assert.Equal(1, won));
    }

    [Fact]
    public void Touches_and_reads_beside_it_do_not_give_a_second_win()
    {
        Prepare(key => $"set {key} 0 0 3\r\nold\r\nmd {key} I\r\n", "STORED\r\nHD\r\n");
        int[] wins = Race(key => $"mg {key} v c T60 t\r\nmg {key} s c\r\nget {key}\r\n", stores: false);
        Assert.All(wins, won => Assert.Equal(1, won));
    }

    [Fact]
    public void No_count_is_lost_or_counted_twice()
    {
        const int PerKey = 10;
        string counts = string.Concat(Enumerable.Repeat("ma KEY N0 D1 q\r\n", PerKey));
        _ = Race(key => counts.Replace("KEY", key, StringComparison.Ordinal), stores: false);

        // The first count makes the number, and the delta is not applied to it.
        int expected = (Workers * PerKey) - 1;
        Prepare(key => $"mg {key} v\r\n", $"VA {expected.ToString(CultureInfo.InvariantCulture).Length}\r\n{expected}\r\n");
    }

    private static string KeyOf(int number) => $"key{number}";

    private void Prepare(Func<string, string> requests, string replies)
    {
        for (int number = 0; number < Keys; number++)
        {
            Assert.Equal(replies, _sessions[Workers].Send(requests(KeyOf(number))));
        }
    }

    /// <summary>All workers ask the same of one key after the other, in step. Returns how often each key was won.</summary>
    private int[] Race(Func<string, string> requests, bool stores)
    {
        int[] wins = new int[Keys];
        using Barrier together = new(Workers);
        Threaded.Run(Workers, worker =>
        {
            for (int number = 0; number < Keys; number++)
            {
                together.SignalAndWait();
                string replies = _sessions[worker].Send(requests(KeyOf(number)));
                foreach (string line in replies.Split("\r\n").Where(line => line.EndsWith(" W", StringComparison.Ordinal)))
                {
                    Interlocked.Increment(ref wins[number]);
                    if (stores)
                    {
                        string id = line.Split(' ').First(word => word[0] == 'c')[1..];
                        Assert.Equal("HD\r\n", _sessions[worker].Send($"ms {KeyOf(number)} 3 C{id}\r\nnew\r\n"));
                    }
                }
            }
        });
        if (stores)
        {
            Prepare(key => $"mg {key} v\r\n", "VA 3\r\nnew\r\n");
        }

        return wins;
    }

    /// <summary>A worker with one session.</summary>
    private sealed class Session(RoutedStore routed)
    {
        private readonly OutputBuffer _output = new(4096, 1 << 20);
        private readonly WorkerContext _worker = new(new ProtocolLimits(), new FakeServer(), new CounterBlock(CacheMetrics.All.Count));
        private RoutedStore _store = routed;
        private SessionState _state;

        public string Send(string requests)
        {
            ReadOnlySpan<byte> input = Encoding.Latin1.GetBytes(requests);
            _output.Reset();
            while (!input.IsEmpty)
            {
                using EpochGuard guard = _store.Enter(new Instant(5_000));
                ResponseWriter output = new(_output);
                ServeStatus status = MemcacheText.Serve(input, ref _store, in guard, ref output, ref _state, _worker, out int consumed);
                Assert.Equal(ServeStatus.Served, status);
                input = input[consumed..];
            }

            return Encoding.Latin1.GetString(_output.Written);
        }
    }
}
