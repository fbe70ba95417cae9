namespace Pelikan.Conformance.Differential;

/// <summary>Random commands of one group.</summary>
internal interface IRespCommands
{
    RespLine Next();
}
