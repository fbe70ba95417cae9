namespace Pelikan.Node.Config;

/// <summary>The two ports of the operator, closed to other machines unless told otherwise.</summary>
public sealed record AdminConfig
{
    /// <summary>Address of the ASCII port.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>ASCII port; 0 lets the system choose.</summary>
    public int Port { get; init; } = 9999;

    /// <summary>Whether the HTTP port is opened.</summary>
    public bool HttpEnabled { get; init; } = true;

    /// <summary>Address of the HTTP port.</summary>
    public string HttpHost { get; init; } = "127.0.0.1";

    /// <summary>HTTP port; 0 lets the system choose.</summary>
    public int HttpPort { get; init; } = 9998;
}
