using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Who is written to unasked: found by e-mail, and not disturbed.</summary>
public sealed class SlackReachTests
{
    [Fact]
    public async Task Do_not_disturb_moves_a_brief_and_not_an_answer()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("/coach help");
        var morning = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
        maya.User.Quiet = (morning.AddHours(-2), morning.AddHours(3));
        await house.Host.JumpToAsync(morning.AddHours(1));
        Assert.DoesNotContain(maya.Chat, m => m.Words.StartsWith("Your brief for Tuesday", StringComparison.Ordinal));
        await maya.TypeAsync("/coach Acme");
        await maya.ExpectAsync("Acme");
        await house.Host.JumpToAsync(morning.AddHours(3).AddMinutes(1));
        Assert.Contains(maya.Chat, m => m.Words.StartsWith("Your brief for Tuesday", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_who_never_wrote_is_found_by_e_mail_and_a_guest_is_not()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        house.Slack.World.Users.Single(u => u.RealName == "Jonas Weber").IsUltraRestricted = true;
        await house.Host.JumpToAsync(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        var (maya, jonas) = (await house.AtAsync("Maya Chen"), await house.AtAsync("Jonas Weber"));
        Assert.Contains(maya.Chat, m => m.Words.StartsWith("Your brief for Monday", StringComparison.Ordinal));
        Assert.Empty(jonas.Chat);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Somebody_who_is_found_by_e_mail_keeps_the_hours_and_the_language_that_Slack_knows(Db kind)
    {
        await using var house = await SlackHouse.EmptyAsync(kind);
        await (await house.AtAsync("Ada")).TypeAsync("/coach");
        var emi = house.Team.AddUser("Emi Ito", "Asia/Tokyo", u => (u.Email, u.Locale) = ("emi@northwind.example", "ja-JP"));
        await house.ReadAsync(async db =>
        {
            var person = new Person { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(), Name = "Emi Ito", Email = emi.Email, CreatedAt = house.Clock.Now };
            db.People.Add(person);
            db.OutgoingMessages.Add(new OutgoingMessage
            {
                WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(), Key = "triage", PersonId = person.Id, Content = Message.Say("Three deals of yours came in.").ToJson(),
                Lane = Lane.Brief, NotBefore = house.Clock.Now, CreatedAt = house.Clock.Now,
            });
            return await db.SaveChangesAsync();
        });
        await house.SettleAsync();
        var known = await house.ReadAsync(db => db.People.SingleAsync(p => p.Name == "Emi Ito"));
        Assert.Equal(("Asia/Tokyo", "ja-JP"), (known.Zone, known.Locale));
        Assert.Contains("Three deals of yours", Assert.Single((await house.AtAsync("Emi Ito")).Chat).Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Five_hundred_owners_of_whom_only_an_e_mail_is_known_are_found_without_one_refusal_for_haste(Db kind)
    {
        await using var house = await SlackHouse.EmptyAsync(kind);
        await WriteToAsync(house, [.. Enumerable.Range(0, 500).Select(i => house.Team.AddUser($"Rep {i}"))], byEmail: true);
        var began = house.Clock.Now;
        while (house.Slack.World.Messages.Count < 500)
        {
            Assert.True(house.Clock.Now - began < TimeSpan.FromMinutes(30), $"{house.Slack.World.Messages.Count} of 500 were found by then");
            await house.Host.RunDueAsync();
            house.Clock.Advance(TimeSpan.FromSeconds(5));
        }
        Assert.Equal(0, house.Slack.Limits.Throttled);
        Assert.Equal((500, 500), (house.Slack.CallsOf("users.lookupByEmail").Count, house.Slack.World.Messages.Select(m => m.Channel.Id).Distinct().Count()));
    }

    [Fact]
    public async Task A_search_that_must_wait_says_nothing_of_the_person_and_the_others_wait_too()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        await WriteToAsync(house, [.. Enumerable.Range(0, 5).Select(i => house.Team.AddUser($"Rep {i}"))], byEmail: true);
        for (var i = 0; i < 5; i++) house.Slack.Troubles.Next("users.lookupByEmail", Trouble.TooMany(60));
        await house.Host.RunDueAsync();
        var rows = await house.ReadAsync(db => db.OutgoingMessages.AsNoTracking().ToListAsync());
        Assert.All(rows, r => Assert.Equal((MessageState.Waiting, "ratelimited"), (r.State, r.Why)));
        await WriteToAsync(house, [house.Team.AddUser("Late")], byEmail: true);
        await house.Host.JumpAsync(TimeSpan.FromSeconds(50));
        Assert.Equal(5, house.Slack.CallsOf("users.lookupByEmail").Count);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(6, house.Slack.World.Messages.Count);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(120)]
    public async Task A_whole_team_that_is_not_to_be_disturbed_is_left_alone_until_its_hour(int many)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var until = house.Clock.Now.AddHours(2);
        var people = Enumerable.Range(0, many).Select(i => house.Team.AddUser($"Rep {i}", adjust: u => u.Quiet = (house.Clock.Now.AddHours(-1), until))).ToList();
        await WriteToAsync(house, people, byEmail: false);
        await house.Host.JumpToAsync(until.AddMinutes(-1));
        Assert.Empty(house.Slack.World.Messages);
        await house.Host.JumpToAsync(until.AddMinutes(5));
        Assert.Equal((many, 0), (house.Slack.World.Messages.Count, house.Slack.Limits.Throttled));
    }

    [Fact]
    public async Task Where_several_may_not_be_asked_about_at_once_one_is()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var until = house.Clock.Now.AddHours(2);
        house.Slack.Troubles.Next("dnd.teamInfo", Trouble.Says("missing_argument"));
        await WriteToAsync(house, [house.Team.AddUser("Rep", adjust: u => u.Quiet = (house.Clock.Now.AddHours(-1), until))], byEmail: false);
        await house.Host.RunDueAsync();
        Assert.Empty(house.Slack.World.Messages);
        Assert.Single(house.Slack.CallsOf("dnd.info"));
    }

    [Fact]
    public async Task A_question_about_quiet_hours_that_another_instance_was_quicker_with_is_asked_all_the_same()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, adjust: HinderedNotes.In);
        var (notes, quicker) = (house.Host.App.Services.GetRequiredService<HinderedNotes>(), 0);
        var minute = house.Clock.Now.ToUnixTimeSeconds() / 60;
        notes.Before = (verb, key) =>
        {
            if (verb != "add" || !key.StartsWith("dnd/", StringComparison.Ordinal) || quicker++ > 0) return;
            notes.PutAsync("slack", key, $"{minute} 1", default).GetAwaiter().GetResult();
        };
        await WriteToAsync(house, [house.Team.AddUser("Rep", adjust: u => u.Quiet = (house.Clock.Now.AddHours(-1), house.Clock.Now.AddHours(2)))], byEmail: false);
        await house.Host.RunDueAsync();
        Assert.Equal(1, quicker);
        Assert.Empty(house.Slack.World.Messages);
    }

