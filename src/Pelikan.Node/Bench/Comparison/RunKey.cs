namespace Pelikan.Node.Bench.Comparison;

/// <summary>One server in one row of a comparison.</summary>
internal readonly record struct RunKey(string Row, string Server);
