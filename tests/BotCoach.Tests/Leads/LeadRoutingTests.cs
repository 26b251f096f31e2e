using BotCoach.Deals;
using BotCoach.Leads;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Leads;

/// <summary>Who gets which lead: the owner of the account, who is named for it, else whose turn it is of those who work now.</summary>
public sealed class LeadRoutingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task In_turn_everybody_gets_as_many_and_who_comes_back_from_a_day_off_does_not_catch_up(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        var tess = await of.Host.RepAsync("Tess", of.Mona);
        await of.Host.ReaderAsync("Rolf");
        await tess.TypesAsync("off today");
        for (var i = 0; i < 4; i++) await of.ComesAsync(Lead(i));
        Assert.Equal([2, 2, 0], await CountAsync(of, of.Rita, of.Sam, tess));
        await tess.TypesAsync("back");
        for (var i = 4; i < 8; i++) await of.ComesAsync(Lead(i));
        Assert.Equal([3, 3, 2], await CountAsync(of, of.Rita, of.Sam, tess));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_that_come_at_once_are_shared_out_in_one_go(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        foreach (var i in Enumerable.Range(0, 20)) await of.SendAsync($$"""{"name":"Lead {{i}}","email":"l{{i}}@firm{{i}}.example"}""");
        await of.Host.RunDueAsync();
        Assert.Equal([10, 10], await CountAsync(of, of.Rita, of.Sam));
        // no more of them in an hour than a person bears, and each has its time from when it can be seen
        Assert.Equal(Urgent.MostAnHour, of.Rita.Chat.Count(m => m.Words.Contains("A new lead for you")));
        Assert.All(await of.Host.ReadAsync(db => db.Leads.ToListAsync()), l => Assert.Equal(TimeSpan.FromMinutes(60), l.DueAt - l.OfferedAt));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_owner_of_the_account_comes_first_by_its_name_or_by_the_mail_address(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        await of.Host.DealAsync(of.Sam, "Acme");
        foreach (var lead in new object[] { new { name = "A", company = "ACME", phone = "1" }, new { name = "B", email = "b@acme.com" }, new { name = "C", email = "c@mail.acme.co.uk", company = "Acme Holding" } })
            Assert.Equal("Sam", await of.WithAsync(await of.ComesAsync(lead)));
        // an address that anybody can have names no company
        await of.Host.DealAsync(of.Sam, "Gmail");
        Assert.Equal("Rita", await of.WithAsync(await of.ComesAsync(new { name = "D", email = "d@gmail.com" })));
        await of.Sam.TypesAsync("off today");
        Assert.Equal("Rita", await of.WithAsync(await of.ComesAsync(new { name = "E", company = "Acme", phone = "2" })));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_admins_rules_send_by_country_segment_and_team_and_what_cannot_be_is_said(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        await of.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == of.Sam.PersonId)).SalesTeam = "Velocity");
        await of.Rita.TypesAsync("leads rules");
        of.Rita.Sees("Only an admin");
        await of.RulesAsync("country DE → Nobody");
        of.Ada.Sees("Nobody here has this name");
        await of.RulesAsync("planet Mars → Rita");
        of.Ada.Sees("names no leads that I know");
        await of.RulesAsync("country DE Rita");
        of.Ada.Sees("write which leads, an arrow and to whom");
        await of.RulesAsync("segment smb → team Nowhere");
        of.Ada.Sees("No rep is in a team called");
        await of.RulesAsync("country DE, AT and region South → Rita", "segment SMB -> team velocity", "everyone → Mona");
        of.Ada.Sees("country DE, AT and region South → Rita");
        Assert.Equal("Rita", await of.WithAsync(await of.ComesAsync(new { name = "A", phone = "1", country = "at", region = "south" })));
        Assert.Equal("Sam", await of.WithAsync(await of.ComesAsync(new { name = "B", phone = "2", country = "DE", segment = "smb" })));
        Assert.Equal("Mona", await of.WithAsync(await of.ComesAsync(new { name = "C", phone = "3", country = "DE" })));
        await of.Ada.TypesAsync("leads rules");
        of.Ada.Sees("segment SMB → team Velocity");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task At_night_it_goes_to_who_starts_first_and_is_seen_and_timed_from_then(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind, new DateTimeOffset(2026, 3, 2, 21, 0, 0, TimeSpan.Zero));
        await of.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == of.Sam.PersonId)).Zone = "Asia/Tokyo");
        var id = await of.DanaAsync();
        Assert.Equal("Sam", await of.WithAsync(id));
        Assert.DoesNotContain(of.Sam.Chat, m => m.Words.Contains("Dana"));
        Assert.Equal((new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 3, 1, 0, 0, TimeSpan.Zero)), ((await of.LeadAsync(id)).OfferedAt, (await of.LeadAsync(id)).DueAt));
        await of.Host.JumpToAsync(new DateTimeOffset(2026, 3, 3, 0, 1, 0, TimeSpan.Zero));
        Assert.Contains(of.Sam.Chat, m => m.Words.Contains("Dana Reyes of Acme"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_goes_on_leave_has_it_no_longer_and_the_next_one_does(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        var id = await of.DanaAsync();
        var first = (await of.WithAsync(id))!;
        await of.Of(first).TypesAsync("off today");
        await of.Host.RunDueAsync();
        Assert.Equal(of.Other(first).PersonId, (await of.LeadAsync(id)).OfferedTo);
        Assert.Contains(of.Of(first).Chat, m => m.Words.Contains("you are off, so it has gone on") && !m.Labels.Any());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_will_be_off_when_the_card_would_come_never_sees_it(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind, new DateTimeOffset(2026, 3, 2, 21, 0, 0, TimeSpan.Zero));
        var id = await of.DanaAsync();
        var first = (await of.WithAsync(id))!;
        await of.Of(first).TypesAsync("off tomorrow");
        await of.Host.RunDueAsync();
        Assert.Equal(of.Other(first).PersonId, (await of.LeadAsync(id)).OfferedTo);
        await of.Host.JumpToAsync(new DateTimeOffset(2026, 3, 5, 12, 0, 0, TimeSpan.Zero));
        Assert.DoesNotContain(of.Of(first).Chat, m => m.Words.Contains("Dana"));
    }

    [Theory, OnSqlite]
    public async Task Nobody_who_may_get_one_is_told_to_the_admins_once_and_by_other_rules_it_goes_out(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        await of.RulesAsync("country DE → Rita");
        var id = await of.DanaAsync();
        await of.Host.JumpAsync(TimeSpan.FromHours(2));
        Assert.Single(of.Ada.Chat, m => m.Words.Contains("there is nobody to give it to"));
        Assert.Equal(LeadState.Waiting, (await of.LeadAsync(id)).State);
        await of.RulesAsync("everyone → Sam");
        await of.Host.RunDueAsync();
        Assert.Equal("Sam", await of.WithAsync(id));
    }

    [Fact]
    public void A_lead_of_a_company_is_known_by_its_name_and_by_its_mail_address()
    {
        Assert.Equal(["acme", "mail.acme.co.uk"], LeadRules.AccountsOf(Bare("ACME", "x@Mail.Acme.co.uk")));
        Assert.Equal(["acme gmbh"], LeadRules.AccountsOf(Bare("Acme GmbH", "x@gmx.de")));
        Assert.Empty(LeadRules.AccountsOf(Bare(null, "x@")));
        Assert.Equal(("Acme", null), (LeadRules.CompanyOf("x@acme.com"), LeadRules.CompanyOf("x@gmail.com")));
    }

    private static Lead Bare(string? company, string? email) => new()
    {
        WorkspaceId = Guid.NewGuid(), Id = Guid.NewGuid(), ReceivedAt = LeadHouse.Start, CameAt = LeadHouse.Start, Source = "x", Name = "x", Company = company, Email = email,
    };

    private static object Lead(int i) => new { name = $"Lead {i}", email = $"l{i}@firm{i}.example" };

    private static async Task<List<int>> CountAsync(LeadHouse of, params Driver[] people)
    {
        var leads = await of.Host.ReadAsync(db => db.Leads.ToListAsync());
        return [.. people.Select(p => leads.Count(l => l.OfferedTo == p.PersonId))];
    }
}