    [Fact]
    public async Task A_question_about_quiet_hours_that_hangs_keeps_one_message_waiting_and_not_the_team()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        house.Host.App.Services.GetRequiredService<IOptions<SlackOptions>>().Value.OpenTimeout = TimeSpan.FromMilliseconds(300);
        for (var i = 0; i < 5; i++) house.Slack.Troubles.Next("dnd.teamInfo", Trouble.SilentBefore);
        await WriteToAsync(house, [.. Enumerable.Range(0, 5).Select(i => house.Team.AddUser($"Rep {i}"))], byEmail: false);
        await house.Host.RunDueAsync();
        Assert.Equal((5, 1), (house.Slack.World.Messages.Count, house.Slack.CallsOf("dnd.teamInfo").Count));
    }

    [Fact]
    public async Task A_permission_to_search_that_an_admin_adds_after_a_week_loses_nothing()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        house.Team.Install!.Scopes.Remove("users:read.email");
        await WriteToAsync(house, [house.Team.AddUser("Rep")], byEmail: true);
        await house.Host.JumpAsync(TimeSpan.FromDays(7));
        Assert.Empty(house.Slack.World.Messages);
        house.Team.Install.Scopes.Add("users:read.email");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(11));
        Assert.Single(house.Slack.World.Messages);
    }

    /// <summary>These people each have a brief that is due now, and are known by their account or by their e-mail alone.</summary>
    /// <summary>Each of them has a brief that is due now.</summary>
    internal static Task WriteToAsync(SlackHouse house, IReadOnlyList<SlackUser> users, bool byEmail) => house.ReadAsync(async db =>
    {
        foreach (var user in users)
        {
            var person = new Person { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(), Name = user.RealName, Email = user.Email, CreatedAt = house.Clock.Now };
            person.WorkStart = person.WorkEnd = default; // around the clock: a brief that is late waits for work
            person.WorkDays = 0b1111111;
            db.People.Add(person);
            if (!byEmail)
                db.Identities.Add(new Identity { WorkspaceId = db.WorkspaceId, Channel = "slack", Team = house.Team.Id, ExternalId = user.Id, PersonId = person.Id, LastSeenAt = house.Clock.Now });
            db.OutgoingMessages.Add(new OutgoingMessage
            {
                WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(), Key = $"brief:{user.Id}", PersonId = person.Id, Content = Message.Say("Your brief").ToJson(),
                Lane = Lane.Brief, NotBefore = house.Clock.Now, CreatedAt = house.Clock.Now,
            });
        }
        return await db.SaveChangesAsync();
    });
}
