namespace Pelikan.Node.Admin;

/// <summary>What happens to an admin session once its reply is sent.</summary>
internal enum AdminNext
{
    Continue,
    Close,
    Shutdown,
}

/// <summary>One reply of the admin port, whole, with its line ends.</summary>
internal sealed record AdminReply(string Text, AdminNext After = AdminNext.Continue, bool IsError = false)
{
    internal static AdminReply Error(string message) => new($"ERROR {message}\r\n", IsError: true);
}
