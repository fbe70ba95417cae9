using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pelikan.TestKit;

/// <summary>A program that serves on loopback ports, as a process of its own: ready when it is made, and ended by its pid with it.</summary>
public abstract class LoopbackProcess : IDisposable
{
    private const int RetryMilliseconds = 20;

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);

    private readonly StringBuilder _output = new();

    /// <summary>Start a program and wait until it takes connections.</summary>
    /// <param name="program">Its name, looked for on the path.</param>
    /// <param name="arguments">Its arguments, which tell it its ports.</param>
    /// <param name="ports">The ports that it is to answer on, the one for data first.</param>
    /// <exception cref="InvalidOperationException">There is no such program, or it does not answer; the message has its output.</exception>
    protected LoopbackProcess(string program, IEnumerable<string> arguments, params int[] ports)
    {
        Port = ports[0];
        Process = Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true });
        Process.OutputDataReceived += Collect;
        Process.ErrorDataReceived += Collect;
        Process.BeginOutputReadLine();
        Process.BeginErrorReadLine();
        foreach (int port in ports)
        {
            WaitUntilItAnswers(program, port);
        }
    }

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    public int Pid => Process.Id;

    /// <summary>All that it has written so far.</summary>
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

    protected Process Process { get; }

    /// <summary>A loopback port that nothing listens on.</summary>
    public static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public Socket Connect() => Connect(Port);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => End();

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new InvalidOperationException($"{start.FileName} did not start; ./test installs what the tests need", failure);
        }
    }

    private static Socket Connect(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private void WaitUntilItAnswers(string program, int port)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                Connect(port).Dispose();
                return;
            }
            catch (SocketException) when (!Process.HasExited && Stopwatch.GetElapsedTime(started) < StartDeadline)
            {
                Process.WaitForExit(RetryMilliseconds);
            }
            catch (SocketException failure)
            {
                End();
                throw new InvalidOperationException($"{program} does not answer on port {port}; its output:\n{Output}", failure);
            }
        }
    }

    private void End()
    {
        Process.Kill();
        Process.WaitForExit();
        Process.Dispose();
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }
}
