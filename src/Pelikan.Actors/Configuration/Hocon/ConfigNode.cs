using System.Collections.Generic;

namespace Pelikan.Actors.Configuration.Hocon;

/// <summary>A value of settings that are read and resolved. Immutable.</summary>
internal abstract record ConfigNode(HoconOrigin Origin)
{
    /// <summary>How an error names it.</summary>
    public abstract string Describe();

    public sealed record Object(HoconOrigin Origin, OrderedDictionary<string, ConfigNode> Fields) : ConfigNode(Origin)
    {
        public override string Describe() => "an object";
    }

    public sealed record Array(HoconOrigin Origin, IReadOnlyList<ConfigNode> Items) : ConfigNode(Origin)
    {
        public override string Describe() => "a list";
    }

    public sealed record Scalar(HoconOrigin Origin, string Text) : ConfigNode(Origin)
    {
        public override string Describe() => $"\"{Text}\"";
    }

    /// <summary>Takes a setting away.</summary>
    public sealed record Null(HoconOrigin Origin) : ConfigNode(Origin)
    {
        public override string Describe() => "null";
    }
}
