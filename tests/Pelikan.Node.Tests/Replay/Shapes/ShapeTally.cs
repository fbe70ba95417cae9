using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Replay;
using Pelikan.Node.Replay.Shapes;

namespace Pelikan.Node.Tests.Replay.Shapes;

/// <summary>What a stream turns out to be, counted request by request.</summary>
internal sealed class ShapeTally
{
    private readonly Dictionary<ulong, int> _requestsOf = [];
    private readonly Dictionary<TraceOperation, int> _operations = [];

    public ShapeTally(ShapeSource source)
    {
        while (source.TryNext(out TraceRequest request))
        {
            Requests++;
            _requestsOf[request.Key] = _requestsOf.GetValueOrDefault(request.Key) + 1;
            _operations[request.Operation] = _operations.GetValueOrDefault(request.Operation) + 1;
        }
    }

    public int Requests { get; private set; }

    public int Keys => _requestsOf.Count;

    public double FirstShare => Keys / (double)Requests;

    public double OneHitShare => _requestsOf.Values.Count(count => count == 1) / (double)Keys;

    /// <summary>Keys requested whose number is at least <paramref name="number"/>.</summary>
    public int KeysFrom(ulong number) => _requestsOf.Keys.Count(key => key >= number);

    public double ShareOf(TraceOperation operation) => _operations.GetValueOrDefault(operation) / (double)Requests;

    /// <summary>
    /// The slope of log frequency over log rank, by least squares at ranks spaced evenly in the logarithm, where a rank has at least
    /// <paramref name="countMin"/> requests: below, second requests flatten it, as they do in the published streams.
    /// </summary>
    public double Slope(int countMin)
    {
        int[] counts = [.. _requestsOf.Values.OrderDescending()];
        List<(double X, double Y)> points = [];
        for (double rank = 1; rank <= counts.Length && counts[(int)rank - 1] >= countMin; rank *= 1.3)
        {
            points.Add((Math.Log((int)rank), Math.Log(counts[(int)rank - 1])));
        }

        points = [.. points.Distinct()];
        double meanX = points.Average(point => point.X);
        double meanY = points.Average(point => point.Y);
        return -points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / points.Sum(point => (point.X - meanX) * (point.X - meanX));
    }
}
