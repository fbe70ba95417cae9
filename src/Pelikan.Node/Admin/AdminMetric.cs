namespace Pelikan.Node.Admin;

/// <summary>What the admin ports count. The order is that of <see cref="AdminMetrics.All"/>.</summary>
internal enum AdminMetric
{
    SessionAccept,
    SessionAcceptEx,
    SessionClose,
    SessionCurr,
    SessionTimeout,
    RequestParse,
    RequestParseEx,
    ResponseCompose,
    HttpRequest,
    HttpRequestEx,
}
