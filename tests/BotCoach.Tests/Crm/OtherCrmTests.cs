using System.Net;
using System.Text;
using BotCoach.Crm;
using BotCoach.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeCrm;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Crm;

/// <summary>Pipedrive and Salesforce: the same sync, in their dialects.</summary>
public class OtherCrmTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Pipedrive_is_read_polled_by_one_request_and_tells_of_deletions_among_changes(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new PipedriveDialect(), "pipedrive", perSecond: 10);
        for (var i = 0; i < 1200; i++) house.World.Add($"Deal {i}", company: i < 3 ? "Acme" : null, owner: i % 2 == 0 ? "71" : "72");
        var won = house.World.Add("Won one", "18");
        await house.ConnectAsync();
        await house.RunAsync(20);
        await house.Admin.PressesAsync("Start");
        await house.RunAsync(20);
        Assert.Equal((1201, 3, DealStatus.Won), await house.Host.ReadAsync(async db => (await db.Deals.CountAsync(), await db.Deals.CountAsync(d => d.Account == "Acme"), await db.Deals.Where(d => d.ExternalId == won.Id).Select(d => d.Status).SingleAsync())));
        await house.Host.JumpAsync(TimeSpan.FromMinutes(90));
        house.Crm.Forget();
        await house.PollAsync();
        Assert.InRange(house.Crm.Log.Count, 1, 2);
        var (gone, moved) = (house.World.Deals[0], house.World.Deals[1]);
        house.World.Change(gone, d => d.Archived = true);
        house.World.Change(moved, d => d.Amount = 5);
        await house.PollAsync();
        Assert.Equal((DealStatus.Disqualified, 5m), ((await house.DealAsync(gone)).Status, (await house.DealAsync(moved)).Amount));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Pipedrives_next_step_is_one_activity_that_follows_the_step(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new PipedriveDialect(), "pipedrive");
        var acme = house.World.Add("Acme rollout");
        var ann = await house.AnnAsync(writesBack: true);
        (house.Crm.TroubleAt, var trouble) = ("POST /api/v2/activities", CrmTrouble.DroppedAfter);
        house.Crm.Troubles.Enqueue(trouble);
        await house.StepAsync(ann, acme, "Send the contract", new NodaTime.LocalDate(2026, 3, 6));
        await house.Host.JumpAsync(TimeSpan.FromMinutes(3));
        await house.StepAsync(ann, acme, "Call about the contract");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(3));
        Assert.Equal((acme.Id, "Call about the contract", (string?)null), (house.World.Activities.Single().Deal, house.World.Activities.Single().Subject, house.World.Activities.Single().Due));
        await ann.TypesAsync("lost acme");
        await ann.FillsAsync(("reason", "0"));
        await house.Host.JumpAsync(TimeSpan.FromMinutes(3));
        Assert.Equal("lost", acme.Status);
        await ann.TypesAsync("acme");
        await ann.PressesAsync("Reopen");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(15));
        Assert.Equal(("open", DealStatus.Open), (acme.Status, (await house.DealAsync(acme)).Status));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_activity_that_was_done_there_is_not_written_over_and_one_that_is_gone_is_made_again(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new PipedriveDialect(), "pipedrive");
        var acme = house.World.Add("Acme rollout");
        var ann = await house.AnnAsync(writesBack: true);
        await house.StepAsync(ann, acme, "Send the contract");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(3));
        house.World.DoneActivities.Add(house.World.Activities.Single().Id);
        await house.StepAsync(ann, acme, "Book the demo");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(["Send the contract", "Book the demo"], house.World.Activities.Select(a => a.Subject));
        house.World.Activities.RemoveAt(1);
        await house.StepAsync(ann, acme, "Call their lawyer");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(["Send the contract", "Call their lawyer"], house.World.Activities.Select(a => a.Subject));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Pipedrives_webhook_comes_with_the_name_and_password_that_it_was_given(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new PipedriveDialect(), "pipedrive");
        var acme = house.World.Add("Acme rollout");
        await house.BeginAsync(("CRM_HOOK_SECRET", "crm:open sesame"));
        await house.Host.JumpAsync(TimeSpan.FromMinutes(1));
        house.World.Change(acme, d => d.Amount = 3);
        Assert.Equal(HttpStatusCode.Unauthorized, await HookAsync(house, "crm:wrong"));
        Assert.Equal(HttpStatusCode.OK, await HookAsync(house, "crm:open sesame"));
        await house.RunAsync();
        Assert.Equal(3, (await house.DealAsync(acme)).Amount);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Salesforce_is_read_where_its_answers_are_cut_and_polled_by_one_request(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new SalesforceDialect { Cut = 300 }, "salesforce");
        for (var i = 0; i < 1200; i++)
        {
            house.World.Add($"Deal {i}", company: "Acme");
            if (i % 400 == 399) house.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await house.BeginAsync();
        Assert.Equal(1200, await house.Host.ReadAsync(db => db.Deals.CountAsync(d => d.Account == "Acme" && d.Source == "salesforce")));
        await house.Host.JumpAsync(TimeSpan.FromMinutes(90));
        house.Crm.Forget();
        await house.PollAsync();
        Assert.Single(house.Crm.Log);
        var (gone, moved) = (house.World.Deals[0], house.World.Deals[1]);
        house.World.Change(gone, d => d.Archived = true);
        house.World.Change(moved, d => d.Stage = "19");
        await house.PollAsync();
        Assert.Equal((DealStatus.Disqualified, DealStatus.Lost), ((await house.DealAsync(gone)).Status, (await house.DealAsync(moved)).Status));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Salesforces_sessions_are_renewed_its_days_limit_is_waited_for_and_a_hidden_field_is_named(Db kind)
    {
        var dialect = new SalesforceDialect();
        await using var house = await CrmHouse.OpenAsync(kind, dialect, "salesforce");
        var acme = house.World.Add("Acme rollout");
        var ann = await house.AnnAsync(true, ("CRM_REFRESH_TOKEN", "refresh-1"), ("CRM_CLIENT_ID", "id"), ("CRM_CLIENT_SECRET", "secret"));
        house.Crm.Token = "another";
        await house.StepAsync(ann, acme, "Send the contract");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("Send the contract", acme.NextStep);
        house.Crm.PerSecond = 0;
        house.World.Change(acme, d => d.Amount = 9);
        await house.PollAsync();
        house.Crm.Forget();
        await house.Host.JumpAsync(TimeSpan.FromMinutes(30));
        Assert.Empty(house.Crm.Log);
        house.Crm.PerSecond = null;
        await house.Host.JumpAsync(TimeSpan.FromMinutes(31));
        Assert.Equal(9, (await house.DealAsync(acme)).Amount);
        dialect.Hidden = "NextStep";
        await house.PollAsync();
        Assert.Contains("NextStep", (await house.LinkAsync()).Why);
        Assert.Equal(CrmState.Live, (await house.LinkAsync()).State);
    }

    private static async Task<HttpStatusCode> HookAsync(CrmHouse house, string secret)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(house.Host.Url, $"/crm/pipedrive/{(await house.LinkAsync()).Id}")) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))}");
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
