using System;
using System.Collections.Generic;

namespace Pelikan.Node.Config;

/// <summary>The configuration is refused. Carries every problem found, not only the first; the message has one a line.</summary>
public sealed class ConfigException : Exception
{
    public ConfigException(IReadOnlyList<ConfigProblem> problems)
        : base(string.Join(Environment.NewLine, problems))
    {
        Problems = problems;
    }

    public IReadOnlyList<ConfigProblem> Problems { get; }
}
