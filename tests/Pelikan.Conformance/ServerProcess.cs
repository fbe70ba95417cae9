using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pelikan.Conformance;

/// <summary>The real server as a process of its own, on free loopback ports, with a configuration file of its own.</summary>
public sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _configPath;
    private readonly StringBuilder _output = new();

    /// <summary>Start a product and wait until all its ports answer; the HTTP port is the last to be opened.</summary>
    /// <param name="product"><c>segcache</c> or <c>pingserver</c>.</param>
    /// <param name="settings">TOML, section by section, without ports.</param>
    public ServerProcess(string product, params (string Section, string Settings)[] settings)
    {
        Port = FreePort();
        AdminPort = FreePort();
        HttpPort = FreePort();
        _configPath = Path.Combine(Path.GetTempPath(), $"pelikan-conformance-{Environment.ProcessId}-{Port}.toml");
        File.WriteAllText(_configPath, Configuration(settings));

        // Tests may run under nohup, whose children ignore the signal that some of them send.
        string pelikan = Path.Combine(AppContext.BaseDirectory, "pelikan");
        _process = Process.Start(new ProcessStartInfo("env", ["--default-signal=HUP", pelikan, product, _configPath])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.OutputDataReceived += Collect;
        _process.ErrorDataReceived += Collect;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        WaitUntilItAnswers(Port);
        WaitUntilItAnswers(HttpPort);
    }

    public int Port { get; }

    public int AdminPort { get; }

    public int HttpPort { get; }

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

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
        bool killed = !_process.WaitForExit(grace);
        if (killed)
        {
            _process.Kill();
        }

        _process.WaitForExit();
        return killed;
    }

    public int WaitForExit()
    {
        if (!_process.WaitForExit(StopDeadline))
        {
            throw new InvalidOperationException($"the server did not exit within {StopDeadline}; its output:\n{Output}");
        }

        // Without a limit this waits for the output too.
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        File.Delete(_configPath);
    }

    /// <summary>A loopback port that nothing listens on.</summary>
    public static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private string Configuration((string Section, string Settings)[] settings)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"[admin]\nport = {AdminPort}\nhttp_port = {HttpPort}\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"[server]\nhost = \"127.0.0.1\"\nport = {Port}");
        foreach ((string section, string lines) in settings)
        {
            text.AppendLine(section == "server" ? lines : $"\n[{section}]\n{lines}");
        }

        return text.ToString();
    }

    private void WaitUntilItAnswers(int port)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using TcpClient client = new();
                client.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (!_process.HasExited && Stopwatch.GetElapsedTime(started) < StartDeadline)
            {
                _process.WaitForExit(20);
            }
            catch (SocketException failure)
            {
                Dispose();
                throw new InvalidOperationException($"the server does not answer on port {port}; its output:\n{Output}", failure);
            }
        }
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }
}
