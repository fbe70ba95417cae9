using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Pelikan.Node.Bench.Memory;

/// <summary>A cache server of its own for one run, on one core and a loopback port, ended with the run.</summary>
internal sealed class CacheProcess : IDisposable
{
    private const int StartTries = 400;
    private const int TryMilliseconds = 25;
    private const int BytesPerKibibyte = 1024;

    private readonly Process _process;

    // The last line that the server wrote, for the message if it does not start.
    private volatile string _lastLine = "";

    private CacheProcess(Process process, EndPoint endPoint)
    {
        (_process, EndPoint) = (process, endPoint);
    }

    public EndPoint EndPoint { get; }

    public int Pid => _process.Id;

    /// <summary>Start a server and wait until it takes connections.</summary>
    /// <param name="core">The core it is bound to.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <exception cref="BenchUnreachableException">It ended at once, or does not answer.</exception>
    public static CacheProcess Start(int core, int port, params string[] command)
    {
        ProcessStartInfo start = new("taskset", ["--cpu-list", core.ToString(CultureInfo.InvariantCulture), .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start) ?? throw new BenchUnreachableException($"{command[0]} does not start");
        CacheProcess server = new(process, new IPEndPoint(IPAddress.Loopback, port));
        process.OutputDataReceived += server.Remember;
        process.ErrorDataReceived += server.Remember;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            server.WaitUntilItAnswers(string.Join(' ', command));
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>The most memory that was resident since the start: proc(5), <c>status</c>, VmHWM.</summary>
    public long ResidentBytesMax() => Field($"/proc/{Pid}/status", "VmHWM:");

    /// <summary>Resident memory, shared pages divided by their users: proc(5), <c>smaps_rollup</c>, Pss.</summary>
    public long ProportionalBytes() => Field($"/proc/{Pid}/smaps_rollup", "Pss:");

    public ServerUsage Usage() => ServerUsage.Of(Pid);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    private void WaitUntilItAnswers(string command)
    {
        for (int i = 0; i < StartTries; i++)
        {
            if (_process.WaitForExit(TryMilliseconds))
            {
                _process.WaitForExit();
                throw new BenchUnreachableException($"the server ended at once, with {_process.ExitCode}: {command}: {_lastLine}");
            }

            if (Answers())
            {
                return;
            }
        }

        throw new BenchUnreachableException($"the server does not answer at {EndPoint}: {command}");
    }

    private void Remember(object sender, DataReceivedEventArgs line) => _lastLine = string.IsNullOrWhiteSpace(line.Data) ? _lastLine : line.Data;

    private bool Answers()
    {
        try
        {
            using Socket probe = new(SocketType.Stream, ProtocolType.Tcp);
            probe.Connect(EndPoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static long Field(string path, string name)
    {
        string line = File.ReadLines(path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            ?? throw new InvalidDataException($"{path} has no line {name}");
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.Integer, CultureInfo.InvariantCulture) * BytesPerKibibyte;
    }
}
