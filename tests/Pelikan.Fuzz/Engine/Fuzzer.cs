using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using Pelikan.Fuzz.Targets;

namespace Pelikan.Fuzz.Engine;

/// <summary>
/// Mutates inputs, runs them in instrumented code, and keeps those that go where none went before. All chance comes
/// from one seed.
/// </summary>
internal sealed class Fuzzer
{
    private readonly IFuzzTarget _target;
    private readonly int _seed;
    private readonly Mutator _mutator;
    private readonly InstrumentedContext _context = new();
    private readonly Func<byte[], int> _run;
    private readonly Coverage _coverage = new();
    private readonly Corpus _corpus;
    private readonly bool _isGuided;
    private long _runs;
    private long _requests;
    private byte[]? _failingInput;
    private Exception? _failure;

    /// <param name="target">What to run.</param>
    /// <param name="seed">Where all chance comes from.</param>
    /// <param name="isGuided">False for the control of an experiment: mutate the seeds only, learn nothing.</param>
    public Fuzzer(IFuzzTarget target, int seed, bool isGuided = true)
    {
        _target = target;
        _seed = seed;
        _isGuided = isGuided;
        Random random = new(seed);
        _mutator = new Mutator(random, target.Dictionary, Inputs.BytesMax);
        _corpus = new Corpus(random);
        _run = _context.Twin(target.GetType());
    }

    public FuzzReport Run(FuzzBudget budget)
    {
        long started = Stopwatch.GetTimestamp();
        foreach (byte[] seed in _target.Seeds.Select(Encoding.Latin1.GetBytes))
        {
            TryRun(seed);
            _corpus.Add(seed, Discovery.Nothing);
        }

        _requests = 0;
        while (_failure is null && !budget.IsSpent(_requests, _runs, started))
        {
            TryRun(_mutator.Mutate(_isGuided ? _corpus.Next() : _corpus.Any(), _corpus.Any()));
        }

        return new FuzzReport(_target.GetType().Name, _seed)
        {
            Runs = _runs,
            Requests = _requests,
            Kept = _corpus.Count,
            Edges = _corpus.Edges,
            Elapsed = Stopwatch.GetElapsedTime(started),
            FailingInput = _failingInput is null ? null : Shrink(_failingInput),
            Failure = _failure,
        };
    }

    /// <summary>Run one input and return how it fails, if it does. Instrumented, so that one without end fails too.</summary>
    public Exception? Replay(byte[] input)
    {
        _context.Clear();
        try
        {
            _run(input);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private void TryRun(byte[] input)
    {
        _context.Clear();
        _runs++;
        try
        {
            _requests += _run(input);
        }
        catch (Exception failure)
        {
            _failure = failure;
            _failingInput = input;
            return;
        }

        Discovery found = _coverage.Add(_context.Counts, edge => _corpus.Takes(edge, input));
        if (found != Discovery.Nothing && _isGuided)
        {
            _corpus.Add(input, found);
        }
    }

    /// <summary>Cut pieces out of a failing input, large ones first, as long as it fails in the same way.</summary>
    private byte[] Shrink(byte[] input)
    {
        for (int piece = input.Length / 2; piece >= 1; piece /= 2)
        {
            int at = 0;
            while (at + piece <= input.Length)
            {
                byte[] shorter = [.. input.AsSpan(0, at), .. input.AsSpan(at + piece)];
                if (FailsAlike(shorter))
                {
                    input = shorter;
                }
                else
                {
                    at += piece;
                }
            }
        }

        return input;
    }

    private bool FailsAlike(byte[] input) => Replay(input)?.GetType() == _failure!.GetType();
}
