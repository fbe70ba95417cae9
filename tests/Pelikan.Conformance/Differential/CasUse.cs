namespace Pelikan.Conformance.Differential;

/// <summary>Names a CAS id by what it is to the key: the latest that was told of it, or the one before.</summary>
internal readonly record struct CasUse(string Key, bool Stale);
