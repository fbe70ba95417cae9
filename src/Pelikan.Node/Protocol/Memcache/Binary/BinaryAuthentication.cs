using System;
using System.Text;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>
/// SASL with the one mechanism that every client has: <c>PLAIN</c>, whose message is <c>authzid NUL user NUL password</c>. It comes with
/// the request that begins the exchange, or with the step that this is answered for.
/// </summary>
internal static class BinaryAuthentication
{
    /// <summary>A longer name of a mechanism is no argument. As in memcached.</summary>
    private const int MechanismBytesMax = 32;

    /// <summary>A longer message is refused and thrown away: three names of the longest are far shorter.</summary>
    private const int MessageBytesMax = 16 * 1024;

    /// <summary>The session's argument while a step is awaited.</summary>
    private const long StepAwaited = 1;

    private static ReadOnlySpan<byte> Plain => "PLAIN"u8;

    public static void List<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (exchange.Credentials is null)
        {
            exchange.Count(MemcacheMetric.BinaryUnknownOpcode);
            BinaryReplies.WriteError(exchange.Output, in request.Header, BinaryStatus.UnknownCommand);
            return;
        }

        BinaryReplies.Write(exchange.Output, in request.Header, BinaryStatus.Ok, cas: 0, extras: default, key: default, Plain);
    }

    /// <summary>The beginning of an exchange, or its next step.</summary>
    public static ServeStatus Serve<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        if (exchange.Credentials is null)
        {
            exchange.Count(MemcacheMetric.BinaryUnknownOpcode);
            return Refuse(in request, BinaryStatus.UnknownCommand, ref exchange, out consumed);
        }

        if (request.Header.KeyLength > MechanismBytesMax)
        {
            return Refuse(in request, BinaryStatus.InvalidArguments, ref exchange, out consumed);
        }

        if (request.Header.ValueLength > MessageBytesMax)
        {
            return Refuse(in request, BinaryStatus.TooLarge, ref exchange, out consumed);
        }

        consumed = 0;
        if (!request.TryReadValue(out ReadOnlySpan<byte> message))
        {
            return ServeStatus.Incomplete;
        }

        consumed = (int)request.Length;
        Authenticate(in request, message, exchange.Credentials, ref exchange);
        return ServeStatus.Served;
    }

    private static void Authenticate<TStore>(
        scoped in BinaryRequest request, ReadOnlySpan<byte> message, Credentials credentials, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool begins = request.Opcode == BinaryOpcode.SaslAuth;
        bool expected = (begins || exchange.Session.Argument == StepAwaited) && Ascii.EqualsIgnoreCase(request.Key, Plain);
        exchange.Session.Argument = 0;
        if (expected && begins && message.IsEmpty)
        {
            exchange.Session.Argument = StepAwaited;
            BinaryReplies.Write(
                exchange.Output, in request.Header, BinaryStatus.AuthContinue, cas: 0, extras: default, key: default, value: default);
            return;
        }

        bool accepted = expected && Accept(message, credentials);
        exchange.Session.Authenticated = accepted;
        exchange.CountAuthentication(accepted);
        if (accepted)
        {
            BinaryReplies.Write(
                exchange.Output, in request.Header, BinaryStatus.Ok, cas: 0, extras: default, key: default, "Authenticated"u8);
        }
        else
        {
            BinaryReplies.WriteError(exchange.Output, in request.Header, BinaryStatus.AuthFailure);
        }
    }

    private static bool Accept(ReadOnlySpan<byte> message, Credentials credentials)
    {
        int first = message.IndexOf((byte)0);
        if (first < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> onBehalfOf = message[..first];
        ReadOnlySpan<byte> rest = message[(first + 1)..];
        int second = rest.IndexOf((byte)0);
        if (second < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> user = rest[..second];
        bool forItself = onBehalfOf.IsEmpty || onBehalfOf.SequenceEqual(user);
        return credentials.Accept(user, rest[(second + 1)..]) && forItself;
    }

    private static ServeStatus Refuse<TStore>(
        scoped in BinaryRequest request, BinaryStatus status, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        exchange.Session.Argument = 0;
        BinaryReplies.WriteError(exchange.Output, in request.Header, status);
        return MemcacheBinary.Skip(request.Header.ValueLength, request.Header.HeadLength, ref exchange.Session, out consumed);
    }
}
