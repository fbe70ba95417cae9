using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Pelikan.Node.Admin;

/// <summary>
/// What signals do: the first SIGTERM or SIGINT begins a graceful stop, the next ends the process at once with 128 and the
/// signal's number; SIGHUP reopens what an operator may have rotated or rewritten. Callbacks run on a thread of the runtime's.
/// </summary>
public sealed class Signals : IDisposable
{
    private const int InterruptNumber = 2;
    private const int TerminateNumber = 15;

    private readonly Action _stop;
    private readonly Action _reopen;
    private readonly Action<int> _exit;
    private readonly PosixSignalRegistration[] _registrations;
    private int _stopping;

    /// <param name="stop">Begin the graceful stop; must return soon.</param>
    /// <param name="reopen">Reopen the log, and what else is read anew.</param>
    /// <param name="exit">End the process with a code; <see cref="Environment.Exit"/> but in tests.</param>
    public Signals(Action stop, Action reopen, Action<int> exit)
    {
        _stop = stop;
        _reopen = reopen;
        _exit = exit;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
        ];
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    internal void On(PosixSignal signal)
    {
        if (signal == PosixSignal.SIGHUP)
        {
            _reopen();
        }
        else if (Interlocked.Exchange(ref _stopping, 1) == 0)
        {
            _stop();
        }
        else
        {
            _exit(ExitCode.SignalBase + (signal == PosixSignal.SIGINT ? InterruptNumber : TerminateNumber));
        }
    }

    private void Handle(PosixSignalContext context)
    {
        // Without this the runtime ends the process on its own terms.
        context.Cancel = true;
        On(context.Signal);
    }
}
