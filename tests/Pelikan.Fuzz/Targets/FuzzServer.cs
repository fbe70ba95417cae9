using System;
using Pelikan.Node.Protocol;

namespace Pelikan.Fuzz.Targets;

/// <summary>The server around a protocol under test: the same answers every time.</summary>
internal sealed class FuzzServer : IServerControl
{
    // 2027-01-15: relative and absolute expiry times differ, and 32-bit absolute times still lie ahead.
    private const long UnixMilliseconds = 1_800_000_000_000;

    public string Version => "0.0.0";

    /// <summary>The instant at which the present input began; the wall clock stood at the same time for every input.</summary>
    public long BeganAt { get; set; }

    public long UnixMillisecondsAtInstantZero => UnixMilliseconds - BeganAt;

    public bool FlushAllowed => true;

    public bool VisitStats(ReadOnlySpan<byte> group, Action<string, string> visit)
    {
        if (!group.IsEmpty && !group.SequenceEqual("settings"u8))
        {
            return false;
        }

        visit("curr_items", "1");
        visit("version", Version);
        return true;
    }

    public void ResetStats()
    {
    }

    public void SetVerbosity(int level) => Invariant.Holds(level is >= 0 and <= 2, "verbosity is 0 to 2");
}
