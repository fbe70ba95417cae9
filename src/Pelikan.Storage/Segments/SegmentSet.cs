using System.Numerics;
using System.Threading;

namespace Pelikan.Storage.Segments;

/// <summary>
/// The numbers of the segments one partition holds, a bit a segment: going through them costs one word for each 64 segments of the
/// pool, instead of a header for each segment. Threads add and remove at any time.
/// </summary>
internal sealed class SegmentSet
{
    private const int WordBits = 64;
    private const int WordShift = 6;

    private readonly ulong[] _words;

    /// <param name="count">Segments of the pool, which count from 1.</param>
    public SegmentSet(int count) => _words = new ulong[(count / WordBits) + 1];

    public void Add(int segment) => Interlocked.Or(ref _words[segment >> WordShift], 1UL << segment);

    public void Remove(int segment) => Interlocked.And(ref _words[segment >> WordShift], ~(1UL << segment));

    /// <summary>In ascending order. What is added or removed meanwhile may be met or not.</summary>
    public Enumerator GetEnumerator() => new(_words);

    /// <summary>A walk over a set. Holds nothing and allocates nothing.</summary>
    public ref struct Enumerator
    {
        private readonly ulong[] _words;
        private ulong _rest;
        private int _word;

        public Enumerator(ulong[] words)
        {
            _words = words;
            _rest = Volatile.Read(ref words[0]);
        }

        public int Current { readonly get; private set; }

        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (++_word >= _words.Length)
                {
                    return false;
                }

                _rest = Volatile.Read(ref _words[_word]);
            }

            Current = (_word << WordShift) + BitOperations.TrailingZeroCount(_rest);
            _rest &= _rest - 1;
            return true;
        }
    }
}
