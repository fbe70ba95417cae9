namespace Pelikan.Node;

/// <summary>What the process ends with. 64 to 78 are those of BSD's sysexits, which service managers know.</summary>
public static class ExitCode
{
    /// <summary>Stopped as asked: everything read was answered.</summary>
    public const int Ok = 0;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>Input that was read is wrong: a line of a trace.</summary>
    public const int BadData = 65;

    /// <summary>Something outside the process is not there: a port is taken, an address is not this machine's.</summary>
    public const int Unavailable = 69;

    /// <summary>A defect: a loop of the data plane failed.</summary>
    public const int Software = 70;

    /// <summary>A file could not be created or written: the log, the pid file.</summary>
    public const int CannotCreate = 73;

    /// <summary>The configuration is wrong.</summary>
    public const int Configuration = 78;

    /// <summary>As a shell reports a process that a signal ended.</summary>
    public const int SignalBase = 128;
}
