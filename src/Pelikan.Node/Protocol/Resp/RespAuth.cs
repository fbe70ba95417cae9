namespace Pelikan.Node.Protocol.Resp;

/// <summary>Whether a session may use data.</summary>
internal static class RespAuth
{
    public static bool IsTrusted(in SessionState session, WorkerContext worker) => worker.Credentials is null || session.Authenticated;
}
