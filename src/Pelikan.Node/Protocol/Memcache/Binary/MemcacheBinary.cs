using System;
using System.Diagnostics;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>
/// memcached's binary protocol, as docs/protocol/memcache-binary.md describes it byte for byte. One call serves one request, or
/// throws away more of a body that was refused.
/// </summary>
public readonly struct MemcacheBinary : IProtocol
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
        if (input.IsEmpty)
        {
            return ServeStatus.Incomplete;
        }

        if (session.Phase == (int)BinaryPhase.SkippingBody)
        {
            consumed = SkipBody(input.Length, ref session);
            return ServeStatus.Served;
        }

        if (input[0] == CacheProtocol.BinaryMagic && input.Length < BinaryHeader.Length)
        {
            return ServeStatus.Incomplete;
        }

        if (!output.HasRoom)
        {
            return ServeStatus.OutputFull;
        }

        Exchange<TStore> exchange = new(ref store, in guard, output, ref session, worker);
        if (input[0] == CacheProtocol.BinaryMagic)
        {
            return ServeRequest(input, ref exchange, out consumed);
        }

        exchange.Count(MemcacheMetric.BinaryFramingError);
        consumed = input.Length;
        return ServeStatus.HangUp;
    }

    public static int LookAhead(ReadOnlySpan<byte> input, Span<Range> keys) => BinaryLookAhead.Find(input, keys);

    private static ServeStatus ServeRequest<TStore>(ReadOnlySpan<byte> input, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        BinaryHeader header = new(input);
        BinaryOpcode opcode = BinaryOpcodes.Of(header.Opcode, out bool quiet);
        BinaryStatus fault = FaultOf(in header, opcode, ref exchange);
        if (fault != BinaryStatus.Ok)
        {
            BinaryReplies.WriteError(exchange.Output, in header, fault);
            consumed = input.Length;
            return ServeStatus.HangUp;
        }

        if (opcode == BinaryOpcode.Unknown)
        {
            exchange.Count(MemcacheMetric.BinaryUnknownOpcode);
            BinaryReplies.WriteError(exchange.Output, in header, BinaryStatus.UnknownCommand);
            return Skip(header.BodyLength, BinaryHeader.Length, ref exchange.Session, out consumed);
        }

        consumed = 0;
        return input.Length < header.HeadLength
            ? ServeStatus.Incomplete
            : Dispatch(new BinaryRequest(in header, opcode, quiet, input), ref exchange, out consumed);
    }

    /// <summary>What makes the rest of the session worthless; all of it can be seen in the header.</summary>
    private static BinaryStatus FaultOf<TStore>(in BinaryHeader header, BinaryOpcode opcode, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        BinaryStatus fault = BinaryStatus.Ok;
        if (header.ValueLength < 0)
        {
            fault = BinaryStatus.UnknownCommand;
        }
        else if (header.BodyLength > BinaryShape.BodyBytesMax)
        {
            fault = BinaryStatus.InvalidArguments;
        }
        else if (exchange.IsLocked && !BinaryOpcodes.IsOpen(opcode))
        {
            exchange.Count(MemcacheMetric.AuthRequired);
            return BinaryStatus.AuthFailure;
        }
        else if (header.KeyLength > MemcacheKey.LengthMax
            || (opcode != BinaryOpcode.Unknown && !BinaryShape.Fits(opcode, in header)))
        {
            fault = BinaryStatus.InvalidArguments;
        }

        if (fault != BinaryStatus.Ok)
        {
            exchange.Count(MemcacheMetric.BinaryFramingError);
        }

        return fault;
    }

    private static ServeStatus Dispatch<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        switch (request.Opcode)
        {
            case BinaryOpcode.Set:
            case BinaryOpcode.Add:
            case BinaryOpcode.Replace:
            case BinaryOpcode.Append:
            case BinaryOpcode.Prepend:
                return BinaryStorage.Serve(in request, ref exchange, out consumed);

            case BinaryOpcode.SaslAuth:
            case BinaryOpcode.SaslStep:
                return BinaryAuthentication.Serve(in request, ref exchange, out consumed);
        }

        Debug.Assert(request.Header.ValueLength == 0, "the others have no value");
        consumed = request.Header.HeadLength;
        switch (request.Opcode)
        {
            case BinaryOpcode.Get:
            case BinaryOpcode.GetKey:
            case BinaryOpcode.GetAndTouch:
            case BinaryOpcode.GetAndTouchKey:
            case BinaryOpcode.Touch:
                BinaryRetrieval.Serve(in request, ref exchange);
                break;

            case BinaryOpcode.Delete:
                BinaryKeyCommands.Delete(in request, ref exchange);
                break;

            case BinaryOpcode.Increment:
            case BinaryOpcode.Decrement:
                BinaryKeyCommands.Count(in request, ref exchange);
                break;

            case BinaryOpcode.Quit:
                BinaryServerCommands.Quit(in request, ref exchange);
                return ServeStatus.HangUp;

            case BinaryOpcode.SaslList:
                BinaryAuthentication.List(in request, ref exchange);
                break;

            default:
                BinaryServerCommands.Serve(in request, ref exchange);
                break;
        }

        return ServeStatus.Served;
    }

    /// <summary>A body of which this many bytes are of no use: thrown away from the next call on, as they come.</summary>
    internal static ServeStatus Skip(long bytes, int used, ref SessionState session, out int consumed)
    {
        Debug.Assert(bytes is >= 0 and <= BinaryShape.BodyBytesMax, "longer bodies end the session");
        consumed = used;
        session.SkipBytes = bytes;
        session.Phase = (int)(bytes > 0 ? BinaryPhase.SkippingBody : BinaryPhase.BetweenRequests);
        return ServeStatus.Served;
    }

    private static int SkipBody(int available, ref SessionState session)
    {
        int skipped = (int)Math.Min(session.SkipBytes, available);
        session.SkipBytes -= skipped;
        if (session.SkipBytes == 0)
        {
            session.Phase = (int)BinaryPhase.BetweenRequests;
        }

        return skipped;
    }
}
