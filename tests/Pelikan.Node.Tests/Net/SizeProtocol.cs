using System;
using System.Buffers.Text;
using Pelikan.Node.Protocol;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Tests.Net;

/// <summary>
/// A protocol whose requests say how large their replies are, so that a test can drive buffers and back-pressure.
/// <code>
///  give N          N times 'x', then a line end
///  take N + bytes  "took N", after N bytes of body
///  say TEXT        TEXT
///  allocated       bytes the worker's thread has allocated so far
///  bye             "bye", then the server hangs up
///  boom            the protocol breaks its word and throws
/// </code>
/// </summary>
internal readonly struct SizeProtocol : IProtocol
{
    public static ServeStatus Serve<TStore>(
        ReadOnlySpan<byte> input,
        ref TStore store,
        in EpochGuard guard,
        ref ResponseWriter output,
        ref SessionState session,
        WorkerContext worker,
        out int consumed)
        where TStore : struct, IStore
    {
        consumed = 0;
        if (!output.HasRoom)
        {
            return ServeStatus.OutputFull;
        }

        int lineEnd = input.IndexOf((byte)'\n');
        if (lineEnd < 0)
        {
            return ServeStatus.Incomplete;
        }

        ReadOnlySpan<byte> line = input[..lineEnd];
        consumed = lineEnd + 1;
        if (line.StartsWith("give "u8))
        {
            return Give(Number(line[5..]), ref output);
        }

        if (line.StartsWith("take "u8))
        {
            return Take(Number(line[5..]), input.Length, ref output, ref consumed);
        }

        if (line.StartsWith("say "u8))
        {
            output.Write(line[4..]);
            output.Write("\n"u8);
            return ServeStatus.Served;
        }

        return Other(line, ref output);
    }

    // Nothing is stored, so there is nothing to load.
    public static int LookAhead(ReadOnlySpan<byte> input, Span<Range> keys) => 0;

    private static ServeStatus Give(int size, ref ResponseWriter output)
    {
        output.Reserve(size)[..size].Fill((byte)'x');
        output.Advance(size);
        output.Write("\n"u8);
        return ServeStatus.Served;
    }

    private static ServeStatus Take(int size, int available, ref ResponseWriter output, ref int consumed)
    {
        if (available - consumed < size)
        {
            consumed = 0;
            return ServeStatus.Incomplete;
        }

        consumed += size;
        output.Write("took "u8);
        output.WriteNumber((ulong)size);
        output.Write("\n"u8);
        return ServeStatus.Served;
    }

    private static ServeStatus Other(ReadOnlySpan<byte> line, ref ResponseWriter output)
    {
        if (line.SequenceEqual("allocated"u8))
        {
            output.WriteNumber((ulong)GC.GetAllocatedBytesForCurrentThread());
            output.Write("\n"u8);
            return ServeStatus.Served;
        }

        if (line.SequenceEqual("boom"u8))
        {
            throw new InvalidOperationException("boom");
        }

        output.Write(line.SequenceEqual("bye"u8) ? "bye\n"u8 : "what\n"u8);
        return ServeStatus.HangUp;
    }

    private static int Number(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out int number, out _) ? number : 0;
}
