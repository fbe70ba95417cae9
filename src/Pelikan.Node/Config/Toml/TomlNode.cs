namespace Pelikan.Node.Config.Toml;

/// <summary>One value of a document, and where it is written.</summary>
public abstract class TomlNode
{
    private protected TomlNode(TomlKind kind, TomlLocation location)
    {
        Kind = kind;
        Location = location;
    }

    public TomlKind Kind { get; }

    public TomlLocation Location { get; }

    /// <summary>The kind with its article, for messages: "a string", "an integer".</summary>
    public string KindText => Kind switch
    {
        TomlKind.String => "a string",
        TomlKind.Integer => "an integer",
        TomlKind.Float => "a float",
        TomlKind.Boolean => "a boolean",
        TomlKind.OffsetDateTime or TomlKind.LocalDateTime => "a date-time",
        TomlKind.LocalDate => "a date",
        TomlKind.LocalTime => "a time",
        TomlKind.Array => "an array",
        _ => "a table",
    };
}
