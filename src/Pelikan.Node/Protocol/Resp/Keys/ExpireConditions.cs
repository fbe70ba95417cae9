using System;
using System.Text;

namespace Pelikan.Node.Protocol.Resp.Keys;

/// <summary>What stands behind the number of EXPIRE and its kin.</summary>
[Flags]
internal enum ExpireConditions : byte
{
    None = 0,

    /// <summary>NX: it does not expire yet.</summary>
    OnlyNew = 1,

    /// <summary>XX: it expires.</summary>
    OnlyPresent = 2,

    /// <summary>GT: it would expire earlier.</summary>
    OnlyLater = 4,

    /// <summary>LT: it would expire later, or never.</summary>
    OnlyEarlier = 8,
}

/// <summary>Reads them.</summary>
internal static class ExpireConditionWords
{
    /// <summary>Answers an error and is false where they are none or do not go together.</summary>
    public static bool TryParse<TStore>(
        scoped in RespArguments arguments, int first, scoped ref RespExchange<TStore> exchange, out ExpireConditions conditions)
        where TStore : struct, IStore
    {
        conditions = ExpireConditions.None;
        for (int i = first; i < arguments.Count; i++)
        {
            ExpireConditions condition = Of(arguments[i]);
            if (condition == ExpireConditions.None)
            {
                exchange.Reply.Error(RespRefusals.Naming("ERR Unsupported option ", arguments[i]));
                return false;
            }

            conditions |= condition;
        }

        bool alone = (conditions & ExpireConditions.OnlyNew) == 0 || conditions == ExpireConditions.OnlyNew;
        bool oneWay = (conditions & (ExpireConditions.OnlyLater | ExpireConditions.OnlyEarlier)) != (ExpireConditions.OnlyLater | ExpireConditions.OnlyEarlier);
        if (!alone)
        {
            exchange.Reply.Error("ERR NX and XX, GT or LT options at the same time are not compatible"u8);
        }
        else if (!oneWay)
        {
            exchange.Reply.Error("ERR GT and LT options at the same time are not compatible"u8);
        }

        return alone && oneWay;
    }

    private static ExpireConditions Of(scoped ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(word, "NX"u8) ? ExpireConditions.OnlyNew
        : Ascii.EqualsIgnoreCase(word, "XX"u8) ? ExpireConditions.OnlyPresent
        : Ascii.EqualsIgnoreCase(word, "GT"u8) ? ExpireConditions.OnlyLater
        : Ascii.EqualsIgnoreCase(word, "LT"u8) ? ExpireConditions.OnlyEarlier
        : ExpireConditions.None;
}
