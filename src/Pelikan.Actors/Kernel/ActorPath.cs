using System;

namespace Pelikan.Actors.Kernel;

/// <summary>Where an actor stands in its system: the names from the root down. Immutable.</summary>
public sealed class ActorPath
{
    private readonly string _text;

    private ActorPath(ActorPath? parent, string name, string text)
    {
        Parent = parent;
        Name = name;
        _text = text;
    }

    /// <summary>Null at the root.</summary>
    public ActorPath? Parent { get; }

    public string Name { get; }

    internal static ActorPath Root(string system) => new(null, string.Empty, $"pelikan://{system}");

    /// <exception cref="InvalidActorNameException">Empty, starting with $ (kept for names the system gives) or holding a character other than letters, digits and -_.$.</exception>
    internal static void RequireName(string name)
    {
        bool valid = name.Length > 0 && name[0] != '$';
        foreach (char c in name)
        {
            valid &= char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '$';
        }

        if (!valid)
        {
            throw new InvalidActorNameException($"\"{name}\" is not an actor's name: letters, digits, - _ . and $, not $ first");
        }
    }

    internal ActorPath Child(string name) => new(this, name, $"{_text}/{name}");

    /// <summary>The names alone, such as <c>/user/node/admin</c>.</summary>
    public string ToStringWithoutAddress() => _text[_text.IndexOf('/', "pelikan://".Length)..];

    /// <summary>With the system in front, such as <c>pelikan://node/user/node/admin</c>.</summary>
    public override string ToString() => _text;
}
