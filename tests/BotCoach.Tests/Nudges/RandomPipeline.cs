using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Nudges;

/// <summary>Deals in any state, as they lie in a database, and whether what is written of them is what the rules say.</summary>
internal static class RandomPipeline
{
    private static readonly string[] Stages = ["qualification", "discovery", "solution-alignment", "business-case", "proposal", "gone"];

    private static readonly string[] Criteria = ["discover-enough-fit", "discover-problem-outcome", "discover-constraints", "discover-success-agreed"];

    public static async Task<Guid> AddAsync(CoachHost host, Random random, IReadOnlyList<Driver> owners)
    {
        var like = RandomDeals.Next(random);
        var id = await host.DealAsync(owners[random.Next(owners.Count)], $"Account {random.Next(1_000_000)}", d => Take(d, like.Deal, random));
        await host.DoAsync(s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            db.Stakeholders.AddRange(like.People.Select(p => new Stakeholder { WorkspaceId = host.WorkspaceId, Id = Guid.NewGuid(), DealId = id, Name = p.Name, Role = p.Role, EngagedAt = p.EngagedAt }));
            foreach (var answer in like.Answers)
            {
                var criterion = Criteria[random.Next(Criteria.Length)];
                db.Answers.Add(new Answer
                {
                    WorkspaceId = host.WorkspaceId, DealId = id, CriterionId = criterion, State = answer.State, Kind = answer.Kind, Text = answer.Text, GivenAt = answer.GivenAt, WaivedUntil = answer.WaivedUntil,
                });
                db.SaidTexts.Add(new SaidText { WorkspaceId = host.WorkspaceId, DealId = id, Field = criterion, Key = SaidText.KeyOf(answer.Text!) });
            }
            db.GateOverrides.AddRange(like.Overrides.Select(o => new GateOverride
            {
                WorkspaceId = host.WorkspaceId, Id = Guid.NewGuid(), DealId = id, FromStage = o.FromStage, ToStage = o.ToStage, Reason = o.Reason, Missing = string.Join(',', Criteria), ByPersonId = owners[0].PersonId,
                ByRole = o.ByRole, GivenAt = o.GivenAt, ExpiresAt = o.ExpiresAt,
            }));
            return Task.CompletedTask;
        });
        return id;
    }

    /// <summary>Some nudges were shown, and some of them put aside for a while.</summary>
    public static Task ShowSomeAsync(CoachHost host, Random random) => host.DoAsync(async s =>
    {
        foreach (var nudge in await s.GetRequiredService<BotCoachDb>().Nudges.Where(n => n.Holds).ToListAsync())
        {
            if (random.Next(2) == 0) nudge.Show(NudgeEnd.Delivered, host.Clock.Now);
            if (random.Next(4) == 0) nudge.Snooze(host.Clock.Now.AddHours(random.Next(1, 200)));
            if (random.Next(8) == 0) nudge.Settle(NudgeVerdict.NotUseful);
        }
    });

    /// <summary>The company's calendar changes, and with the rules what they say of many deals: their fields stand for that, changed past the ledger.</summary>
    public static Task RaiseAsync(CoachHost host, Random random, string[] zones) => host.DoAsync(async s =>
    {
        var db = s.GetRequiredService<BotCoachDb>();
        foreach (var person in await db.People.ToListAsync()) person.Zone = zones[random.Next(zones.Length)];
        foreach (var id in await db.Deals.Select(d => d.Id).ToListAsync())
            if (random.Next(3) == 0) await ChangeAsync(db.Deals.Where(d => d.Id == id), random, host);
        await db.Workspaces.ExecuteUpdateAsync(set => set.SetProperty(w => w.Epoch, w => w.Epoch + 1));
    });

    /// <summary>Each deal is written of as the rules say now, by the files that a card is made from.</summary>
    public static Task IsFreshAsync(CoachHost host) => host.DoAsync(async s =>
    {
        var (db, calendars) = (s.GetRequiredService<BotCoachDb>(), s.GetRequiredService<Calendars>());
        var deals = await db.Deals.ToListAsync();
        var gaps = await s.GetRequiredService<NextStepGaps>().FindAsync(deals);
        var (known, dues) = ((await db.Nudges.ToListAsync()).ToLookup(n => n.DealId), await db.DealDues.ToDictionaryAsync(d => d.DealId));
        foreach (var file in await s.GetRequiredService<DealFiles>().OpenAsync(deals))
        {
            var judged = NudgeRules.Judge(file, gaps.GetValueOrDefault(file.Deal.Id), await calendars.OfAsync(file.Deal.OwnerId), host.Clock.Now);
            Assert.Equal(judged.Signals.Select(g => $"{g.Rule} {g.Occurrence} {file.Deal.OwnerId} {g.Severity} {g.Since:O} {g.ThresholdDays}").Order(),
                known[file.Deal.Id].Where(n => n.Holds).Select(n => $"{n.Rule} {n.Occurrence} {n.PersonId} {n.Severity} {n.Since:O} {n.ThresholdDays}").Order());
            var next = NudgeRules.Earliest([judged.NextAt, .. known[file.Deal.Id].Where(n => n.IsOpen && n.IsSnoozed(host.Clock.Now)).Select(n => n.SnoozedUntil)]);
            Assert.Equal((file.Deal.Id, next), (file.Deal.Id, dues[file.Deal.Id].At));
        }
    });

    private static void Take(Deal deal, Deal like, Random random)
    {
        (deal.StageId, deal.StageEnteredAt, deal.StageMedianDays) = (Stages[random.Next(Stages.Length)], like.StageEnteredAt, like.StageMedianDays is null ? null : random.Next(1, 60));
        (deal.NextStepOn, deal.NextStepConfirmed, deal.NextStepSide) = (like.NextStepOn, like.NextStepConfirmed, like.NextStepSide);
        (deal.CloseOn, deal.CloseSlips, deal.CloseSlippedAt) = (like.CloseOn, like.CloseSlips, like.CloseSlippedAt);
        (deal.HeardAt, deal.TouchedAt, deal.ChampionStrength) = (like.HeardAt, like.TouchedAt, like.ChampionStrength);
        (deal.WentBackFrom, deal.ImportedWithoutEvidence) = (like.WentBackFrom, like.ImportedWithoutEvidence);
        (deal.LeadReceivedAt, deal.LeadAnsweredAt) = (like.LeadReceivedAt, like.LeadAnsweredAt);
        (deal.Triage, deal.ParkedUntil, deal.Facts) = (like.Triage, like.ParkedUntil, like.Facts);
    }

    private static Task ChangeAsync(IQueryable<Deal> deal, Random random, CoachHost host) => random.Next(4) switch
    {
        0 => deal.ExecuteUpdateAsync(set => set.SetProperty(d => d.CloseOn, host.Today().PlusDays(random.Next(-20, 60)))),
        1 => deal.ExecuteUpdateAsync(set => set.SetProperty(d => d.NextStepOn, host.Today().PlusDays(random.Next(-20, 60)))),
        2 => deal.ExecuteUpdateAsync(set => set.SetProperty(d => d.HeardAt, host.Clock.Now.AddDays(-random.Next(40)))),
        _ => deal.ExecuteUpdateAsync(set => set.SetProperty(d => d.StageId, Stages[random.Next(Stages.Length)])),
    };
}
