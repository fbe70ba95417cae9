using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Pelikan.Actors.Guardian;
using Pelikan.Actors.Messages;
using Pelikan.Node.Admin;
using Pelikan.Node.CommandLine;
using Pelikan.Node.Config;
using Pelikan.Node.Logging;
using Pelikan.Node.Net;

namespace Pelikan.Node;

/// <summary>
/// One run of a node, from its configuration to its exit code: the parts, then the actors, then the admin ports; and the same way back
/// when a signal or an operator says so.
/// </summary>
internal sealed class NodeLifecycle : IDisposable
{
    private readonly LaunchRequest _request;
    private readonly TimeProvider _time;
    private readonly NodeLog _log;
    private readonly ILogger _logger;

    private NodeLifecycle(LaunchRequest request, TimeProvider time, NodeLog log)
    {
        _request = request;
        _time = time;
        _log = log;
        _logger = log.Factory.CreateLogger("pelikan");
    }

    /// <summary>Serve until told to stop; the result is the exit code. Faults that an operator can mend are told on <paramref name="error"/>.</summary>
    public static int Run(LaunchRequest request, TimeProvider time, TextWriter error)
    {
        try
        {
            using NodeLog log = Keyed("debug.log_file", () => NodeLog.Open(request.Config.Debug.LogLevel, request.Config.Debug.LogFile, time));
            using NodeLifecycle lifecycle = new(request, time, log);
            lifecycle.Serve().GetAwaiter().GetResult();
            return ExitCode.Ok;
        }
        catch (Exception fault) when (ExitCodeOf(fault) is int code)
        {
            error.WriteLine($"pelikan: {fault.Message}");
            return code;
        }
    }

    public void Dispose() => _log.Dispose();

    /// <summary>What cannot be written is the operator's to mend: say which key names it.</summary>
    private static T Keyed<T>(string key, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{key}: {fault.Message}", fault);
        }
    }

    private static int? ExitCodeOf(Exception fault) => fault switch
    {
        ListenException or InsufficientMemoryException => ExitCode.Unavailable,
        AuthFileException => ExitCode.Configuration,
        IOException or UnauthorizedAccessException => ExitCode.CannotCreate,
        _ => null,
    };

    private async Task Serve()
    {
        using PidFile? pidFile = _request.Config.PidFilename.Length == 0
            ? null
            : Keyed("pid_filename", () => PidFile.Write(_request.Config.PidFilename, Environment.ProcessId));
        using NodeParts parts = new NodeBuilder(_request, _log, _time).Build();
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ActorSystem system = NewSystem(parts, ended, out NodePlan plan);
        using RuntimeTrim trim = new(_time);
        using Signals signals = new(() => Stop(system, ended), () => Reopen(parts), Environment.Exit);
        try
        {
            await Start(parts, plan, system, ended);
            await ended.Task;
        }
        catch
        {
            // What runs already has threads of its own: it ends in order before the fault is told.
            Stop(system, ended);
            await ended.Task;
            Seal(parts, plan);
            throw;
        }

        Seal(parts, plan);
        _logger.LogInformation("stopped");
    }

    /// <summary>Take up what an operator has put in the place of what was there.</summary>
    private void Reopen(NodeParts parts)
    {
        _log.Reopen();
        parts.AuthFile?.Reload();
    }

    /// <summary>Everything has ended, or should have: leave a heap that is in a file for the next start.</summary>
    private static void Seal(NodeParts parts, NodePlan plan)
    {
        if (plan.Workers.All(worker => worker.WhenStopped.IsCompleted))
        {
            parts.Storage?.Seal(parts.Clock.Now());
        }
        else
        {
            parts.Storage?.LeaveOpen("a worker has not ended");
        }
    }

    /// <summary>The admin port, the actors with their loops, and the HTTP port, which takes longest, last.</summary>
    private async Task Start(NodeParts parts, NodePlan plan, ActorSystem system, TaskCompletionSource ended)
    {
        parts.Storage?.BeginUse();
        CoordinatedShutdown shutdown = CoordinatedShutdown.Get(system);
        IActorRef guardian = system.ActorOf(NodeGuardian.Props(plan), NodeGuardian.Name);
        AdminServer admin = StartAdmin(parts, plan, guardian, () => Stop(system, ended));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "admin-port", () => End(admin));
        foreach (EndPoint endPoint in parts.Listener.LocalEndPoints)
        {
            _logger.LogInformation("serving {Product} {Address}", ProductNames.Of(_request.Product), endPoint);
        }

        HttpServer? http = await StartHttp(parts, plan);
        if (http is not null)
        {
            shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "http-port", () => End(http));
        }

        _logger.LogInformation("ready {Workers} {Admin} {Http}", parts.Workers.Length, admin.EndPoint, http?.EndPoint);
    }

    private ActorSystem NewSystem(NodeParts parts, TaskCompletionSource ended, out NodePlan plan)
    {
        ActorSystem? made = null;
        plan = parts.Plan(new NodeRequests(
            () => parts.Storage?.FlushAll(parts.Clock.Now()),
            () => Stop(made!, ended)));
        ActorSystem system = ActorSystem.Create("pelikan", new KernelSetup
        {
            Config = plan.Settings.Config,
            Time = _time,
            Observer = new KernelLog(_log.Factory.CreateLogger<ActorSystem>()),
        });
        made = system;
        plan.Metrics.Add(system.Metrics);
        NodeShutdown.Register(CoordinatedShutdown.Get(system), plan);
        return system;
    }

    private AdminServer StartAdmin(NodeParts parts, NodePlan plan, IActorRef guardian, Action stop)
    {
        AdminActions actions = new(
            parts.Control,
            plan.Metrics,
            cancellation => guardian.Ask<FlushedAll>(new FlushAll(), cancellation),
            cancellation => parts.Storage?.Checks.RunAsync(cancellation) ?? Task.FromResult(ImmutableArray<ShardCheck>.Empty),
            stop);
        AdminConfig config = _request.Config.Admin;
        IPEndPoint endPoint = Address(config.Host, config.Port);
        return Bind("admin.port", endPoint, () =>
            AdminServer.Start(endPoint, actions, new AdminLimits(), parts.AdminMetrics, _time, _log.Factory));
    }

    private async Task<HttpServer?> StartHttp(NodeParts parts, NodePlan plan)
    {
        AdminConfig config = _request.Config.Admin;
        if (!config.HttpEnabled)
        {
            return null;
        }

        IPEndPoint endPoint = Address(config.HttpHost, config.HttpPort);
        Task<HttpServer> starting = HttpServer.StartAsync(
            endPoint, plan.Metrics, plan.Readiness, PelikanCommandLine.Version, parts.AdminMetrics, _log.Factory);
        await Task.WhenAny(starting);
        return Bind("admin.http_port", endPoint, () => starting.GetAwaiter().GetResult());
    }

    /// <summary>A port that is taken is the operator's to free: say which, and which key moves it.</summary>
    private static T Bind<T>(string key, IPEndPoint endPoint, Func<T> bind)
    {
        try
        {
            return bind();
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            throw new ListenException($"cannot listen on {endPoint} ({key}): {fault.Message}; free the port or set another", fault);
        }
    }

    private static IPEndPoint Address(string host, int port) =>
        new(host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(host), port);

    private static async Task<Done> End(IAsyncDisposable server)
    {
        await server.DisposeAsync();
        return Done.Instance;
    }

    private static void Stop(ActorSystem system, TaskCompletionSource ended) =>
        CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance)
            .ContinueWith(_ => ended.TrySetResult(), TaskScheduler.Default);
}
