using System;
using System.Collections.Generic;
using System.Text;
using Pelikan.Node.Protocol;

namespace Pelikan.Node.Tests.Protocol;

/// <summary>A server that remembers what a protocol asked of it, and gives the statistics a test put in.</summary>
internal sealed class FakeServer : IServerControl
{
    public Dictionary<string, List<(string Name, string Value)>> Groups { get; } = [];

    public int Resets { get; private set; }

    public int VerbosityLevel { get; private set; }

    public string Version { get; set; } = "0.1.0";

    public long UnixMillisecondsAtInstantZero { get; set; }

    public bool FlushAllowed { get; set; } = true;

    public bool VisitStats(ReadOnlySpan<byte> group, Action<string, string> visit)
    {
        if (!Groups.TryGetValue(Encoding.ASCII.GetString(group), out List<(string Name, string Value)>? lines))
        {
            return false;
        }

        foreach ((string name, string value) in lines)
        {
            visit(name, value);
        }

        return true;
    }

    public void ResetStats() => Resets++;

    public void SetVerbosity(int level) => VerbosityLevel = level;
}
