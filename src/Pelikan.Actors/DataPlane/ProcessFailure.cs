using System;
using System.IO;

namespace Pelikan.Actors.DataPlane;

/// <summary>Says on the error output which loop died of what, and ends the process.</summary>
public sealed class ProcessFailure : IProcessFailure
{
    /// <summary>EX_SOFTWARE of sysexits.h: an internal error.</summary>
    public const int ExitCode = 70;

    private readonly TextWriter _error;
    private readonly Action<int> _exit;

    public ProcessFailure()
        : this(Console.Error, Environment.Exit)
    {
    }

    /// <summary>With another output and another way to end.</summary>
    internal ProcessFailure(TextWriter error, Action<int> exit)
    {
        _error = error;
        _exit = exit;
    }

    public void Fatal(string loopName, Exception failure)
    {
        try
        {
            _error.WriteLine($"pelikan: {loopName} has failed and its sessions are lost; the process ends with code {ExitCode}: {failure}");
            _error.Flush();
        }
        finally
        {
            // Nobody to tell is no reason to live on.
            _exit(ExitCode);
        }
    }
}
