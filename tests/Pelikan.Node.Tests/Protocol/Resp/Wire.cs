using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>Replies as they are on the wire, one byte a character.</summary>
internal static class Wire
{
    public const string Ok = "+OK\r\n";
    public const string Null = "$-1\r\n";
    public const string NullArray = "*-1\r\n";
    public const string Null3 = "_\r\n";
    public const string EmptyArray = "*0\r\n";
    public const string Syntax = "-ERR syntax error\r\n";
    public const string WrongType = "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n";
    public const string NotInteger = "-ERR value is not an integer or out of range\r\n";
    public const string NotPositive = "-ERR value is out of range, must be positive\r\n";
    public const string TooLarge = "-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n";
    public const string NoSpace = "-OOM command not allowed when used memory > 'maxmemory'.\r\n";

    public static string Int(long number) => string.Create(CultureInfo.InvariantCulture, $":{number}\r\n");

    public static string Bulk(string text) => RespConversation.Bulk(text);

    /// <summary>An array of bulk strings.</summary>
    public static string Bulks(params IEnumerable<string> texts) => Array([.. texts.Select(Bulk)]);

    /// <summary>An array of whatever is written in it.</summary>
    public static string Array(params string[] elements) =>
        string.Create(CultureInfo.InvariantCulture, $"*{elements.Length}\r\n{string.Concat(elements)}");

    /// <summary>A map of bulk strings, in version 3.</summary>
    public static string Map3(params string[] fieldsAndValues) =>
        string.Create(CultureInfo.InvariantCulture, $"%{fieldsAndValues.Length / 2}\r\n{string.Concat(fieldsAndValues.Select(Bulk))}");

    public static string WrongArity(string command) => $"-ERR wrong number of arguments for '{command}' command\r\n";
}
