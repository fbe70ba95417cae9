namespace Pelikan.Node.Config.Toml;

/// <summary>How a table came to be, which decides what may still be added to it.</summary>
internal enum TomlTableForm
{
    /// <summary>Named only on the way to a deeper header; its own header may still come.</summary>
    Implicit,

    /// <summary>Has its own header, is the root, or is one element of an array of tables.</summary>
    Header,

    /// <summary>Made by a dotted key; only dotted keys of the same section add values to it.</summary>
    Dotted,

    /// <summary>Written in braces, and complete with them.</summary>
    Inline,
}
