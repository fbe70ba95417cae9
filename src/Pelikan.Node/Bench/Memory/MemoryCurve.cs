using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Node.Bench.Memory;

/// <summary>The miss ratio of one server over its resident memory, straight between the runs. Nothing is said beyond them.</summary>
internal sealed class MemoryCurve
{
    private readonly (double Bytes, double MissRatio)[] _points;

    public MemoryCurve(IEnumerable<MemoryRun> runs)
    {
        _points = [.. runs.Select(run => ((double)run.ResidentBytes, run.MissRatio)).OrderBy(point => point.Item1)];
    }

    public double BytesMin => _points[0].Bytes;

    public double BytesMax => _points[^1].Bytes;

    /// <summary>The miss ratio with so much resident memory; null outside of the runs.</summary>
    public double? MissRatioAt(double bytes)
    {
        for (int i = 1; i < _points.Length; i++)
        {
            (double low, double lowMisses) = _points[i - 1];
            (double high, double highMisses) = _points[i];
            if (bytes >= low && bytes <= high)
            {
                return high > low ? lowMisses + ((highMisses - lowMisses) * (bytes - low) / (high - low)) : lowMisses;
            }
        }

        return null;
    }

    /// <summary>
    /// The least memory with which no more is missed. If the smallest run misses less already, that run with
    /// <c>Exact</c> false: it is an upper bound. Null if no run misses so little.
    /// </summary>
    public (double Bytes, bool Exact)? BytesFor(double missRatio)
    {
        if (_points[0].MissRatio <= missRatio)
        {
            return (_points[0].Bytes, _points[0].MissRatio == missRatio);
        }

        for (int i = 1; i < _points.Length; i++)
        {
            (double low, double lowMisses) = _points[i - 1];
            (double high, double highMisses) = _points[i];
            if (highMisses <= missRatio)
            {
                return (low + ((high - low) * (lowMisses - missRatio) / (lowMisses - highMisses)), true);
            }
        }

        return null;
    }
}
