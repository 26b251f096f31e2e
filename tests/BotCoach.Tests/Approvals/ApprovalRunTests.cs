using BotCoach.Approvals;
using BotCoach.Channels;
using BotCoach.Metrics;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static BotCoach.Tests.Approvals.ApprovalTests;

namespace BotCoach.Tests.Approvals;

/// <summary>What the clock does with a question for approval: reminds, passes it on while somebody is off, and ends it when its time is over.</summary>
public sealed class ApprovalRunTests
{
    private static readonly (string, string)[] Term = [("kind", "Term"), ("term", "36"), ("gets", "Three years of certainty")];

    [Theory, OnSqlite, OnPostgres]
    public async Task It_is_reminded_of_expires_in_working_time_and_is_asked_again_in_one_tap(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme");
        await AskAsync(house.Rita, "acme", Term);
        await house.Host.JumpToAsync(At(2, 16, 59));
        house.Mona.DoesNotSee("waits for your yes or no");
        await house.Host.JumpToAsync(At(2, 17, 1));
        Assert.Contains(house.Mona.Chat, m => m.Words.StartsWith("Acme waits for your yes or no: 36-month term.", StringComparison.Ordinal));
        // sixteen hours of days of eight and a half, from nine: half past four on the second
        await house.Host.JumpToAsync(At(3, 16, 29));
        Assert.Equal(ApprovalState.Open, await StateAsync(house));
        await house.Host.JumpToAsync(At(3, 16, 31));
        Assert.Equal(ApprovalState.Expired, await StateAsync(house));
        house.Rita.Sees("Nobody decided in time on Acme");
        Assert.Contains("Nobody decided in time", Words(await PressAsync(house.Mona, "approval.yes", await OnlyAsync(house))), StringComparison.Ordinal);
        await house.Rita.PressesAsync("Ask again");
        house.Rita.Sees("Waiting for Mona.");
        house.Mona.Sees("Rita asks for your yes on Acme: 36-month term");
        Assert.Null(await house.Host.ReadAsync(db => db.ApprovalRequests.Where(r => r.State == ApprovalState.Expired).Select(r => r.WorkedMinutes).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task While_an_approver_is_off_who_stands_in_decides_and_the_card_says_so(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme");
        await house.Mona.TypesAsync("approvals delegate Ada until Friday");
        house.Mona.Sees("Ada stands in for you until Fri 6 Mar");
        await AskAsync(house.Rita, "acme", Term);
        house.Mona.Sees("Rita asks for your yes");
        // asked while she was there; she leaves, and at the next start of work it is passed on
        await house.Mona.TypesAsync("off tomorrow");
        await house.Host.JumpToAsync(At(3, 9, 1));
        house.Rita.Sees("Waiting for Ada, who stands in for Mona.");
        Assert.Contains(house.Mona.Chat, m => m.Words.Contains("It is not yours to decide any more. Waiting for Ada", StringComparison.Ordinal));
        await house.Mona.TypesAsync("waiting");
        house.Mona.Sees("Nothing waits for you.");
        Assert.Contains(house.Ada.Chat, m => m.Words.Contains("Why you: Ada, who stands in for Mona", StringComparison.Ordinal));
        await house.Ada.PressesAsync("Approve");
        house.Rita.Sees("Approved by Ada");
    }

    [Fact]
    public async Task Without_a_stand_in_it_goes_to_who_leads_the_approver_else_to_an_admin()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme");
        await house.Mona.TypesAsync("off today");
        await AskAsync(house.Rita, "acme", Term);
        house.Rita.Sees("Waiting for Ada, in place of Mona, who is off or cannot decide it.");
        Assert.DoesNotContain(house.Mona.Chat, m => m.Words.Contains("asks for your yes", StringComparison.Ordinal));
        var boss = await house.Host.ManagerAsync("Bea");
        await house.Host.DoAsync(async s => (await s.People().SingleAsync(p => p.Id == house.Mona.PersonId)).ManagerId = boss.PersonId);
        await AskAsync(house.Rita, "acme", [("kind", "Payment"), ("payment", "60"), ("gets", "They take the larger plan")]);
        house.Rita.Sees("Waiting for Bea, in place of Mona");
        boss.Sees("payment within 60 days");
    }

    [Theory]
    [InlineData("Sam until Friday", "Sam is no manager and no admin")]
    [InlineData("Mona until Friday", "You cannot stand in for yourself.")]
    [InlineData("Nina until Friday", "Nobody here has this name")]
    [InlineData("Ada until whenever", "I cannot read “whenever”.")]
    [InlineData("Ada until 1 March 2026", "That day is over already.")]
    [InlineData("Ada", "Write who stands in and until when")]
    public async Task A_stand_in_that_cannot_be_is_refused_in_a_sentence(string typed, string sentence)
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.Mona.TypesAsync($"approvals delegate {typed}");
        house.Mona.Sees(sentence);
        Assert.Equal(0, await house.Host.ReadAsync(db => db.ApprovalStandIns.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task How_long_a_decision_takes_is_said_from_five_decided_on(Db kind)
    {
        await using var house = await OpenAsync(kind);
        for (var i = 1; i <= 5; i++)
        {
            await house.DealAsync(house.Rita, $"Deal{i}");
            await AskAsync(house.Rita, $"deal{i}", Term);
            house.Rita.Sees(i == 1 ? "A decision takes: none decided yet" : $"A decision takes: {i - 1} decided, too few to say");
            house.Host.Clock.Advance(TimeSpan.FromMinutes(6 * i));
            await house.Mona.PressesAsync("Approve");
        }
        await house.Rita.TypesAsync("approvals");
        house.Rita.Sees("From a question to its decision: 0.3 working hours, median (n = 5)");
        var figures = await house.Host.ReadAsync(db => new ApprovalReading(db).OfAsync(new MetricsCut(new LocalDate(2026, 3, 2))));
        Assert.Equal((5, 0.3, new Rate(5, 5)), (figures.Turnaround.Count, figures.Turnaround.MedianHours, figures.Approved));
        var before = await house.Host.ReadAsync(db => new ApprovalReading(db).OfAsync(new MetricsCut(new LocalDate(2026, 3, 1))));
        Assert.Equal((0, new Rate(0, 0)), (before.Turnaround.Count, before.Approved));
    }

    private static DateTimeOffset At(int day, int hour, int minute) => new(2026, 3, day, hour, minute, 0, TimeSpan.Zero);
}

internal static class InUnit
{
    public static DbSet<BotCoach.People.Person> People(this IServiceProvider services) => services.GetRequiredService<BotCoach.Storage.BotCoachDb>().People;
}
