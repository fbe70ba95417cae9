using System;
using System.Text;

namespace Pelikan.Node.Protocol.Resp.Connection;

/// <summary>HELLO and AUTH.</summary>
internal static class HelloCommands
{
    /// <summary>The Redis whose commands these are; clients go by it.</summary>
    public const string RedisVersion = "7.0.15";

    private const int HelloPairs = 7;

    private static ReadOnlySpan<byte> DefaultUser => "default"u8;

    public static void Auth<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (arguments.Count > 3)
        {
            exchange.Reply.Error(RespErrors.Syntax);
        }
        else if (arguments.Count == 2 && exchange.Worker.Credentials is null)
        {
            exchange.Reply.Error(
                "ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?"u8);
        }
        else if (TryAuthenticate(arguments.Count == 2 ? DefaultUser : arguments[1], arguments[arguments.Count - 1], ref exchange))
        {
            exchange.Reply.Ok();
        }
    }

    public static void Hello<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        int version = exchange.Reply.Version;
        if (arguments.Count > 1 && !TryVersion(arguments[1], exchange.Reply, out version))
        {
            return;
        }

        if (!TryOptions(in arguments, exchange.Reply, out int userAt, out int nameAt)
            || (userAt != 0 && !TryAuthenticate(arguments[userAt], arguments[userAt + 1], ref exchange)))
        {
            return;
        }

        if (!RespAuth.IsTrusted(in exchange.Session, exchange.Worker))
        {
            exchange.Reply.Error(
                "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time"u8);
            return;
        }

        exchange.Session.RespVersion = (byte)version;
        RespClient client = exchange.Session.Client ??= new RespClient();
        client.Name = nameAt == 0 ? client.Name : Encoding.ASCII.GetString(arguments[nameAt]);
        Greet(client, exchange.Reply.WithVersion(version));
    }

    private static bool TryVersion(scoped ReadOnlySpan<byte> word, RespWriter reply, out int version)
    {
        version = 0;
        if (!RespNumber.TryParse(word, out long number))
        {
            reply.Error("ERR Protocol version is not an integer or out of range"u8);
            return false;
        }

        if (number is not (2 or 3))
        {
            reply.Error("NOPROTO unsupported protocol version"u8);
            return false;
        }

        version = (int)number;
        return true;
    }

    private static bool TryOptions(scoped in RespArguments arguments, RespWriter reply, out int userAt, out int nameAt)
    {
        userAt = 0;
        nameAt = 0;
        for (int i = 2; i < arguments.Count; i++)
        {
            int left = arguments.Count - i - 1;
            if (left >= 2 && Ascii.EqualsIgnoreCase(arguments[i], "AUTH"u8))
            {
                userAt = i + 1;
                i += 2;
            }
            else if (left >= 1 && Ascii.EqualsIgnoreCase(arguments[i], "SETNAME"u8))
            {
                nameAt = ++i;
                if (!ClientCommands.IsName(arguments[nameAt]))
                {
                    reply.Error(RespErrors.ClientName);
                    return false;
                }
            }
            else
            {
                reply.Error(RespRefusals.Naming("ERR Syntax error in HELLO option '", arguments[i], "'"));
                return false;
            }
        }

        return true;
    }

    /// <summary>Where no password is asked for the default user may give any. A wrong one takes nothing from a client that gave a right one.</summary>
    private static bool TryAuthenticate<TStore>(
        scoped ReadOnlySpan<byte> user, scoped ReadOnlySpan<byte> password, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool right = exchange.Worker.Credentials?.Accept(user, password) ?? user.SequenceEqual(DefaultUser);
        if (right)
        {
            exchange.Session.Authenticated = true;
            return true;
        }

        exchange.Count(RespMetric.AuthFailure);
        exchange.Reply.Error(RespErrors.WrongPassword);
        return false;
    }

    private static void Greet(RespClient client, RespWriter reply)
    {
        reply.Map(HelloPairs);
        reply.Bulk("server"u8);
        reply.Bulk("redis"u8);
        reply.Bulk("version"u8);
        reply.Bulk(Encoding.ASCII.GetBytes(RedisVersion));
        reply.Bulk("proto"u8);
        reply.Integer(reply.Version);
        reply.Bulk("id"u8);
        reply.Integer(client.Id);
        reply.Bulk("mode"u8);
        reply.Bulk("standalone"u8);
        reply.Bulk("role"u8);
        reply.Bulk("master"u8);
        reply.Bulk("modules"u8);
        reply.Array(0);
    }
}
