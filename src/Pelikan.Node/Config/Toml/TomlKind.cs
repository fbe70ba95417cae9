namespace Pelikan.Node.Config.Toml;

/// <summary>The value types of TOML 1.0.</summary>
public enum TomlKind
{
    String,
    Integer,
    Float,
    Boolean,
    OffsetDateTime,
    LocalDateTime,
    LocalDate,
    LocalTime,
    Array,
    Table,
}
