using System.Collections.Generic;

namespace Pelikan.Fuzz.Targets;

/// <summary>Something that takes bytes from outside, and what must hold whatever the bytes are.</summary>
public interface IFuzzTarget
{
    /// <summary>Inputs to begin with: one of each kind that the target understands.</summary>
    IReadOnlyList<string> Seeds { get; }

    /// <summary>Words that mean something to the target; a mutation inserts them whole.</summary>
    IReadOnlyList<string> Dictionary { get; }

    /// <summary>
    /// Run one input and return how many requests it held. The outcome depends on the input alone.
    /// Throws where an invariant does not hold.
    /// </summary>
    int Run(byte[] input);
}
