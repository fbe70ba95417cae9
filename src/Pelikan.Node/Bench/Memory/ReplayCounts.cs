using System;
using System.Text;

namespace Pelikan.Node.Bench.Memory;

/// <summary>What was sent and found in one part of a replay.</summary>
internal sealed class ReplayCounts
{
    public long Requests { get; set; }

    public long Reads { get; set; }

    public long Hits { get; set; }

    /// <summary>Values that were not what was stored.</summary>
    public long WrongValues { get; set; }

    /// <summary>Replies that are errors.</summary>
    public long Errors { get; set; }

    public long Misses => Reads - Hits;

    /// <summary>The first error reply or wrong value, in words.</summary>
    public string FirstFault { get; private set; } = "";

    public void AddError(ReadOnlySpan<byte> line)
    {
        Errors++;
        FirstFault = FirstFault.Length == 0 ? $"the server replied {Encoding.ASCII.GetString(line)}" : FirstFault;
    }

    public void AddWrongValue(ReadOnlySpan<byte> key, int bytes, int expectedBytes)
    {
        WrongValues++;
        FirstFault = FirstFault.Length == 0
            ? $"the value of {Encoding.ASCII.GetString(key)}, {bytes} bytes, is not the one of {expectedBytes} bytes that was stored"
            : FirstFault;
    }
}
