namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>The operations of the binary protocol, by their number on the wire; the quiet form of each has a number of its own.</summary>
internal enum BinaryOpcode : byte
{
    Get = 0x00,
    Set = 0x01,
    Add = 0x02,
    Replace = 0x03,
    Delete = 0x04,
    Increment = 0x05,
    Decrement = 0x06,
    Quit = 0x07,
    Flush = 0x08,
    GetQuiet = 0x09,
    Noop = 0x0a,
    Version = 0x0b,
    GetKey = 0x0c,
    GetKeyQuiet = 0x0d,
    Append = 0x0e,
    Prepend = 0x0f,
    Stat = 0x10,
    SetQuiet = 0x11,
    AddQuiet = 0x12,
    ReplaceQuiet = 0x13,
    DeleteQuiet = 0x14,
    IncrementQuiet = 0x15,
    DecrementQuiet = 0x16,
    QuitQuiet = 0x17,
    FlushQuiet = 0x18,
    AppendQuiet = 0x19,
    PrependQuiet = 0x1a,
    Touch = 0x1c,
    GetAndTouch = 0x1d,
    GetAndTouchQuiet = 0x1e,
    SaslList = 0x20,
    SaslAuth = 0x21,
    SaslStep = 0x22,
    GetAndTouchKey = 0x23,
    GetAndTouchKeyQuiet = 0x24,

    /// <summary>Not on the wire: every number that is not listed.</summary>
    Unknown = 0xff,
}

/// <summary>Recognises an opcode.</summary>
internal static class BinaryOpcodes
{
    /// <summary>The operation of a number on the wire, and whether it is to be silent where nothing went wrong.</summary>
    public static BinaryOpcode Of(byte number, out bool quiet)
    {
        BinaryOpcode loud = (BinaryOpcode)number switch
        {
            BinaryOpcode.GetQuiet => BinaryOpcode.Get,
            BinaryOpcode.GetKeyQuiet => BinaryOpcode.GetKey,
            BinaryOpcode.SetQuiet => BinaryOpcode.Set,
            BinaryOpcode.AddQuiet => BinaryOpcode.Add,
            BinaryOpcode.ReplaceQuiet => BinaryOpcode.Replace,
            BinaryOpcode.DeleteQuiet => BinaryOpcode.Delete,
            BinaryOpcode.IncrementQuiet => BinaryOpcode.Increment,
            BinaryOpcode.DecrementQuiet => BinaryOpcode.Decrement,
            BinaryOpcode.QuitQuiet => BinaryOpcode.Quit,
            BinaryOpcode.FlushQuiet => BinaryOpcode.Flush,
            BinaryOpcode.AppendQuiet => BinaryOpcode.Append,
            BinaryOpcode.PrependQuiet => BinaryOpcode.Prepend,
            BinaryOpcode.GetAndTouchQuiet => BinaryOpcode.GetAndTouch,
            BinaryOpcode.GetAndTouchKeyQuiet => BinaryOpcode.GetAndTouchKey,
            _ => (BinaryOpcode)number,
        };
        quiet = loud != (BinaryOpcode)number;
        bool known = loud is <= BinaryOpcode.Stat or BinaryOpcode.Touch or BinaryOpcode.GetAndTouch
            or (>= BinaryOpcode.SaslList and <= BinaryOpcode.GetAndTouchKey);
        return known ? loud : BinaryOpcode.Unknown;
    }

    /// <summary>Whether it may be asked for before the client has given its credentials.</summary>
    public static bool IsOpen(BinaryOpcode opcode) =>
        opcode is BinaryOpcode.Version or (>= BinaryOpcode.SaslList and <= BinaryOpcode.SaslStep);
}
