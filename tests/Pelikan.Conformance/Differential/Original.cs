using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;

namespace Pelikan.Conformance.Differential;

/// <summary>One of the originals, memcached or redis-server, as a process on a free loopback port. It keeps nothing on disk.</summary>
public sealed class Original : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    private Original(string program, int port, string[] arguments)
    {
        Port = port;
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start; ./test installs it");
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        WaitUntilItAnswers(program);
    }

    public int Port { get; }

    /// <summary>Start memcached with some more options.</summary>
    public static Original Memcached(params string[] options)
    {
        int port = ServerProcess.FreePort();
        return new Original("memcached", port, ["-l", "127.0.0.1", "-p", Number(port), "-U", "0", "-u", Environment.UserName, "-t", "1", "-m", "256", .. options]);
    }

    /// <summary>Start redis-server with some more options.</summary>
    public static Original Redis(params string[] options)
    {
        int port = ServerProcess.FreePort();
        return new Original("redis-server", port, ["--bind", "127.0.0.1", "--port", Number(port), "--save", string.Empty, "--appendonly", "no", .. options]);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void WaitUntilItAnswers(string program)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using TcpClient client = new();
                client.Connect(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (!_process.HasExited && Stopwatch.GetElapsedTime(started) < StartDeadline)
            {
                _process.WaitForExit(20);
            }
            catch (SocketException failure)
            {
                Dispose();
                throw new InvalidOperationException($"{program} does not answer on port {Port}", failure);
            }
        }
    }
}
