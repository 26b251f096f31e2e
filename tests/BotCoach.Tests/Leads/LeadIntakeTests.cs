using System.Net;
using BotCoach.Leads;
using BotCoach.People;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Leads;

/// <summary>Leads come in over real HTTP: by a key or signed, as JSON or as a form, and each is taken once.</summary>
public sealed class LeadIntakeTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_post_five_times_at_once_and_again_is_one_lead_and_one_card(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        const string body = """{"name":"Dana Reyes","email":"dana@acme.example","source":"web form"}""";
        var five = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => of.SendAsync(body, id: $"form-{i}")));
        Assert.Single(five.Select(f => f.Json.GetProperty("id").GetString()).Distinct());
        Assert.Single(five, f => f.Status == HttpStatusCode.Created);
        await of.Host.RunDueAsync();
        var again = await of.SendAsync(body, id: "form-9");
        Assert.Equal((HttpStatusCode.OK, "offered"), (again.Status, again.Json.GetProperty("state").GetString()));
        Assert.Equal(1, await of.Host.ReadAsync(db => db.Leads.CountAsync()));
        Assert.Single(of.Rita.Chat.Concat(of.Sam.Chat), m => m.Words.Contains("A new lead for you: Dana Reyes"));
        of.Host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Created, (await of.SendAsync(body, id: "form-10")).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_system_with_a_key_of_its_own_sends_one_by_its_id_and_twice_it_is_the_same(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        using var crm = await ApiClient.OfAsync(of.Host, of.Ada, "Marketing", ApiScopes.WriteLeads);
        await crm.PostAsync("/api/v1/leads", new { id = "L-1", name = "Dana Reyes", company = "Acme", phone = "+1 555 0100", receivedAt = "2026-03-02T09:20:00Z" });
        crm.Is(HttpStatusCode.Created);
        var id = crm.Json.GetProperty("id").GetGuid();
        await crm.PostAsync("/api/v1/leads", new { id = "L-1", name = "Dana Reyes", company = "Acme", phone = "+1 555 0100" });
        crm.Is(HttpStatusCode.OK);
        Assert.Equal(id, crm.Json.GetProperty("id").GetGuid());
        Assert.Equal(("Marketing", new DateTimeOffset(2026, 3, 2, 9, 20, 0, TimeSpan.Zero)), ((await of.LeadAsync(id)).Source, (await of.LeadAsync(id)).ReceivedAt));
        using var other = await ApiClient.OfAsync(of.Host, of.Ada, "Deals only", ApiScopes.WriteDeals);
        await other.PostAsync("/api/v1/leads", new { name = "Dana Reyes", email = "dana@acme.example" });
        other.Is(HttpStatusCode.Forbidden);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_form_is_read_as_its_fields_and_what_is_not_signed_is_not(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        const string form = "name=Dana+Reyes&email=dana%40acme.example&company=Acme+%26+Sons&country=DE&note=";
        var sent = await of.SendAsync(form, "application/x-www-form-urlencoded");
        Assert.Equal(HttpStatusCode.Created, sent.Status);
        var lead = await of.LeadAsync(sent.Json.GetProperty("id").GetGuid());
        Assert.Equal(("Dana Reyes", "Acme & Sons", "DE", (string?)null), (lead.Name, lead.Company, lead.Country, lead.Note));
        Assert.Equal(HttpStatusCode.Unauthorized, (await of.SendAsync(form, "application/x-www-form-urlencoded", signed: form.Replace("Dana", "Dora"))).Status);
        var twice = await of.SendAsync(form + "&name=Dora", "application/x-www-form-urlencoded");
        Assert.Contains("more than once", twice.Json.GetProperty("errors").GetProperty("name").GetString());
        Assert.Equal(1, await of.Host.ReadAsync(db => db.Leads.CountAsync()));
    }

    [Theory, OnSqlite]
    public async Task Everything_that_is_wrong_with_a_lead_is_told_at_its_field_and_nothing_is_kept(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        async Task Faulty(string body, params (string Field, string Why)[] faults)
        {
            var answer = await of.SendAsync(body);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            foreach (var (field, why) in faults) Assert.Contains(why, answer.Json.GetProperty("errors").GetProperty(field).GetString());
        }
        await Faulty("{}", ("name", "Say who wrote"), ("email", "so that somebody can answer"));
        await Faulty("""{"name":"Dana","email":"dana at acme","receivedAt":"2026-03-03T09:00:00Z"}""", ("email", "no e-mail address"), ("receivedAt", "still to come"));
        await Faulty("""{"name":"Dana","phone":"1","receivedAt":"2025-01-03T09:00:00Z"}""", ("receivedAt", "more than 90 days ago"));
        await Faulty($$"""{"name":"{{new string('x', 201)}}","phone":"1","note":"{{new string('x', 2001)}}"}""", ("name", "At most 200"), ("note", "At most 2,000"));
        await Faulty("""{"name":"Dana","phone":"1","compny":"Acme"}""", ("compny", "There is no such field"));
        Assert.Equal(0, await of.Host.ReadAsync(db => db.Leads.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_is_forgotten_stands_in_no_lead_and_a_lead_that_ended_a_year_ago_is_gone(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        var id = await of.DanaAsync();
        await of.Ada.TypesAsync("forget");
        await of.Ada.FillsAsync(("name", "Dana Reyes"), ("again", "Dana Reyes"));
        await of.Host.RunDueAsync();
        var lead = await of.LeadAsync(id);
        Assert.DoesNotContain("Reyes", lead.Name);
        Assert.Null(lead.Email ?? lead.Phone ?? lead.Title ?? lead.Note);
        var rep = of.Of((await of.WithAsync(id))!);
        await rep.PressesAsync("Not a fit…");
        await rep.FillsAsync(("reason", "0"));
        Assert.Equal(LeadState.Disqualified, (await of.LeadAsync(id)).State);
        await of.Host.JumpAsync(TimeSpan.FromDays(366));
        Assert.Equal((0, 0), (await of.Host.ReadAsync(db => db.Leads.CountAsync()), await of.Host.ReadAsync(db => db.LeadMoves.CountAsync())));
    }
}
