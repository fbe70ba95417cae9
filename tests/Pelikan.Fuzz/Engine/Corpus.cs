using System;
using System.Collections.Generic;

namespace Pelikan.Fuzz.Engine;

/// <summary>
/// The inputs worth changing further, and which of them comes next. For each edge it knows the shortest input that
/// takes it, so that an edge only one input takes gets as much attention as one that all take.
/// </summary>
internal sealed class Corpus
{
    /// <summary>A fresh find is tried this many times before anything else: what lies behind a new edge is new too.</summary>
    private const int BurstLength = 1024;

    private readonly Random _random;
    private readonly List<byte[]> _inputs = [];
    private readonly List<int> _edges = [];
    private readonly byte[]?[] _shortest = new byte[]?[EdgeMap.Size];
    private byte[]? _fresh;
    private int _burst;

    public Corpus(Random random) => _random = random;

    public int Count => _inputs.Count;

    /// <summary>Number of different edges taken so far.</summary>
    public int Edges => _edges.Count;

    /// <summary>Keep an input that found something.</summary>
    public void Add(byte[] input, Discovery discovery)
    {
        _inputs.Add(input);
        if (discovery == Discovery.Edge)
        {
            _fresh = input;
            _burst = BurstLength;
        }
    }

    /// <summary>Note that an input takes an edge.</summary>
    public void Takes(int edge, byte[] input)
    {
        if (_shortest[edge] is not { } known)
        {
            _edges.Add(edge);
            _shortest[edge] = input;
        }
        else if (input.Length < known.Length)
        {
            _shortest[edge] = input;
        }
    }

    /// <summary>The input to change next.</summary>
    public byte[] Next()
    {
        if (_burst > 0)
        {
            _burst--;
            return _fresh!;
        }

        return _edges.Count > 0 && _random.Next(3) != 0 ? _shortest[_edges[_random.Next(_edges.Count)]]! : Any();
    }

    public byte[] Any() => _inputs[_random.Next(_inputs.Count)];
}
