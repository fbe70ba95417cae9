using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pelikan.Node.Bench;

/// <summary>The server under load: <c>host:port</c>, <c>[ipv6]:port</c> or <c>unix:path</c>.</summary>
internal sealed record BenchTarget(string Host, int Port, string UnixPath)
{
    public const string Default = "127.0.0.1:12321";

    private const string UnixPrefix = "unix:";

    /// <summary>sun_path holds 108 bytes with its terminator.</summary>
    private const int UnixPathBytesMax = 107;

    private const int PortMax = 65_535;

    public bool IsUnix => UnixPath.Length > 0;

    public string Text => IsUnix ? UnixPrefix + UnixPath
        : Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}"
        : $"{Host}:{Port}";

    public override string ToString() => Text;

    /// <summary>Read the text; false with a sentence that says what is wrong with it.</summary>
    public static bool TryParse(string text, out BenchTarget? target, out string error)
    {
        target = null;
        error = "";
        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            string path = text[UnixPrefix.Length..];
            bool fits = path.Length > 0 && Encoding.UTF8.GetByteCount(path) <= UnixPathBytesMax;
            target = fits ? new BenchTarget("", 0, path) : null;
            error = fits ? "" : $"'{text}' needs a path of 1 to {UnixPathBytesMax} bytes after unix:";
            return fits;
        }

        int colon = text.LastIndexOf(':');
        if (colon <= 0
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            || port is < 1 or > PortMax)
        {
            error = $"'{text}' is neither host:port with a port from 1 to {PortMax} nor unix:path";
            return false;
        }

        string host = text[..colon];
        bool bracketed = host.Length > 2 && host[0] == '[' && host[^1] == ']';
        target = new BenchTarget(bracketed ? host[1..^1] : host, port, "");
        return true;
    }

    /// <summary>Look the name up, once a run.</summary>
    /// <exception cref="SocketException">The name is not known.</exception>
    public EndPoint Resolve()
    {
        if (IsUnix)
        {
            return new UnixDomainSocketEndPoint(UnixPath);
        }

        IPAddress[] addresses = Dns.GetHostAddresses(Host);
        IPAddress first = Array.Find(addresses, a => a.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
        return new IPEndPoint(first, Port);
    }
}
