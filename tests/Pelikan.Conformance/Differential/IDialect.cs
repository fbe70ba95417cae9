using System.Collections.Generic;

namespace Pelikan.Conformance.Differential;

/// <summary>How a protocol's commands are put on the wire one behind the other, and its replies told apart and compared.</summary>
internal interface IDialect
{
    /// <summary>Makes both servers empty.</summary>
    Step Clear { get; }

    /// <summary>The bytes of some commands, fences between or behind them, for one of the two servers.</summary>
    byte[] Frame(IReadOnlyList<Step> steps, CasBook book, bool ours);

    /// <summary>Read one reply to each of the commands; an empty one where the server said nothing.</summary>
    IReadOnlyList<byte[]> ReadReplies(Peer peer, IReadOnlyList<Step> steps);

    /// <summary>Whether two replies are the same. Learns the CAS ids in them.</summary>
    bool Agree(Step step, byte[] ours, byte[] theirs, CasBook book);
}
