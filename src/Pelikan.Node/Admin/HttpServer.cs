using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pelikan.Actors.Admin;
using Pelikan.Actors.Guardian;

namespace Pelikan.Node.Admin;

/// <summary>
/// The HTTP admin port. Kestrel itself and nothing around it: no host, no configuration files, no signal handling, no
/// pipeline. Control plane; start it after the data port listens, because loading it takes the better part of the start.
/// </summary>
public sealed class HttpServer : IAsyncDisposable
{
    // Plenty for scrapers and probes, and no burden whoever else connects.
    private const int ConnectionsMax = 128;
    private const int RequestLineBytesMax = 4 * 1024;
    private const int HeaderBytesMax = 16 * 1024;
    private const int BodyBytesMax = 16 * 1024;

    private static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private readonly KestrelServer _server;

    private HttpServer(KestrelServer server) => _server = server;

    /// <summary>Where the port listens; the port number is the one the system chose where 0 was asked for.</summary>
    public IPEndPoint EndPoint
    {
        get
        {
            Uri address = new(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
            return new IPEndPoint(IPAddress.Parse(address.Host), address.Port);
        }
    }

    /// <summary>Listen and serve.</summary>
    /// <exception cref="System.IO.IOException">The address cannot be bound.</exception>
    public static async Task<HttpServer> StartAsync(
        IPEndPoint endPoint, MetricRegistry metrics, NodeReadiness readiness, string version, AdminMetrics counters, ILoggerFactory logs)
    {
        KestrelServerOptions options = new() { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = ConnectionsMax;
        options.Limits.MaxRequestLineSize = RequestLineBytesMax;
        options.Limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
        options.Limits.MaxRequestBodySize = BodyBytesMax;
        options.Limits.KeepAliveTimeout = KeepAliveTimeout;
        options.Limits.RequestHeadersTimeout = HeadersTimeout;
        options.Listen(endPoint, listen => listen.Protocols = HttpProtocols.Http1);
        SocketTransportFactory transport = new(Options.Create(new SocketTransportOptions()), logs);
        KestrelServer server = new(Options.Create(options), transport, logs);
        try
        {
            HttpPages pages = new(metrics, readiness, version, counters, logs.CreateLogger<HttpServer>());
            await server.StartAsync(pages, CancellationToken.None);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        return new HttpServer(server);
    }

    /// <summary>Stop accepting, let running requests end, close.</summary>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource deadline = new(StopTimeout);
        await _server.StopAsync(deadline.Token);
        _server.Dispose();
    }
}
