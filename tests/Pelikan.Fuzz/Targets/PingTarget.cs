using System;
using System.Collections.Generic;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Ping;
using Pelikan.Storage.Metrics;

namespace Pelikan.Fuzz.Targets;

/// <summary>The ping protocol: a PONG for each ping, and one last line for anything else.</summary>
public sealed class PingTarget : IFuzzTarget
{
    private readonly ProtocolPair<PingProtocol, NoopStore> _pair;

    public PingTarget()
    {
        FuzzServer server = new();
        _pair = new ProtocolPair<PingProtocol, NoopStore>(
            default, default, () => new WorkerContext(new ProtocolLimits(), server, new CounterBlock(PingMetrics.All.Count)), server, Inputs.BytesMax);
    }

    public IReadOnlyList<string> Seeds => ["ping\r\n", "PING\nping\r\nping\n"];

    public IReadOnlyList<string> Dictionary => ["ping", "PING", "ping\r\n", "\r\n", "\n", "PING\r\nPING\r\n"];

    public int Run(byte[] input)
    {
        int requests = _pair.Run(input);
        ReadOnlySpan<byte> sent = _pair.Sent;
        while (sent.StartsWith("PONG\r\n"u8))
        {
            sent = sent["PONG\r\n"u8.Length..];
        }

        bool isErrorLine = sent.StartsWith("CLIENT_ERROR "u8) && sent.IndexOf("\r\n"u8) == sent.Length - 2;
        Invariant.Holds(sent.IsEmpty || isErrorLine, "the replies are PONGs, then at most one error");
        return requests;
    }
}
