using System.Collections.Generic;

namespace Pelikan.Fuzz.Targets;

/// <summary>The canary: a fuzzer that does not find its bug finds nothing.</summary>
public sealed class CanaryTarget : IFuzzTarget
{
    // The word that leads to the bug is in neither: coverage alone must spell it.
    public IReadOnlyList<string> Seeds => ["get a\r\n"];

    public IReadOnlyList<string> Dictionary => ["\r\n", " "];

    public int Run(byte[] input) => CanaryParser.Parse(input);
}
