using Pelikan.Node.Config.Values;

namespace Pelikan.Node.Config.Keys;

/// <summary>The <c>[admin]</c> section.</summary>
internal static class AdminKeys
{
    private const string Name = "admin";

    public static ConfigSection Section { get; } = new(Name, "The operator's ports: commands in ASCII, metrics and health over HTTP.",
    [
        new ConfigKey<string>(Name, "host", new AddressType(), c => c.Admin.Host,
            (c, v) => c with { Admin = c.Admin with { Host = v } },
            "Address of the ASCII port. It can flush the cache and stop the server and asks for no password: open it to other machines only on a network you trust."),
        new ConfigKey<int>(Name, "port", IntegerType.Port, c => c.Admin.Port,
            (c, v) => c with { Admin = c.Admin with { Port = v } },
            "ASCII port; 0 lets the system choose. Change it to run several servers on one machine."),
        new ConfigKey<bool>(Name, "http_enabled", new BooleanType(), c => c.Admin.HttpEnabled,
            (c, v) => c with { Admin = c.Admin with { HttpEnabled = v } },
            "Whether the HTTP port is opened (/metrics for Prometheus, /vars.json, /healthz, /readyz). Set it to false where nothing reads them."),
        new ConfigKey<string>(Name, "http_host", new AddressType(), c => c.Admin.HttpHost,
            (c, v) => c with { Admin = c.Admin with { HttpHost = v } },
            "Address of the HTTP port. It only reads; set \"0.0.0.0\" to let Prometheus come from another machine."),
        new ConfigKey<int>(Name, "http_port", IntegerType.Port, c => c.Admin.HttpPort,
            (c, v) => c with { Admin = c.Admin with { HttpPort = v } },
            "HTTP port; 0 lets the system choose. Change it to run several servers on one machine."),
    ]);
}
