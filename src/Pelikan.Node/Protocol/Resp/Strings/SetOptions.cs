using System;
using System.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Strings;

/// <summary>What stands behind the value of SET and the key of GETEX.</summary>
internal struct SetOptions
{
    private ExpiryUnit _unit;
    private int _expiryAt;

    /// <summary>NX.</summary>
    public bool OnlyNew { get; private set; }

    /// <summary>XX.</summary>
    public bool OnlyPresent { get; private set; }

    /// <summary>GET.</summary>
    public bool TellsOld { get; private set; }

    /// <summary>KEEPTTL.</summary>
    public bool KeepsExpiry { get; private set; }

    /// <summary>PERSIST.</summary>
    public bool Persists { get; private set; }

    public readonly bool HasExpiry => _unit != ExpiryUnit.None;

    /// <summary>Read the words from a place on; false is a syntax error.</summary>
    public static bool TryParse(scoped in RespArguments arguments, int first, bool isSet, out SetOptions options)
    {
        options = default;
        for (int i = first; i < arguments.Count; i++)
        {
            ReadOnlySpan<byte> word = arguments[i];
            bool taken = isSet ? options.TryCondition(word) : options.TryPersist(word);
            if (taken)
            {
                continue;
            }

            if (i + 1 == arguments.Count || !options.TryExpiry(word, i + 1))
            {
                return false;
            }

            i++;
        }

        return true;
    }

    /// <summary>The expiry that was asked for, never if none was; answers an error and is false where it is none.</summary>
    public readonly bool TryExpiry<TStore>(
        scoped in RespArguments arguments, string command, scoped ref RespExchange<TStore> exchange, out Instant expiry)
        where TStore : struct, IStore
    {
        expiry = Instant.Never;
        return _unit == ExpiryUnit.None || TryExpiry(arguments[_expiryAt], _unit, command, ref exchange, out expiry);
    }

    /// <summary>The expiry of a new value; answers an error and is false where it is none.</summary>
    public static bool TryExpiry<TStore>(
        scoped ReadOnlySpan<byte> word, ExpiryUnit unit, string command, scoped ref RespExchange<TStore> exchange, out Instant expiry)
        where TStore : struct, IStore
    {
        expiry = default;
        if (!RespNumber.TryParse(word, out long number))
        {
            exchange.Reply.Error(RespErrors.NotInteger);
            return false;
        }

        if (RespExpiry.TryOfNew(number, unit, exchange.Guard.Now, exchange.Server.UnixMillisecondsAtInstantZero, out expiry))
        {
            return true;
        }

        exchange.Reply.Error(RespRefusals.InvalidExpiry(command));
        return false;
    }

    private bool TryCondition(scoped ReadOnlySpan<byte> word)
    {
        if (Ascii.EqualsIgnoreCase(word, "NX"u8) && !OnlyPresent)
        {
            return OnlyNew = true;
        }

        if (Ascii.EqualsIgnoreCase(word, "XX"u8) && !OnlyNew)
        {
            return OnlyPresent = true;
        }

        if (Ascii.EqualsIgnoreCase(word, "GET"u8))
        {
            return TellsOld = true;
        }

        return Ascii.EqualsIgnoreCase(word, "KEEPTTL"u8) && !HasExpiry && (KeepsExpiry = true);
    }

    private bool TryPersist(scoped ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(word, "PERSIST"u8) && !HasExpiry && (Persists = true);

    // The same word may come twice, and the last counts.
    private bool TryExpiry(scoped ReadOnlySpan<byte> word, int numberAt)
    {
        ExpiryUnit unit = Ascii.EqualsIgnoreCase(word, "EX"u8) ? ExpiryUnit.Seconds
            : Ascii.EqualsIgnoreCase(word, "PX"u8) ? ExpiryUnit.Milliseconds
            : Ascii.EqualsIgnoreCase(word, "EXAT"u8) ? ExpiryUnit.UnixSeconds
            : Ascii.EqualsIgnoreCase(word, "PXAT"u8) ? ExpiryUnit.UnixMilliseconds
            : ExpiryUnit.None;
        if (unit == ExpiryUnit.None || KeepsExpiry || Persists || (HasExpiry && unit != _unit))
        {
            return false;
        }

        _unit = unit;
        _expiryAt = numberAt;
        return true;
    }
}
