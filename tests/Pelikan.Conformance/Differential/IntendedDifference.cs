using System;

namespace Pelikan.Conformance.Differential;

/// <summary>Something that this server answers otherwise than the original, on purpose.</summary>
/// <param name="Name">What a client does.</param>
/// <param name="Theirs">What the original answers.</param>
/// <param name="Ours">What this server answers.</param>
/// <param name="Why">The reason.</param>
internal sealed record IntendedDifference(string Name, string Theirs, string Ours, string Why)
{
    /// <summary>Whether two replies differ just so, for differences that the random commands meet; the others they avoid.</summary>
    public Func<string, string, bool>? Replies { get; init; }

    public bool Accepts(string ours, string theirs) => Replies is not null && Replies(ours, theirs);
}
