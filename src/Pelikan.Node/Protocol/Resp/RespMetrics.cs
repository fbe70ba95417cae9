using System.Collections.Generic;
using System.Linq;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>The public face of every <see cref="RespMetric"/>, in the order of the enum.</summary>
public static class RespMetrics
{
    public static IReadOnlyList<MetricInfo> All { get; } =
    [
        Counter("resp_error", "RESP replies that are errors"),
        Counter("resp_protocol_error", "RESP sessions closed because their bytes are no request"),
        Counter("resp_key_hit", "keys found by RESP reads"),
        Counter("resp_key_miss", "keys not found by RESP reads"),
        Counter("resp_value_too_large", "RESP requests refused for their size or the size of their result"),
        Counter("resp_no_space", "RESP requests refused because no memory could be had"),
        Counter("resp_auth_failure", "RESP requests with a wrong password"),
        Counter("resp_unknown_command", "RESP requests whose command is not known"),
        .. RespCommandTable.All
            .Where(command => command.Command != RespCommand.Unsupported)
            .OrderBy(command => command.Command)
            .Select(command => Counter($"resp_{command.Name}", $"RESP {command.Name} requests")),
        Counter("resp_unsupported_command", "RESP requests for a command that Redis has and this server does not"),
    ];

    private static MetricInfo Counter(string name, string help) => new(name, MetricKind.Counter, help);
}
