using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.Node.Protocol.Memcache.Text;
using Pelikan.Storage.Metrics;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

public sealed class AllocationTests
{
    private const int Rounds = 5_000;

    // Every verb that touches data, its hits, its misses and its errors.
    private static readonly string[] Requests =
    [
        "get a\r\n", "get a none b\r\n", "gets a\r\n", "gat 100 a\r\n", "gats 0 a b\r\n", "get\r\n",
        "set a 1 0 5\r\nhello\r\n", "set b 0 100 2\r\n10\r\n", "set a 0 0 5 noreply\r\nhello\r\n", "set a x 0 5\r\nhello\r\n",
        "set a 0 0 1\r\nhello\r\n", "add a 0 0 1\r\nx\r\n", "replace a 0 0 5\r\nhello\r\n", "append a 0 0 1\r\n!\r\n", "prepend a 0 0 1\r\n!\r\n",
        "cas a 0 0 1 1\r\nx\r\n", "incr b 5\r\n", "decr b 3\r\n", "incr none 1\r\n", "incr a 1\r\n", "touch a 100\r\n", "touch none 0\r\n",
        "mg a v t c f s k h l Oabc\r\n", "mg b u\r\n", "mg none v q\r\n", "mg YQ== b k v\r\n", "mg a Tx\r\n", "mg a y\r\n", "mg b T100 t c\r\n", "mg b T90\r\n",
        "mg m N30 v c\r\n", "mg m R100\r\n", "ms a 5 T0 F1\r\nhello\r\n", "ms a 5 q c b\r\nhello\r\n", "ms YQ== 5 b c k s\r\nhello\r\n", "ms a 5 MA C1\r\nhello\r\n",
        "md m I T30\r\n", "mg m v\r\n", "mg m v\r\n", "md m x\r\n", "ms m 2 C1 I\r\n10\r\n", "md m C1\r\n", "md none\r\n", "md none q k Oab\r\n", "mg none N-1 v\r\n",
        "ma n N0 J5 v t c\r\n", "ma n v D3 MD q\r\n", "ma none\r\n", "ma a\r\n", "me a\r\n", "me YQ== b\r\n", "mn\r\n",
        "delete none\r\n", "delete a 1\r\n", "flush_all 1000000\r\n", "version\r\n", "verbosity 1\r\n", "foo bar\r\n", "\r\n",
    ];

    [Fact]
    public void Requests_about_data_allocate_nothing()
    {
        AllocationProbe<MemcacheText> probe = new(new WorkerContext(new ProtocolLimits(), new FakeServer(), new CounterBlock(MemcacheMetrics.All.Count)));
        (int served, long allocated) = probe.Measure(string.Concat(Requests), Rounds);
        Assert.True(served >= 100_000, $"only {served} requests were served");
        Assert.Equal(0, allocated);
    }
}
