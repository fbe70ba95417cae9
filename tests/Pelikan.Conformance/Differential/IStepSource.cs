using System.Collections.Generic;

namespace Pelikan.Conformance.Differential;

/// <summary>An endless sequence of commands that follows from a seed.</summary>
internal interface IStepSource
{
    IDialect Dialect { get; }

    /// <summary>What is sent first of all.</summary>
    IReadOnlyList<Step> Opening { get; }

    /// <summary>The commands that are sent at once, before a reply is awaited.</summary>
    IReadOnlyList<Step> NextBatch();
}
