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

namespace BotCoach.Tests.Simulation;

/// <summary>
/// A company made by lot: reps in thirty zones with hours, days and holidays of their own, a manager for every ten, one admin, and two deals or so a rep.
/// One rep in five has a shift over midnight.
/// </summary>
internal sealed class SimulatedCompany(CoachHost host, SimulatedPlatform platform, Random lot)
{
    public const int RepsOfManager = 10;
    private const int HoldOutPercent = 5;
    private const int Chunk = 2_000;

    /// <summary>Both hemispheres, whole, half and quarter hours, clock changes by an hour and by half of one, at midnight and at night, and none.</summary>
    public static readonly string[] Zones =
    [
        "Pacific/Auckland", "Pacific/Chatham", "Australia/Sydney", "Australia/Adelaide", "Australia/Lord_Howe", "Australia/Eucla", "Asia/Tokyo", "Asia/Yangon",
        "Asia/Kathmandu", "Asia/Kolkata", "Asia/Kabul", "Asia/Tehran", "Asia/Dubai", "Asia/Riyadh", "Asia/Jerusalem", "Africa/Cairo", "Europe/Berlin",
        "Europe/London", "Africa/Casablanca", "Atlantic/Azores", "America/Sao_Paulo", "America/St_Johns", "America/Halifax", "America/New_York", "America/Chicago",
        "America/Denver", "America/Los_Angeles", "America/Santiago", "America/Havana", "Pacific/Honolulu",
    ];

    private static readonly int[] WorkDays = [0b0011111, 0b0011111, 0b0011111, 0b0001111, 0b1001111, 0b0010101, 0b0111111];

    public List<Somebody> People { get; } = [];

    public async Task FoundAsync(int reps)
    {
        var admin = Somebody(0, Role.Admin);
        var managers = Enumerable.Range(1, Math.Max(1, reps / RepsOfManager)).Select(i => Somebody(i, Role.Manager)).ToList();
        var sellers = Enumerable.Range(managers.Count + 1, reps).Select(i => Somebody(i, Role.Rep)).ToList();
        People.AddRange([admin, .. managers, .. sellers]);
        People.ForEach(platform.Knows);
        await host.DoAsync(services => AddAsync(services, managers));
        foreach (var some in sellers.Chunk(Chunk)) await host.DoAsync(services => AddDealsAsync(services, some));
    }

    /// <summary>A day's beginning and end by lot: on the hour or the half hour.</summary>
    public (LocalTime Start, LocalTime End) Hours()
    {
        var start = lot.Next(5) == 0 ? new LocalTime(lot.Next(20, 24), 0) : new LocalTime(lot.Next(6, 11), lot.Next(2) * 30);
        return (start, start.PlusMinutes(lot.Next(12, 20) * 30));
    }

    public int Days() => WorkDays[lot.Next(WorkDays.Length)];

    public string? Place() => lot.Next(4) == 0 ? null : PublishedDays.Places[lot.Next(PublishedDays.Places.Count)];

    private Somebody Somebody(int number, Role role)
    {
        var (start, end) = Hours();
        var own = new OwnTime { ZoneId = Zones[(number + lot.Next(2)) % Zones.Length], Start = start, End = end, Days = Days(), Place = Place() };
        return new Somebody(number, Guid.CreateVersion7(host.Clock.Now), role, own);
    }

    private async Task AddAsync(IServiceProvider services, List<Somebody> managers)
    {
        var db = services.GetRequiredService<BotCoachDb>();
        await services.GetRequiredService<StageShelf>().EnsureBuiltInAsync(host.Clock.Now);
        db.RuleTerms.Add(new RuleTerms { WorkspaceId = host.WorkspaceId, HoldOutPercent = HoldOutPercent, HoldOutSince = host.Clock.Now });
        db.People.AddRange(People.Select(p => Row(p, managers)));
        await db.SaveChangesAsync();
        db.Identities.AddRange(People.Select(p => new Identity
        {
            WorkspaceId = host.WorkspaceId, Channel = SimulatedPlatform.Called, Team = SimulatedPlatform.Team, ExternalId = p.Caller.User, PersonId = p.Id,
            Conversation = $"chat-{p.Caller.User}", LastSeenAt = host.Clock.Now,
        }));
    }

