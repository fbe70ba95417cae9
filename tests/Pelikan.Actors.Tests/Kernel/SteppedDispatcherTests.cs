using System;
using System.Collections.Generic;
using Xunit;

namespace Pelikan.Actors.Tests.Kernel;

public sealed class SteppedDispatcherTests : Pelikan.TestKit.TestKit
{
    public SteppedDispatcherTests()
        : base(stepped: true)
    {
    }

    [Fact]
    public void Nothing_happens_until_the_test_steps_and_then_on_its_thread()
    {
        List<(object, int)> seen = [];
        IActorRef left = Sys.ActorOf(Scripted.Props((_, message) => seen.Add((message, Environment.CurrentManagedThreadId))));
        IActorRef right = Sys.ActorOf(Scripted.Props((_, message) => left.Tell(message)));
        right.Tell(1);
        left.Tell(2);
        Assert.Empty(seen);

        Stepped.RunAll();
        int here = Environment.CurrentManagedThreadId;
        Assert.Equal([(2, here), (1, here)], seen);
        Assert.False(Stepped.Step());
    }

    [Fact]
    public void Actors_that_never_come_to_rest_are_refused()
    {
        IActorRef actor = Sys.ActorOf(Scripted.Props((self, message) => self.Cell.Self.Tell(message)));
        actor.Tell(1);
        Assert.Throws<InvalidOperationException>(Stepped.RunAll);
    }
}
