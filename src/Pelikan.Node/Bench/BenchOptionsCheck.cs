using System.Collections.Generic;

namespace Pelikan.Node.Bench;

/// <summary>What one option allows and another forbids.</summary>
internal static class BenchOptionsCheck
{
    /// <summary>A sentence for each thing that cannot be; none if the run can be made.</summary>
    public static IEnumerable<string> Problems(BenchOptions options)
    {
        if (options.Threads > options.Connections)
        {
            yield return $"--threads {options.Threads} needs at least as many --connections, not {options.Connections}";
        }

        if (options.Rate is < 0 or > BenchLimits.RateMax)
        {
            yield return $"--rate must be from 0 to {BenchLimits.RateMax:0}";
        }

        if (options.Keys is < 1 or > BenchLimits.KeysMax)
        {
            yield return $"--keys must be from 1 to {BenchLimits.KeysMax}";
            yield break;
        }

        int keyBytesMin = KeyText.BytesMin(options.Keys);
        if (options.KeySize.Min < keyBytesMin || options.KeySize.Max > BenchLimits.KeyBytesMax)
        {
            yield return $"--key-size {options.KeySize.Text} must lie between {keyBytesMin}, which {options.Keys} keys need to differ, and {BenchLimits.KeyBytesMax}";
        }

        if (options.ValueSize.Max > BenchLimits.ValueBytesMax)
        {
            yield return $"--value-size {options.ValueSize.Text} goes past {BenchLimits.ValueBytesMax} bytes";
        }

        if (options.Verify && options.ValueSize.Min < ValueBytes.CheckableBytesMin)
        {
            yield return $"--verify needs values of at least {ValueBytes.CheckableBytesMin} bytes, not {options.ValueSize.Text}";
        }

        long requestBytes = RequestBuffer.FrameBytesMax + options.ValueSize.Max
            + (options.Multiget * (options.KeySize.Max + RequestBuffer.KeyFrameBytesMax));
        if (requestBytes * options.Depth > BenchLimits.BurstBytesMax)
        {
            yield return $"--depth {options.Depth} requests of up to {requestBytes} bytes are more than the {BenchLimits.BurstBytesMax} a connection may have in flight";
        }

        if (options.Requests is < 0)
        {
            yield return "--requests must not be negative";
        }

        if (!options.IsPrefillOnly && (options.Requests == 0 || (options.Requests is null && options.DurationSeconds == 0)))
        {
            yield return "nothing to measure: give --duration or --requests above 0, or --prefill to store the keys and end";
        }
    }
}
