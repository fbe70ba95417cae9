using System;
using System.Buffers.Binary;
using Pelikan.Node.Replay.Traces;

namespace Pelikan.Node.Replay.Engines;

/// <summary>
/// The key of a number, at the length the trace gives. It takes eight bytes to tell numbers apart: shorter keys are written
/// with eight.
/// <code>
///  0               8                      length
///  | number, 8 B   | the same filler      |
/// </code>
/// </summary>
internal static class KeyBytes
{
    public const int LengthMin = sizeof(ulong);

    /// <summary>How long the key is that <see cref="Write"/> makes.</summary>
    public static int LengthOf(int traceLength) => Math.Clamp(traceLength, LengthMin, TraceLimits.KeyBytesMax);

    /// <summary>Write the number; the filler is there already.</summary>
    public static void Write(Span<byte> key, ulong number) => BinaryPrimitives.WriteUInt64LittleEndian(key, number);
}
