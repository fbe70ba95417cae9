using System;
using System.Diagnostics;
using Xunit;

namespace Pelikan.Conformance;

/// <summary>A test that mounts a file system of its own, for nobody else to see; left out where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrivateMountFactAttribute : FactAttribute
{
    /// <summary>Runs what follows as root of a user and mount namespace of its own.</summary>
    public static readonly string[] Namespace = ["--map-root-user", "--mount"];

    public PrivateMountFactAttribute()
    {
        if (!IsAllowed())
        {
            Skip = "this machine does not let a test mount a file system in a namespace of its own";
        }
    }

    private static bool IsAllowed()
    {
        try
        {
            using Process probe = Process.Start("unshare", [.. Namespace, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
            probe.WaitForExit();
            return probe.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
