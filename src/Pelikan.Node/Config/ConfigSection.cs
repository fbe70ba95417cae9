using System.Collections.Generic;

namespace Pelikan.Node.Config;

/// <summary>A table of the file: its name (empty for the top level), what it is about, and its keys.</summary>
public sealed record ConfigSection(string Name, string Help, IReadOnlyList<ConfigKey> Keys);
