using System;

namespace Pelikan.Node.Config.Toml;

/// <summary>
/// A date, a time, both, or both with an offset from UTC: what is absent is null. Years run from 1 to 9999; fractions of
/// a second are kept to 100 ns and cut there, as the specification allows.
/// </summary>
public readonly record struct TomlDateTime(DateOnly? Date, TimeOnly? Time, TimeSpan? Offset);
