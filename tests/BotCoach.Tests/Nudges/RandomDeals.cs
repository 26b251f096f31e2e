using BotCoach.Deals;
using BotCoach.People;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>Deals in any state that a file can be in, to show what holds of all of them.</summary>
internal static class RandomDeals
{
    private static readonly string[] Zones = [Berlin, "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland"];
    private static readonly string[] Stages = ["discovery", "evaluation", "closing", "gone"];

    public static OneDeal Next(Random random)
    {
        var deal = new OneDeal { Book = SignalScenarios.Book };
        deal.Calendar = deal.Calendar with { Zone = DateTimeZoneProviders.Tzdb[Zones[random.Next(Zones.Length)]] };
        LocalDate Any() => Day("2026-02-20").PlusDays(random.Next(0, 160));
        DateTimeOffset Ago() => At("2026-02-20T00:00:00Z").AddMinutes(random.Next(0, 120_000));
        bool Maybe() => random.Next(2) == 0;
        var row = deal.Deal;
        (row.StageId, row.StageEnteredAt, row.StageMedianDays) = (Stages[random.Next(Stages.Length)], Ago(), random.Next(4) == 0 ? random.Next(1, 60_000) / 1000.0 : null);
        (row.NextStepOn, row.NextStepConfirmed, row.NextStepSide) = (random.Next(4) == 0 ? null : Any(), Maybe(), random.Next(3) switch { 0 => null, 1 => Side.Us, _ => Side.Buyer });
        (row.CloseOn, row.CloseSlips, row.CloseSlippedAt) = (random.Next(4) == 0 ? null : Any(), random.Next(4), Maybe() ? Ago() : null);
        (row.HeardAt, row.TouchedAt, row.ChampionStrength) = (Maybe() ? Ago() : null, Maybe() ? Ago() : null, Maybe() ? random.Next(1, 6) : null);
        (row.WentBackFrom, row.ImportedWithoutEvidence) = (random.Next(4) == 0 ? "closing" : null, random.Next(4) == 0);
        if (random.Next(3) == 0) (row.LeadReceivedAt, row.LeadAnsweredAt) = (Ago(), Maybe() ? Ago() : null);
        if (random.Next(8) == 0) (row.Triage, row.ParkedUntil) = (Triage.Parked, Any());
        if (row.NextStepOn is null) deal.Gap = new BotCoach.Nudges.NextStepGap(2, row.StageEnteredAt);
        if (Maybe()) row.Facts["problem"] = "Manual billing costs 40 hours a month";
        foreach (var role in new[] { "champion", "economic-buyer", "user" }.Where(_ => Maybe())) Meet(deal, role, Maybe() ? Ago() : null);
        if (Maybe()) Answer(deal, random, Ago());
        if (random.Next(3) == 0) LetPass(deal, Ago(), random.Next(1, 30));
        return deal;
    }

    private static void Meet(OneDeal deal, string role, DateTimeOffset? engaged) => deal.People.Add(new Stakeholder
    {
        WorkspaceId = deal.Deal.WorkspaceId, Id = Guid.NewGuid(), DealId = deal.Deal.Id, Name = $"The {role}", Role = role, EngagedAt = engaged,
    });

    private static void Answer(OneDeal deal, Random random, DateTimeOffset at)
    {
        deal.Says("problem-agreed", "They wrote that billing by hand costs them a week", $"{at:O}", (AnswerState)random.Next(5));
        if (deal.Answers[0].State == AnswerState.Waived) deal.Answers[0].WaivedUntil = at.AddHours(random.Next(0, 1_000));
    }

    private static void LetPass(OneDeal deal, DateTimeOffset at, int days) => deal.Overrides.Add(new GateOverride
    {
        WorkspaceId = deal.Deal.WorkspaceId, Id = Guid.NewGuid(), DealId = deal.Deal.Id, FromStage = "discovery", ToStage = "evaluation", Reason = "The trade fair",
        Missing = "problem-agreed,close-date/future", ByPersonId = Guid.NewGuid(), ByRole = Role.Manager, GivenAt = at, ExpiresAt = at.AddDays(days),
    });
}
