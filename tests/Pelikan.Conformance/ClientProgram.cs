using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Pelikan.Conformance;

/// <summary>A client program that somebody else wrote, run to its end.</summary>
internal static class ClientProgram
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>The folder with the sessions, in the source tree: npm installs its packages beside them.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>Run a program and return its exit code and everything it printed.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments) => RunWith(input: string.Empty, program, arguments);

    /// <summary>Run a program that reads <paramref name="input"/>.</summary>
    public static (int ExitCode, string Output) RunWith(string input, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        using Process process = Process.Start(start)
            ?? throw new InvalidOperationException($"{program} did not start; ./test installs it");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Deadline))
        {
            process.Kill();
            throw new InvalidOperationException($"{program} did not finish within {Deadline}: {output.Result}{errors.Result}");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }

    private static string FindFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "Pelikan.Conformance", "clients");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("tests/Pelikan.Conformance/clients is not above the test assembly");
    }
}
