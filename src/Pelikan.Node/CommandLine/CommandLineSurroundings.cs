using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;

namespace Pelikan.Node.CommandLine;

/// <summary>What the command line touches beside its arguments.</summary>
public sealed record CommandLineSurroundings
{
    /// <summary>Starts a product; its result is the exit code.</summary>
    public required Func<LaunchRequest, int> Launch { get; init; }

    /// <summary>Variables that may override settings.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Where answers go.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Where complaints go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Commands beside the products, such as the load generator.</summary>
    public IReadOnlyList<Command> Tools { get; init; } = [];
}
