using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Pelikan.Actors.Kernel;

/// <summary>
/// Ends a process in phases, one after the other; the tasks of one phase run together. A task that fails or takes longer than its
/// phase allows is reported, and the next phase begins all the same: an end that hangs helps nobody.
/// </summary>
public sealed class CoordinatedShutdown
{
    /// <summary>Say that no new work is wanted: readiness turns false.</summary>
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";

    /// <summary>Listeners close: no new session.</summary>
    public const string PhaseServiceUnbind = "service-unbind";

    /// <summary>Requests that were read are answered.</summary>
    public const string PhaseServiceRequestsDone = "service-requests-done";

    /// <summary>Workers and admin ports end.</summary>
    public const string PhaseServiceStop = "service-stop";

    /// <summary>Logs are flushed while actors can still speak.</summary>
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";

    /// <summary>The actors end.</summary>
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    /// <summary>In the order in which they run.</summary>
    public static readonly ImmutableArray<string> Phases =
    [
        PhaseBeforeServiceUnbind, PhaseServiceUnbind, PhaseServiceRequestsDone, PhaseServiceStop,
        PhaseBeforeActorSystemTerminate, PhaseActorSystemTerminate,
    ];

    private const string Section = "pelikan.coordinated-shutdown";

    private readonly ActorSystem _system;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TimeSpan> _timeouts = [];
    private readonly Dictionary<string, List<PhaseTask>> _tasks = [];
    private Task<Done>? _run;

    internal CoordinatedShutdown(ActorSystem system, Config config)
    {
        _system = system;
        TimeSpan usual = config.GetTimeSpan($"{Section}.default-phase-timeout");
        foreach (string phase in Phases)
        {
            string path = $"{Section}.phases.{phase}.timeout";
            _timeouts.Add(phase, config.HasPath(path) ? config.GetTimeSpan(path) : usual);
            _tasks.Add(phase, []);
        }
    }

    /// <summary>Why the shutdown runs; null while it does not.</summary>
    public Reason? ShutdownReason { get; private set; }

    public static CoordinatedShutdown Get(ActorSystem system) => system.CoordinatedShutdown;

    /// <summary>Do something in a phase. A task added to a phase that has begun is not run.</summary>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        lock (_gate)
        {
            if (!_tasks.TryGetValue(phase, out List<PhaseTask>? tasks))
            {
                throw new ArgumentException($"unknown phase \"{phase}\"; there are {string.Join(", ", Phases)}", nameof(phase));
            }

            tasks.Add(new PhaseTask(taskName, task));
        }
    }

    /// <summary>Run all phases; done when the last has ended. The first call runs them, every other one gets the same task.</summary>
    public Task<Done> Run(Reason reason)
    {
        lock (_gate)
        {
            if (_run is null)
            {
                ShutdownReason = reason;

                // On the pool: a task may begin with work, and the caller may be a signal handler or an actor.
                _run = Task.Factory.StartNew(
                    RunPhases, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();
            }

            return _run;
        }
    }

    /// <summary>How long a phase may take.</summary>
    internal TimeSpan TimeoutOf(string phase) => _timeouts[phase];

    private async Task<Done> RunPhases()
    {
        foreach (string phase in Phases)
        {
            PhaseTask[] tasks;
            lock (_gate)
            {
                tasks = [.. _tasks[phase]];
            }

            await Task.WhenAll(tasks.Select(task => RunTask(phase, task))).ConfigureAwait(false);
        }

        _system.FinalTerminate();
        await RunTask(PhaseActorSystemTerminate, new PhaseTask("terminate-system", WhenTerminated)).ConfigureAwait(false);
        return Done.Instance;
    }

    private async Task<Done> WhenTerminated()
    {
        await _system.WhenTerminated.ConfigureAwait(false);
        return Done.Instance;
    }

    private async Task RunTask(string phase, PhaseTask task)
    {
        try
        {
            await task.Body().WaitAsync(_timeouts[phase], _system.Time).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            _system.ShutdownTaskFailed(phase, task.Name, failure);
        }
    }

    private sealed record PhaseTask(string Name, Func<Task<Done>> Body);

    /// <summary>Why a shutdown runs. One type per reason.</summary>
    public class Reason
    {
        protected Reason()
        {
        }

        public override string ToString() => GetType().Name;
    }

    /// <summary><see cref="ActorSystem.Terminate"/> was called.</summary>
    public sealed class ActorSystemTerminateReason : Reason
    {
        public static readonly ActorSystemTerminateReason Instance = new();

        private ActorSystemTerminateReason()
        {
        }
    }

    /// <summary>The process was asked to end, by a signal or by an operator.</summary>
    public sealed class ClrExitReason : Reason
    {
        public static readonly ClrExitReason Instance = new();

        private ClrExitReason()
        {
        }
    }
}
