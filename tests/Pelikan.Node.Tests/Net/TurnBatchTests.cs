using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Pelikan.Node.Net;
using Pelikan.Node.Protocol;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Node.Tests.Net;

/// <summary>Sessions that are ready at the same time: received from, served, sent to.</summary>
public sealed class TurnBatchTests
{
    [Fact]
    public void Keys_of_several_sessions_are_loaded_together()
    {
        Recorder recorder = Load("a", "bb", "ccc dd");
        Assert.Equal(["a bb ccc dd"], recorder.Loads);
    }

    [Fact]
    public void A_key_that_is_alone_is_not_loaded_ahead()
    {
        Assert.Empty(Load("a").Loads);
        Assert.Empty(Load("a", "", "").Loads);
    }

    [Fact]
    public void Many_keys_are_loaded_in_groups_each_before_its_session_is_served()
    {
        string[] inputs = [.. Enumerable.Range(0, 40).Select(i => $"k{i}")];
        Recorder recorder = Load(inputs);
        Assert.Equal([16, 16, 8], recorder.Loads.Select(load => load.Split(' ').Length));
        Assert.Equal(string.Join(' ', inputs), string.Join(' ', recorder.Loads));
    }

    [Fact]
    public void Sessions_past_the_room_for_keys_look_ahead_by_themselves()
    {
        Recorder recorder = new();
        TurnBatch batch = new(new WorkerOptions(), recorder);
        byte[] area = Encoding.ASCII.GetBytes(string.Join(' ', Enumerable.Repeat("k", 16)));
        while (!batch.IsFull)
        {
            batch.Add(new Session(batch.Count), ReceiveStatus.Received, new ReceivedInput(InPlace: false, 0, area.Length), area);
        }

        Assert.All(Enumerable.Range(0, batch.Count), i => Assert.Equal(i < 8, batch[i].LookedAhead));
        for (int i = 0; i < batch.Count; i++)
        {
            batch.Load(in batch[i], area);
        }

        Assert.Equal(8, recorder.Loads.Count);
        batch.Clear();
        batch.Add(new Session(0), ReceiveStatus.Received, new ReceivedInput(InPlace: false, 0, area.Length), area);
        Assert.True(batch[0].LookedAhead);
    }

    [Fact]
    public void Replies_are_sent_behind_many_requests_much_output_and_what_was_dear()
    {
        WorkerOptions options = new();
        TurnBatch batch = new(options, new Recorder());
        Assert.False(batch.IsToBeSent(requests: 1, spent: 100));
        Assert.True(batch.IsToBeSent(requests: options.RequestsPerTurnMax, spent: 0));
        Assert.True(batch.IsToBeSent(requests: 1, spent: options.TurnBytesMax));
        batch.Output.Advance(options.ReceiveBytes);
        Assert.True(batch.IsToBeSent(requests: 1, spent: 0));
    }

    // A receive buffer as small as this has room for few of the sessions, so that their batch is served in several parts.
    [Theory]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(64 * 1024)]
    public void Requests_of_sessions_that_are_ready_together_do_not_mix(int receiveBytes)
    {
        Random random = new(receiveBytes);
        using ManualResetEventSlim open = new(initialState: true);
        using TestServer<SizeProtocol> server = new(new TestServerOptions
        {
            Worker = new WorkerOptions { ReceiveBytes = receiveBytes, RequestBytesMax = 4096 },
            Poller = () => new GatedPoller(open),
        });
        WireClient[] clients = [.. Enumerable.Range(0, 100).Select(_ => server.Connect())];
        server.AwaitOpen(clients.Length);
        for (int round = 0; round < 20; round++)
        {
            string[] words = [.. clients.Select((_, i) => $"{round}.{i}.{new string((char)('a' + (i % 26)), random.Next(300))}")];
            int[] cuts = [.. words.Select(word => random.Next(word.Length))];
            open.Reset();
            for (int i = 0; i < clients.Length; i++)
            {
                clients[i].Send($"say {words[i]}\nsay {words[i][..cuts[i]]}");
            }

            open.Set();
            for (int i = 0; i < clients.Length; i++)
            {
                Assert.Equal(words[i], clients[i].ReadLine());
                clients[i].Send($"{words[i][cuts[i]..]}\n");
                Assert.Equal(words[i], clients[i].ReadLine());
            }
        }

        foreach (WireClient client in clients)
        {
            client.Dispose();
        }
    }

    private static Recorder Load(params string[] inputs)
    {
        Recorder recorder = new();
        TurnBatch batch = new(new WorkerOptions(), recorder);
        byte[] area = Encoding.ASCII.GetBytes(string.Concat(inputs));
        int start = 0;
        foreach (string input in inputs)
        {
            batch.Add(new Session(batch.Count), ReceiveStatus.Received, new ReceivedInput(InPlace: false, start, input.Length), area);
            start += input.Length;
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            batch.Load(in batch[i], area);
            int loaded = recorder.Loads.Sum(load => load.Split(' ').Length);
            Assert.True(recorder.Loads.Count == 0 || loaded > i, $"session {i} is served before its key is loaded");
        }

        return recorder;
    }

    /// <summary>Takes words for keys, and notes what it is told to load.</summary>
    private sealed class Recorder : IRequestServer
    {
        internal List<string> Loads { get; } = [];

        public EpochGuard Enter(long now) => default;

        public int LookAhead(ReadOnlySpan<byte> input, Span<Range> keys)
        {
            int count = 0;
            foreach (Range word in input.Split((byte)' '))
            {
                if (!input[word].IsEmpty)
                {
                    keys[count++] = word;
                }
            }

            return count;
        }

        public void Prefetch(ReadOnlySpan<byte> input, ReadOnlySpan<Range> keys)
        {
            List<string> words = [];
            foreach (Range key in keys)
            {
                words.Add(Encoding.ASCII.GetString(input[key]));
            }

            Loads.Add(string.Join(' ', words));
        }

        public Served Drain(Session session, ReadOnlySpan<byte> input, bool lookedAhead, OutputBuffer output, in EpochGuard guard) =>
            throw new NotSupportedException();
    }

    /// <summary>Tells nothing while the gate is closed.</summary>
    private sealed class GatedPoller(ManualResetEventSlim open) : IPoller
    {
        private readonly EpollPoller _poller = new(eventsMax: 256);

        public bool Add(int descriptor, ulong token, PollInterest interest) => _poller.Add(descriptor, token, interest);

        public bool Modify(int descriptor, ulong token, PollInterest interest) => _poller.Modify(descriptor, token, interest);

        public ReadOnlySpan<PollEvent> Wait(int timeoutMilliseconds)
        {
            // What is ready is taken after the gate: a wait that began before ends with the first of them alone.
            ReadOnlySpan<PollEvent> first = _poller.Wait(timeoutMilliseconds);
            if (open.IsSet)
            {
                return first;
            }

            open.Wait();
            return _poller.Wait(0);
        }

        public void Dispose() => _poller.Dispose();
    }
}
