using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

/// <summary>A deal that is made in chat, and the process that it is for.</summary>
public sealed class DealNewTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_form_of_a_new_deal_asks_for_its_source_and_type_where_a_process_is_chosen_by_them(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.Rita.TypesAsync("deal new");
        Assert.DoesNotContain(house.Rita.Form!.Fields, f => f.Id is "lead-source" or "deal-type");
        var partners = Guid.CreateVersion7();
        await house.Host.DoAsync(s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            db.Processes.Add(new Process { WorkspaceId = db.WorkspaceId, Id = partners, Name = "Partners", LeadSource = "Partner", Ordinal = 1 });
            db.ProcessVersions.Add(new ProcessVersion { WorkspaceId = db.WorkspaceId, ProcessId = partners, Number = 1, State = VersionState.Published, Document = StageBookJson.Write(Book()), PublishedAt = Now });
            return Task.CompletedTask;
        });
        await house.Rita.TypesAsync("deal new");
        house.Rita.Sees("for example Partner");
        Assert.DoesNotContain(house.Rita.Form!.Fields, f => f.Id == "deal-type");
        await house.Rita.FillsAsync(("name", "Acme, by a friend"), ("account", "Acme"), ("lead-source", "partner"));
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Processes.SingleAsync(p => p.Id == partners)).DealType = "renewal");
        await house.Rita.TypesAsync("deal new");
        await house.Rita.FillsAsync(("name", "Beta, again"), ("account", "Beta"), ("lead-source", "partner"), ("deal-type", "Renewal"));
        await house.Rita.TypesAsync("deal new");
        await house.Rita.FillsAsync(("name", "Gamma, first"), ("account", "Gamma"), ("lead-source", "partner"));
        var made = await house.Host.ReadAsync(db => db.Deals.OrderBy(d => d.Name).ToListAsync());
        Assert.Equal([partners, partners, ProcessId], made.Select(d => d.ProcessId));
        Assert.Equal([("partner", null), ("partner", "Renewal"), ("partner", null)], made.Select(d => (d.LeadSource, d.DealType)));
    }
}
