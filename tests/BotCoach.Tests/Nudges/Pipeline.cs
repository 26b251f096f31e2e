using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Nudges;

/// <summary>A company with deals to be nudged about. The host's first day is Monday 2 March 2026, 8:00 UTC; work begins at nine.</summary>
internal static class Pipeline
{
    public static readonly DateTimeOffset Monday = OneDeal.At("2026-03-02T09:00:00Z");

    /// <summary>A deal in its process's first stage, with a next step in three weeks: healthy until a test changes it.</summary>
    public static async Task<Guid> DealAsync(this CoachHost host, Driver owner, string account, Action<Deal>? change = null, DateTimeOffset? happened = null)
    {
        var id = Guid.CreateVersion7();
        await host.DoAsync(async services =>
        {
            var shelf = services.GetRequiredService<StageShelf>();
            await shelf.EnsureBuiltInAsync(host.Clock.Now);
            var version = await shelf.ChooseAsync("mid-market", null, null);
            var book = await shelf.OpenAsync(version.ProcessId, version.Number);
            var deal = new Deal
            {
                WorkspaceId = host.WorkspaceId, Id = id, Source = "test", Name = $"{account} rollout", Account = account, OwnerId = owner.PersonId, Currency = "USD",
                Amount = 10_000, Segment = "mid-market", ProcessId = version.ProcessId, ProcessVersion = version.Number, StageId = book.Stages[2].Id,
                StageEnteredAt = happened ?? host.Clock.Now, CreatedAt = host.Clock.Now,
                NextStep = "Send the recap", NextStepOn = host.Today().PlusDays(21), NextStepSide = Side.Us, CloseOn = host.Today().PlusDays(90),
            };
            change?.Invoke(deal);
            services.GetRequiredService<DealLedger>().Add(deal, Actor.Clock, host.Clock.Now, happenedAt: happened);
        });
        return id;
    }

    /// <summary>A deal without a next step.</summary>
    public static Task<Guid> StuckAsync(this CoachHost host, Driver owner, string account, decimal? amount = 10_000) => host.DealAsync(owner, account, d =>
    {
        (d.NextStep, d.NextStepOn, d.NextStepSide) = (null, null, null);
        d.Amount = amount;
    });

    public static Task ChangeAsync(this CoachHost host, Guid deal, Action<Deal> change, DealEventKind kind = DealEventKind.FieldsChanged) => host.DoAsync(async services =>
    {
        var row = await services.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == deal);
        await services.GetRequiredService<DealLedger>().ChangeAsync(row, Actor.Clock, host.Clock.Now, kind, change);
    });

    public static Task<Deal> ReadDealAsync(this CoachHost host, Guid id) => host.ReadAsync(db => db.Deals.SingleAsync(d => d.Id == id));

    public static Task<List<Nudge>> NudgesAsync(this CoachHost host) => host.ReadAsync(db => db.Nudges.OrderBy(n => n.Id).ToListAsync());

    public static async Task<Nudge> OnlyNudgeAsync(this CoachHost host) => Assert.Single(await host.NudgesAsync());

    public static LocalDate Today(this CoachHost host) => host.Clock.Now.Day();

    public static LocalDate Day(this DateTimeOffset instant) => LocalDate.FromDateOnly(DateOnly.FromDateTime(instant.UtcDateTime));

    /// <summary>The briefs in a chat, oldest first.</summary>
    /// <summary>The briefs that speak of deals: one that brings nothing but the day's list is not among them.</summary>
    public static IReadOnlyList<Shown> Briefs(this Driver person) => [.. person.Chat.Where(m => m.Words.StartsWith("Your brief for", StringComparison.Ordinal) && m.OfDeals().Count > 0)];

    /// <summary>The rows of a brief that speak of deals.</summary>
    public static IReadOnlyList<Row> OfDeals(this Shown brief) =>
        [.. brief.Message.Blocks.TakeWhile(b => b is not Paragraph { Text.Words: BriefMessage.ListTitle }).OfType<Rows>().SelectMany(r => r.Items)];
}
