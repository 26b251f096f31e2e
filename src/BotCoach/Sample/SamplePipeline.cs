using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Sample;

/// <summary>
/// The small believable pipeline to try things on: two reps, their manager, an admin, sixteen deals told from their first day on. Made once, dated
/// from the day it is made. What its people share in chat joins it; the command line founds a company of its own. Saves nothing itself.
/// </summary>
public sealed class SamplePipeline(BotCoachDb db, StageShelf shelf, BriefClock clock, DealLedger ledger)
{
    /// <summary>Fixed, so that two instances that make it at once clash instead of making two.</summary>
    public static readonly Guid WorkspaceId = new("0190a000-0000-7000-8000-00000000a11e");

    public const string Team = "sample";
    private const string Name = "Northwind Trading (sample)";
    private const string SalesTeam = "Mid-market";

    /// <summary>Makes the sample for this channel unless it is there. True when something is to be saved. Enters the sample's workspace.</summary>
    public async Task<bool> EnsureAsync(string channel, DateTimeOffset now)
    {
        db.Scope.Enter(WorkspaceId);
        var installed = await db.Installations.AnyAsync(i => i.Channel == channel && i.ExternalId == Team);
        if (!installed) db.Installations.Add(new Installation { Channel = channel, ExternalId = Team, WorkspaceId = WorkspaceId, Name = Name, AddedAt = now });
        if (await db.Workspaces.AnyAsync()) return !installed;
        var workspace = new Workspace { Id = WorkspaceId, Name = Name, Zone = "Europe/London", Sample = true, CreatedAt = now };
        db.Workspaces.Add(workspace);
        await TellAsync(People(now), workspace, now);
        return true;
    }

    private async Task TellAsync(IReadOnlyDictionary<string, Person> people, Workspace workspace, DateTimeOffset now)
    {
        await shelf.EnsureBuiltInAsync(now);
        var version = await shelf.ChooseAsync("mid-market", null, null);
        var book = await shelf.OpenAsync(version.ProcessId, version.Number);
        foreach (var (told, i) in SampleDeals.All.Select((d, i) => (d, i)))
        {
            var owner = people[told.Owner];
            await new SampleStory(db, ledger, told, new SampleSetting(owner, WorkCalendar.Of(owner, workspace), version, book, now)).TellAsync(i + 1);
        }
        await clock.EnsureAsync([people[SampleDeals.Maya].Id, people[SampleDeals.Jonas].Id], now);
    }

    private Dictionary<string, Person> People(DateTimeOffset now)
    {
        var priya = Add("Priya Nair", Role.Manager, null, "Europe/London", now);
        Person[] all =
        [
            Add(SampleDeals.Maya, Role.Rep, priya, "Europe/London", now), Add(SampleDeals.Jonas, Role.Rep, priya, "Europe/Berlin", now),
            priya, Add("Tom Okafor", Role.Admin, null, "Europe/London", now),
        ];
        return all.ToDictionary(p => p.Name);
    }

    private Person Add(string name, Role role, Person? manager, string zone, DateTimeOffset now)
    {
        var person = new Person
        {
            WorkspaceId = WorkspaceId, Id = Guid.CreateVersion7(now), Name = name, Role = role, ManagerId = manager?.Id, Zone = zone,
            SalesTeam = role == Role.Admin ? null : SalesTeam, Email = $"{name.ToLowerInvariant().Replace(' ', '.')}@northwind.example", CreatedAt = now,
        };
        db.People.Add(person);
        return person;
    }
}
