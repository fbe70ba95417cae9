using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Strings;

/// <summary>What the updates of strings have in common.</summary>
internal static class StringUpdate
{
    /// <summary>Another value for a string that keeps its expiry and flags; what memcached's clients had marked on the old value is over.</summary>
    public static NewItem Of(scoped in ItemView present, bool exists, int length) => exists
        ? NewItem.Of(in present, length) with { Marks = present.Marks & ItemMarks.BinaryKey }
        : new NewItem(length, 0, Instant.Never);
}
