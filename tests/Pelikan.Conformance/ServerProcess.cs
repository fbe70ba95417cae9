using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using Pelikan.TestKit;

namespace Pelikan.Conformance;

/// <summary>The real server as a process of its own, on free loopback ports, with a configuration file of its own.</summary>
public sealed class ServerProcess : LoopbackProcess
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(20);

    /// <summary>Start a product and wait until its ports answer; the HTTP port is the last to be opened.</summary>
    /// <param name="product">Its name on the command line.</param>
    /// <param name="settings">TOML, section by section, without ports.</param>
    public ServerProcess(string product, params (string Section, string Settings)[] settings)
        : this(product, FreePort(), FreePort(), FreePort(), settings)
    {
    }

    // Tests may run under nohup, whose children ignore the signal that some of them send.
    private ServerProcess(string product, int port, int adminPort, int httpPort, (string Section, string Settings)[] settings)
        : base("env", ["--default-signal=HUP", Binary, product, Configure(port, adminPort, httpPort, settings)], port, httpPort) =>
        (AdminPort, HttpPort) = (adminPort, httpPort);

    public static string Binary { get; } = Path.Combine(AppContext.BaseDirectory, "pelikan");

    public int AdminPort { get; }

    public int HttpPort { get; }

    /// <summary>Send SIGTERM and return the exit code.</summary>
    public int Terminate()
    {
        Signal("TERM");
        return WaitForExit();
    }

    /// <summary>Send a signal, by its name without SIG.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", Pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>End the process without asking it, unless it ends by itself within <paramref name="grace"/>. True if it was killed.</summary>
    public bool Kill(TimeSpan grace)
    {
        bool killed = !Process.WaitForExit(grace);
        if (killed)
        {
            Process.Kill();
        }

        Process.WaitForExit();
        return killed;
    }

    public int WaitForExit()
    {
        if (!Process.WaitForExit(StopDeadline))
        {
            throw new InvalidOperationException($"the server did not exit within {StopDeadline}; its output:\n{Output}");
        }

        // Without a limit this waits for the output too.
        Process.WaitForExit();
        return Process.ExitCode;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        File.Delete(PathOf(Port));
    }

    private static string PathOf(int port) => Path.Combine(Path.GetTempPath(), $"pelikan-conformance-{Environment.ProcessId}-{port}.toml");

    private static string Configure(int port, int adminPort, int httpPort, (string Section, string Settings)[] settings)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"[admin]\nport = {adminPort}\nhttp_port = {httpPort}\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"[server]\nhost = \"127.0.0.1\"\nport = {port}");
        foreach ((string section, string lines) in settings)
        {
            text.AppendLine(section == "server" ? lines : $"\n[{section}]\n{lines}");
        }

        File.WriteAllText(PathOf(port), text.ToString());
        return PathOf(port);
    }
}
