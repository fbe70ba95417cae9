using System;
using System.Net;

namespace Pelikan.Node.Bench.Memory;

/// <summary>
/// Asks memcached to look for expired items now. By itself its crawler decides when, in real seconds and minutes, which
/// shortened TTLs would make too late; so it is kept at work all the time, which is the best it can do.
/// </summary>
internal sealed class LruCrawler : IDisposable
{
    private readonly ReplayConnection _connection;

    public LruCrawler(EndPoint server)
    {
        _connection = new ReplayConnection(server, new ReplayValues(hasCounters: false));
    }

    /// <summary>It answers at once: OK, or BUSY while it is still at it.</summary>
    public void Crawl() => _connection.Ask("lru_crawler crawl all\r\n"u8);

    public void Dispose() => _connection.Dispose();
}
