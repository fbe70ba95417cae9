using System;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// The paper's adaptive cutoff (§4.4): a segment's share of the merged one is known, the distribution of reads is not, so the
/// least score worth keeping is steered while the segment is scanned. Mutable struct: pass by ref.
/// </summary>
internal struct MergeCutoff
{
    /// <summary>The cutoff is looked at ten times a segment.</summary>
    private const int StepsPerSegment = 10;

    /// <summary>Off by less than half of the target, it stays.</summary>
    private const double Tolerance = 0.5;

    /// <summary>It falls no lower, since from 0 no factor would raise it again.</summary>
    private const double ValueMin = 1.0 / 16;

    private readonly double _target;
    private readonly int _stepBytes;
    private double _scanned;
    private double _kept;
    private double _nextStep;

    /// <param name="targetRatio">The part of the bytes that is to be kept, such as 1/4.</param>
    /// <param name="segmentBytes">Size of a segment.</param>
    public MergeCutoff(double targetRatio, int segmentBytes)
    {
        _target = targetRatio;
        _stepBytes = segmentBytes / StepsPerSegment;
        Value = 1;
    }

    /// <summary>Items with a greater score are kept.</summary>
    public double Value { get; private set; }

    /// <summary>Begin the next segment: half-way back to where scans begin.</summary>
    public void BeginSegment()
    {
        Value = (1 + Value) / 2;
        _scanned = 0;
        _kept = 0;
        _nextStep = _stepBytes;
    }

    /// <summary>Account for one item that was looked at.</summary>
    public void Count(int bytes, bool kept)
    {
        _scanned += bytes;
        _kept += kept ? bytes : 0;
        if (_scanned < _nextStep)
        {
            return;
        }

        _nextStep += _stepBytes;
        double error = ((_kept / _scanned) - _target) / _target;
        if (error > Tolerance || error < -Tolerance)
        {
            Value = Math.Max(ValueMin, Value * (1 + error));
        }
    }

    /// <summary>What an item is worth: its reads per byte, relative to an item of average size.</summary>
    public static double Score(int frequency, int size, double meanSize) => frequency * meanSize / size;
}
