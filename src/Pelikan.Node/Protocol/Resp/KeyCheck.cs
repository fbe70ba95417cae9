using System;
using Pelikan.Node.Protocol.Memcache;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>What a key may be: what it may be to memcached's clients, as all see the same items.</summary>
internal static class KeyCheck
{
    public static bool IsKey(scoped ReadOnlySpan<byte> key) => (uint)(key.Length - 1) < MemcacheKey.LengthMax;

    /// <summary>Whether every word that the table takes for a key is one.</summary>
    public static bool AreKeys(RespCommandInfo command, scoped in RespArguments arguments)
    {
        if (command.FirstKey != 0)
        {
            int last = command.LastKey < 0 ? arguments.Count + command.LastKey : command.LastKey;
            for (int i = command.FirstKey; i <= last && i < arguments.Count; i += command.KeyStep)
            {
                if (!IsKey(arguments[i]))
                {
                    return false;
                }
            }
        }

        return command.KeyCountAt == 0 || AreCountedKeys(command.KeyCountAt, arguments);
    }

    // A count that is wrong is for the command itself to refuse.
    private static bool AreCountedKeys(int countAt, scoped in RespArguments arguments)
    {
        if (!RespNumber.TryParse(arguments[countAt], out long count) || count < 0 || count > arguments.Count - countAt - 1)
        {
            return true;
        }

        for (int i = 0; i < count; i++)
        {
            if (!IsKey(arguments[countAt + 1 + i]))
            {
                return false;
            }
        }

        return true;
    }
}
