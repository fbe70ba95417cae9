using System;
using System.Globalization;
using System.Text;

namespace Pelikan.Node.Protocol.Resp.Connection;

/// <summary>CLIENT and its subcommands.</summary>
internal static class ClientCommands
{
    private const int NameBytesMax = 256;

    private const string Container = "client";

    private static readonly RespSubcommand[] Subcommands =
    [
        new("id", 2), new("getname", 2), new("setname", 3), new("setinfo", 4), new("info", 2), new("list", -2), new("reply", 3),
        new("no-evict", 3), new("no-touch", 3), new("getredir", 2), new("help", 2), new("unpause", 2),
        new("kill", -3), new("tracking", -3), new("trackinginfo", 2), new("caching", 3), new("pause", -3), new("unblock", -3),
    ];

    private static readonly string[] HelpLines =
    [
        "GETNAME", "    Return the name of the current connection.",
        "ID", "    Return the ID of the current connection.",
        "INFO", "    Return information about the current connection.",
        "LIST", "    Return the connections there are.",
        "NO-EVICT (ON|OFF)", "    Accepted; connections are not evicted.",
        "NO-TOUCH (ON|OFF)", "    Accepted; reads count all the same.",
        "REPLY (ON|OFF|SKIP)", "    Control the replies sent to the current connection.",
        "SETINFO (LIB-NAME|LIB-VER) <value>", "    Say which library this is.",
        "SETNAME <name>", "    Assign the name <name> to the current connection.",
        "HELP", "    Print this help.",
    ];

    public static void Serve<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        string? found = RespSubcommand.Find(Container, Subcommands, HelpLines, in arguments, exchange.Reply);
        if (found is null)
        {
            return;
        }

        RespClient client = exchange.Session.Client ??= new RespClient();
        switch (found)
        {
            case "id":
                exchange.Reply.Integer(client.Id);
                break;

            case "getname":
                TellName(client, exchange.Reply);
                break;

            case "setname":
                SetName(client, arguments[2], exchange.Reply);
                break;

            case "setinfo":
                SetInfo(client, in arguments, exchange.Reply);
                break;

            case "reply":
                SetReplies(client, arguments[2], exchange.Reply);
                break;

            case "no-evict":
            case "no-touch":
                Switch(arguments[2], exchange.Reply);
                break;

            default:
                ServeRare(found, client, ref exchange);
                break;
        }
    }

    /// <summary>Whether a client may call itself so: printable, no blanks, and not so long that many names take memory.</summary>
    public static bool IsName(scoped ReadOnlySpan<byte> name) =>
        name.Length <= NameBytesMax && !name.ContainsAnyExceptInRange((byte)'!', (byte)'~');

    private static void ServeRare<TStore>(string name, RespClient client, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (name)
        {
            case "info":
                exchange.Reply.Verbatim(Encoding.ASCII.GetBytes(Describe(client, exchange.Reply.Version)));
                break;

            case "list":
                exchange.Reply.Verbatim(Encoding.ASCII.GetBytes(List(exchange.ServerForStats)));
                break;

            case "unpause":
                exchange.Reply.Ok();
                break;

            case "getredir":
                exchange.Reply.Integer(-1);
                break;

            default:
                exchange.Reply.Error(Encoding.ASCII.GetBytes($"ERR CLIENT {name.ToUpperInvariant()} is not supported"));
                break;
        }
    }

    private static void TellName(RespClient client, RespWriter reply)
    {
        if (client.Name.Length == 0)
        {
            reply.Null();
        }
        else
        {
            reply.Bulk(Encoding.ASCII.GetBytes(client.Name));
        }
    }

    private static void SetName(RespClient client, scoped ReadOnlySpan<byte> name, RespWriter reply)
    {
        if (!IsName(name))
        {
            reply.Error(RespErrors.ClientName);
            return;
        }

        client.Name = Encoding.ASCII.GetString(name);
        reply.Ok();
    }

    private static void SetInfo(RespClient client, scoped in RespArguments arguments, RespWriter reply)
    {
        bool isName = Ascii.EqualsIgnoreCase(arguments[2], "LIB-NAME"u8);
        if (!isName && !Ascii.EqualsIgnoreCase(arguments[2], "LIB-VER"u8))
        {
            reply.Error(RespRefusals.Naming("ERR Unrecognized option '", arguments[2], "'"));
        }
        else if (!IsName(arguments[3]))
        {
            reply.Error(RespRefusals.Naming("ERR ", arguments[2], " cannot contain spaces, newlines or special characters."));
        }
        else
        {
            string value = Encoding.ASCII.GetString(arguments[3]);
            (client.LibraryName, client.LibraryVersion) = isName ? (value, client.LibraryVersion) : (client.LibraryName, value);
            reply.Ok();
        }
    }

    private static void SetReplies(RespClient client, scoped ReadOnlySpan<byte> mode, RespWriter reply)
    {
        if (Ascii.EqualsIgnoreCase(mode, "ON"u8))
        {
            client.Replies = ReplyMode.On;
            reply.Ok();
        }
        else if (Ascii.EqualsIgnoreCase(mode, "OFF"u8))
        {
            client.Replies = ReplyMode.Off;
        }
        else if (Ascii.EqualsIgnoreCase(mode, "SKIP"u8))
        {
            client.Replies = client.Replies == ReplyMode.Off ? ReplyMode.Off : ReplyMode.Skip;
        }
        else
        {
            reply.Error(RespErrors.Syntax);
        }
    }

    private static void Switch(scoped ReadOnlySpan<byte> word, RespWriter reply)
    {
        if (Ascii.EqualsIgnoreCase(word, "ON"u8) || Ascii.EqualsIgnoreCase(word, "OFF"u8))
        {
            reply.Ok();
        }
        else
        {
            reply.Error(RespErrors.Syntax);
        }
    }

    private static string Describe(RespClient client, int version) => string.Create(
        CultureInfo.InvariantCulture,
        $"id={client.Id} name={client.Name} flags=N db=0 sub=0 psub=0 ssub=0 multi=-1 cmd=client|info user=default redir=-1 resp={version} lib-name={client.LibraryName} lib-ver={client.LibraryVersion}\n");

    /// <summary>All sessions, of whatever protocol, as the node's own statistics have them: <c>7:addr</c>, <c>7:state</c>, <c>7:secs_since_last_cmd</c>.</summary>
    private static string List(IServerControl server)
    {
        StringBuilder list = new();
        string descriptor = "";
        server.VisitStats("conns"u8, (name, value) =>
        {
            int colon = name.IndexOf(':', StringComparison.Ordinal);
            string of = colon < 0 ? "" : name[..colon];
            if (of != descriptor)
            {
                list.Append(descriptor.Length == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"fd={of}");
                descriptor = of;
            }

            list.Append(name[(colon + 1)..] switch
            {
                "addr" => $" addr={value[(value.IndexOf(':', StringComparison.Ordinal) + 1)..]}",
                "secs_since_last_cmd" => $" idle={value}",
                _ => "",
            });
        });
        return list.Append('\n').ToString();
    }
}