    private Person Row(Somebody person, List<Somebody> managers) => new()
    {
        WorkspaceId = host.WorkspaceId, Id = person.Id, Name = person.Caller.Name!, Role = person.Role, Zone = person.Own.ZoneId, ZoneIsChosen = true, WorkStart = person.Own.Start,
        WorkEnd = person.Own.End, WorkDays = person.Own.Days, Country = person.Own.Place ?? Person.NoCountry, CreatedAt = host.Clock.Now,
        ManagerId = person.Role == Role.Rep ? managers[person.Number % managers.Count].Id : null,
    };

    private async Task AddDealsAsync(IServiceProvider services, IEnumerable<Somebody> owners)
    {
        var (db, shelf) = (services.GetRequiredService<BotCoachDb>(), services.GetRequiredService<StageShelf>());
        var version = await shelf.ChooseAsync("mid-market", null, null);
        var stages = (await shelf.OpenAsync(version.ProcessId, version.Number)).Stages.Where(s => s.Kind == StageKind.Pipeline).Select(s => s.Id).ToList();
        var deals = owners.SelectMany(o => Enumerable.Range(0, lot.Next(1, 5)).Select(n => Deal(o, n, version, stages))).ToList();
        var entries = deals.Select(d => DealEntry.Of(d, Actor.Clock, d.CreatedAt, DealEventKind.Created, d.CreatedAt, null, null, DealSnapshot.Empty.DifferencesTo(DealSnapshot.Of(d)).ToList())).ToList();
        await db.AddManyAsync(deals, default);
        await db.AddManyAsync([.. entries.Select(e => e.Event)], default);
        await db.AddManyAsync([.. entries.SelectMany(e => e.Texts)], default);
        await db.AddManyAsync([.. deals.Select(d => new DealDue { WorkspaceId = d.WorkspaceId, DealId = d.Id, OwnerId = d.OwnerId, At = host.Clock.Now, Revision = d.Revision })], default);
    }

    private Deal Deal(Somebody owner, int number, ProcessVersion version, List<string> stages)
    {
        var (now, today) = (host.Clock.Now, owner.Own.Today(host.Clock.Now));
        var began = now.AddMinutes(-lot.Next(60, 60 * 24 * 40));
        var deal = new Deal
        {
            WorkspaceId = host.WorkspaceId, Id = Guid.CreateVersion7(now), Source = "test", Name = $"Rollout {owner.Number}-{number}", Account = $"Account {owner.Number}-{number}",
            OwnerId = owner.Id, Currency = "USD", Amount = lot.Next(8) == 0 ? null : lot.Next(1, 200) * 1_000, Segment = "mid-market", ProcessId = version.ProcessId,
            ProcessVersion = version.Number, StageId = stages[lot.Next(stages.Count)], StageEnteredAt = began, CreatedAt = began, EventSeq = 1, CloseOn = today.PlusDays(lot.Next(-10, 150)),
            ChampionStrength = lot.Next(3) == 0 ? lot.Next(1, 6) : null,
        };
        if (lot.Next(3) > 0) (deal.NextStep, deal.NextStepOn, deal.NextStepSide, deal.NextStepConfirmed) =
            ("Send the recap", today.PlusDays(lot.Next(-5, 30)), lot.Next(2) == 0 ? Side.Us : Side.Buyer, lot.Next(2) == 0);
        if (lot.Next(2) == 0) deal.HeardAt = now.AddMinutes(-lot.Next(60 * 24 * 20));
        if (lot.Next(3) == 0) (deal.TouchedAt, deal.TouchesSince, deal.TouchesMade) = (now.AddMinutes(-60), now.AddMinutes(-60), 1);
        deal.RefreshSearch();
        return deal;
    }
}
