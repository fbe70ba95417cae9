using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace Pelikan.Node.Tests.Admin;

/// <summary>Prometheus' own checker, from Debian's prometheus package, which ./test installs.</summary>
internal static class Promtool
{
    /// <summary>Let it read an exposition: the exit code is 0 where it is accepted, 3 where something is bad style.</summary>
    internal static async Task<(int ExitCode, string Output)> CheckAsync(string metrics)
    {
        using Process promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("promtool did not start; ./test installs it");
        Task<string> output = promtool.StandardOutput.ReadToEndAsync();
        Task<string> errors = promtool.StandardError.ReadToEndAsync();
        await promtool.StandardInput.WriteAsync(metrics);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync();
        return (promtool.ExitCode, await output + await errors);
    }
}
