using System;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Pelikan.Actors.Admin;
using Pelikan.Actors.Guardian;

namespace Pelikan.Node.Admin;

/// <summary>What the HTTP port answers. Reads only: nothing here changes the node.</summary>
internal sealed class HttpPages : IHttpApplication<HttpContext>
{
    private const string Plain = "text/plain; charset=utf-8";
    private const string Methods = "GET, HEAD";

    private const string Index =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Pelikan</title></head><body>
        <h1>Pelikan</h1>
        <ul>
        <li><a href="/metrics">/metrics</a>: every metric, for Prometheus</li>
        <li><a href="/vars.json">/vars.json</a>: every metric, as one JSON object</li>
        <li><a href="/healthz">/healthz</a>: 200 while the process lives</li>
        <li><a href="/readyz">/readyz</a>: 200 while it accepts clients, 503 before and after</li>
        </ul>
        </body></html>

        """;

    private readonly MetricRegistry _metrics;
    private readonly NodeReadiness _readiness;
    private readonly string _version;
    private readonly AdminMetrics _counters;
    private readonly ILogger _log;

    internal HttpPages(MetricRegistry metrics, NodeReadiness readiness, string version, AdminMetrics counters, ILogger log)
    {
        _metrics = metrics;
        _readiness = readiness;
        _version = version;
        _counters = counters;
        _log = log;
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        if (exception is not null)
        {
            _log.LogDebug("HTTP request ended early {Reason}", exception.Message);
        }
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        HttpPage page = Answer(context.Request);
        _counters.Add(AdminMetric.HttpRequest);
        if (page.Status >= StatusCodes.Status400BadRequest)
        {
            _counters.Add(AdminMetric.HttpRequestEx);
        }

        HttpResponse response = context.Response;
        response.StatusCode = page.Status;
        response.ContentType = page.ContentType;
        response.ContentLength = page.Body.Length;
        response.Headers.CacheControl = "no-store";
        if (page.Status == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = Methods;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(page.Body, context.RequestAborted);
        }
    }

    private HttpPage Answer(HttpRequest request)
    {
        if (Find(request.Path.Value) is not { } page)
        {
            return Text(StatusCodes.Status404NotFound, "not found; / lists what there is\n");
        }

        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            ? page()
            : Text(StatusCodes.Status405MethodNotAllowed, $"this port answers {Methods}\n");
    }

    private Func<HttpPage>? Find(string? path) => path switch
    {
        "/" => () => new HttpPage(StatusCodes.Status200OK, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(Index)),
        "/metrics" => () => new HttpPage(
            StatusCodes.Status200OK, PrometheusText.ContentType, Encoding.UTF8.GetBytes(PrometheusText.Compose(_metrics.Read(), _version))),
        "/vars.json" => () => new HttpPage(StatusCodes.Status200OK, VarsJson.ContentType, VarsJson.Compose(_metrics.Read())),
        "/healthz" => () => Text(StatusCodes.Status200OK, "ok\n"),
        "/readyz" => () => Text(
            _readiness.IsServing ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, _readiness.State.ToString().ToLowerInvariant() + "\n"),
        _ => null,
    };

    private static HttpPage Text(int status, string text) => new(status, Plain, Encoding.UTF8.GetBytes(text));

    private sealed record HttpPage(int Status, string ContentType, ReadOnlyMemory<byte> Body);
}
