using System;
using System.Collections.Generic;
using Pelikan.Node.Config.Values;
using Pelikan.Node.Protocol;

namespace Pelikan.Node.Config.Keys;

/// <summary>The <c>[server]</c> section.</summary>
internal static class ServerKeys
{
    /// <summary>Longest path of a Unix socket on Linux, without the zero at its end (unix(7)).</summary>
    public const int SocketPathBytesMax = 107;

    private const string Name = "server";
    private const int ConnectionsMaxMax = 1_000_000;

    public static ConfigSection Section { get; } = new(Name, "Where clients connect, and how many may.",
    [
        new ConfigKey<IReadOnlyList<string>>(Name, "host", new AddressListType(), c => c.Server.Hosts,
            (c, v) => c with { Server = c.Server with { Hosts = v } },
            "Address to listen on, or an array of them; \"::\" takes IPv6 and IPv4. Set \"127.0.0.1\" to keep other machines out, [] for the Unix socket alone."),
        new ConfigKey<int>(Name, "port", IntegerType.Port, c => c.Server.Port,
            (c, v) => c with { Server = c.Server with { Port = v } },
            "Port for clients; 0 lets the system choose. Set 11211 to stand in for memcached, 6379 for Redis."),
        new ConfigKey<ProtocolSet>(Name, "protocols",
            new ChoiceType<ProtocolSet>(("memcache", ProtocolSet.Memcache), ("resp", ProtocolSet.Resp), ("all", ProtocolSet.All)),
            c => c.Server.Protocols,
            (c, v) => c with { Server = c.Server with { Protocols = v } },
            "What clients may speak: \"memcache\" is memcached's text, meta and binary protocols, \"resp\" is Redis', \"all\" tells them apart by a client's first byte. segcache begins with the first, rds with the second; set \"all\" where clients of both kinds share the items.")
        { NeedsStorage = true },
        new ConfigKey<string>(Name, "unix_socket_path", new PathType(SocketPathBytesMax), c => c.Server.UnixSocketPath,
            (c, v) => c with { Server = c.Server with { UnixSocketPath = v } },
            "Path of a Unix socket to listen on as well; \"\" for none. Clients on the same machine save the cost of TCP with it."),
        new ConfigKey<int>(Name, "unix_socket_mode", new FileModeType(), c => c.Server.UnixSocketMode,
            (c, v) => c with { Server = c.Server with { UnixSocketMode = v } },
            "Permission bits of the Unix socket, in octal. Set 0o770 to let the group connect."),
        new ConfigKey<int>(Name, "backlog", new IntegerType(1, ushort.MaxValue), c => c.Server.Backlog,
            (c, v) => c with { Server = c.Server with { Backlog = v } },
            "Connections that wait in the kernel until they are accepted; the kernel caps it at net.core.somaxconn. Raise it where clients reconnect in storms."),
        new ConfigKey<int>(Name, "connections_max", new IntegerType(1, ConnectionsMaxMax), c => c.Server.ConnectionsMax,
            (c, v) => c with { Server = c.Server with { ConnectionsMax = v } },
            "Open client connections (memcached: -c); one more is answered with an error and closed. The limit of open files (ulimit -n) must be higher."),
        new ConfigKey<TimeSpan>(Name, "idle_timeout", new DurationType(TimeSpan.FromDays(365)), c => c.Server.IdleTimeout,
            (c, v) => c with { Server = c.Server with { IdleTimeout = v } },
            "A connection without traffic for longer is closed, such as \"5m\" (a bare number is seconds); 0 never closes one. Set it where clients vanish without closing."),
        new ConfigKey<string>(Name, "auth_file", new PathType(TopLevelKeys.PathBytesMax), c => c.Server.AuthFile,
            (c, v) => c with { Server = c.Server with { AuthFile = v } },
            "File of lines user:password (memcached: -Y), one of which every client must give before anything else; \"\" asks for none. Set it where others reach the port; passwords cross the network as they are.")
        { NeedsStorage = true },
    ]);
}
