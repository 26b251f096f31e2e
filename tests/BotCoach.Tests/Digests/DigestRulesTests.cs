using BotCoach.Deals;
using BotCoach.Digests;
using BotCoach.Metrics;
using NodaTime;
using Xunit.Abstractions;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Digests;

/// <summary>A digest is the difference between two snapshots, no more and no less.</summary>
public sealed class DigestRulesTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Monday = At("2026-03-02T09:00:00Z");
    private static readonly string[] Stages = ["one", "two", "three", "four", "gone"];
    private static readonly string[] Rules = ["too-long-in-stage", "thin-evidence", "close-date-slipped", "champion-weak"];

    [Fact]
    public void A_digest_laid_over_the_snapshot_before_is_the_snapshot_after_in_every_week()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var company = 0; company < 40; company++)
        {
            Guid[] owners = [.. Enumerable.Range(0, 3).Select(_ => Guid.NewGuid())];
            var before = new DigestSnapshot(Monday, [.. Enumerable.Range(0, random.Next(30)).Select(_ => DealOf(random, Guid.NewGuid(), owners)).Where(d => d.IsOpen).OrderBy(d => d.Id)], Numbers(random));
            for (var week = 1; week <= 12; week++)
            {
                var now = After(before, random, owners, Monday.AddDays(7 * week));
                var diff = DigestRules.Diff(before, now, Past(random, before, now));
                Assert.Equal(DigestJson.Write(now), DigestJson.Write(DigestRules.Apply(before, diff)));
                // and as it is read again
                var kept = DigestJson.ReadDiff(DigestJson.Write(diff))!;
                Assert.Equal(DigestJson.Write(now), DigestJson.Write(DigestRules.Apply(DigestJson.ReadSnapshot(DigestJson.Write(before))!, kept)));
                Assert.Equal(diff.IsNothing, Same(before, now));
                before = now;
            }
        }
    }

    [Fact]
    public void Nothing_is_said_to_have_changed_where_nothing_was_said_before()
    {
        var now = new DigestSnapshot(Monday, [new DigestDeal(Guid.NewGuid(), Guid.NewGuid(), "one")], new DigestNumbers());
        var diff = DigestRules.Diff(null, now, Past(new Random(1), now, now));
        Assert.True(diff.IsNothing);
        Assert.Null(diff.Since);
    }

    [Fact]
    public void A_figure_that_moved_by_itself_is_nothing_and_a_threshold_crossed_or_a_promise_due_is_something()
    {
        var deal = new DigestDeal(Guid.NewGuid(), Guid.NewGuid(), "one");
        var before = new DigestSnapshot(Monday, [deal], new DigestNumbers { MedianDays = 4 });
        var past = Past(new Random(1), before, before);
        Assert.True(DigestRules.Diff(before, before with { At = Monday.AddDays(7), Numbers = new DigestNumbers { MedianDays = 5 } }, past).IsNothing);
        Assert.False(DigestRules.Diff(before, before with { Deals = [deal with { Signals = [new("too-long-in-stage", "one@1", Monday)] }] }, past).IsNothing);
        PromiseLine promise = new(deal.Id, deal.Owner, "Call Dana", new LocalDate(2026, 3, 6), PromiseState.Due);
        Assert.False(DigestRules.Diff(before, before, past with { Promises = [promise] }).IsNothing);
        Assert.True(DigestRules.Diff(before, before, past with { Promises = [promise with { State = PromiseState.Open }] }).IsNothing);
    }

    [Fact]
    public void Which_way_a_deal_went_is_told_by_the_stages_and_where_one_is_gone_by_what_was_done()
    {
        DigestDeal Deal(string stage) => new(Guid.Parse("0190c000-0000-7000-8000-000000000001"), Guid.Empty, stage);
        DigestWay Way(string from, string to, params DealEventKind[] kinds)
        {
            var (was, now) = (new DigestSnapshot(Monday, [Deal(from)], new DigestNumbers()), new DigestSnapshot(Monday.AddDays(7), [Deal(to)], new DigestNumbers()));
            var events = kinds.Select((k, i) => new DigestEvent(now.Deals[0].Id, i + 2, k)).ToLookup(e => e.Deal);
            return DigestRules.Diff(was, now, Past(new Random(1), was, now) with { Events = events }).Moves.Single().Way;
        }
        Assert.Equal(DigestWay.Forward, Way("one", "three", DealEventKind.Advanced, DealEventKind.Advanced));
        Assert.Equal(DigestWay.Back, Way("three", "one", DealEventKind.MovedBack));
        Assert.Equal(DigestWay.Renamed, Way("gone", "one"));
        Assert.Equal(DigestWay.Back, Way("gone", "one", DealEventKind.MovedBack));
        Assert.Equal(DigestWay.Forward, Way("gone", "two", DealEventKind.Overridden));
    }

    private static bool Same(DigestSnapshot before, DigestSnapshot now) =>
        before.Deals.All(d => d.IsOpen) ? DigestJson.Write(before.Deals) == DigestJson.Write(now.Deals) : DigestJson.Write(before.Open.ToList()) == DigestJson.Write(now.Deals);

    private static DigestPast Past(Random random, DigestSnapshot before, DigestSnapshot now)
    {
        var events = now.Deals.Where(_ => random.Next(2) == 0).SelectMany(d => new[] { new DigestEvent(d.Id, 1, DealEventKind.Created), new DigestEvent(d.Id, 2, DealEventKind.MovedBack) }).ToLookup(e => e.Deal);
        return new DigestPast(events, (_, stage) => Array.IndexOf(Stages[..4], stage), _ => new MoveEvidence(1, 1, 0, 0, 0), _ => before.Deals.Count > 0 ? before.Deals[0].Owner : null, []);
    }

    /// <summary>A week later: some deals are as they were, some have changed in one way or several, some have come, ended, or gone to others.</summary>
    private static DigestSnapshot After(DigestSnapshot before, Random random, Guid[] owners, DateTimeOffset at)
    {
        if (random.Next(6) == 0) return new DigestSnapshot(at, [.. before.Open], Numbers(random));
        List<DigestDeal> deals = [];
        foreach (var deal in before.Deals)
        {
            if (!deal.IsOpen && random.Next(4) > 0) continue;
            deals.AddRange(random.Next(10) switch { 0 => [], < 5 => [deal with { Status = DealStatus.Open }], _ => new[] { Change(deal with { Status = DealStatus.Open }, random, owners) } });
        }
        for (var i = random.Next(4); i > 0; i--) deals.Add(DealOf(random, Guid.NewGuid(), owners));
        return new DigestSnapshot(at, [.. deals.OrderBy(d => d.Id)], Numbers(random));
    }

    private static DigestDeal Change(DigestDeal deal, Random random, Guid[] owners)
    {
        var other = DealOf(random, deal.Id, owners);
        return random.Next(9) switch
        {
            0 => deal with { Stage = other.Stage },
            1 => deal with { CloseOn = other.CloseOn, Slips = deal.Slips + random.Next(2) },
            2 => deal with { Amount = other.Amount, Currency = other.Currency },
            3 => deal with { Owner = other.Owner },
            4 => deal with { Signals = other.Signals },
            5 => deal with { HasStep = other.HasStep, IsParked = other.IsParked },
            6 => deal with { Champion = other.Champion, Known = other.Known },
            7 => deal with { Status = other.Status, Stage = other.Stage },
            _ => other,
        };
    }

    private static DigestDeal DealOf(Random random, Guid id, Guid[] owners) => new(id, owners[random.Next(owners.Length)], Stages[random.Next(Stages.Length)])
    {
        Status = random.Next(5) == 0 ? (DealStatus)random.Next(4) : DealStatus.Open, Amount = random.Next(4) == 0 ? null : random.Next(100_000) / 100m, Currency = random.Next(2) == 0 ? "USD" : "EUR",
        CloseOn = random.Next(3) == 0 ? null : new LocalDate(2026, 3, 1).PlusDays(random.Next(200)), Slips = random.Next(4), HasStep = random.Next(2) == 0, IsParked = random.Next(5) == 0,
        Champion = random.Next(2) == 0 ? null : random.Next(1, 6), Known = random.Next(4),
        Signals = [.. Rules.Where(_ => random.Next(3) == 0).Order(StringComparer.Ordinal).Select(r => new DigestSignal(r, $"episode-{random.Next(3)}", Monday.AddDays(-random.Next(30))))],
    };

    private static DigestNumbers Numbers(Random random) => new()
    {
        Open = random.Next(100), Pipeline = [new DigestMoney("USD", random.Next(9), random.Next(1_000_000) / 100m)], Coverage = new Rate(random.Next(5), 5 + random.Next(5)), MedianDays = random.Next(2) == 0 ? null : random.Next(100) / 10.0,
        Forecast = [new ForecastSum("USD", 3, 300.5m, 100.25m, 40m, 200.1m, 1)],
    };
}
