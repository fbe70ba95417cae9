using System.Collections.Generic;

namespace Pelikan.Conformance.Differential;

/// <summary>One command, to be sent to both servers. Between its two pieces goes a CAS id, where it names one.</summary>
/// <param name="Head">The command's bytes up to the CAS id, or all of them.</param>
/// <param name="Tail">Its bytes behind the CAS id.</param>
/// <param name="Cas">Which id it names: each server is sent the one it gave itself.</param>
/// <param name="Keys">The keys it is about: a difference is reported with what happened to them.</param>
/// <param name="Rule">How its replies are compared.</param>
/// <param name="Allowed">The intended difference that its replies may show.</param>
internal sealed record Step(byte[] Head, IReadOnlyList<string> Keys, ReplyRule Rule = ReplyRule.Exact)
{
    public byte[] Tail { get; init; } = [];

    public CasUse? Cas { get; init; }

    public IntendedDifference? Allowed { get; init; }
}
