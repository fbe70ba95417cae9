using System;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Tests.Protocol;

/// <summary>Serves requests over and over and throws the replies away, allocating nothing itself.</summary>
internal sealed class AllocationProbe<TProtocol>(WorkerContext worker, SessionState session = default)
    where TProtocol : IProtocol
{
    private const int WarmUpRounds = 200;

    private readonly OutputBuffer _output = new(64 * 1024, 64 * 1024);
    private readonly Range[] _keys = new Range[IStore.PrefetchMax];
    private ModelStore _store = new(new Model());
    private SessionState _session = session;

    /// <summary>How many requests were not served, or answered with an error of RESP.</summary>
    public int Errors { get; private set; }

    public void Serve(string requests) => Serve(Encoding.Latin1.GetBytes(requests), rounds: 1);

    /// <summary>Serve the requests until nothing is new about them, and then so many times more. Returns how many that were, and what they allocated.</summary>
    public (int Served, long AllocatedBytes) Measure(string requests, int rounds)
    {
        byte[] input = Encoding.Latin1.GetBytes(requests);
        Serve(input, WarmUpRounds);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int served = Serve(input, rounds);
        return (served, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private int Serve(byte[] requests, int rounds)
    {
        int served = 0;
        for (int round = 0; round < rounds; round++)
        {
            using EpochGuard guard = _store.Enter(new Instant(round));
            ReadOnlySpan<byte> input = requests;
            _store.Prefetch(input, _keys.AsSpan(0, TProtocol.LookAhead(input, _keys)));
            while (!input.IsEmpty)
            {
                ResponseWriter output = new(_output);
                int before = _output.Length;
                ServeStatus status = TProtocol.Serve(input, ref _store, in guard, ref output, ref _session, worker, out int consumed);
                input = input[consumed..];
                served++;
                Errors += status != ServeStatus.Served || (_output.Length > before && _output.Written[before] == '-') ? 1 : 0;
            }

            _output.Reset();
        }

        return served;
    }
}
