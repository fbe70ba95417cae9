namespace Pelikan.Node.CommandLine;

/// <summary>How the process ends; the numbers above 1 are those of sysexits(3).</summary>
public static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The server stopped because of a fault.</summary>
    public const int Fault = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>The configuration is wrong.</summary>
    public const int Configuration = 78;
}
