using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using Xunit;

namespace Pelikan.Conformance;

/// <summary>Each session on the page docs/clients.md is run, and prints what the page says.</summary>
public sealed partial class ClientsPageTests : IDisposable
{
    private const string PagePort = "12321";

    private readonly ServerProcess _server = new("segcache", ("server", "protocols = \"all\""), ("worker", "threads = 1"));

    public static TheoryData<string> Titles
    {
        get
        {
            TheoryData<string> titles = [];
            foreach (Match section in Section().Matches(Page()))
            {
                titles.Add(section.Groups["title"].Value.Trim());
            }

            return titles;
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void The_session_prints_what_the_page_says(string title)
    {
        Match section = Find(title);
        string code = section.Groups["code"].Value.Replace(PagePort, _server.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        (int exitCode, string output) = Run(section.Groups["language"].Value, code);
        Assert.True(exitCode == 0, output);
        Assert.Equal(section.Groups["output"].Value.TrimEnd(), output.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd());
    }

    [Fact]
    public void Every_session_is_found_and_is_short()
    {
        Assert.Equal(Heading().Count(Page()), Titles.Count);
        foreach (Match section in Section().Matches(Page()))
        {
            Assert.InRange(section.Groups["code"].Value.TrimEnd().Split('\n').Length, 1, 5);
        }
    }

    public void Dispose() => _server.Dispose();

    private static (int ExitCode, string Output) Run(string language, string code) => language switch
    {
        "sh" => ClientProgram.Run("bash", "-c", code),
        "python" => ClientProgram.Run("/usr/bin/python3", "-c", code),
        "javascript" => ClientProgram.Run("node", "-e", code),
        "php" => ClientProgram.Run("php", "-r", code),
        "csharp" => RunCSharp(code),
        _ => throw new ArgumentException($"nothing runs {language}", nameof(language)),
    };

    // A file is a program; in a folder of its own, so that no setting of this repository applies.
    private static (int ExitCode, string Output) RunCSharp(string code)
    {
        string folder = Directory.CreateTempSubdirectory("pelikan-clients-").FullName;
        try
        {
            string file = Path.Combine(folder, "session.cs");
            File.WriteAllText(file, code);
            return ClientProgram.Run("dotnet", "run", file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Page() => File.ReadAllText(Path.Combine(ClientProgram.Folder, "..", "..", "..", "docs", "clients.md"));

    private static Match Find(string title)
    {
        foreach (Match section in Section().Matches(Page()))
        {
            if (section.Groups["title"].Value.Trim() == title)
            {
                return section;
            }
        }

        throw new ArgumentException($"no section {title}", nameof(title));
    }

    [GeneratedRegex(@"^## ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^## (?<title>[^\n]+)\n(?:(?!```|^## )[^\n]*\n)*```(?<language>\w+)\n(?<code>.*?)```\n\n```text\n(?<output>.*?)```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();
}
