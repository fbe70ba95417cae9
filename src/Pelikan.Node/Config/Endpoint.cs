using System.Net;
using System.Net.Sockets;

namespace Pelikan.Node.Config;

/// <summary>An address and port to listen on, and the keys that say so.</summary>
internal sealed record Endpoint(string Section, string HostName, string PortName, string Host, int Port)
{
    public string HostPath => $"{Section}.{HostName}";

    public string PortPath => $"{Section}.{PortName}";

    /// <summary>Whether the kernel would refuse the second of the two.</summary>
    public bool Overlaps(Endpoint other)
    {
        if (Port != other.Port || Port == 0)
        {
            return false;
        }

        IPAddress mine = Parse(Host);
        IPAddress others = Parse(other.Host);
        return mine.Equals(others) || Covers(mine, others) || Covers(others, mine);
    }

    public override string ToString() => $"{PortPath} = {Port} on {Host}";

    /// <summary>Whether an address is the wildcard for the other: :: takes IPv4 as well, 0.0.0.0 does not take IPv6.</summary>
    private static bool Covers(IPAddress wide, IPAddress narrow) =>
        wide.Equals(IPAddress.IPv6Any) || (wide.Equals(IPAddress.Any) && narrow.AddressFamily == AddressFamily.InterNetwork);

    private static IPAddress Parse(string host) => host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(host);
}
